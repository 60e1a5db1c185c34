import { describe, expect, it } from 'vitest'
import { aMailServer, type MailServer } from '../a-mail-server.ts'
import { aPost, aWorkspace, settings } from '../a-workspace.ts'
import { join, withPeople } from '../people-of-a-workspace.ts'
import { masthead, mastheadWith } from '../run-masthead.ts'
import { left } from '../store/a-subscriber-store.ts'

const pagesUrl = 'https://letters.example-weekly.org'
const people = ['ada@example.org', 'bo@example.org']
const weeks = ['2026-W03', '2026-W04']

async function aNewsletter() {
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: 周报 <weekly@example-weekly.org>\naddress: 示例路 1 号\npages: { url: ${pagesUrl} }\nlinks: { utm: { source: weekly } }\nsite: { url: https://blog.example-weekly.org/ }\n`,
    'content/a.md': aPost({ title: 'A', date: '2026-01-13', permalink: '/a/' }),
    'content/b.md': aPost({ title: 'B', date: '2026-01-20' }),
  })
  for (const week of weeks) await masthead('-C', workspace.directory, 'compose', '--week', week)
  return workspace
}

const mailTo = ({ mails }: MailServer, address: string) => {
  const email = mails.findLast(({ to }) => to[0] === address)?.email
  const headerOf = (name: string) => email?.headers.find(({ key }) => key === name)?.value ?? ''
  const pageOf = (purpose: string) =>
    new RegExp(`^${pagesUrl}/${purpose}/(\\S+)\\?issue=(\\S+)$`, 'm').exec(email?.text ?? '') ?? []
  return { html: email?.html ?? '', headerOf, pageOf }
}

describe('a subscriber', () => {
  it('gets an issue with links of their own, leaves by them, and gets no other', async () => {
    const server = await aMailServer()
    const workspace = await aNewsletter()
    const send = (week: string) =>
      mastheadWith({ MASTHEAD_SMTP_URL: server.url }, '-C', workspace.directory, 'send', week, '--yes')
    await join(workspace, ...people)

    expect(await send('2026-W03')).toMatchObject({ exitCode: 0 })
    const { html, headerOf, pageOf } = mailTo(server, 'bo@example.org')
    const [url = '', token = '', issue] = pageOf('unsubscribe')
    const [preferences = '', preferencesToken = ''] = pageOf('preferences')
    expect(headerOf('list-unsubscribe')).toBe(
      `<${url}>, <mailto:weekly@example-weekly.org?subject=unsubscribe>`,
    )
    expect(headerOf('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    for (const address of [url, preferences, `${pagesUrl}/issues/2026-W03/`])
      expect(html).toContain(`href="${address}"`)
    expect([issue, html.includes('blog.example-weekly.org/a/?utm_source=weekly')]).toEqual(['2026-W03', true])

    await withPeople(workspace, async ({ links, store }) => {
      const reader = links.read('unsubscribe', token)
      expect(links.read('preferences', preferencesToken)).toEqual(reader)
      expect(links.read('confirm', token)).toBeUndefined()
      expect((await store.byId(reader?.subscriber ?? 0))?.subscriber?.address).toBe('bo@example.org')
      await store.changeById(reader?.subscriber ?? 0, left())
    })

    expect(await send('2026-W04')).toMatchObject({ exitCode: 0 })
    expect(server.mails.map(({ to }) => to[0])).toEqual([...people, 'ada@example.org'])
  })

  it('has links that no other reader has, and the same each time', async () => {
    const server = await aMailServer()
    const workspace = await aNewsletter()
    await join(workspace, ...people)
    const rehearse = () =>
      mastheadWith({ MASTHEAD_SMTP_URL: server.url }, '-C', workspace.directory, 'send', '2026-W03', '--yes')
    await rehearse()
    const [first = ''] = mailTo(server, people[0] ?? '').pageOf('unsubscribe')
    const [other = ''] = mailTo(server, people[1] ?? '').pageOf('unsubscribe')
    expect(first).not.toBe(other)
    await withPeople(workspace, async ({ database }) => database.sqlite.exec('DELETE FROM deliveries'))
    await rehearse()
    expect(server.mails).toHaveLength(4)
    expect(mailTo(server, people[0] ?? '').pageOf('unsubscribe')[0]).toBe(first)
  })
})

describe('a preview', () => {
  it('has the links of a sample reader, which verify', async () => {
    const workspace = await aNewsletter()
    const { stdout } = await masthead(
      '-C',
      workspace.directory,
      'preview',
      '--as',
      'x@y.org',
      '--once',
      '--json',
    )
    const { file } = JSON.parse(stdout)
    const [, token = ''] =
      /List-Unsubscribe:\s+<\S+\/unsubscribe\/(\S+)\?issue/.exec(await workspace.read(file)) ?? []
    await withPeople(workspace, async ({ links }) => {
      expect(links.read('unsubscribe', token)).toMatchObject({ subscriber: 0 })
    })
    expect(await workspace.read('issues/2026-W04/mail.html')).toContain(`${pagesUrl}/unsubscribe/0.`)
  })
})
