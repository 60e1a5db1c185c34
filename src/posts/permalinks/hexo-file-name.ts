import { hexoSlug } from './hexo-slug.ts'
import { partsOf } from './permalink-facts.ts'

const fixed: Record<string, string> = {
  year: '(\\d{4})',
  month: '(\\d{2})',
  day: '(\\d{2})',
  i_month: '(\\d{1,2})',
  i_day: '(\\d{1,2})',
  hash: '([0-9a-f]{12})',
}
const longest = 1000

/** What a path below `_posts` says by `new_post_name`, always with `title`; nothing for patterns that would take too long. */
export function readFileName(path: string, newPostName: string): Record<string, string> | undefined {
  const pattern = withoutExtension(newPostName)
  const file = withoutExtension(path)
  const names = [...pattern.matchAll(/:(\w*[^\W_])/g)].map(([, name = '']) => name)
  const free = names.filter(name => !Object.hasOwn(fixed, name))
  if (file.length > longest || pattern.length > longest || free.length > 2) return undefined
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    .replace(/:(\w*[^\W_])/g, (_, name: string) =>
      Object.hasOwn(fixed, name) ? (fixed[name] ?? '') : '(.+?)',
    )
  const match = new RegExp(`^${source}$`).exec(file)
  const named = Object.fromEntries(names.map((name, at) => [name, match?.[at + 1] ?? '']))
  return match && named.title !== undefined ? named : { ...(match && named), title: hexoSlug(file, '0') }
}

function withoutExtension(path: string): string {
  const { extension } = partsOf(path)
  return extension === '' ? path : path.slice(0, -extension.length)
}
