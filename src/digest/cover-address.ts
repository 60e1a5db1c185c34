import type { Header, HeaderValue } from '../posts/headers/header.ts'
import { filledAddress } from '../posts/markdown/tag-in-address.ts'
import { absoluteUrl } from '../posts/permalinks/permalink.ts'

/** Where a picture may stand in a header, the first one first. */
export const coverKeys = [
  'cover',
  'image',
  'thumbnail',
  'banner',
  'featured_image',
  'featuredImage',
  'cover_image',
  'coverImage',
  'feature_image',
  'heroImage',
  'hero_image',
  'og_image',
  'ogImage',
  'top_img',
  'index_img',
  'banner_img',
  'share_img',
  'header-img',
  'teaser',
  'header',
  'images',
  'photos',
]
const addressKeys = ['url', 'src', 'image', 'path', 'href', 'relative', ...coverKeys]
const pictureEnding = /\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?|ico|heic)$/i
const twoLetters = /^(?!md|js|ts|py|rb|sh|go)[a-z]{2}$/i
const longerEndings =
  /^(?:com|org|net|edu|gov|int|mil|info|biz|name|pro|mobi|app|dev|page|xyz|site|online|tech|blog|cloud|store|shop|club|top|vip|wiki|live|news|link|design|world|space|team|work|moe|icu|run|fun|ink|pub|art|cafe|life|website|network|systems|software|academy|digital|media|agency|studio|love|host|press|today|rocks|ninja|social|community|foundation)$/i
const badge =
  /(?:^|[/.])(?:shields\.io|badgen\.net|badge\.fury\.io|forthebadge\.com|travis-ci\.(?:org|com)|codecov\.io|coveralls\.io|hits\.seeyoufarm\.com|isitmaintained\.com)\/|badges?(?![a-z])|\/workflows\/[^?#]*\.svg/i
const trackingPixel =
  /google-analytics\.com|\/_\/stat\b|doubleclick\.net|feeds\.feedburner\.com\/~r|(?:^|[/._-])(?:pixel|tracking-?pixel|tracker|beacon|spacer|1x1)\.(?:gif|png)/i
/** Deeper maps hold settings, not pictures. */
const deepest = 3

/** The addresses that a header names as its picture, as they are written, in the order of their keys. */
export function coversIn({ values }: Header): string[] {
  return addressesIn(values, coverKeys, 0)
}

function addressesIn(value: HeaderValue | undefined, keys: readonly string[], depth: number): string[] {
  if (value === undefined || depth > deepest) return []
  if (typeof value === 'string') return looksLikePicture(value) ? [value.trim()] : []
  if (Array.isArray(value))
    return value.slice(0, 1).flatMap(item => addressesIn(item, addressKeys, depth + 1))
  const byKey = new Map(Object.entries(value).map(([key, item]) => [key.toLowerCase(), item]))
  return keys.flatMap(key => {
    const own = Object.hasOwn(value, key) ? value[key] : byKey.get(key.toLowerCase())
    return addressesIn(own, addressKeys, depth + 1)
  })
}

// `cover: true`, a colour and a caption stand under the same keys.
function looksLikePicture(written: string): boolean {
  const text = written.trim()
  if (text.length > 2000 || /[\n<>]|^[a-z-]+\(/i.test(text)) return false
  const path = text.replace(/[?#].*$/, '')
  return (
    /^(?:https?:\/\/|\/|\.{1,2}\/|\{\{)\S/i.test(path) || pictureEnding.test(path) || beginsWithHost(path)
  )
}

/**
 * The http(s) address of a picture, from what is written: a host may stand without its scheme, a path is relative to
 * `base`, and stays as it is where there is none, since its file may travel with the mail; nothing for badges, tracking
 * pixels and data.
 */
export function pictureAddress(written: string, base: string | undefined): string | undefined {
  const filled = filledAddress(written)
  if (!filled) return undefined
  const text = beginsWithHost(filled) ? `https://${filled}` : filled
  const url =
    base === undefined && isFilePath(text) ? text : absoluteUrl(text, base === undefined ? {} : { url: base })
  return url === undefined || badge.test(url) || trackingPixel.test(url) ? undefined : url
}

const isFilePath = (text: string): boolean =>
  !/^(?:[a-z][a-z0-9+.-]*:|\/\/)|[?#\s]/i.test(text) && pictureEnding.test(text)

function beginsWithHost(text: string): boolean {
  const [, host = ''] = /^([^/]{1,253})\//.exec(text) ?? []
  const ending = /^(?:[\w-]{1,63}\.)+([a-z]+)$/i.exec(host)?.[1] ?? ''
  return twoLetters.test(ending) || longerEndings.test(ending)
}
