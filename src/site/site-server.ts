import { EventEmitter, once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { codeOf, SiteError } from '../errors.ts'
import { readPageTemplates } from './pages/page-templates.ts'
import { readStyle } from './pages/style-file.ts'
import { createSite } from './site.ts'
import type { SiteNewsletter } from './site-newsletter.ts'
import type { LimitCounts } from './visitors/request-limits.ts'

/** Where the server listens; port 0 takes any free one. */
export interface SiteChoice {
  host: string
  port: number
  limits?: LimitCounts
}

/** A newsletter whose pages may have no address but that of the server itself. */
export type ServedNewsletter = Omit<SiteNewsletter, 'url'> & { url: string | undefined }

/** The public pages, until they are closed. */
export interface OpenSite {
  /** The server itself, such as `http://127.0.0.1:4880/`. */
  localUrl: string
  /** Where the pages are for everybody. */
  url: string
  /** Takes no more requests, and waits for those under way. */
  close(): Promise<void>
}

const second = 1000
const timeouts = {
  headersTimeout: 10 * second,
  requestTimeout: 30 * second,
  keepAliveTimeout: 5 * second,
  connectionsCheckingInterval: 5 * second,
}
const betweenLetters = 30 * second
/** A request waits for the database for up to a minute. */
const patience = 75 * second

/**
 * Opens the public pages of a newsletter. Throws a SiteError where the port cannot be had, and a TemplateError where the
 * template of a page is broken.
 */
export async function openSite(
  newsletter: ServedNewsletter,
  { host, port, limits }: SiteChoice,
): Promise<OpenSite> {
  const { folders, directory } = newsletter.templates
  const templates = await readPageTemplates(folders, directory)
  const style = await readStyle(folders, newsletter.theme)
  const server = createServer(timeouts)
  const localUrl = await listen(server, port, host)
  const url = newsletter.url === undefined ? localUrl : `${new URL(newsletter.url).href.replace(/\/+$/, '')}/`
  const site = await siteOrClose(server, () =>
    createSite({ ...newsletter, url }, { templates, style }, limits),
  )
  const underWay = countRequests(server)
  server.on('request', getRequestListener(site.fetch, { overrideGlobalObjects: false }))
  const letters = setInterval(() => newsletter.onLetters(), betweenLetters)
  const close = async () => {
    clearInterval(letters)
    await stop(server, underWay)
  }
  return { localUrl, url, close }
}

// Every page is written once before the first visitor: a broken template must not leave a port that never answers.
async function siteOrClose(server: Server, create: () => ReturnType<typeof createSite>) {
  try {
    return create()
  } catch (error) {
    server.close()
    server.closeAllConnections()
    throw error
  }
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (cause) {
    const code = codeOf(cause)
    const found = code === 'EADDRINUSE' ? 'another program uses this port' : code
    throw new SiteError(`Cannot serve the pages on ${host}:${port}: ${found}`, {
      wayOut:
        'Stop the other program, or choose another port or host (--port, --host, or "pages" in masthead.yaml).',
      cause,
    })
  }
  const { port: taken } = server.address() as AddressInfo
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${taken}/`
}

interface Requests {
  /** Resolves when none is under way, at once where none is. */
  done(): Promise<unknown>
}

function countRequests(server: Server): Requests {
  const open = new Set<ServerResponse>()
  const events = new EventEmitter()
  server.on('request', (_request, response) => {
    open.add(response)
    response.once('close', () => {
      open.delete(response)
      if (open.size === 0) events.emit('done')
    })
  })
  return { done: async () => open.size > 0 && (await once(events, 'done')) }
}

// A browser keeps connections open without a request, and a server that closes no longer looks at how long.
async function stop(server: Server, underWay: Requests): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  const late = setTimeout(() => server.closeAllConnections(), patience)
  await underWay.done()
  server.closeAllConnections()
  await closed
  clearTimeout(late)
}
