import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { anApi, token } from './an-api.ts'

/** Unlike fetch, this sends any Host and Origin. */
function get(url: string, headers: Record<string, string>): Promise<{ status: number; headers: object }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers }, response => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, headers: response.headers })
    })
    sent.on('error', reject).end()
  })
}

describe('the API', () => {
  it.each([
    ['/api/v1/messages', 401],
    ['/api/v1/anything', 401],
    ['/view/latest.html', 401],
    ['/another-token/api/v1/messages', 404],
    [`/${token}/api/v1/messages`, 200],
    [`/${token}/api/v1/anything`, 404],
    [`/${token}/api/v1/message/..%2Fsecret`, 404],
    [`/${token}/view/latest.exe`, 404],
    ['/livez', 200],
    ['/readyz', 200],
  ])('answers %s with %s', async (path, status) => {
    const { origin } = await anApi()
    const answer = await fetch(`${origin}${path}`)
    expect([answer.status, (await answer.text()).includes(token)]).toEqual([status, false])
  })

  it.each([
    [{ Host: 'evil.example' }],
    [{ Origin: 'http://evil.example' }],
    [{ Origin: 'http://127.0.0.1:1' }],
    [{ Origin: 'null' }],
    [{ 'Sec-Fetch-Site': 'cross-site' }],
  ])('refuses %j, whatever it knows', async headers => {
    const { origin } = await anApi()
    const Authorization = `Basic ${btoa(`any:${token}`)}`
    for (const path of [`/${token}/api/v1/messages`, '/api/v1/messages', '/livez'])
      expect((await get(`${origin}${path}`, { Authorization, ...headers })).status).toBe(403)
  })

  it('sends no CORS headers, and what keeps mail from acting', async () => {
    const { origin, send } = await anApi()
    await send({ html: '<script>parent.x = 1</script><form action=/></form><img src=https://x.org/a.png>' })
    for (const path of ['api/v1/messages', 'view/latest.html', 'api/v1/message/latest/raw']) {
      const { headers } = await get(`${origin}/${token}/${path}`, {})
      expect(Object.keys(headers).filter(name => name.startsWith('access-control'))).toEqual([])
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringMatching(/sandbox/),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
    }
  })

  it.each([
    ['half a JSON', '{"IDs":', 400, 'The body is no JSON'],
    ['another type', '{"IDs":"all"}', 400, '"IDs": expected Array'],
    ['40 MB', ' '.repeat(40 * 1024 * 1024), 413, 'longer than'],
  ])('removes nothing for a body of %s', async (_name, body, status, reason) => {
    const { origin, send, mailbox } = await anApi()
    await send({ text: 'Hello' })
    const answer = await fetch(`${origin}/${token}/api/v1/messages`, { method: 'DELETE', body })
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(reason)])
    expect(await mailbox.list()).toHaveLength(1)
  })
})
