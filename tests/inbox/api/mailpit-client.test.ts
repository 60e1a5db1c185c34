import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anApi, token } from './an-api.ts'

const letter = {
  envelope: { from: 'bounces@example.org', to: ['li@example.com', 'hidden@example.com'] },
  from: '编辑部 <weekly@example.org>',
  to: '李雷 <li@example.com>',
  replyTo: 'answers@example.org',
  subject: '周报 #3',
  messageId: '<three@example.org>',
  date: new Date('2026-01-16T08:30:00Z'),
  text: '你好',
  html: '<p>你好 <img src="cid:cover"></p>',
  headers: { 'X-Tags': 'weekly', 'List-Unsubscribe': '<mailto:out@example.org>, <https://example.org/out>' },
  attachments: [
    { filename: 'cover.png', cid: 'cover', content: 'pixels' },
    { filename: '图.html', content: '<script>', contentType: 'text/html' },
  ],
}

async function anApiWithMail(...subjects: string[]) {
  const api = await anApi()
  for (const subject of subjects) await api.send({ subject, text: subject })
  const { messages } = await api.client.listMessages()
  return { ...api, ids: messages.map(({ ID }) => ID).toReversed() }
}

describe('reading mail with the client of Mailpit', () => {
  it('lists what arrived', async () => {
    const { client, send } = await anApi()
    await send(letter)
    expect(await client.listMessages()).toMatchObject({
      total: 1,
      unread: 1,
      count: 1,
      messages_count: 1,
      messages_unread: 1,
      start: 0,
      tags: ['weekly'],
      messages: [
        {
          From: { Name: '编辑部', Address: 'weekly@example.org' },
          To: [{ Name: '李雷', Address: 'li@example.com' }],
          Cc: [],
          Bcc: [{ Name: '', Address: 'hidden@example.com' }],
          ReplyTo: [{ Name: '', Address: 'answers@example.org' }],
          Subject: '周报 #3',
          MessageID: 'three@example.org',
          Snippet: '你好',
          Attachments: 1,
          Read: false,
          Tags: ['weekly'],
        },
      ],
    })
  })

  it('shows a message, which is read then', async () => {
    const { client, send } = await anApi()
    await send(letter)
    expect(await client.getMessageSummary()).toMatchObject({
      MessageID: 'three@example.org',
      ReturnPath: 'bounces@example.org',
      Date: '2026-01-16T08:30:00.000Z',
      Text: '你好',
      HTML: '<p>你好 <img src="cid:cover"></p>\n',
      Tags: ['weekly'],
      ListUnsubscribe: { Links: ['mailto:out@example.org', 'https://example.org/out'], Errors: '' },
      Inline: [{ FileName: 'cover.png', ContentID: 'cover', ContentType: 'image/png', Size: 6 }],
      Attachments: [{ FileName: '图.html', Checksums: { MD5: '8cd03c2da7b97e107ce990e50b6886cf' } }],
    })
    expect((await client.listMessages()).unread).toBe(0)
  })

  it('hands out files, of which none can act', async () => {
    const { client, send } = await anApi()
    await send(letter)
    const { Inline, Attachments } = await client.getMessageSummary()
    const files = [...Inline, ...Attachments].map(({ PartID }) =>
      client.getMessageAttachment('latest', PartID),
    )
    const [picture, page] = await Promise.all(files)
    expect([picture?.type, await picture?.text()]).toEqual(['image/png', 'pixels'])
    expect([page?.type, await page?.text()]).toEqual(['application/octet-stream', '<script>'])
  })

  it('shows headers, source, HTML and text by themselves', async () => {
    const { client, send } = await anApi()
    await send(letter)
    expect(await client.getMessageHeaders()).toMatchObject({
      'Message-Id': ['<three@example.org>'],
      'Mime-Version': ['1.0'],
      'Delivered-To': ['li@example.com', 'hidden@example.com'],
    })
    expect(await client.getMessageSource()).toMatch(/^Return-Path: <bounces@example.org>\r\n/)
    expect(await client.renderMessageHTML()).toContain('<img src="data:image/png;base64,cGl4ZWxz">')
    expect(await client.renderMessageText()).toBe('你好')
  })

  it('tells of a hundred thousand headers with one name', async () => {
    const { client, mailbox } = await anApi()
    await mailbox.save(Buffer.from('X-A: b\n'.repeat(100_000)), { from: '', to: [] }, new Date())
    expect((await client.getMessageHeaders())['X-A']).toHaveLength(100_000)
  })

  it('pages through a list', async () => {
    const { client } = await anApiWithMail('1', '2', '3')
    const { messages, count, messages_count } = await client.listMessages(1, 1)
    expect([messages.map(({ Subject }) => Subject), count, messages_count]).toEqual([['2'], 1, 3])
  })

  it('finds and waits', async () => {
    const { client, send } = await anApiWithMail('one', 'two')
    const found = await client.searchMessages({ query: 'subject:two is:unread', tz: 'Asia/Shanghai' })
    expect(found).toMatchObject({ total: 2, messages_count: 1, messages: [{ Subject: 'two' }] })
    const waiting = client.waitForMessage({ query: 'to:li@example.com' }, { interval: 20 })
    await send(letter)
    expect((await waiting).Subject).toBe('周报 #3')
    await expect(client.searchMessages({ query: ' ' })).rejects.toThrow('400 Bad Request')
  })

  it('tells of itself', async () => {
    const { client } = await anApiWithMail('one')
    expect(await client.getInfo()).toMatchObject({
      Version: 'Masthead',
      Messages: 1,
      Unread: 1,
      RuntimeStats: { SMTPAccepted: 1 },
    })
    expect(await client.getConfiguration()).toMatchObject({ ChaosEnabled: true, SpamAssassin: false })
  })
})

