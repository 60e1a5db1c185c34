import { type Dirent, existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { codeOf } from '../../errors.ts'
import { inLowerCase, parseConfig, type Values } from './config-values.ts'
import { hexoConfig, ownerOf } from './hexo-config.ts'
import { hugoConfig } from './hugo-config.ts'
import { jekyllConfig } from './jekyll-config.ts'
import type { PermalinkRule, Site } from './permalink.ts'
import { below } from './permalink-facts.ts'
import { astroConfig, docusaurusConfig } from './script-config.ts'
import type { SiteConfig } from './site-config.ts'
import { zolaConfig } from './zola-config.ts'

const levels = 6
const largest = 1_000_000
const data = ['toml', 'yaml', 'yml', 'json']
const scripts = ['mjs', 'js', 'ts', 'mts', 'cjs']

/** The site of the posts: what `masthead.yaml` says, and for the rest what the generator beside the content was told. Never throws for what stands there. */
export function readSite(
  contentFolder: string,
  settings: { url?: string | undefined; permalink?: string | undefined },
): { site: Site; warnings: string[] } {
  const found = findConfig(resolve(contentFolder))
  const url = settings.url ?? found?.config.url
  const rule = ruleOf(found, settings.permalink)
  const site = {
    ...(url !== undefined && { url }),
    ...(rule && { rule }),
    ...(found && { folder: found.folder }),
  }
  return { site, warnings: found?.config.warnings ?? [] }
}

interface Found {
  config: SiteConfig
  /** The content folder relative to that of the configuration, with `/`. */
  folder: string
}

function findConfig(contentFolder: string): Found | undefined {
  let root = contentFolder
  for (let level = 0; level <= levels; level += 1) {
    const config = configIn(root)
    if (config) return { config, folder: relative(root, contentFolder).split(sep).join('/') }
    if (existsSync(join(root, '.git')) || dirname(root) === root) return undefined
    root = dirname(root)
  }
  return undefined
}

// The words of a pattern mean what they mean to the generator, where that publishes the content folder.
function ruleOf(found: Found | undefined, pattern: string | undefined): PermalinkRule | undefined {
  const rule = found?.config.rule
  if (pattern === undefined || !found) return pattern === undefined ? rule : { generator: 'none', pattern }
  const holds = (folder: string) =>
    below(folder, `${found.folder}/`) !== undefined || below(found.folder, `${folder}/`) !== undefined
  if (rule?.generator === 'jekyll') return { ...rule, pattern }
  if (rule?.generator === 'hexo' && holds(`${rule.sourceFolder}/_posts`)) return { ...rule, pattern }
  if (rule?.generator === 'hugo' && holds(rule.contentFolder)) return { ...rule, pattern }
  return { generator: 'none', pattern }
}

function configIn(root: string): SiteConfig | undefined {
  try {
    return hugoIn(root) ?? generalIn(root) ?? underscoreIn(root) ?? scriptIn(root)
  } catch (error) {
    if (error instanceof Unreadable) return { warnings: [error.message] }
    throw error
  }
}

function hugoIn(root: string): SiteConfig | undefined {
  const folders = ['config/_default', 'config/production']
  const named = [
    ...data.map(end => `hugo.${end}`),
    ...folders.flatMap(folder =>
      ['hugo', 'config'].flatMap(name => data.map(end => `${folder}/${name}.${end}`)),
    ),
  ]
  const files = named.filter(file => isFile(join(root, file)))
  const general = data.map(end => `config.${end}`).find(file => isHugo(root, file))
  const all = general && !files.some(file => file.startsWith('hugo.')) ? [general, ...files] : files
  const [main] = all
  if (main === undefined) return undefined
  const values: Values = Object.assign({}, ...all.map(file => inLowerCase(readValues(root, file))))
  for (const key of ['permalinks', 'languages', 'module', 'frontmatter'])
    for (const file of folders.flatMap(folder => data.map(end => `${folder}/${key}.${end}`)))
      if (isFile(join(root, file))) values[key] = readValues(root, file)
  const config = hugoConfig(values, main)
  if (config.rule?.generator !== 'hugo') return config
  return { ...config, rule: { ...config.rule, sections: sectionsIn(root, config.rule.contentFolder) } }
}

function isHugo(root: string, file: string): boolean {
  const text = isFile(join(root, file)) ? readText(root, file) : ''
  return /(?:^|[{,])\s{0,20}"?baseurl"?\s{0,20}[=:]/im.test(text)
}

function generalIn(root: string): SiteConfig | undefined {
  const file = 'config.toml'
  if (!isFile(join(root, file)) || !/^base_url\s{0,20}=/m.test(readText(root, file))) return undefined
  return zolaConfig(readValues(root, file), file)
}

function underscoreIn(root: string): SiteConfig | undefined {
  const file = ['_config.yml', '_config.yaml'].find(name => isFile(join(root, name)))
  if (file === undefined) return undefined
  const values = readValues(root, file)
  const owner = ownerOf(values, existsSync(join(root, 'source/_posts')), existsSync(join(root, '_posts')))
  if (owner === 'hexo') return hexoConfig(values, file)
  if (owner === 'jekyll') return jekyllConfig(values, file)
  return { warnings: [`${file}: it cannot be told whether it is of Jekyll or of Hexo, so it was not used`] }
}

function scriptIn(root: string): SiteConfig | undefined {
  const find = (name: string) =>
    scripts.map(end => `${name}.config.${end}`).find(file => isFile(join(root, file)))
  const astro = find('astro')
  if (astro !== undefined) return astroConfig(readText(root, astro))
  const docusaurus = find('docusaurus')
  return docusaurus === undefined ? undefined : docusaurusConfig(readText(root, docusaurus), docusaurus)
}

class Unreadable extends Error {}

function readValues(root: string, file: string): Values {
  const text = readText(root, file)
  try {
    return parseConfig(file, text)
  } catch (error) {
    const [what = ''] = error instanceof Error ? error.message.split('\n') : []
    throw new Unreadable(`${file}: it cannot be read (${what}), so posts get no addresses of their own`)
  }
}

function readText(root: string, file: string): string {
  try {
    const path = join(root, file)
    if (statSync(path).size > largest)
      throw new Unreadable(`${file}: it is larger than 1 MB, so it was not read`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw new Unreadable(`${file}: it cannot be opened (${codeOf(error)})`)
  }
}

function isFile(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false
  } catch {
    return false
  }
}

const mostFolders = 20_000

/** The folders with an `_index` of their own, for they are the sections of Hugo; none of a folder outside the site. */
function sectionsIn(root: string, contentFolder: string): string[] {
  const sections: string[] = []
  const waiting = /^(?:\/|[A-Za-z]:)|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(contentFolder) ? [] : ['']
  for (let done = 0; waiting.length > 0 && done < mostFolders; done += 1) {
    const folder = waiting.pop() ?? ''
    for (const entry of entriesOf(join(root, contentFolder, folder))) {
      if (entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
        waiting.push(`${folder}${entry.name}/`)
      else if (entry.isFile() && /^_index\.[\w.-]+$/.test(entry.name))
        sections.push(folder.replace(/\/$/, ''))
    }
  }
  return sections.filter(section => section !== '')
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
