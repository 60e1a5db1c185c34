import { once } from 'node:events'
import { join, relative, sep } from 'node:path'
import { watch } from 'chokidar'

/** What was saved, by what has to be done about it. */
export type Saved = 'issue' | 'post' | 'picture' | 'template' | 'settings'

/** What is watched, as absolute paths. */
export interface Watched {
  directory: string
  issue: string
  contentRoots: readonly string[]
}

// Programs save in several steps, and some several files at once.
const settlingMs = 60

/** Calls `onSaved` with all that was saved together, until the function that it resolves with is called. */
export async function watchWorkspace(
  { directory, issue, contentRoots }: Watched,
  onSaved: (saved: ReadonlySet<Saved>) => void,
): Promise<() => Promise<void>> {
  const settings = join(directory, 'masthead.yaml')
  const templates = join(directory, 'templates')
  const issues = join(directory, 'issues')
  const watcher = watch([settings, templates, issue, ...contentRoots], {
    ignoreInitial: true,
    ignored: path => isNoise(relative(directory, path)),
  })
  let saved = new Set<Saved>()
  let timer: NodeJS.Timeout | undefined
  const tell = () => {
    const together = saved
    saved = new Set()
    onSaved(together)
  }
  watcher.on('all', (_event, path) => {
    const kind = kindOf(path, { settings, templates, issues, issue })
    if (kind === undefined) return
    saved.add(kind)
    clearTimeout(timer)
    timer = setTimeout(tell, settlingMs)
  })
  // A folder that cannot be watched is one whose changes are not seen; the page still stands.
  watcher.on('error', () => {})
  await once(watcher, 'ready')
  return async () => {
    clearTimeout(timer)
    await watcher.close()
  }
}

const isNoise = (path: string): boolean =>
  /(?:^|[/\\])(?:node_modules|\.git|\.masthead)(?:[/\\]|$)/.test(path)

function kindOf(
  path: string,
  { settings, templates, issues, issue }: Record<'settings' | 'templates' | 'issues' | 'issue', string>,
): Saved | undefined {
  if (path === settings) return 'settings'
  if (path === issue) return 'issue'
  // What rendering writes lies beside the issue, and the posts may lie anywhere.
  if (path.startsWith(issues + sep)) return undefined
  if (path.startsWith(templates + sep)) return path.endsWith('.mjml') ? 'template' : undefined
  return /\.(?:png|jpe?g|gif|webp|svg)$/i.test(path) ? 'picture' : 'post'
}
