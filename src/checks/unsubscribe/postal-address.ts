import type { Check, CheckedMail } from '../check.ts'
import { checkNamed, type Found, warning } from '../found.ts'
import { visibleTexts } from '../html/spots.ts'

const found = checkNamed('postal-address', ({ received, origin }: CheckedMail): Found[] => {
  const address = origin?.settings.address.trim() ?? ''
  const law = 'the law of many countries asks for it in mail that advertises'
  if (address === '')
    return [warning(`The mail has no postal address: ${law}`, 'Set "address" in masthead.yaml.')]
  const isMissing = (text: string) => text !== '' && !letters(text).includes(letters(address))
  const html = visibleTexts(received.tree)
    .map(({ value }) => value)
    .join('')
  const parts = [...(isMissing(html) ? ['HTML'] : []), ...(isMissing(received.text) ? ['text part'] : [])]
  return parts.map(part =>
    warning(
      `The ${part} does not show your postal address: ${law}`,
      'Show {{address}} in the footer of the template.',
    ),
  )
})

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase()

/** The sender's postal address, which only the settings of the newsletter tell from other words. */
export const postalAddress: Check = {
  ...found,
  cannotRun: ({ origin }) => (origin ? undefined : "it is known of the newsletter's own issues only"),
}