describe('changing the mailbox with the client of Mailpit', () => {
  it('marks some, those that a search finds, and all', async () => {
    const { client, ids } = await anApiWithMail('one', 'two', 'three')
    const unread = async () => (await client.listMessages()).unread
    await client.setReadStatus({ IDs: ids.slice(0, 1), Read: true })
    expect(await unread()).toBe(2)
    await client.setReadStatus({ Search: 'subject:two', Read: true })
    expect(await unread()).toBe(1)
    await client.setReadStatus()
    expect(await unread()).toBe(3)
    await expect(client.setReadStatus({ IDs: ids, Search: 'x' })).rejects.toThrow('400 Bad Request')
  })

  it('tags, renames and removes tags', async () => {
    const { client, ids } = await anApiWithMail('one', 'two')
    await client.setTags({ IDs: ids, Tags: ['a', '周 报!'] })
    expect(await client.getTags()).toEqual(['a', '周 报'])
    await client.renameTag('周 报', 'B/C')
    await client.deleteTag('A')
    expect(await client.getTags()).toEqual(['BC'])
    await client.setTags({ IDs: ids, Tags: [] })
    expect(await client.getTags()).toEqual([])
    await expect(client.deleteTag('gone')).rejects.toThrow('No message has the tag "gone"')
  })

  it('removes some, those that a search finds, and all', async () => {
    const { client, ids } = await anApiWithMail('one', 'two', 'three', 'four')
    const left = async () => (await client.listMessages()).messages.map(({ Subject }) => Subject)
    await client.deleteMessages({ IDs: [ids[0] ?? '', '../../etc'] })
    await client.deleteMessagesBySearch({ query: 'subject:two' })
    expect(await left()).toEqual(['four', 'three'])
    await client.deleteMessages()
    expect(await left()).toEqual([])
    await expect(client.getMessageSummary()).rejects.toThrow('404 Not Found')
  })

  it('takes a message', async () => {
    const { client } = await anApi()
    const { ID } = await client.sendMessage({
      From: { Email: 'weekly@example.org', Name: '编辑部' },
      To: [{ Email: 'li@example.com' }],
      Bcc: ['hidden@example.com'],
      Subject: '周报',
      Text: '你好',
      HTML: '<p>你好</p>',
      Tags: ['sent'],
      Headers: { 'X-Own': 'yes' },
      Attachments: [{ Filename: 'a.txt', Content: 'data:text/plain;base64,aGk=' }],
    })
    expect(await client.getMessageSummary(ID)).toMatchObject({
      From: { Name: '编辑部' },
      Bcc: [{ Address: 'hidden@example.com' }],
      Text: '你好',
      Tags: ['sent'],
      Attachments: [{ FileName: 'a.txt', Size: 2 }],
    })
    expect(await client.getMessageHeaders(ID)).toMatchObject({ 'X-Own': ['yes'] })
  })

  it.each([
    ['an address that is none', { From: { Email: 'nobody' } }, 'From.Email'],
    ['a header that has a key of its own', { Headers: { Subject: 'x' } }, 'has a key of its own'],
    ['a header that would be two', { Headers: { 'X: y\r\nZ': 'x' } }, 'cannot be the name'],
    ['no sender', { From: undefined }, 'From'],
  ])('refuses a message with %s', async (_name, wrong, reason) => {
    const { client } = await anApi()
    const message = { From: { Email: 'a@example.org' }, To: [], ...wrong } as Parameters<
      typeof client.sendMessage
    >[0]
    await expect(client.sendMessage(message)).rejects.toThrow(reason)
    expect((await client.listMessages()).total).toBe(0)
  })

  it('makes mail fail, and lets it pass again', async () => {
    const { client, send } = await anApi()
    const none = { ErrorCode: 451, Probability: 0 }
    expect(await client.getChaosTriggers()).toMatchObject({ Sender: none, Recipient: none })
    const set = await client.setChaosTriggers({ Recipient: { ErrorCode: 550, Probability: 100 } })
    expect(set.Recipient).toEqual({ ErrorCode: 550, Probability: 100 })
    await expect(send({ text: 'Hello' })).rejects.toMatchObject({ responseCode: 550 })
    await client.setChaosTriggers()
    await send({ text: 'Hello' })
    const wrong = { Sender: { ErrorCode: 250, Probability: 101 } }
    await expect(client.setChaosTriggers(wrong)).rejects.toThrow('400 Bad Request')
  })
})

