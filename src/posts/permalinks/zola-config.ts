import { isOn, mapIn, textIn, type Values } from './config-values.ts'
import { type SiteConfig, siteUrl } from './site-config.ts'

/** What Zola's `config.toml` says of its site. */
export function zolaConfig(values: Values, file: string): SiteConfig {
  const slugify = mapIn(values, 'slugify')
  const paths = textIn(slugify, 'paths')
  return {
    ...siteUrl(textIn(values, 'base_url')),
    rule: {
      generator: 'zola',
      file,
      slugify: paths === 'safe' || paths === 'off' ? paths : 'on',
      keepsDates: isOn(slugify, 'paths_keep_dates'),
      defaultLanguage: textIn(values, 'default_language') ?? 'en',
      languages: Object.keys(mapIn(values, 'languages')),
    },
  }
}
