import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PageLinks } from '../../src/subscribers/page-links.ts'
import { prefer } from '../../src/subscribers/rules/prefer.ts'
import { added, aKeyring, asked, left, minute } from '../store/a-subscriber-store.ts'
import { ada, aSite, type Site, whole } from './a-site.ts'

const dayMs = 24 * 3_600_000
const purposes = ['confirm', 'unsubscribe', 'preferences'] as const
const statusOf = async (site: Site) => (await site.store.of(ada)).subscriber?.status
const oneClick = { 'List-Unsubscribe': 'One-Click' }

describe('confirming', () => {
  it('takes a button, and makes the person active', async () => {
    const site = await aSite()
    const link = site.link('confirm', await site.person(ada, asked()))
    expect(await site.page(link)).toContain('<button>Yes, send me 测试周报</button>')
    expect(await statusOf(site)).toBe('pending')
    expect(await (await site.post(link)).text()).toContain('You are subscribed')
    expect(await site.store.of(ada)).toMatchObject({
      subscriber: { status: 'active' },
      consents: [{}, { act: 'confirmed', how: 'mail', text: 'Yes, please.', place: site.url }],
    })
    expect(site.calls).toEqual(['letters'])
  })

  it('can be done twice, and says the same', async () => {
    const site = await aSite()
    const link = site.link('confirm', await site.person(ada, asked()))
    const answers = [await whole(await site.post(link)), await whole(await site.post(link))]
    expect(answers[0]).toBe(answers[1])
    expect((await site.store.of(ada)).consents).toHaveLength(2)
  })

  it.each([
    [14, 200, 'active'],
    [15, 404, 'pending'],
  ])('works for 14 days: after %i it answers %i', async (days, status, becomes) => {
    const site = await aSite()
    const link = site.link('confirm', await site.person(ada, asked()))
    site.clock.now = new Date(minute(0).getTime() + days * dayMs)
    expect((await site.ask(link)).status).toBe(status)
    expect((await site.post(link)).status).toBe(status)
    expect(await statusOf(site)).toBe(becomes)
  })

  it('by a letter from before somebody left brings nobody back, and shows the way to the form', async () => {
    const site = await aSite()
    const link = site.link('confirm', await site.person(ada, added(), left(minute(1))))
    site.clock.now = minute(2)
    const page = await (await site.post(link)).text()
    expect(page).toContain('This link is not valid')
    expect(page).toContain('<a href="/">To the form</a>')
    expect(await statusOf(site)).toBe('unsubscribed')
    expect((await site.post(site.link('confirm', 1))).status).toBe(200)
    expect(await statusOf(site)).toBe('active')
  })
})

describe('unsubscribing', () => {
  const multipart = () => {
    const form = new FormData()
    form.set('List-Unsubscribe', 'One-Click')
    return form
  }
  it.each([
    ['one click of a mail program', () => new URLSearchParams(oneClick), 'one-click'],
    ['one click as multipart', multipart, 'one-click'],
    ['the button of the page', () => new URLSearchParams({ leave: 'yes' }), 'page'],
  ])('takes %s', async (_name, body, how) => {
    const site = await aSite()
    const link = site.link('unsubscribe', await site.person(ada, added()))
    const response = await site.ask(`${link}?issue=2026-W03`, { method: 'POST', body: body() })
    expect({ status: response.status, cookie: response.headers.get('set-cookie') }).toEqual({
      status: 200,
      cookie: null,
    })
    expect(await response.text()).toContain('You are unsubscribed')
    expect(await site.store.of(ada)).toMatchObject({
      subscriber: { status: 'unsubscribed' },
      suppression: { reason: 'unsubscribed', place: site.url },
      consents: [{}, { act: 'unsubscribed', how, details: { issue: '2026-W03' } }],
    })
  })

  it('can be done twice, and says the same', async () => {
    const site = await aSite()
    const link = site.link('unsubscribe', await site.person(ada, added()))
    const answers = [
      await whole(await site.post(link, oneClick)),
      await whole(await site.post(link, oneClick)),
    ]
    expect(answers[0]).toBe(answers[1])
    expect((await site.store.of(ada)).consents).toHaveLength(2)
  })

  it.each([
    ['nothing', ''],
    ['something else', 'List-Unsubscribe=Two-Click'],
    ['half a form', 'leave'],
  ])('shows the button again for a POST with %s', async (_name, body) => {
    const site = await aSite()
    const link = site.link('unsubscribe', await site.person(ada, added()))
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const response = await site.ask(link, { method: 'POST', body, headers })
    expect(await response.text()).toContain('<button name="leave" value="yes">Unsubscribe</button>')
    expect(await statusOf(site)).toBe('active')
  })

  it('takes a broken multipart form for an empty one', async () => {
    const site = await aSite()
    const link = site.link('unsubscribe', await site.person(ada, added()))
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }
    expect((await site.ask(link, { method: 'POST', body: '--x\r\nhalf', headers })).status).toBe(200)
    expect(await statusOf(site)).toBe('active')
  })

  it.each(['../../etc', '<script>', 'a'.repeat(101), '{{x}}', 'a b', '2026-W03\r\nX: y'])(
    'keeps no issue that is none: %j',
    async issue => {
      const site = await aSite()
      const link = site.link('unsubscribe', await site.person(ada, added()))
      await site.post(`${link}?issue=${encodeURIComponent(issue)}`, oneClick)
      expect(await site.store.of(ada)).toMatchObject({ consents: [{}, { act: 'unsubscribed', details: {} }] })
    },
  )

  it('says of the link of a test mail that it belongs to nobody', async () => {
    const site = await aSite()
    const response = await site.post(site.link('unsubscribe', 0), oneClick)
    expect({ status: response.status, page: await response.text() }).toEqual({
      status: 200,
      page: expect.stringContaining('This was a test mail'),
    })
  })
})

