import { isAbsolute, normalize, posix, resolve } from 'node:path'

/** A folder that posts are read from. */
export interface ContentFolder {
  /** As the settings write it, without the glob. */
  written: string
  /** As an absolute path. */
  root: string
  /** What the paths of its posts begin with: nothing for the only folder, else what is written, with `/`. */
  prefix: string
  /** A file belongs to the content if it fits one of these globs, relative to the root; without any, every file does. */
  globs: readonly string[]
  /** Globs of files that do not belong to it. */
  except: readonly string[]
}

/** True for text that is a pattern, not a path. */
export const isGlob = (segment: string): boolean => /[*?[\]{}]/.test(segment)

/**
 * The folders that `content` names: folders, globs such as `posts/*.md`, and with `!` before them globs of what
 * is left out; inside the workspace or outside.
 */
export function contentFolders(written: readonly string[], directory: string): ContentFolder[] {
  const wanted = written.filter(entry => !entry.startsWith('!')).map(splitGlob)
  const unwanted = written.filter(entry => entry.startsWith('!')).map(entry => tidy(entry.slice(1)))
  const bases = [...new Set(wanted.map(({ base }) => base))]
  return bases.map(base => {
    const globs = wanted.filter(entry => entry.base === base).map(({ glob }) => glob)
    return {
      written: base,
      root: isAbsolute(base) ? normalize(base) : resolve(directory, base),
      prefix: bases.length > 1 && base !== '.' ? `${base}/` : '',
      globs: globs.includes(undefined) ? [] : globs.filter(glob => glob !== undefined),
      except: unwanted.map(glob => relativeTo(base, glob)),
    }
  })
}

/** True for a file of the folder, by its path relative to the root. */
export function isContent({ globs, except }: ContentFolder, path: string): boolean {
  if (except.some(glob => fits(path, glob))) return false
  return globs.length === 0 || globs.some(glob => fits(path, glob))
}

/** True for a path that is a glob's, or lies in a folder that is. */
export function fits(path: string, glob: string): boolean {
  if (path === glob || path.startsWith(`${glob}/`) || posix.matchesGlob(path, glob)) return true
  if (!isGlob(glob)) return false
  const above = path.lastIndexOf('/')
  return above > 0 && fits(path.slice(0, above), glob)
}

/** True for a glob that can be tried on thousands of files: with few stars in each name, and few ways to read its braces. */
export function isShortGlob(glob: string): boolean {
  const names = glob.split('/')
  return (
    glob.length <= 500 &&
    names.filter(name => name.includes('**')).length <= 5 &&
    names.every(name => name.split(/\*+/).length <= 5) &&
    readingsOf(glob) <= 100
  )
}

// At most: braces in braces are counted as if they stood side by side.
const readingsOf = (glob: string): number =>
  glob
    .split('{')
    .slice(1)
    .reduce((count, braces) => {
      const [, from, to] = /^(-?\d+)\.\.(-?\d+)/.exec(braces) ?? []
      if (from !== undefined) return count * (Math.abs(Number(to) - Number(from)) + 1)
      return count * (braces.includes('..') ? 60 : braces.split(',').length)
    }, 1)

function splitGlob(entry: string): { base: string; glob: string | undefined } {
  const segments = tidy(entry).split('/')
  const at = segments.findIndex(isGlob)
  if (at < 0) return { base: segments.join('/'), glob: undefined }
  return { base: segments.slice(0, at).join('/') || '.', glob: segments.slice(at).join('/') }
}

const tidy = (entry: string): string => posix.normalize(entry.replaceAll('\\', '/')).replace(/(?<=.)\/$/, '')

// `!posts/old` and `!old` both leave out `old` of the folder `posts`.
const relativeTo = (base: string, glob: string): string =>
  glob.startsWith(`${base}/`) ? glob.slice(base.length + 1) : glob
