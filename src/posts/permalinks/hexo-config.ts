import { isOn, mapIn, textIn, textsIn, type Values } from './config-values.ts'
import { trimSlashes } from './permalink-facts.ts'
import { type SiteConfig, siteUrl } from './site-config.ts'

/** What Hexo's `_config.yml` says of its site; Hexo makes addresses of `url` alone, `root` is for links inside. */
export function hexoConfig(values: Values, file: string): SiteConfig {
  const pretty = mapIn(values, 'pretty_urls')
  return {
    ...siteUrl(textIn(values, 'url')),
    rule: {
      generator: 'hexo',
      file,
      permalink: textIn(values, 'permalink') ?? ':year/:month/:day/:title/',
      permalinkDefaults: textsIn(mapIn(values, 'permalink_defaults')),
      newPostName: textIn(values, 'new_post_name') ?? ':title.md',
      defaultCategory: textIn(values, 'default_category') ?? 'uncategorized',
      categoryMap: textsIn(mapIn(values, 'category_map')),
      filenameCase: textIn(values, 'filename_case') ?? '0',
      sourceFolder: trimSlashes(textIn(values, 'source_dir') ?? 'source'),
      hasAssetFolders: isOn(values, 'post_asset_folder'),
      trailingIndex: isOn(pretty, 'trailing_index', true),
      trailingHtml: isOn(pretty, 'trailing_html', true),
    },
  }
}

const ofHexo =
  'new_post_name source_dir public_dir tag_dir archive_dir category_dir code_dir i18n_dir skip_render default_layout titlecase filename_case render_drafts post_asset_folder relative_link permalink_defaults pretty_urls category_map tag_map default_category per_page pagination_dir deploy root external_link meta_generator theme_config updated_option subtitle'
const ofJekyll =
  'baseurl plugins gems collections collections_dir markdown kramdown sass exclude include remote_theme defaults safe destination source layouts_dir plugins_dir data_dir paginate paginate_path highlighter show_drafts lsi liquid repository livereload'

/** Whose `_config.yml` this is: told by its keys, and where these leave it open, by the folders beside it. */
export function ownerOf(
  values: Values,
  hasSource: boolean,
  hasPosts: boolean,
): 'hexo' | 'jekyll' | undefined {
  const count = (keys: string) => keys.split(' ').filter(key => Object.hasOwn(values, key)).length
  const theme = textIn(values, 'theme')
  const isJekyllTheme = theme !== undefined && /^(jekyll-|minima$)/.test(theme)
  const hexo = count(ofHexo) + (hasSource ? 2 : 0) + (theme && !isJekyllTheme ? 1 : 0)
  const jekyll = count(ofJekyll) + (hasPosts ? 2 : 0) + (isJekyllTheme ? 2 : 0)
  if (hexo === jekyll) return undefined
  return hexo > jekyll ? 'hexo' : 'jekyll'
}
