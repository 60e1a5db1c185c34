import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MailboxEvent } from '../../../src/inbox/mailbox/mailbox.ts'
import { MailboxFolder } from '../../../src/inbox/mailbox/mailbox-folder.ts'
import { aFolder, aMailbox, aMailboxWith, morning } from '../a-mailbox.ts'

const envelope = { from: 'editor@example.org', to: ['a@example.com', 'b@example.com'] }
const aMail = (subject: string) => Buffer.from(`Subject: ${subject}\r\n\r\nHello\r\n`)
const later = (ms: number) => new Date(morning.getTime() + ms)

describe('MailboxFolder', () => {
  it('keeps the received bytes behind the trace of a delivery', async () => {
    const mailbox = await aMailbox()
    const id = await mailbox.save(aMail('One'), envelope, morning)
    expect(String(await mailbox.read(id))).toBe(
      'Return-Path: <editor@example.org>\r\n' +
        'Delivered-To: a@example.com\r\nDelivered-To: b@example.com\r\n' +
        'Received: from localhost by masthead with SMTP; Fri, 16 Jan 2026 08:30:00 +0000\r\n' +
        'Subject: One\r\n\r\nHello\r\n',
    )
  })

  it('changes no byte of what was received', async () => {
    const raw = Buffer.from([...Array(256).keys()])
    const { mailbox, id } = await aMailboxWith(raw)
    expect((await mailbox.read(id))?.subarray(-256)).toEqual(raw)
  })

  it('lets no address start a header', async () => {
    const mailbox = await aMailbox()
    const hostile = { from: 'a@b.c>\r\nX-Evil: 1', to: ['d@e.f\nX-Evil: 2'] }
    const id = await mailbox.save(aMail('One'), hostile, morning)
    expect(String(await mailbox.read(id))).not.toMatch(/^X-Evil/m)
  })

  it('names mails by their time and lists the newest first', async () => {
    const mailbox = await aMailbox()
    for (const [index, subject] of ['first', 'second', 'third'].entries()) {
      await mailbox.save(aMail(subject), envelope, later(index * 1000))
    }
    const mails = await mailbox.list()
    expect(mails.map(mail => mail.subject)).toEqual(['third', 'second', 'first'])
    expect(mails[2]).toMatchObject({
      id: expect.stringMatching(/^20260116T083000123Z-/),
      receivedAt: morning,
    })
  })

  it('keeps the order of mails of one millisecond', async () => {
    const mailbox = await aMailbox()
    const ids = await Promise.all(
      ['a', 'b', 'c', 'd'].map(name => mailbox.save(aMail(name), envelope, morning)),
    )
    expect((await mailbox.list()).map(mail => mail.id)).toEqual(ids.reverse())
  })

  it('is readable by its owner only', async () => {
    const folder = join(await aFolder(), 'inbox')
    const id = await new MailboxFolder(folder).save(aMail('One'), envelope, morning)
    const modes = await Promise.all([stat(folder), stat(join(folder, `${id}.eml`))])
    expect(modes.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['700', '600'])
  })

  it('is empty while its folder does not exist', async () => {
    expect(await (await aMailbox()).list()).toEqual([])
  })

  it('keeps the newest mails within the number and the bytes that it may', async () => {
    const byNumber = await aMailbox({ maxMails: 2 })
    const byBytes = await aMailbox({ maxBytes: 500 })
    for (const mailbox of [byNumber, byBytes]) {
      for (const name of ['1', '2', '3', '4']) await mailbox.save(aMail(name), envelope, later(Number(name)))
      expect((await mailbox.list()).map(mail => mail.subject)).toEqual(['4', '3'])
    }
  })

  it('keeps the limit while many mails arrive at once, and after a restart', async () => {
    const folder = await aFolder()
    const saveTen = (mailbox: MailboxFolder, start: number) =>
      Promise.all([...Array(10).keys()].map(index => mailbox.save(aMail(''), envelope, later(start + index))))
    await saveTen(new MailboxFolder(folder), 0)
    const newest = await saveTen(new MailboxFolder(folder, { maxMails: 12 }), 100)
    const kept = (await new MailboxFolder(folder).list()).map(mail => mail.id)
    expect(kept).toHaveLength(12)
    expect(kept.slice(0, 10)).toEqual(newest.reverse())
  })

  it('keeps the limits also with another program that keeps its mail there', async () => {
    const folder = await aFolder()
    const programs = [1, 2].map(() => new MailboxFolder(folder, { maxMails: 4 }))
    for (const round of Array(6).keys())
      for (const [index, program] of programs.entries())
        await program.save(aMail(`${round}.${index}`), envelope, later(round * 2 + index))
    const kept = await programs[0]?.list()
    expect(kept?.map(mail => mail.subject)).toEqual(['5.1', '5.0', '4.1', '4.0'])
  })

  it('says which folder cannot take mail', async () => {
    const saving = new MailboxFolder('/dev/null/inbox').save(aMail('One'), envelope, morning)
    await expect(saving).rejects.toThrow('Cannot keep a mail in "/dev/null/inbox": ENOTDIR')
  })

  it('keeps a newest mail that is above the limit by itself', async () => {
    const mailbox = await aMailbox({ maxBytes: 10 })
    await mailbox.save(aMail('large'), envelope, morning)
    expect(await mailbox.list()).toHaveLength(1)
  })

  it('neither lists nor removes files of others', async () => {
    const folder = await aFolder()
    await writeFile(join(folder, 'my mail.eml'), 'Subject: mine')
    const mailbox = new MailboxFolder(folder, { maxMails: 1 })
    await mailbox.save(aMail('One'), envelope, morning)
    await mailbox.save(aMail('Two'), envelope, later(1))
    expect(await mailbox.list()).toHaveLength(1)
    expect(await readdir(folder)).toContain('my mail.eml')
  })

  it('lists a file that cannot be read by its name, with the problem', async () => {
    const folder = await aFolder()
    await mkdir(join(folder, '20260116T083000123Z-000000.eml'))
    const [mail] = await new MailboxFolder(folder).list()
    expect(mail).toMatchObject({
      subject: '20260116T083000123Z-000000.eml',
      problem: expect.stringContaining('EISDIR'),
    })
  })

  it('reads nothing outside its folder', async () => {
    const folder = await aFolder()
    await writeFile(join(folder, 'secret.eml'), 'secret')
    const mailbox = new MailboxFolder(join(folder, 'inbox'))
    await mailbox.save(aMail('One'), envelope, morning)
    for (const id of [
      '../secret',
      '..%2Fsecret',
      '/etc/passwd',
      '.',
      '',
      'x\0',
      '20269916T083000123Z-000000',
    ]) {
      expect(await mailbox.read(id)).toBeUndefined()
    }
  })
})

