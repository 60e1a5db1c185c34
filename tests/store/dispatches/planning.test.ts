import { describe, expect, it } from 'vitest'
import { parseSegment } from '../../../src/subscribers/segment/parse-segment.ts'
import { aLedger, confirm, deliveriesOf, issue, monday, people, three } from '../../deliveries/a-dispatch.ts'
import { added, asked, bounced, left, minute } from '../a-subscriber-store.ts'
import { pausing } from './a-pause.ts'

async function aList() {
  const kept = await aLedger()
  for (const name of ['ann', 'bea', 'cy', 'dee', 'eve', 'fay'])
    await kept.store.change(`${name}@example.org`, added({ name, tags: name < 'c' ? ['beta'] : [] }))
  await kept.store.change('cy@example.org', pausing(new Date('2026-02-01T00:00:00Z')))
  await kept.store.change('dee@example.org', left())
  await kept.store.change('eve@example.org', bounced())
  await kept.store.forget('fay@example.org', minute(12))
  await kept.store.change('gus@example.org', asked())
  return kept
}

const planOf = async (
  { ledger }: Awaited<ReturnType<typeof aLedger>>,
  audience: Parameters<typeof ledger.plan>[1],
  providers: Record<string, string> = {},
) => (await ledger.plan(issue, audience, monday, async () => new Map(Object.entries(providers)))).plan

describe('a plan', () => {
  it('of the list has the active people, and names who pauses', async () => {
    expect(await planOf(await aList(), { list: {} })).toEqual({
      issue,
      recipients: 2,
      byProvider: [{ provider: 'others', count: 2 }],
      leftOut: 1,
      reasons: [{ reason: 'paused', count: 1 }],
      named: [{ address: 'cy@example.org', reason: 'paused until 2026-02-01' }],
      strangers: 0,
    })
  })

  it('of a segment has those who are in it', async () => {
    const kept = await aList()
    await confirm(kept, { list: { segment: parseSegment('tag:beta') } })
    expect((await deliveriesOf(kept)).map(({ address }) => address)).toEqual([
      'ann@example.org',
      'bea@example.org',
    ])
  })

  it('of a file leaves out who must not be written to, as the file writes them, and counts strangers', async () => {
    const names = ['ANN', 'cy', 'DEE', 'eve', 'fay', 'gus', 'new'].map(name => `${name}@example.org`)
    const refused = [{ line: 9, address: '', reason: 'no address' }]
    expect(await planOf(await aList(), { file: { ...people(...names), refused } })).toMatchObject({
      recipients: 2,
      strangers: 1,
      leftOut: 6,
      named: [
        { address: 'line 9', reason: 'no address' },
        { address: 'cy@example.org', reason: 'paused until 2026-02-01' },
        { address: 'DEE@example.org', reason: 'unsubscribed on 2026-01-19' },
        { address: 'eve@example.org', reason: 'bounced on 2026-01-19' },
        { address: 'fay@example.org', reason: 'forgotten on 2026-01-19' },
        { address: 'gus@example.org', reason: 'has not confirmed' },
      ],
    })
  })

  it('counts the people of each provider, most first', async () => {
    const addresses = ['a@gmail.com', 'b@corp.example', 'c@gmail.com', 'd@example.org']
    const providers = { 'gmail.com': 'gmail', 'corp.example': 'gmail' }
    expect((await planOf(await aLedger(), { file: people(...addresses) }, providers)).byProvider).toEqual([
      { provider: 'gmail', count: 3 },
      { provider: 'others', count: 1 },
    ])
  })

  it('tells of each state of a delivery why nobody gets it twice', async () => {
    const kept = await aLedger()
    const states = ['queued', 'claimed', 'sent', 'deferred', 'failed', 'uncertain', 'cancelled']
    const addresses = states.map(status => `${status}@example.org`)
    await confirm(kept, { file: people(...addresses) })
    kept.database.sqlite.exec(`UPDATE deliveries SET reply = '550 no', status = substr(address, 1, instr(address, '@') - 1),
      not_before = CASE WHEN address LIKE 'queued%' OR address LIKE 'deferred%' THEN at END`)
    const { recipients, named } = await planOf(kept, { file: people(...addresses) })
    expect([recipients, named.map(({ reason }) => reason)]).toEqual([
      1,
      [
        'waits for it since 2026-01-19 08:00 UTC',
        'waits for it since 2026-01-19 08:00 UTC',
        'waits for it since 2026-01-19 08:00 UTC',
        'failed on 2026-01-19 08:00 UTC: 550 no',
        "may have it: the server's reply of 2026-01-19 08:00 UTC is not known",
        'has it since 2026-01-19 08:00 UTC',
      ],
    ])
  })
})

describe('a confirmed plan', () => {
  it('has its people, whoever joins afterwards; who was left out is kept with the reason', async () => {
    const kept = await aList()
    expect(await confirm(kept, { list: {} })).toBe(2)
    await kept.store.change('late@example.org', added())
    expect(await deliveriesOf(kept)).toEqual([
      { address: 'ann@example.org', status: 'queued', attempts: 0 },
      { address: 'bea@example.org', status: 'queued', attempts: 0 },
      { address: 'cy@example.org', status: 'cancelled', attempts: 0, reply: 'paused until 2026-02-01' },
    ])
  })

  it('notes nothing of who is forgotten, nor of lines that name nobody or somebody again', async () => {
    const kept = await aList()
    const refused = [
      { line: 3, address: 'ANN@example.org', reason: 'the same address as in line 2' },
      { line: 4, address: 'nonsense', reason: 'not an address' },
    ]
    await confirm(kept, { file: { ...people('ann@example.org', 'fay@example.org'), refused } })
    expect(await deliveriesOf(kept)).toMatchObject([{ address: 'ann@example.org', status: 'queued' }])
  })

  it('cannot be confirmed while the issue is on its way', async () => {
    const kept = await aLedger()
    await confirm(kept, { file: people(...three) })
    await expect(confirm(kept, { file: people('d@example.org') })).rejects.toMatchObject({
      message: 'Issue 2026-W03 is on its way already',
      wayOut: expect.stringContaining('masthead resume 2026-W03'),
    })
    expect(await kept.ledger.counts(issue)).toMatchObject({ queued: 3 })
  })

  it('reaches only new people, and those who were cancelled, once the issue is done', async () => {
    const kept = await aLedger()
    await confirm(kept, { file: people(...three) })
    await kept.ledger.move(issue, ['queued'], { status: 'sent', at: monday, reply: '250 ok' })
    kept.database.sqlite.exec(
      `UPDATE deliveries SET status = 'cancelled', reply = 'no' WHERE address LIKE 'b@%'`,
    )
    await kept.ledger.change(issue, ['sending'], { status: 'done', at: monday })
    expect(await confirm(kept, { file: people(...three, 'd@example.org') })).toBe(2)
    expect((await deliveriesOf(kept)).map(({ status }) => status)).toEqual([
      'sent',
      'queued',
      'sent',
      'queued',
    ])
  })
})
