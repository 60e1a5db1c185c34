import { request } from 'node:http'
import { onTestFinished } from 'vitest'
import { themeOf } from '../../src/mail/theme/theme.ts'
import type { PageSettings } from '../../src/site/site-newsletter.ts'
import { openSite, type ServedNewsletter } from '../../src/site/site-server.ts'
import type { LimitCounts } from '../../src/site/visitors/request-limits.ts'
import { LetterDatabase } from '../../src/store/letter-database.ts'
import { PageLinks } from '../../src/subscribers/page-links.ts'
import type { Rule } from '../../src/subscribers/subscriber-store.ts'
import type { Purpose } from '../../src/subscribers/token.ts'
import { aKeyring, aSubscriberStore, minute } from '../store/a-subscriber-store.ts'

/** What may be said of a site; the rest is usual. */
export interface SiteWishes extends Partial<Omit<ServedNewsletter, 'settings'>> {
  settings?: Partial<PageSettings>
  limits?: LimitCounts
  database?: string
  port?: number
}

export const ada = 'ada@example.org'
export const packagePages = 'templates/pages'

/** The pages of a newsletter on a port of their own, with people in SQLite; closed when the test ends. */
export async function aSite({ settings, limits, database: path, port = 0, ...wishes }: SiteWishes = {}) {
  const { database, store } = await aSubscriberStore(path)
  const links = new PageLinks({ keyring: aKeyring }, await store.newsletter())
  const clock = { now: minute(0) }
  const problems: unknown[] = []
  const calls: string[] = []
  const site = await openSite(
    {
      name: '测试周报',
      id: await store.newsletter(),
      language: 'en',
      timezone: 'Asia/Shanghai',
      url: 'https://letters.example.org/',
      address: '1 Example Street',
      contact: 'weekly@example.org',
      settings: { proxies: 0, archive: true, tags: { talks: 'Talks', releases: 'Releases' }, ...settings },
      theme: themeOf(),
      logo: undefined,
      templates: { folders: [packagePages], directory: '.' },
      people: store,
      links,
      letters: new LetterDatabase(database),
      issues: { list: async () => [], mailOf: notAsked, viewOf: notAsked },
      clock: () => clock.now,
      onLetters: () => void calls.push('letters'),
      onProblem: error => void problems.push(error),
      ...wishes,
    },
    { host: '127.0.0.1', port, ...(limits && { limits }) },
  )
  onTestFinished(async () => {
    await site.close()
    database.close()
  })
  const addressOf = (id: number) =>
    String(database.sqlite.prepare('SELECT address FROM subscribers WHERE id = ?').get(id)?.address ?? '')
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path.replace(/^\//, ''), site.localUrl), { redirect: 'manual', ...init })
  return {
    ...site,
    database,
    store,
    links,
    clock,
    problems,
    calls,
    ask,
    page: async (path: string, init?: RequestInit) => (await ask(path, init)).text(),
    post: (
      path: string,
      fields: Record<string, string> | [string, string][] = {},
      headers: Record<string, string> = {},
    ) => ask(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
    /** The path of a person's own link. */
    link: (purpose: Purpose, subscriber: number, at = clock.now) =>
      links.write('', purpose, { id: subscriber, address: addressOf(subscriber) }, at),
    /** Does to somebody what a rule says, and tells their number. */
    person: async (address: string, ...rules: Rule[]) => {
      for (const rule of rules) await store.change(address, rule)
      return (await store.of(address)).subscriber?.id ?? 0
    },
    /** Everything that is known of anybody, so that two states can be compared. */
    state: () =>
      ['subscribers', 'consents', 'suppressions', 'forgotten', 'letters'].map(table =>
        database.sqlite.prepare(`SELECT * FROM ${table}`).all(),
      ),
  }
}

export type Site = Awaited<ReturnType<typeof aSite>>

const notAsked = async (): Promise<never> => {
  throw new Error('No issue was asked for')
}

/** The bytes of an answer, with its status and headers, the time aside. */
export async function whole(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== 'date')
  return JSON.stringify([response.status, headers, await response.text()])
}

/** A request as no browser sends it. */
export function rawRequest(
  url: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string },
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, response => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, headers: response.headers })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
