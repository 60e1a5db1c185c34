import { onTestFinished } from 'vitest'
import { openApp } from '../../src/app.ts'
import { openSite } from '../../src/site/site-server.ts'
import { aPost, aWorkspace } from '../a-workspace.ts'

/** The text of an issue's file; `status` is sent, unless the header says otherwise. */
export const anIssueFile = (id: string, header: Record<string, string> = {}, body = 'Hello.\n') => {
  const head = {
    id,
    number: '3',
    subject: `Subject of ${id}`,
    preheader: 'In short',
    window: '{ from: 2026-01-12, to: 2026-01-18, timezone: Asia/Shanghai }',
    language: 'en',
    template: 'weekly',
    status: 'sent',
    ...header,
  }
  const lines = Object.entries(head).map(([key, value]) => `${key}: ${value}`)
  return `---\n${lines.join('\n')}\n---\n\n${body}`
}

/** A workspace and its pages, on a port of their own; closed when the test ends. */
export async function aPublishedWorkspace(
  files: Record<string, string | Uint8Array>,
  pages = 'url: https://letters.example.org/',
) {
  const workspace = await aWorkspace({
    'masthead.yaml': `name: Weekly\ntimezone: Asia/Shanghai\nfrom: Weekly <weekly@example.org>\nsite: { url: "https://blog.example.org/" }\npages: { ${pages} }\n`,
    'content/a.md': aPost({ title: 'A', date: '2026-01-13' }),
    ...files,
  })
  const app = await openApp({ directory: workspace.directory, environment: {}, clock: () => new Date() })
  const subscribing = await app.openSubscribing()
  const problems: unknown[] = []
  const watch = { onLetters: () => {}, onProblem: (error: unknown) => void problems.push(error) }
  const site = await openSite(await app.openServing(subscribing, watch), { host: '127.0.0.1', port: 0 })
  onTestFinished(async () => {
    await site.close()
    subscribing.close()
  })
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path.replace(/^\//, ''), site.localUrl), { redirect: 'manual', ...init })
  return {
    ...workspace,
    ...site,
    subscribing,
    problems,
    ask,
    page: async (path: string) => (await ask(path)).text(),
  }
}
