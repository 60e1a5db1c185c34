import type { MailFile } from '../../mime/read-mail.ts'
import { attributeEdits, type Edit, withEdits } from './edits.ts'
import { htmlTokens } from './html-tokens.ts'

/** A file of a mail that its HTML may show by `cid:`. */
export type InlineFile = Pick<MailFile, 'contentId' | 'type' | 'content'>

// One picture shown a thousand times would be a page of gigabytes.
const maxInlinedBytes = 40 * 1024 * 1024

const pictureType = /^image\/[\w.+-]{1,60}$/
const cidInCss = /cid:([^\s"'()<>]{1,300})/gi

/** HTML whose `cid:` addresses are replaced by the pictures themselves, as far as the mail has them. */
export function inlineImages(html: string, files: readonly InlineFile[]): string {
  const pictures = new Map(
    files
      .filter(({ contentId, type }) => contentId !== '' && pictureType.test(type))
      .map(file => [file.contentId, file]),
  )
  if (pictures.size === 0 || !/cid:/i.test(html)) return html
  let bytes = 0
  const dataOf = (contentId: string): string | undefined => {
    const file = pictures.get(contentId) ?? pictures.get(decoded(contentId))
    if (!file || bytes > maxInlinedBytes) return undefined
    const address = `data:${file.type};base64,${Buffer.from(file.content).toString('base64')}`
    bytes += address.length
    return address
  }
  const inlined = (text: string) => text.replace(cidInCss, (written, id) => dataOf(id) ?? written)
  return withEdits(html, [...inlineEdits(html, inlined)])
}

function* inlineEdits(html: string, inlined: (text: string) => string): Generator<Edit> {
  for (const token of htmlTokens(html)) {
    if (token.kind === 'raw' && token.name === 'style') {
      yield { ...token, text: inlined(html.slice(token.start, token.end)) }
    } else if (token.kind === 'open') {
      const shown = token.attributes.filter(
        ({ name, value }) => showsPicture.test(name) && /cid:/i.test(value),
      )
      yield* attributeEdits(token, new Map(shown.map(({ name, value }) => [name, inlined(value)])))
    }
  }
}

const showsPicture = /^(?:src|srcset|background|style|poster)$/

function decoded(contentId: string): string {
  try {
    return decodeURIComponent(contentId)
  } catch {
    return contentId
  }
}
