import { readFile } from 'node:fs/promises'
import { Hono } from 'hono'

// Beside the source and beside what is built from it, this leads to the same folder.
const folder = new URL('../../../src/inbox/pages/browser/', import.meta.url)

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
      const texts = await Promise.all(parts.map(part => readFile(new URL(part, folder), 'utf8')))
      return c.body(texts.join(''), 200, { 'Content-Type': type })
    })
  return files
}