describe('preferences', () => {
  it('are changed as they stand in the form, and no other tag with them', async () => {
    const site = await aSite()
    const id = await site.person(ada, added({ name: 'Ada', tags: ['beta', 'talks'], language: 'en' }))
    const link = site.link('preferences', id)
    expect(await site.page(link)).toContain('value="talks" checked')
    const fields = { save: 'yes', name: 'Ada\r\n<L>', language: 'zh-CN', tag: 'releases', pause: '4' }
    expect(await (await site.post(link, fields)).text()).toContain('2026年2月16日 之前您不会收到新的一期')
    expect(await site.store.of(ada)).toMatchObject({
      subscriber: {
        name: 'Ada <L>',
        language: 'zh-CN',
        tags: ['beta', 'releases'],
        pausedUntil: new Date(minute(0).getTime() + 28 * dayMs),
      },
      consents: [{}, { act: 'paused', how: 'page' }],
    })
  })

  it('show until when a pause lasts, keep it, and end it', async () => {
    const site = await aSite()
    const pausedUntil = new Date('2026-03-01T20:00:00Z')
    const pause = prefer({ at: minute(1), how: 'page', place: '', details: {}, profile: {}, pausedUntil })
    const id = await site.person(ada, added({ timezone: 'America/New_York', language: 'en' }), pause)
    const link = site.link('preferences', id)
    expect(await site.page(link)).toContain('<option value="" selected>Until March 1, 2026</option>')
    await site.post(link, { save: 'yes', pause: '' })
    expect(await site.store.of(ada)).toMatchObject({ subscriber: { pausedUntil } })
    await site.post(link, { save: 'yes', pause: '0' })
    expect((await site.store.of(ada)).subscriber?.pausedUntil).toBeUndefined()
    expect(await site.page(link)).toContain('<option value="0" selected>No pause</option>')
  })

  it.each(['1', '52', '-4', '1e3', 'NaN', '4 '])('know no pause of %j weeks', async pause => {
    const site = await aSite()
    const id = await site.person(ada, added())
    await site.post(site.link('preferences', id), { save: 'yes', pause })
    expect((await site.store.of(ada)).subscriber?.pausedUntil).toBeUndefined()
  })

  it('keep a language that the pages are not in, unless another is chosen', async () => {
    const site = await aSite()
    const link = site.link('preferences', await site.person(ada, added({ language: 'fr' })))
    await site.post(link, { save: 'yes', language: '', name: 'Ada' })
    expect(await site.store.of(ada)).toMatchObject({ subscriber: { name: 'Ada', language: 'fr' } })
  })

  it('have a button to leave, and nothing for who left', async () => {
    const site = await aSite()
    const link = site.link('preferences', await site.person(ada, added()))
    expect(await (await site.post(link, { leave: 'yes' })).text()).toContain('You are unsubscribed')
    await site.post(link, { save: 'yes', name: 'Ada' })
    expect(await site.store.of(ada)).toMatchObject({ subscriber: { status: 'unsubscribed', name: '' } })
    expect(await site.page(link)).toContain('You are unsubscribed')
  })

  it('are saved no more often than anybody needs', async () => {
    const site = await aSite({ limits: { visitor: 1, everybody: 1, person: 2 } })
    const link = site.link('preferences', await site.person(ada, added()))
    const statuses = []
    for (const name of ['a', 'b', 'c']) statuses.push((await site.post(link, { save: 'yes', name })).status)
    expect(statuses).toEqual([200, 200, 429])
  })

  it('are shown in the language of the person', async () => {
    const site = await aSite()
    const link = site.link('preferences', await site.person(ada, added({ language: 'zh-TW' })))
    const response = await site.ask(`${link}?lang=en`, { headers: { 'Accept-Language': 'en' } })
    expect(response.headers.get('content-language')).toBe('zh-TW')
  })
})

