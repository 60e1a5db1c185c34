import type { Feature } from './caniemail-file.ts'

const semantic =
  'article aside details figcaption figure footer header main mark nav section summary time'.split(' ')

const special: Readonly<Record<string, readonly string[]>> = {
  'css-at-font-face': ['at:font-face'],
  'css-at-import': ['at:import'],
  'css-at-keyframes': ['at:keyframes'],
  'css-at-media': ['at:media'],
  'css-at-media-device-pixel-ratio': ['media:device-pixel-ratio'],
  'css-at-media-hover': ['media:hover'],
  'css-at-media-orientation': ['media:orientation'],
  'css-at-media-prefers-color-scheme': ['media:prefers-color-scheme'],
  'css-at-media-prefers-reduced-motion': ['media:prefers-reduced-motion'],
  'css-at-supports': ['at:supports'],
  'css-border-inline-block-individual': [],
  'css-border-radius-logical': ['property:border-start-start-radius', 'property:border-end-end-radius'],
  'css-color-scheme': ['property:color-scheme'],
  'css-column-layout-properties': ['property:columns', 'property:column-width', 'property:column-rule'],
  'css-comments': [],
  'css-flex-wrap': ['value:flex-wrap:wrap'],
  'css-font': ['property:font'],
  'css-grid-template': [
    'property:grid-template-columns',
    'property:grid-template-rows',
    'property:grid-template',
  ],
  'css-important': ['important'],
  'css-inert-attribute': ['attribute:inert'],
  'css-intrinsic-size': ['word:fit-content', 'word:min-content', 'word:max-content'],
  'css-margin-block-start-end': ['property:margin-block-start', 'property:margin-block-end'],
  'css-nesting': ['nesting'],
  'css-padding-block-start-end': ['property:padding-block-start', 'property:padding-block-end'],
  'css-pseudo-class-lang': ['pseudo:lang'],
  'css-selector-adjacent-sibling': ['selector:+'],
  'css-selector-attribute': ['selector:[]'],
  'css-selector-child': ['selector:>'],
  'css-selector-general-sibling': ['selector:~'],
  'css-selector-universal': ['selector:*'],
  'css-sytem-ui': ['word:system-ui', 'word:ui-serif', 'word:ui-sans-serif', 'word:ui-monospace'],
  'css-unit-calc': ['function:calc'],
  'css-unit-initial': ['word:initial'],
  'css-unit-percent': ['unit:%'],
  'css-variables': ['variable', 'function:var'],
  'html-address': ['tag:address'],
  'html-anchor-links': ['link:#'],
  'html-body': [],
  'html-h1-h6': ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(tag => `tag:${tag}`),
  'html-image-maps': ['tag:map'],
  'html-lists': ['ul', 'ol', 'dl'].map(tag => `tag:${tag}`),
  'html-mailto-links': ['link:mailto'],
  'html-meta-color-scheme': ['meta:color-scheme'],
  'html-semantics': semantic.map(tag => `tag:${tag}`),
  'html-srcset': ['attribute:srcset'],
  'html-svg': ['tag:svg'],
  'image-apng': ['picture:apng'],
  'image-bmp': ['picture:bmp'],
  'image-heif': ['picture:heic', 'picture:heif'],
  'image-ico': ['picture:ico'],
  'image-mp4': ['picture:mp4'],
  'image-tiff': ['picture:tif', 'picture:tiff'],
}

/** By what a feature can be seen in a mail; none for what no mail shows, and for the formats of pictures that have a check of their own. */
export function traitsOf({ slug, title, category }: Feature): readonly string[] {
  const known = special[slug]
  if (known) return known
  if (category === 'html') return htmlTraits(title)
  return category === 'css' ? cssTraits(title) : []
}

function htmlTraits(title: string): readonly string[] {
  const [, tag, type] = /^<([a-z\d]+)(?: type="([a-z]+)")?>/.exec(title) ?? []
  if (tag !== undefined) return [type === undefined ? `tag:${tag}` : `tag:${tag}:${type}`]
  const [, attribute] = /^([a-z-]+) attribute$/.exec(title) ?? []
  return attribute === undefined ? [] : [`attribute:${attribute}`]
}

function cssTraits(title: string): readonly string[] {
  const [, pseudo] = /^::?([a-z-]+)(?:\(\))?$/.exec(title) ?? []
  if (pseudo !== undefined) return [`pseudo:${pseudo}`]
  const [, property, value] = /^([a-z-]+):\s*([a-z]+)$/.exec(title) ?? []
  if (value !== undefined) return [`value:${property}:${value}`]
  const [, unit] = /^([a-z]+) unit$/.exec(title) ?? []
  if (unit !== undefined) return [`unit:${unit}`]
  const names = title
    .replace(/ property$/, '')
    .trim()
    .split(/, | & /)
  if (names.every(name => /^[a-z-]+\(\)$/.test(name)))
    return names.map(name => `function:${name.slice(0, -2)}`)
  return names.every(name => /^[a-z-]+$/.test(name)) ? names.map(name => `property:${name}`) : []
}