describe('an inbox that cannot note what was read', () => {
  it('can be read all the same', async () => {
    const { client, folder, ids } = await anApiWithMail('one')
    await mkdir(join(folder, 'marks.json'))
    expect(await client.getMessageSummary(ids[0])).toMatchObject({ Subject: 'one' })
    expect(await client.renderMessageText(ids[0])).toBe('one\n')
  })
})

describe('what the test inbox does not do', () => {
  it.each(['htmlCheck', 'linkCheck', 'spamAssassinCheck'] as const)('is said by %s', async call => {
    const { client } = await anApiWithMail('one')
    await expect(client[call]()).rejects.toThrow(/501 Not Implemented.*The test inbox has no/s)
  })

  it('is said of thumbnails and of sending on', async () => {
    const { client } = await anApiWithMail('one')
    await expect(client.getAttachmentThumbnail('latest', '1')).rejects.toThrow('makes no thumbnails')
    await expect(client.releaseMessage('latest', { To: ['a@b.c'] })).rejects.toThrow('sends nothing on')
  })
})

describe('a client that knows host and password', () => {
  it('works like one that knows the page', async () => {
    const { clientWith, send } = await anApi()
    await send(letter)
    expect((await clientWith(token).listMessages()).total).toBe(1)
    expect(await clientWith(token).renderMessageText()).toBe('你好')
  })

  it.each(['', 'wrong', `${token}x`])('learns nothing with the password "%s"', async password => {
    const { clientWith } = await anApi()
    await expect(clientWith(password).listMessages()).rejects.toThrow('401 Unauthorized')
  })
})