describe('a mail scanner', () => {
  it('changes nothing, whatever it follows', async () => {
    const site = await aSite()
    const ids = [
      await site.person(ada, added({ language: 'en' })),
      await site.person('b@example.org', asked()),
      await site.person('c@example.org', added(), left()),
    ]
    const before = await site.state()
    const links = ids.flatMap(id => purposes.map(purpose => site.link(purpose, id)))
    for (const link of [...links, '/', '/subscribe', '/issues/', '/feed.xml', '/healthz', '/style.css'])
      for (const method of ['GET', 'HEAD'])
        expect(
          (await site.ask(`${link}?List-Unsubscribe=One-Click&leave=yes&save=yes`, { method })).status,
        ).toBeLessThan(405)
    expect(await site.state()).toEqual(before)
    expect(site.calls).toEqual([])
  })
})

describe('a link that is not valid', () => {
  const invalid = async (site: Site) => {
    const id = await site.person(ada, added())
    const gone = await site.person('gone@example.org', added())
    await site.store.forget('gone@example.org', minute(1))
    const elsewhere = new PageLinks({ keyring: aKeyring }, 'another newsletter')
    return (purpose: (typeof purposes)[number]) => {
      const good = site.link(purpose, id)
      const [other = purpose] = purposes.filter(name => name !== purpose)
      return [
        good.slice(0, -1),
        `${good}A`,
        good.replace(/\.\w/, '.z'),
        good.replace(/[^/]+$/, text => `${(id + 1).toString(36)}${text.slice(1)}`),
        site.link(other, id).replace(`/${other}/`, `/${purpose}/`),
        elsewhere.write('', purpose, { id, address: ada }, minute(0)),
        // As it is after a backup was put back, and the number is somebody else's.
        site.links.write('', purpose, { id, address: 'carol@example.org' }, minute(0)),
        site.link(purpose, gone),
        site.link(purpose, 999_999),
        `/${purpose}/x`,
        `/${purpose}/${'A'.repeat(5000)}`,
        `/${purpose}/%00%ff{{}}`,
      ]
    }
  }

  it.each(purposes)('to %s gets one same answer, and changes nothing', async purpose => {
    const site = await aSite()
    const links = (await invalid(site))(purpose)
    const before = await site.state()
    const answers = new Set<string>()
    for (const link of links) {
      answers.add(await whole(await site.ask(link)))
      answers.add(await whole(await site.post(link, { ...oneClick, save: 'yes', leave: 'yes', name: 'Eve' })))
    }
    expect([...answers]).toHaveLength(1)
    expect([...answers][0]).toMatch(/^\[404,.*This link is not valid/)
    expect(await site.state()).toEqual(before)
  })

  it('is any that differs by a bit', async () => {
    const site = await aSite()
    const link = site.link('unsubscribe', await site.person(ada, added()))
    const start = '/unsubscribe/'.length
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: start, max: link.length - 1 }),
        fc.integer({ min: 0, max: 6 }),
        async (at, bit) => {
          const altered = String.fromCharCode(link.charCodeAt(at) ^ (1 << bit))
          const path = link.slice(0, at) + encodeURIComponent(altered) + link.slice(at + 1)
          expect((await site.post(path, oneClick)).status).toBe(404)
        },
      ),
      { numRuns: 150 },
    )
    expect(await statusOf(site)).toBe('active')
  })
})
