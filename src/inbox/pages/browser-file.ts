import { readFile } from 'node:fs/promises'
import { Hono } from 'hono'

// Beside the source and beside what is built from it, this leads to the same folder.
const folder = new URL('../../../src/inbox/pages/browser/', import.meta.url)

const types = {
  'inbox.css': 'text/css; charset=utf-8',
  'inbox.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
}

/** The files that the browser gets as they are. */
export function createBrowserFiles(): Hono {
  const files = new Hono()
  for (const [name, type] of Object.entries(types))
    files.get(`/${name}`, async c =>
      c.body(await readFile(new URL(name, folder), 'utf8'), 200, { 'Content-Type': type }),
    )
  return files
}