describe('what is noted about mails', () => {
  it('is kept over restarts', async () => {
    const folder = await aFolder()
    const mailbox = new MailboxFolder(folder)
    const id = await mailbox.save(aMail('One'), envelope, morning)
    await mailbox.mark([id], () => ({ isRead: true, tags: ['Für später', 'a!b', 'A.B', 'ab'] }))
    expect(await new MailboxFolder(folder).list()).toMatchObject([
      { id, isRead: true, tags: ['Für später', 'ab', 'A.B'] },
    ])
  })

  it('is begun anew where its file is damaged', async () => {
    const folder = await aFolder()
    const mailbox = new MailboxFolder(folder)
    const id = await mailbox.save(aMail('One'), envelope, morning)
    for (const damaged of ['', '{"mails":', '{"mails":[1]}', '{"mails":{"x":{"read":"yes"}}}']) {
      await writeFile(join(folder, 'marks.json'), damaged)
      expect(await mailbox.list()).toMatchObject([{ isRead: false, tags: [] }])
      await mailbox.mark([id], () => ({ isRead: true }))
      expect(await mailbox.list()).toMatchObject([{ isRead: true }])
    }
  })

  it('goes with its mail', async () => {
    const folder = await aFolder()
    const mailbox = new MailboxFolder(folder)
    const [one, two] = [
      await mailbox.save(aMail('1'), envelope, morning),
      await mailbox.save(aMail('2'), envelope, later(1)),
    ]
    await mailbox.mark([one, two, 'of nobody'], () => ({ isRead: true }))
    await mailbox.remove([one])
    await mailbox.mark([two], () => ({ isRead: false }))
    expect(JSON.parse(await readFile(join(folder, 'marks.json'), 'utf8'))).toEqual({
      mails: { [two]: { read: false, tags: [] } },
    })
  })

  it('survives many changes at once, from two programs', async () => {
    const folder = await aFolder()
    const [mailbox, other] = [new MailboxFolder(folder), new MailboxFolder(folder)]
    const ids: string[] = []
    for (const at of Array(10).keys()) ids.push(await mailbox.save(aMail(''), envelope, later(at)))
    await Promise.all(ids.map(id => mailbox.mark([id], () => ({ isRead: true }))))
    await Promise.all(ids.map(id => other.mark([id], ({ tags }) => ({ tags: [...tags, 'x'] }))))
    expect((await mailbox.list()).every(mail => mail.isRead && mail.tags.includes('x'))).toBe(true)
  })
})

