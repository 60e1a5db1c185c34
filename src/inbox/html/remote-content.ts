import { htmlTokens } from './html-tokens.ts'

const remoteAddress = /^\s*(?:https?:)?\/\//i
const remoteInCss = /(?:url\(\s*["']?|@import\s+["'])\s{0,9}(?:https?:)?\/\//i
const remoteInSet = /(?:^|[\s,])(?:https?:)?\/\//i

/** Whether HTML shows pictures, fonts or styles that stand on other machines. */
export function hasRemoteContent(html: string): boolean {
  for (const token of htmlTokens(html)) {
    if (token.kind === 'raw' && token.name === 'style') {
      if (remoteInCss.test(html.slice(token.start, token.end))) return true
    } else if (token.kind === 'open') {
      if (token.attributes.some(({ name, value }) => isRemote(token.name, name, value))) return true
    }
  }
  return false
}

function isRemote(element: string, attribute: string, value: string): boolean {
  if (attribute === 'style') return remoteInCss.test(value)
  if (attribute === 'srcset') return remoteInSet.test(value)
  if (attribute === 'href') return element === 'link' && remoteAddress.test(value)
  return /^(?:src|background|poster)$/.test(attribute) && remoteAddress.test(value)
}
