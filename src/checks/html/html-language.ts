import type { CheckedMail } from '../check.ts'
import { checkNamed, type Found, quote, warning } from '../found.ts'
import { attributeOf, spotsIn, visibleTexts } from './spots.ts'

/** The language and the direction of the text, for who hears the mail and for the choice of fonts. */
export const htmlLanguage = checkNamed('html-language', (mail): Found[] => {
  if (mail.received.html === '') return []
  const root = spotsIn(mail.received.tree).elements.find(({ element }) => element.tagName === 'html')?.element
  const language = (root && attributeOf(root, 'lang')?.trim()) ?? ''
  const wayOut = 'Write the language, such as <mjml lang="{{language}}"> or <html lang="zh-CN">.'
  if (language === '')
    return [warning('The HTML does not say in which language it is', wayOut), ...direction(mail, '')]
  if (!isTag(language)) return [warning(`${quote(language)} is no language`, wayOut)]
  return direction(mail, language)
})

function isTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length === 1
  } catch {
    return false
  }
}

const rightToLeft = /^(?:ar|arc|ckb|dv|fa|he|iw|ks|ps|sd|ug|ur|yi)(?:-|$)/i

// Arabic and Hebrew without a direction have their full stops at the wrong end.
function direction({ received }: CheckedMail, language: string): Found[] {
  const hasDirection = spotsIn(received.tree).elements.some(({ element }) =>
    /^(?:rtl|auto)$/i.test(attributeOf(element, 'dir') ?? ''),
  )
  if (hasDirection || !(rightToLeft.test(language) || isMostlyRightToLeft(received))) return []
  return [
    warning('The text runs from right to left, and no dir attribute says so', 'Write dir="rtl" beside lang.'),
  ]
}

const looked = 20_000

function isMostlyRightToLeft({ tree }: CheckedMail['received']): boolean {
  let text = ''
  for (const { value } of visibleTexts(tree)) {
    text += value.slice(0, looked)
    if (text.length > looked) break
  }
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const turned = text.match(/[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}]/gu)?.length ?? 0
  return turned * 2 > letters
}
