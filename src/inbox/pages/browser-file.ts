import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { browserFiles } from '../../package-file.ts'

// Later ones win over earlier ones.
const styles = ['base.css', 'list.css', 'mail.css', 'views.css', 'checks.css', 'panes.css']

const served = [
  { name: 'inbox.css', type: 'text/css; charset=utf-8', parts: styles },
  { name: 'inbox.js', type: 'text/javascript; charset=utf-8', parts: ['inbox.js'] },
  { name: 'icon.svg', type: 'image/svg+xml', parts: ['icon.svg'] },
]

/** The files that the browser gets as they are. */
export function createBrowserFiles(): Hono {
  const files = new Hono()
  for (const { name, type, parts } of served)
    files.get(`/${name}`, async c => {
      const texts = await Promise.all(parts.map(part => readFile(join(browserFiles, part), 'utf8')))
      return c.body(texts.join(''), 200, { 'Content-Type': type })
    })
  return files
}
