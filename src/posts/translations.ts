import { isInLanguage, labelledPath, languageTag } from './language.ts'
import { isPost, type NotAPost, type Post } from './post.ts'

const docusaurus = /(^|\/)i18n\/(?:docusaurus-plugin-content-(\w+?)(?:-\w+)?\/(?:current\/)?)?/
const halves = /\.(origin|original|orig|translated|translation)(?=\.\w+$)/i

/**
 * Makes one post of each group of translations: the one that is in `language` and may be shown, else an English one,
 * else the first; the others are left out for it.
 */
export function joinTranslations(
  files: readonly (Post | NotAPost)[],
  language: string,
  isShown: (post: Post) => boolean,
): (Post | NotAPost)[] {
  const groups = groupsOf(files.filter(isPost))
  const replaced = new Map(groups.flatMap(group => [...joined(group, language, isShown)]))
  return files.map(file => replaced.get(file.path) ?? file)
}

function groupsOf(posts: readonly Post[]): Post[][] {
  const byKey = new Map<string, Post[]>()
  const labels = new Set<string>()
  for (const post of posts) {
    const { key, isLabel } = keyOf(post)
    if (isLabel) labels.add(key)
    const group = byKey.get(key)
    if (group) group.push(post)
    else byKey.set(key, [post])
  }
  return [...byKey].filter(([key, group]) => group.length > 1 && labels.has(key)).map(([, group]) => group)
}

function keyOf(post: Post): { key: string; isLabel: boolean } {
  if (post.translationKey !== undefined) return { key: `key ${post.translationKey}`, isLabel: true }
  const label = labelledPath(post.path)
  // `it/intro.md` in English is as likely about computers as in Italian.
  const isLabel = label !== undefined && !(label.isDoubtful && languageTag(label.language) !== post.language)
  const path = isLabel ? label.rest : post.path
  const half = path.replace(halves, '')
  const key = half.replace(docusaurus, (_, start: string, kind?: string) => start + (kind ? `${kind}/` : ''))
  return { key: key.replace(/\.\w+$/, ''), isLabel: isLabel || half !== path }
}

function joined(
  group: readonly Post[],
  language: string,
  isShown: (post: Post) => boolean,
): [string, Post][] {
  const rank = (post: Post) =>
    (isShown(post) ? 0 : 100) +
    (post.language === language ? 0 : isInLanguage(post.language, language.split('-')[0] ?? '') ? 10 : 20) +
    (isInLanguage(post.language, 'en') ? 0 : 1)
  const [chosen, ...others] = group.toSorted((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1))
  if (!chosen) return []
  const dated = others.find(({ date }) => date)?.date
  const date = chosen.date ?? (dated && { ...dated, from: 'translation' as const })
  const whole: Post = { ...chosen, ...(date && { date }), translations: others.map(({ path }) => path) }
  return [
    [chosen.path, whole],
    ...others.map((post): [string, Post] => [
      post.path,
      { ...post, hidden: post.hidden ?? `a translation (${post.language}) of "${chosen.path}"` },
    ]),
  ]
}
