import { describe, expect, it, onTestFinished } from 'vitest'
import { openApp } from '../../src/app.ts'
import { openSmtp } from '../../src/deliveries/smtp/smtp-transport.ts'
import { ask } from '../../src/subscribers/rules/ask.ts'
import { confirm } from '../../src/subscribers/rules/confirm.ts'
import type { Subscribing } from '../../src/subscribing.ts'
import { aMailServer } from '../a-mail-server.ts'
import { aWorkspace, settings } from '../a-workspace.ts'
import { aPng } from '../mail/pictures/a-picture.ts'
import { left, minute } from '../store/a-subscriber-store.ts'

const pagesUrl = 'https://letters.example.org/'
const ada = 'ada@example.org'
const seen = { place: '/', text: 'Yes', details: {} }

async function aWriting(files: Record<string, string> = {}) {
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: 周报 <weekly@example.org>\n`,
    ...files,
  })
  let now = minute(1)
  const app = await openApp({ directory: workspace.directory, environment: {}, clock: () => now })
  const subscribing = await app.openSubscribing()
  const server = await aMailServer()
  const transport = openSmtp(server.url, { secure: false })
  onTestFinished(() => transport.close())
  const writing = await app.openWriting(subscribing, transport, pagesUrl)
  const at = (time: Date) => {
    now = time
  }
  return { ...workspace, writing, subscribing, server, at }
}

const asks = ({ store }: Subscribing, language?: string, at = minute(0)) =>
  store.change(ada, ask({ ...seen, at, how: 'form', profile: { name: 'Ada', language } }))

describe('letters of a workspace', () => {
  it('ask to confirm by a link of the time at which the person asked', async () => {
    const { writing, subscribing, server } = await aWriting()
    await asks(subscribing)
    expect(await writing.sendDueLetters()).toMatchObject({ sent: 1 })
    const { text = '', subject, from } = server.mails[0]?.email ?? {}
    expect({ subject, from }).toEqual({
      subject: '请确认订阅《测试周报》',
      from: { name: '周报', address: 'weekly@example.org' },
    })
    const token = /https:\/\/letters\.example\.org\/confirm\/(\S+)/.exec(text)?.[1] ?? ''
    expect(subscribing.links.read('confirm', token, 'ada@example.org')).toEqual({
      subscriber: 1,
      at: minute(0),
    })
  })

  it.each([
    ['en-GB', 'Please confirm your subscription to 测试周报'],
    ['zh-Hant', '請確認訂閱《测试周报》'],
    ['fr', '请确认订阅《测试周报》'],
  ])('are in the language of their reader: %s', async (language, subject) => {
    const { writing, subscribing, server } = await aWriting()
    await asks(subscribing, language)
    await writing.sendDueLetters()
    expect(server.mails[0]?.email.subject).toBe(subject)
  })

  it('welcome whoever confirms, with the way out in text and headers', async () => {
    const { writing, subscribing, server, at } = await aWriting()
    await asks(subscribing, 'en')
    await subscribing.store.change(ada, confirm({ ...seen, at: minute(2), askedAt: minute(0) }))
    at(minute(3))
    expect(await writing.sendDueLetters()).toMatchObject({ sent: 1, dropped: 1 })
    const { text = '', headers = [] } = server.mails[0]?.email ?? {}
    const [page = ''] = /https:\/\/letters\.example\.org\/unsubscribe\/\S+/.exec(text) ?? []
    expect(headers).toContainEqual(
      expect.objectContaining({
        key: 'list-unsubscribe',
        value: `<${page}>, <mailto:weekly@example.org?subject=unsubscribe>`,
      }),
    )
    expect(subscribing.links.read('unsubscribe', page.split('/').at(-1) ?? '', 'ada@example.org')).toEqual({
      subscriber: 1,
      at: minute(2),
    })
  })

  it('name the page of the settings where there is one, and promise no one-click of it', async () => {
    const { writing, subscribing, server, at } = await aWriting({
      'masthead.yaml': `${settings}unsubscribe: https://own.example.org/leave\n`,
    })
    await asks(subscribing)
    await subscribing.store.change(ada, confirm({ ...seen, at: minute(2), askedAt: minute(0) }))
    at(minute(3))
    await writing.sendDueLetters()
    const { headers = [], text } = server.mails[0]?.email ?? {}
    expect(headers.find(({ key }) => key === 'list-unsubscribe')?.value).toBe(
      '<https://own.example.org/leave>',
    )
    expect(headers.some(({ key }) => key === 'list-unsubscribe-post')).toBe(false)
    expect(text).toContain('https://own.example.org/leave')
  })

  it('are not sent to who left after they asked, and are to who asks anew', async () => {
    const { writing, subscribing, server, at } = await aWriting()
    await asks(subscribing)
    await subscribing.store.change(ada, left(minute(2)))
    at(minute(3))
    expect(await writing.sendDueLetters()).toMatchObject({ sent: 0, dropped: 1 })
    await asks(subscribing, undefined, minute(4))
    at(minute(5))
    expect(await writing.sendDueLetters()).toMatchObject({ sent: 1 })
    expect(server.mails).toHaveLength(1)
  })

  it('show the logo of the workspace, which travels with them', async () => {
    const { writing, subscribing, server, write } = await aWriting({
      'masthead.yaml': `${settings}theme:\n  logo: { src: logo.png }\n`,
    })
    await write('logo.png', aPng(200))
    await asks(subscribing)
    await writing.sendDueLetters()
    const [{ contentId } = {}] = server.mails[0]?.email.attachments ?? []
    expect(contentId).toBeDefined()
    expect(server.mails[0]?.email.html).toContain(`src="cid:${contentId?.replace(/[<>]/g, '')}"`)
  })

  it('wait for a template that is broken, and go out when it is mended', async () => {
    const { writing, subscribing, write, remove, at } = await aWriting()
    await write('templates/confirm.mjml', '<mjml><mj-body>{{nothing}}</mj-body></mjml>')
    await asks(subscribing)
    expect(await writing.sendDueLetters()).toMatchObject({
      later: 1,
      trouble: expect.stringContaining('templates/confirm.mjml:1'),
    })
    await remove('templates/confirm.mjml')
    at(minute(2))
    expect(await writing.sendDueLetters()).toMatchObject({ sent: 1 })
  })
})

describe('sendDueLetters', () => {
  it('never runs twice at once, and whoever asks meanwhile shares the next run', async () => {
    const { writing, subscribing, server } = await aWriting()
    await asks(subscribing)
    const first = writing.sendDueLetters()
    const second = writing.sendDueLetters()
    expect(writing.sendDueLetters()).toBe(second)
    await subscribing.store.change('b@example.org', ask({ ...seen, at: minute(0), how: 'form' }))
    const counts = await Promise.all([first, second])
    expect(counts.reduce((sum, { sent }) => sum + sent, 0)).toBe(2)
    expect(server.mails.map(({ to }) => to[0]).toSorted()).toEqual([ada, 'b@example.org'])
  })

  it('runs again after a run that failed', async () => {
    const { writing, subscribing } = await aWriting()
    const { take } = subscribing.letters
    subscribing.letters.take = async () => {
      throw new Error('disk')
    }
    const runs = await Promise.allSettled([writing.sendDueLetters(), writing.sendDueLetters()])
    expect(runs.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    subscribing.letters.take = take
    await asks(subscribing)
    expect(await writing.sendDueLetters()).toMatchObject({ sent: 1 })
  })
})
