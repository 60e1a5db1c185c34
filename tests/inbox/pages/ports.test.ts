import { describe, expect, it, vi } from 'vitest'
import type { Report } from '../../../src/checks/report.ts'
import { MastheadError } from '../../../src/errors.ts'
import type { Resender } from '../../../src/inbox/pages/resender.ts'
import { morning } from '../a-mailbox.ts'
import { anInboxWith, htmlMail, token } from './an-inbox.ts'

const report: Report = {
  findings: [
    { check: 'image-alt', severity: 'warning', what: 'No <b>alt</b>', wayOut: 'Write one.' },
    {
      check: 'links',
      severity: 'error',
      what: 'A link leads nowhere',
      where: { file: 'content/a.md', line: 7 },
      wayOut: 'Mend it.',
    },
  ],
  passed: ['html-size'],
  notRun: [{ check: 'links-live', reason: 'Needs the network.' }],
  entries: [{ title: '头条', bytes: 2048 }],
}

const inOrder =
  /1 error.*1 warning.*1 not run.*A link leads nowhere.*Mend it\..*content\/a\.md:7.*No &lt;b&gt;alt&lt;\/b&gt;.*Not run.*Needs the network\..*1 passed.*html-size.*头条.*2\.0 KB/s

describe('the checks of a mail', () => {
  it('stand on a page of their own, and in a piece that the page of the mail fetches', async () => {
    const { page, id } = await anInboxWith(htmlMail('<p>Hi'), { review: async () => report })
    expect(await page(`mail/${id}?view=checks`)).toMatch(inOrder)
    expect(await page(`mail/${id}/checks`)).toMatch(inOrder)
    expect(await page(`mail/${id}`)).toContain(`data-report="/${token}/mail/${id}/checks"`)
  })

  it('are made once, and never for the page that shows the mail itself', async () => {
    const review = vi.fn(async () => report)
    const { page, id } = await anInboxWith(htmlMail('<p>Hi'), { review })
    await page(`mail/${id}`)
    expect(review).not.toHaveBeenCalled()
    await page(`mail/${id}/checks`)
    await page(`mail/${id}?view=checks`)
    expect(review).toHaveBeenCalledOnce()
  })

  it('say why they failed, and are tried again', async () => {
    const review = vi.fn(async () => report).mockRejectedValueOnce(new Error('no <tree>'))
    const { page, id } = await anInboxWith(htmlMail('<p>Hi'), { review })
    expect(await page(`mail/${id}/checks`)).toMatch(/The checks failed.*no &lt;tree&gt;/s)
    expect(await page(`mail/${id}/checks`)).toMatch(inOrder)
  })

  it('are nowhere without a port for them', async () => {
    const { page, ask, id } = await anInboxWith(htmlMail('<p>Hi'))
    expect(await page(`mail/${id}`)).not.toMatch(/data-report|data-view="checks"/)
    expect((await ask(`mail/${id}/checks`)).status).toBe(404)
  })
})

