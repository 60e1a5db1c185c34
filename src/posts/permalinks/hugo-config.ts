import { inLowerCase, isOn, listIn, mapIn, mapOf, textIn, textsIn, type Values } from './config-values.ts'
import type { HugoRule } from './hugo-permalink.ts'
import { trimSlashes } from './permalink-facts.ts'
import { type SiteConfig, siteUrl } from './site-config.ts'

/** What Hugo's configuration says of its site; its keys are in any case. */
export function hugoConfig(written: Values, file: string): SiteConfig {
  const values = inLowerCase(written)
  const site = siteUrl(textIn(values, 'baseurl'))
  const languages = languagesIn(values)
  const unread = unreadIn(values)
  if (unread) return { ...site, warnings: [`${file}: ${unread}, so posts get no addresses of their own`] }
  return {
    ...site,
    rule: {
      generator: 'hugo',
      file,
      permalinks: permalinksIn(values),
      ugly: uglyIn(values),
      isLowerCase: !isOn(values, 'disablepathtolower'),
      contentFolder: trimSlashes(textIn(values, 'contentdir') ?? 'content'),
      defaultLanguage: (textIn(values, 'defaultcontentlanguage') ?? 'en').toLowerCase(),
      defaultInFolder: isOn(values, 'defaultcontentlanguageinsubdir'),
      languages,
      fileNameDates: fileNameDatesIn(values),
    },
  }
}

function unreadIn(values: Values): string | undefined {
  if (Array.isArray(values.permalinks)) return '"permalinks" is a list, which is not read'
  const languages = Object.values(mapIn(values, 'languages')).map(language => inLowerCase(mapOf(language)))
  if (languages.some(language => textIn(language, 'baseurl'))) return 'each language has a "baseURL"'
  const mounts = listIn(inLowerCase(mapIn(values, 'module')), 'mounts').map(mount =>
    inLowerCase(mapOf(mount)),
  )
  const isMoved = mounts.some(
    mount => /^content(\/|$)/.test(textIn(mount, 'target') ?? '') && !isItself(mount),
  )
  if (isMoved) return 'its content is mounted from other folders'
  return isOn(values, 'removepathaccents') ? '"removePathAccents" is not read' : undefined
}

const isItself = (mount: Values): boolean =>
  textIn(mount, 'source') === 'content' && textIn(mount, 'target') === 'content'

function permalinksIn(values: Values): HugoRule['permalinks'] {
  const written = inLowerCase(mapIn(values, 'permalinks'))
  const ofPages = { ...textsIn(written), ...textsIn(mapIn(written, 'page')) }
  return Object.fromEntries(
    Object.entries(ofPages).map(([section, pattern]) => [trimSlashes(section.trim()).toLowerCase(), pattern]),
  )
}

function uglyIn(values: Values): HugoRule['ugly'] {
  const sections = textsIn(inLowerCase(mapIn(values, 'uglyurls')))
  const named = Object.keys(sections).filter(section => sections[section] === 'true')
  return named.length > 0 ? named : isOn(values, 'uglyurls')
}

function languagesIn(values: Values): HugoRule['languages'] {
  return Object.fromEntries(
    Object.entries(mapIn(values, 'languages')).map(([code, language]) => {
      const folder = textIn(inLowerCase(mapOf(language)), 'contentdir')
      return [code.toLowerCase(), folder === undefined ? {} : { folder: trimSlashes(folder) }]
    }),
  )
}

function fileNameDatesIn(values: Values): HugoRule['fileNameDates'] {
  const order = listIn(inLowerCase(mapIn(values, 'frontmatter')), 'date')
  const at = order.indexOf(':filename')
  return at < 0 ? 'unused' : at === 0 ? 'first' : 'last'
}
