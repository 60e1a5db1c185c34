import type { CheckedMail } from '../check.ts'
import { checkNamed, error, type Found } from '../found.ts'
import { attributeOf, spotsIn, textOf } from '../html/spots.ts'
import { unsubscribeAddresses } from './list-unsubscribe.ts'

const word =
  /unsubscrib|opt[ -]?out|stop receiving|manage (?:your )?(?:preferences|subscription)|email preferences|退订|退訂|取消订阅|取消訂閱|abbestell|abmelden|se désabonner|désinscri|desuscrib|darse de baja|cancelar (?:la )?suscripci|descadastr|annulla l'iscrizione|uitschrijven|отписаться|配信停止|登録解除|購読解除|수신거부|구독 취소/i

/** A way to unsubscribe that a reader sees, in the HTML and in the text part. */
export const unsubscribeLink = checkNamed('unsubscribe-link', (mail): Found[] => {
  const { html, text } = mail.received
  const known = knownAddresses(mail)
  const wayOut = 'Show it at the end: a template has {{unsubscribeUrl}} for it.'
  return [
    ...(html === '' || isLinkedIn(mail, known)
      ? []
      : [error('The HTML has no link to unsubscribe that a reader can see', wayOut)]),
    ...(text.trim() === '' || isWrittenIn(text, known)
      ? []
      : [error('The text part does not say how to unsubscribe', 'Write the address at its end.')]),
  ]
})

function knownAddresses({ received, origin }: CheckedMail): string[] {
  const ofHeader = unsubscribeAddresses(received.structure) ?? []
  return [...ofHeader, origin?.settings.unsubscribeUrl ?? ''].filter(address => address !== '')
}

function isLinkedIn({ received }: CheckedMail, known: readonly string[]): boolean {
  return spotsIn(received.tree).elements.some(({ element, isHidden }) => {
    if (element.tagName !== 'a' || isHidden) return false
    const address = attributeOf(element, 'href')?.trim() ?? ''
    if (address === '' || address === '#') return false
    return known.includes(address) || word.test(address.slice(0, 2000)) || word.test(textOf(element))
  })
}

// An address, and the word for it in its line or near it.
function isWrittenIn(text: string, known: readonly string[]): boolean {
  if (known.some(address => text.includes(address))) return true
  const lines = text.split('\n')
  return lines.some(
    (line, at) => word.test(line) && /https?:\/\/|mailto:|\S@\S/i.test(lines.slice(at, at + 3).join(' ')),
  )
}
