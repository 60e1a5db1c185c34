import { domainToASCII } from 'node:url'
import { type Address, addressParser, type Mailbox } from 'postal-mime'
import { fieldsNamed, type HeaderField, readValue, unicodeOf } from '../../mime/header-field.ts'
import { checkNamed, error, type Found, quote, warning } from '../found.ts'
import { isPrivateHost } from '../links/hosts.ts'

/** Who the mail comes from: one sender, with a name and an address that can be answered. */
export const fromHeader = checkNamed('from', ({ received }): Found[] => {
  const fields = fieldsNamed(received.structure, 'from')
  if (fields.length === 0) return [error('The mail has no From header', wayOut)]
  return fields.slice(0, 1).flatMap(senders)
})

const wayOut = 'Write one address: Weekly <weekly@example.org>.'

function senders({ value }: HeaderField): Found[] {
  const mailboxes = addressParser(unicodeOf(value), { flatten: true }).filter(isMailbox)
  const [sender, ...others] = mailboxes
  if (!sender || sender.address === '')
    return [error(`The From header has no address: ${quote(readValue(value))}`, wayOut)]
  if (others.length > 0)
    return [error(`The From header has ${mailboxes.length} addresses, and Gmail refuses such mail`, wayOut)]
  return [...inAddress(sender.address), ...inName(sender.name, sender.address)]
}

const isMailbox = (address: Address): address is Mailbox => address.group === undefined

const mailbox = /^(?:[^\s@<>"(),:;\\[\]]{1,64}|"[^"\r\n]{1,62}")@([^\s@<>"(),:;\\[\]]{1,253})$/

const hostName = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)*$/u

function inAddress(address: string): Found[] {
  const domain = mailbox.exec(address)?.[1]
  if (domain === undefined || !hostName.test(domain))
    return [error(`The address in From cannot be written to: ${quote(address)}`, wayOut)]
  if (/[^\x20-\x7e]/.test(domain))
    return [
      error(
        `The domain in From is not in ASCII: ${quote(domain)}`,
        `Write it as ${domainToASCII(domain)} in "from" of masthead.yaml: many servers refuse the other.`,
      ),
    ]
  if (isPrivateHost(domain))
    return [
      warning(
        `The mail comes from ${quote(address)}, which nobody outside of this machine can answer`,
        'Set "from" in masthead.yaml before the issue is sent.',
      ),
    ]
  return []
}

// The list of mails shows the name; one that is an address of another domain is how phishing looks.
function inName(name: string, address: string): Found[] {
  if (name.trim() === '')
    return [
      warning(
        `The sender has no name: the inbox shows ${quote(address)}`,
        'Write the name before the address.',
      ),
    ]
  const shown = /@([\w-]{1,63}(?:\.[\w-]{1,63}){1,5})/.exec(name)?.[1]?.toLowerCase()
  if (shown === undefined || address.toLowerCase().endsWith(shown)) return []
  return [
    warning(
      `The name of the sender, ${quote(name)}, shows another address than it has`,
      'Write the name of the newsletter.',
    ),
  ]
}