describe('the same mail as another subscriber', () => {
  const aResender = (resender: Partial<Resender> = {}) => ({
    canResend: vi.fn(() => true),
    resend: vi.fn(async () => 'new-id'),
    ...resender,
  })
  const mail = htmlMail('<p>Hi', ['To: reader@example.com'])

  it.each([
    [{ as: 'no-name' }, { name: '', address: 'reader@example.com' }],
    [{ as: 'long-name' }, { name: expect.stringMatching(/^.{60,}$/), address: 'reader@example.com' }],
    [
      { as: 'address', address: ' li@例子.cn ', name: '李雷' },
      { name: '李雷', address: 'li@例子.cn' },
    ],
  ])('is asked for by %j', async (form, as) => {
    const resender = aResender()
    const { post, id } = await anInboxWith(mail, { resender })
    const response = await post(`mail/${id}/resend?width=375`, form)
    expect(resender.resend).toHaveBeenCalledWith(id, as)
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      `/${token}/mail/new-id?width=375`,
    ])
  })

  it.each(['', 'nobody', 'a@b\r\nBcc: c@d', 'a@b, c@d', 'a@b@c', `${'x'.repeat(400)}@b`])(
    'is refused for the address %j',
    async address => {
      const resender = aResender()
      const { post, id } = await anInboxWith(mail, { resender })
      const response = await post(`mail/${id}/resend`, { as: 'address', address })
      expect([response.status, await response.text()]).toEqual([
        422,
        expect.stringContaining('is no address'),
      ])
      expect(resender.resend).not.toHaveBeenCalled()
    },
  )

  it('says why it could not be made, and the way out', async () => {
    const error = new MastheadError('Cannot read issue.md', { wayOut: 'Mend its header.' })
    const { post, id } = await anInboxWith(mail, {
      resender: aResender({ resend: async () => Promise.reject(error) }),
    })
    const response = await post(`mail/${id}/resend`, { as: 'no-name' })
    expect([response.status, await response.text()]).toEqual([
      422,
      expect.stringMatching(/Cannot read issue\.md.*Mend its header\./s),
    ])
  })

  it.each([
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { Host: 'evil.example' },
  ])('is never asked for by a stranger with %j', async headers => {
    const resender = aResender()
    const { post, id } = await anInboxWith(mail, { resender })
    expect((await post(`mail/${id}/resend`, { as: 'no-name' }, headers)).status).toBe(403)
    expect(resender.resend).not.toHaveBeenCalled()
  })

  it.each([
    ['of no newsletter', () => false],
    ['whose issue cannot be read', () => Promise.reject(new Error('no'))],
  ])('is not offered for a mail %s', async (_what, canResend) => {
    const { page, post, id } = await anInboxWith(mail, { resender: aResender({ canResend }) })
    expect(await page(`mail/${id}`)).not.toContain('As another subscriber')
    expect((await post(`mail/${id}/resend`, { as: 'no-name' })).status).toBe(404)
  })

  it('is a form that the policy of the page lets go to the page itself', async () => {
    const { ask, id } = await anInboxWith(mail, { resender: aResender() })
    const { headers } = await ask(`mail/${id}`)
    expect(headers.get('Content-Security-Policy')).toContain("form-action 'self'")
    expect(headers.get('Referrer-Policy')).toBe('same-origin')
  })
})

describe('what happens in the mailbox', () => {
  it('is told to pages that stay open', async () => {
    const { ask, mailbox, id } = await anInboxWith('Subject: first\r\n\r\n')
    const response = await ask('events')
    expect(response.headers.get('Content-Type')).toBe('text/event-stream')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toBe(`event: ready\ndata: ${id}\n\n`)
    const newId = await mailbox.save(Buffer.from('Subject: second\r\n\r\n'), { from: '', to: [] }, morning)
    const { value = '' } = (await reader?.read()) ?? {}
    expect(JSON.parse(value.slice('data: '.length))).toMatchObject({ kind: 'arrived', id: newId })
    await reader?.cancel()
  })
})

describe('every answer', () => {
  it('keeps pages that a mail opens from reaching back', async () => {
    const { ask, id } = await anInboxWith(htmlMail('<a href="https://a.org" rel="opener" target="_blank">'))
    const policyOf = async (path: string) => (await ask(path)).headers.get('Cross-Origin-Opener-Policy')
    expect(await Promise.all(['', `mail/${id}`, `mail/${id}/html`].map(policyOf))).toEqual([
      'same-origin',
      'same-origin',
      null,
    ])
  })

  it('has no CORS headers, whoever asks', async () => {
    const { ask, id } = await anInboxWith(htmlMail('<p>Hi'))
    const paths = [
      '',
      'list',
      'inbox.js',
      'inbox.css',
      'icon.svg',
      `mail/${id}`,
      `mail/${id}/html`,
      `mail/${id}/part/0`,
    ]
    for (const path of paths)
      for (const headers of [{}, { Origin: 'http://localhost' }, { Origin: 'https://evil.example' }]) {
        const response = await ask(path, { headers })
        expect([...response.headers.keys()].filter(name => name.startsWith('access-control'))).toEqual([])
        expect(response.status).toBe('Origin' in headers && headers.Origin !== 'http://localhost' ? 403 : 200)
      }
  })
})
