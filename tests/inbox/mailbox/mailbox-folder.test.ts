import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
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