describe('the events of a mailbox', () => {
  const watched = (mailbox: MailboxFolder) => {
    const events: MailboxEvent[] = []
    return { events, stop: mailbox.subscribe(event => events.push(event)) }
  }

  it('tell what arrived, changed and was removed, and no more once nobody listens', async () => {
    const mailbox = await aMailbox()
    const { events, stop } = watched(mailbox)
    const id = await mailbox.save(aMail('One'), envelope, morning)
    await mailbox.mark([id], () => ({ isRead: true }))
    await mailbox.mark([id], () => ({ isRead: true }))
    await mailbox.remove([id, 'of nobody'])
    await mailbox.remove([id])
    stop()
    await mailbox.save(aMail('Two'), envelope, morning)
    expect(events).toEqual([
      { kind: 'arrived', id },
      { kind: 'changed', ids: [id] },
      { kind: 'removed', ids: [id] },
    ])
  })

  it('tell once of each mail that made room', async () => {
    const mailbox = await aMailbox({ maxMails: 2 })
    const { events } = watched(mailbox)
    await Promise.all(Array.from({ length: 8 }, (_, at) => mailbox.save(aMail(''), envelope, later(at))))
    const removed = events.flatMap(event => (event.kind === 'removed' ? event.ids : []))
    expect([removed.length, new Set(removed).size]).toEqual([6, 6])
  })

  it('tell of a message that replaces the same message to the same people', async () => {
    const mailbox = new MailboxFolder(await aFolder(), { replaceSameMessage: true })
    const { events } = watched(mailbox)
    const letter = (text: string) => Buffer.from(`Subject: x\r\nmessage-id:\r\n <a@b.c>\r\n\r\n${text}`)
    const first = await mailbox.save(letter('first'), envelope, morning)
    const second = await mailbox.save(
      letter('second'),
      { ...envelope, to: [...envelope.to].reverse() },
      later(1),
    )
    const other = await mailbox.save(letter('third'), { ...envelope, to: ['c@example.com'] }, later(2))
    expect(events).toEqual([
      { kind: 'arrived', id: first },
      { kind: 'arrived', id: second, replaces: first },
      { kind: 'arrived', id: other },
    ])
    expect((await mailbox.list()).map(mail => mail.preview)).toEqual(['third', 'second'])
  })

  it('know no replacement unless it is asked for, and none without a Message-ID', async () => {
    const [plain, replacing] = [
      await aMailbox(),
      new MailboxFolder(await aFolder(), { replaceSameMessage: true }),
    ]
    for (const at of [0, 1]) {
      await plain.save(Buffer.from('Message-ID: <a@b.c>\n\n'), envelope, later(at))
      await replacing.save(aMail('Message-ID: no header'), envelope, later(at))
    }
    expect([await plain.list(), await replacing.list()].map(mails => mails.length)).toEqual([2, 2])
  })
})

describe('what a killed program left', () => {
  it('is no mail, and is cleared when it is a minute old', async () => {
    const folder = await aFolder()
    const [old, young] = ['20260116T083000123Z-00ab12.eml.123', '20260116T083000124Z-00ab12.eml.456']
    const foreign = 'my mail.eml.789'
    for (const name of [old, young, foreign, 'marks.json.123']) await writeFile(join(folder, name), 'half')
    for (const name of [old, foreign, 'marks.json.123']) await utimes(join(folder, name), morning, morning)
    expect(await new MailboxFolder(folder).list()).toEqual([])
    expect((await readdir(folder)).sort()).toEqual([young, foreign].sort())
  })
})
