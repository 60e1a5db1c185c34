import { checkNamed, error, type Found, quote, warning } from '../found.ts'
import { fieldValue, type MimePart } from '../mime/mime-part.ts'
import { unsubscribeAddresses } from './list-unsubscribe.ts'

/** RFC 8058: what Gmail and Yahoo ask of who sends them 5,000 mails a day. */
export const oneClickUnsubscribe = checkNamed('one-click-unsubscribe', ({ received }): Found[] => {
  const { structure } = received
  const addresses = unsubscribeAddresses(structure)
  if (addresses === undefined)
    return [error('The mail has no List-Unsubscribe header', 'Set "unsubscribe" or "from" in masthead.yaml.')]
  const reachable = addresses.filter(address => /^(?:https?|mailto):./i.test(address))
  if (reachable.length === 0)
    return [
      error('The List-Unsubscribe header names no https: or mailto: address', 'Write one as <https://…>.'),
    ]
  return byPage(structure, reachable)
})

const oneClick = 'one-click, which Gmail and Yahoo ask of senders of 5,000 mails a day'

function byPage(mail: MimePart, addresses: readonly string[]): Found[] {
  const page = addresses.find(address => /^https:/i.test(address))
  const post = fieldValue(mail.fields, 'list-unsubscribe-post')
  if (page === undefined && post !== undefined)
    return [error('List-Unsubscribe-Post stands without an https: address in List-Unsubscribe', needsPage)]
  if (page === undefined) {
    const how = addresses.some(address => /^http:/i.test(address)) ? 'http: page' : 'mail'
    return [warning(`People unsubscribe by ${how}: it is not ${oneClick}`, needsPage)]
  }
  if (post === undefined)
    return [warning(`There is no List-Unsubscribe-Post header: unsubscribing is not ${oneClick}`, needsPost)]
  if (!/^List-Unsubscribe\s?=\s?One-Click$/i.test(post.slice(0, 100)))
    return [error(`List-Unsubscribe-Post is ${quote(post)}`, 'It must be List-Unsubscribe=One-Click.')]
  return uncovered(mail)
}

const needsPage =
  'Keep it as it is for a small list; one-click needs a page of yours behind https:, named by "unsubscribe".'
const needsPost =
  'It may stand only where the page takes a POST without asking again, and knows the reader by its address.'

// A header that no signature covers may have been added by anyone, so Gmail does not act on it.
function uncovered({ fields }: MimePart): Found[] {
  const signatures = fields.filter(({ name }) => name.toLowerCase() === 'dkim-signature')
  if (signatures.length === 0) return []
  const covered = signatures.map(({ value }) => signedNames(value))
  const needed = ['list-unsubscribe', 'list-unsubscribe-post']
  if (covered.some(names => needed.every(name => names.includes(name)))) return []
  const missing = needed.filter(name => !covered.some(names => names.includes(name)))
  const which = (missing.length > 0 ? missing : needed).join(' and ')
  return [
    error(
      `The DKIM signature does not cover ${which}: Gmail shows no unsubscribe button`,
      'Name both headers in the h= list of the signature.',
    ),
  ]
}

const signedNames = (signature: string): string[] =>
  (/(?:^|;)\s*h=([^;]*)/.exec(signature.slice(0, 20_000).replace(/\s+/g, ''))?.[1] ?? '')
    .toLowerCase()
    .split(':')
