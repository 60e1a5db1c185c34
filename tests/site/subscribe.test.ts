import { describe, expect, it } from 'vitest'
import { added, asked, bounced, left, minute } from '../store/a-subscriber-store.ts'
import { ada, aSite, type Site, whole } from './a-site.ts'

const subscribe = (site: Site, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  site.post('/subscribe?lang=en', { email: ada, ...fields }, headers)

const kindsOf = ({ database }: Site) =>
  database.sqlite
    .prepare('SELECT kind FROM letters')
    .all()
    .map(({ kind }) => kind)

describe('the form', () => {
  it('asks the owner of an address, and keeps the proof', async () => {
    const site = await aSite()
    const response = await subscribe(site, { name: 'Ada', language: 'zh-TW', tag: 'talks' })
    expect({ status: response.status, text: await response.text() }).toEqual({
      status: 200,
      text: expect.stringContaining('Look into your mailbox'),
    })
    expect(await site.store.of(ada)).toMatchObject({
      subscriber: { status: 'pending', name: 'Ada', language: 'zh-TW', tags: ['talks'] },
      consents: [
        {
          at: minute(0),
          act: 'asked',
          how: 'form',
          place: 'https://letters.example.org/',
          text: 'I want to get 测试周报 by mail until I unsubscribe.',
          details: { network: '127.0.0.0/24' },
        },
      ],
    })
    expect({ kinds: kindsOf(site), calls: site.calls }).toEqual({ kinds: ['confirm'], calls: ['letters'] })
  })

  it('answers the same to the last byte, whoever has the address', async () => {
    const site = await aSite({ limits: { visitor: 100, everybody: 100, person: 100 } })
    await site.person('active@example.org', added())
    await site.person('pending@example.org', asked())
    await site.person('left@example.org', added(), left())
    await site.person('bounced@example.org', added(), bounced())
    await site.person('often@example.org', asked(), asked(), asked())
    await site.person('forgotten@example.org', added())
    await site.store.forget('forgotten@example.org', minute(1))
    const names = ['new', 'active', 'pending', 'left', 'bounced', 'often', 'forgotten']
    const answers = [await whole(await subscribe(site, { email: 'robot@example.org', homepage: 'x' }))]
    for (const name of names)
      answers.push(await whole(await subscribe(site, { email: `${name}@example.org` })))
    expect(new Set(answers).size).toBe(1)
    expect(await site.store.of('robot@example.org')).toMatchObject({ subscriber: undefined })
    expect(kindsOf(site).filter(kind => kind === 'known')).toHaveLength(1)
  })

  it.each([
    '',
    'ada',
    'ada@',
    'a b@example.org',
    'ada@example.org\r\nBcc: eve@example.org',
    `${'a'.repeat(400)}@example.org`,
  ])('shows what is wrong with the address %j, and what was written', async email => {
    const site = await aSite()
    const response = await subscribe(site, { email, name: 'Ada "L"', tag: 'talks' })
    expect(response.status).toBe(400)
    const page = await response.text()
    expect(page).toContain('This is not an address')
    expect(page).toContain('value="Ada &quot;L&quot;"')
    expect(page).toContain('value="talks" checked')
    expect(await site.state()).toEqual([[], [], [], [], []])
  })

  it('takes forms of other sites, in any of the ways that browsers send them', async () => {
    const site = await aSite()
    const form = new FormData()
    form.set('email', ada)
    const response = await site.ask('/subscribe', {
      method: 'POST',
      body: form,
      headers: { Origin: 'https://blog.example.com' },
    })
    expect({ status: response.status, cookie: response.headers.get('set-cookie') }).toEqual({
      status: 200,
      cookie: null,
    })
    expect(await site.store.of(ada)).toMatchObject({
      consents: [{ details: { form: 'https://blog.example.com' } }],
    })
  })

  it('keeps no tag that people may not choose, and no language that it does not know', async () => {
    const site = await aSite()
    await site.post('/subscribe', [
      ['email', ada],
      ['tag', 'vip'],
      ['tag', 'releases'],
      ['tag', '__proto__'],
      ['language', 'tlh'],
    ])
    expect(await site.store.of(ada)).toMatchObject({ subscriber: { tags: ['releases'], language: 'en' } })
  })

  it.each([
    ['Ada\r\nBcc: eve', 'Ada Bcc: eve'],
    ['Ada <eve@example.org>', ''],
    ['{{constructor}} <script>', '{{constructor}} <script>'],
    ['  小明\u202e\u200b  ', '小明'],
    ['Win at https://evil.example', ''],
    ['evil.com', ''],
    ['J. R. R. St.John', 'J. R. R. St.John'],
    ['n'.repeat(5000), `${'n'.repeat(79)}…`],
    ['\ud83d half', '\ufffd half'],
  ])('keeps the name %j as %j', async (name, kept) => {
    const site = await aSite()
    await subscribe(site, { name })
    expect((await site.store.of(ada)).subscriber?.name).toBe(kept)
  })

  it('shows the newsletter, its tags and the words of consent as text only', async () => {
    const hostile = `{{name}} {{{html}}} <script>alert(1)</script> "'&`
    const site = await aSite({
      name: hostile,
      address: hostile,
      settings: { tags: { [hostile]: hostile }, consent: hostile },
    })
    const page = await site.page('/')
    expect(page).not.toContain('<script')
    expect(page.split('{{name}} {{{html}}} &lt;script&gt;').length).toBeGreaterThan(5)
    await site.post('/subscribe', { email: ada, tag: hostile, name: hostile })
    expect(await site.store.of(ada)).toMatchObject({
      subscriber: { tags: [hostile] },
      consents: [{ text: hostile }],
    })
    const id = await site.person(ada)
    expect(await site.page(site.link('preferences', id))).not.toContain('<script')
  })
})

describe('the language of a page', () => {
  it.each([
    ['?lang=zh-TW', 'en', 'zh-TW'],
    ['?lang=nonsense', 'zh-Hant-HK,zh;q=0.9', 'zh-TW'],
    ['', 'fr, de;q=0.9, zh-CN;q=0.8, en;q=0.2', 'zh-CN'],
    ['', 'en;q=0.1, zh;q=0.7', 'zh-CN'],
    ['', 'en;q=0, fr', 'zh-CN'],
    ['', '*', 'zh-CN'],
    ['', ';;;,q=,,'.repeat(1000), 'zh-CN'],
  ])('of %j with Accept-Language %j is %s', async (query, accepted, language) => {
    const site = await aSite({ language: 'zh-CN' })
    const response = await site.ask(`/${query}`, { headers: { 'Accept-Language': accepted } })
    expect(response.headers.get('content-language')).toBe(language)
    expect(await response.text()).toContain(`<html lang="${language}">`)
  })

  it('that was chosen goes with the reader, into the form too', async () => {
    const page = await (await aSite()).page('/?lang=zh-TW')
    expect(page).toContain('action="/subscribe?lang=zh-TW"')
    expect(page).toContain('href="/?lang=en"')
  })
})

describe('limits', () => {
  const limits = { visitor: 2, everybody: 3, person: 1 }
  const times = async (count: number, send: () => Promise<Response>) => {
    const statuses: number[] = []
    for (let time = 0; time < count; time += 1) statuses.push((await send()).status)
    return statuses
  }

  it('refuse a visitor who comes too often, with a page that says when to come back', async () => {
    const site = await aSite({ limits })
    expect(await times(3, () => subscribe(site))).toEqual([200, 200, 429])
    const response = await subscribe(site)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(3500)
    expect(await response.text()).toContain('Try again in 60 min.')
    expect(kindsOf(site)).toHaveLength(2)
  })

  it('are not lifted by an address that the visitor makes up', async () => {
    const site = await aSite({ limits })
    const statuses = ['203.0.113.1', '203.0.113.2', '203.0.113.3'].map(
      async made => (await subscribe(site, {}, { 'X-Forwarded-For': made })).status,
    )
    expect((await Promise.all(statuses)).toSorted()).toEqual([200, 200, 429])
  })

  it('hold for each visitor whom a proxy tells of, and for all of them', async () => {
    const site = await aSite({ limits, settings: { proxies: 1 } })
    const from = (address: string) => () =>
      subscribe(site, {}, { 'X-Forwarded-For': `198.51.100.9, ${address}` })
    expect(await times(3, from('203.0.113.1'))).toEqual([200, 200, 429])
    expect(await times(2, from('2001:db8::1'))).toEqual([200, 429])
    expect((await site.store.of(ada)).consents.map(({ details }) => details.network)).toEqual([
      '203.0.113.0/24',
      '203.0.113.0/24',
      '2001:db8::/48',
    ])
  })
})
