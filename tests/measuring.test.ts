import { describe, expect, it } from 'vitest'
import { openApp } from '../src/app.ts'
import { Measuring } from '../src/measuring.ts'
import { aMailServer } from './a-mail-server.ts'
import { aPost, aWorkspace, settings, type Workspace } from './a-workspace.ts'
import { change, join, withPeople } from './people-of-a-workspace.ts'
import { masthead, mastheadWith } from './run-masthead.ts'
import { asked, minute } from './store/a-subscriber-store.ts'

const weeks = ['2026-W01', '2026-W02', '2026-W03', '2026-W04', '2026-W05', '2026-W06', '2026-W07']
const dayOf = (week: string) => `2026-01-0${Number(week.slice(-1)) + 1}`

async function aNewsletter(env: NodeJS.ProcessEnv): Promise<Workspace> {
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: 周报 <weekly@example.org>\nsending: { limits: { day: 3 } }\n`,
    'content/a.md': aPost({ title: 'A', date: '2026-01-13' }),
  })
  await masthead('-C', workspace.directory, 'compose', '--week', '2026-W03')
  await join(workspace, 'ada@gmail.com', 'bo@example.org', 'cy@example.org', 'di@example.org')
  await change(workspace, asked(), 'eve@example.org')
  await mastheadWith(env, '-C', workspace.directory, 'send', '2026-W03', '--yes', '--no-wait')
  return workspace
}

/** What is measured of a workspace, as text by name and labels. */
async function measured(workspace: Workspace, env: NodeJS.ProcessEnv) {
  const app = await openApp({ directory: workspace.directory, environment: env, clock: () => new Date() })
  return withPeople(workspace, async subscribing => {
    const measuring = new Measuring({ config: app.config, subscribing, clock: () => new Date() })
    const metrics = await measuring.metrics()
    return Object.fromEntries(
      metrics.flatMap(({ name, samples }) =>
        samples.map(({ labels, value }) => [[name, ...Object.values(labels)].join(' '), value]),
      ),
    )
  })
}

describe('Measuring', () => {
  it('counts deliveries, messages of accounts and providers, letters and people', async () => {
    const server = await aMailServer({
      onRcptTo({ address }, _session, done) {
        if (!address.startsWith('bo')) return done()
        done(Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 }))
      },
    })
    const env = { MASTHEAD_SMTP_URL: server.url }
    expect(await measured(await aNewsletter(env), env)).toMatchObject({
      'masthead_deliveries 2026-W03 sent': 2,
      'masthead_deliveries 2026-W03 failed': 1,
      'masthead_deliveries 2026-W03 queued': 1,
      'masthead_deliveries 2026-W03 uncertain': 0,
      'masthead_issues sending': 1,
      'masthead_account_messages smtp day': 3,
      'masthead_account_held smtp': 1,
      'masthead_provider_held gmail': 0,
      'masthead_letters queued': 1,
      'masthead_subscribers active': 3,
      'masthead_subscribers bounced': 1,
      'masthead_subscribers pending': 1,
      'masthead_subscribers complained': 0,
      process_resident_memory_bytes: expect.any(Number),
    })
  })

  it('tells of the newest five issues, and of older ones only while they are on their way', async () => {
    const workspace = await aWorkspace({ 'masthead.yaml': settings })
    await withPeople(workspace, async ({ database }) => {
      const row = database.sqlite.prepare(
        "INSERT INTO dispatches (issue, status, mail, hash, confirmed, begins, changed) VALUES (?, ?, '', '', ?, '', '')",
      )
      for (const week of weeks) row.run(week, week === '2026-W01' ? 'paused' : 'done', dayOf(week))
    })
    const names = Object.keys(await measured(workspace, {}))
    const told = weeks.filter(week => names.includes(`masthead_deliveries ${week} sent`))
    expect(told).toEqual(['2026-W01', ...weeks.slice(2)])
  })

  it('keeps what it counted for some seconds, and counts once for all who ask at once', async () => {
    const workspace = await aWorkspace({ 'masthead.yaml': settings })
    const { config } = await openApp({
      directory: workspace.directory,
      environment: {},
      clock: () => minute(0),
    })
    await withPeople(workspace, async subscribing => {
      let counted = 0
      const { count } = subscribing.letters
      subscribing.letters.count = () => {
        counted += 1
        return count.call(subscribing.letters)
      }
      const measuring = new Measuring({ config, subscribing, clock: () => minute(0) })
      await Promise.all([measuring.metrics(), measuring.metrics()])
      await measuring.metrics()
      expect(counted).toBe(1)
    })
  })
})
