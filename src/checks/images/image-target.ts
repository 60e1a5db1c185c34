import type { CheckedMail } from '../check.ts'
import { checkNamed, error, type Found, quote, warning } from '../found.ts'
import { isPrivateHost } from '../links/hosts.ts'
import { webPage, writtenAs } from '../links/links.ts'
import { type EmbeddedPicture, embeddedPictures } from './embedded-pictures.ts'
import { picturesIn } from './pictures.ts'

/** Pictures that no reader's program finds, and parts of the mail that nothing shows. */
export const imageTarget = checkNamed('image-target', mail => {
  const sources = new Set(picturesIn(mail).map(({ source }) => source))
  const embedded = embeddedPictures(mail.received)
  const addresses = new Set(embedded.map(({ address }) => address))
  return [...[...sources].flatMap(source => unfound(source, addresses) ?? []), ...unshown(mail, embedded)]
})

function unfound(source: string, embedded: ReadonlySet<string>): Found | undefined {
  const name = `The picture ${quote(source)}`
  const whole = 'Write its whole address, beginning with https://, or embed the file.'
  if (source === '') return error('A picture has no address', whole)
  if (/^cid:/i.test(source))
    return embedded.has(decoded(source).toLowerCase()) || embedded.has(source.toLowerCase())
      ? undefined
      : error(`${name} is no part of this mail`, 'Embed the file, or write its address.')
  if (/^(?:data|https?):/i.test(source))
    return isNowhere(source)
      ? error(`${name} can be reached by no reader`, whole, ...writtenAs(source))
      : undefined
  const what = /^[a-z][a-z\d+.-]{0,40}:/i.test(source)
    ? 'has an address that no mail program opens'
    : 'has a relative address'
  return error(`${name} ${what}`, whole, ...writtenAs(source))
}

function isNowhere(source: string): boolean {
  if (/^data:/i.test(source)) return false
  const page = webPage(source)
  return !page || isPrivateHost(page.hostname)
}

function decoded(source: string): string {
  try {
    return decodeURIComponent(source)
  } catch {
    return source
  }
}

// Styles and Outlook's comments refer to parts too, so the whole HTML is looked through.
function unshown({ received }: CheckedMail, embedded: readonly EmbeddedPicture[]): Found[] {
  const referred = new Set(
    [...received.html.matchAll(/cid:[^\s"'<>)]{1,300}/gi)].map(([address]) => decoded(address).toLowerCase()),
  )
  return embedded
    .filter(({ address, isFile }) => !isFile && !referred.has(address))
    .map(({ name, bytes }) =>
      warning(
        `The part ${quote(name)} (${bytes.toLocaleString('en')} bytes) is shown nowhere in the HTML`,
        'Take it out, or refer to it: some programs list it as an attachment.',
      ),
    )
}
