import { fieldValue } from '../../mime/header-field.ts'
import type { MimePart } from '../../mime/mime-part.ts'

/** The addresses between `<` and `>` of the List-Unsubscribe header; nothing where it is absent. */
export function unsubscribeAddresses(mail: MimePart): string[] | undefined {
  const value = fieldValue(mail, 'list-unsubscribe')
  if (value === undefined) return undefined
  return [...value.slice(0, 10_000).matchAll(/<\s*([^<>\s]{1,2000})\s*>/g)].map(([, address = '']) => address)
}
