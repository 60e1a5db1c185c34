import { fieldsNamed, fieldValue } from '../../mime/header-field.ts'
import type { MimePart } from '../../mime/mime-part.ts'
import type { Check, CheckedMail } from '../check.ts'
import { checkNamed, error, type Found, quote } from '../found.ts'
import { isPrivateHost } from '../links/hosts.ts'
import { webPage } from '../links/links.ts'
import { unsubscribeAddresses } from './list-unsubscribe.ts'

/** RFC 8058: what Gmail and Yahoo ask of who sends them 5,000 mails a day. To others, unsubscribing by mail is enough. */
export const oneClickUnsubscribe: Check = {
  ...checkNamed('one-click-unsubscribe', mail => {
    const faults = faultsIn(mail)
    const lacking = lackingIn(mail)
    return faults.length === 0 && lacking ? [error(lacking, needsPage)] : faults
  }),
  cannotRun(mail) {
    const lacking = mail.isBulk || faultsIn(mail).length > 0 ? undefined : lackingIn(mail)
    return (
      lacking &&
      `${lacking}: senders of 5,000 mails a day need one-click, which "pages.url" in masthead.yaml and "masthead serve" bring`
    )
  },
}

// What keeps a mail from being one-click, though nothing in it is wrong.
function lackingIn({ received: { structure } }: CheckedMail): string | undefined {
  const addresses = unsubscribeAddresses(structure) ?? []
  if (addresses.length === 0) return undefined
  const page = addresses.find(address => /^https:/i.test(address))
  if (page !== undefined)
    return postOf(structure) === undefined ? 'there is no List-Unsubscribe-Post header' : undefined
  const plain = addresses.find(address => /^http:/i.test(address))
  return plain !== undefined
    ? `people unsubscribe by the http: page ${quote(plain.slice(0, 60))}`
    : 'people unsubscribe by mail'
}

function faultsIn({ received: { structure } }: CheckedMail): Found[] {
  const addresses = unsubscribeAddresses(structure)
  if (addresses === undefined)
    return [error('The mail has no List-Unsubscribe header', 'Set "unsubscribe" or "from" in masthead.yaml.')]
  if (!addresses.some(address => /^(?:https?|mailto):./i.test(address)))
    return [
      error('The List-Unsubscribe header names no https: or mailto: address', 'Write one as <https://…>.'),
    ]
  const post = postOf(structure)
  if (post === undefined) return []
  if (!addresses.some(address => /^https:/i.test(address) || isRehearsed(address)))
    return [error('List-Unsubscribe-Post stands without an https: address in List-Unsubscribe', needsPage)]
  if (!/^List-Unsubscribe\s?=\s?One-Click$/i.test(post.slice(0, 100)))
    return [error(`List-Unsubscribe-Post is ${quote(post)}`, 'It must be List-Unsubscribe=One-Click.')]
  return uncovered(structure)
}

// A server on this machine takes the POST, and no reader reaches it: link-target says so.
const isRehearsed = (address: string): boolean =>
  /^http:/i.test(address) && isPrivateHost(webPage(address)?.hostname ?? '')

const postOf = (mail: MimePart): string | undefined => fieldValue(mail, 'list-unsubscribe-post')

const needsPage =
  'Set "pages.url" in masthead.yaml to where "masthead serve" is for everybody, behind https:, without a page of your own as "unsubscribe".'

// A header that no signature covers may have been added by anyone, so Gmail does not act on it.
function uncovered(mail: MimePart): Found[] {
  const signatures = fieldsNamed(mail, 'dkim-signature')
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
