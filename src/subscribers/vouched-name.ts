import type { Known } from './subscriber-store.ts'

/**
 * The name of a person in a letter to them. What stood in a form is left out until they confirm: anybody can put
 * anybody's address there, and an advert in place of a name.
 */
export function vouchedName({ subscriber, consents }: Known): string {
  const isOfForm = consents.findLast(({ act }) => act === 'asked')?.how === 'form'
  return subscriber === undefined || (subscriber.status === 'pending' && isOfForm) ? '' : subscriber.name
}
