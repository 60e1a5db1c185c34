import { checkNamed, type Found, quote, warning } from '../found.ts'
import { writtenAs } from '../links/links.ts'
import { embeddedPictures } from './embedded-pictures.ts'
import { picturesIn } from './pictures.ts'

/** Pictures in a format, or written in a way, that widespread programs do not show. */
export const imageFormat = checkNamed('image-format', mail => {
  const sources = new Set(picturesIn(mail).map(({ source }) => source))
  const embedded = embeddedPictures(mail.received)
  return [...sources].flatMap(source => {
    const type = embedded.find(({ address }) => address === source.toLowerCase())?.type
    return unshown(source, type ?? '') ?? []
  })
})

const wayOut = 'Save it as JPEG, PNG or GIF.'

function unshown(source: string, type: string): Found | undefined {
  if (/^data:/i.test(source))
    return warning(
      `A picture stands in the HTML itself, ${quote(source.slice(0, 30))}: Gmail and Outlook do not show it`,
      'Write the address of a file, or embed it as a part of the mail.',
      source.slice(0, 60),
    )
  const format = formatOf(source, type)
  if (format === undefined) return undefined
  const who = {
    webp: 'Outlook for Windows does',
    svg: 'Gmail and Outlook do',
    avif: 'most mail programs do',
  }[format]
  return warning(
    `The picture ${quote(source)} is ${format.toUpperCase()}, which ${who} not show`,
    wayOut,
    ...writtenAs(source),
  )
}

type Format = 'webp' | 'svg' | 'avif'

const byName = /\.(webp|svg|avif)(?:$|[!@])/i
// Servers of pictures are told in the query what to make of a file.
const byQuery =
  /[?&,;/](?:x-oss-process=.{0,200}?format,|fmt=|format[=,]|fm=|wx_fmt=|f_)(webp|svg|avif)(?![a-z])/i

function formatOf(source: string, type: string): Format | undefined {
  const ofType = /^image\/(webp|svg|avif)/i.exec(type)?.[1]
  const address = source.slice(0, 2000)
  const path = address.split(/[?#]/, 1)[0] ?? ''
  const found = ofType ?? byQuery.exec(address)?.[1] ?? byName.exec(path)?.[1]
  return found?.toLowerCase() as Format | undefined
}
