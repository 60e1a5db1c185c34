import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { accessTo } from '../../../src/deliveries/smtp/open-connection.ts'
import { openLane } from '../../../src/deliveries/smtp/smtp-lane.ts'
import { toUnreachable } from '../../../src/deliveries/smtp/unreachable.ts'
import { aMailServer, aServerThatSays, offering, usual } from '../../a-mail-server.ts'
import { anAccount, anEncodedMessage } from './an-account.ts'
import { authority, certificates, key } from './certificates.ts'

const timeouts = { connectionMs: 500, silenceMs: 500 }
// Reaches this machine, and counts as another one.
const elsewhere = (url: string) => url.replace('127.0.0.1', '0.0.0.0')
const withUser = (url: string) => url.replace('smtp://', 'smtp://user:secret-word@')
const failure = async (url: string) => {
  const error = await openLane(anAccount(url), { timeouts })
    .open()
    .catch(error => error)
  expect(String(error)).not.toContain('secret-word')
  return error
}

describe('opening a lane', () => {
  it.each(['421 4.3.2 busy', '554 5.7.1 not you'])(
    'tells of a server that greets with %s',
    async greeting => {
      const { url } = await aServerThatSays(command =>
        command === 'the greeting' ? greeting : usual(command),
      )
      expect(await failure(url)).toMatchObject({
        message: expect.stringContaining(greeting),
        reply: { stage: 'connect', text: greeting },
        isLasting: greeting.startsWith('5'),
      })
    },
  )

  it('tells of a server that says nothing', async () => {
    const { url } = await aServerThatSays(command => (command === 'the greeting' ? '220-' : usual(command)))
    expect(await failure(url)).toMatchObject({
      message: expect.stringContaining('no answer within 0.5 s'),
      isLasting: false,
    })
  })

  it('tells of a server that is not there', async () => {
    expect(await failure('smtp://127.0.0.1:9')).toMatchObject({
      message: 'smtp://127.0.0.1:9 cannot be reached: nothing listens on this port (ECONNREFUSED)',
      isLasting: false,
    })
  })

  it('sends nothing outside this machine without TLS', async () => {
    const said: string[] = []
    const { url } = await aServerThatSays(command => {
      said.push(command)
      return command === 'STARTTLS' ? '502 5.5.1 what?' : usual(command)
    })
    expect(await failure(elsewhere(withUser(url)))).toMatchObject({
      message: expect.stringContaining('offers no TLS'),
      isLasting: true,
    })
    expect(said.filter(command => /AUTH|MAIL/.test(command))).toEqual([])
  })

  it('takes no certificate outside this machine that a server signed itself', async () => {
    const { url } = await aMailServer({ disabledCommands: [] })
    expect(await failure(elsewhere(url))).toMatchObject({
      message: expect.stringMatching(/has a certificate (that|of an unknown)/),
      wayOut: expect.stringContaining('certificate'),
      isLasting: true,
    })
  })

  it.each([
    ['535 5.7.8 wrong', true],
    ['454 4.7.0 later', false],
  ])('tells of a login that is answered by %s', async (reply, isLasting) => {
    const { url } = await aServerThatSays(command =>
      command.startsWith('EHLO')
        ? offering('AUTH PLAIN')
        : command.startsWith('AUTH')
          ? reply
          : usual(command),
    )
    expect(await failure(withUser(url))).toMatchObject({
      message: expect.stringContaining(reply),
      reply: { stage: 'login', text: reply },
      isLasting,
    })
  })

  it('speaks of the token, and no password, where a server takes none of them', async () => {
    const tokens = createServer((_request, response) =>
      response.end(JSON.stringify({ access_token: 'stale', expires_in: 3600 })),
    )
    tokens.listen(0, '127.0.0.1')
    await once(tokens, 'listening')
    onTestFinished(() => void tokens.close())
    const accessUrl = `http://127.0.0.1:${(tokens.address() as AddressInfo).port}/`
    const { url } = await aServerThatSays(command => {
      if (command.startsWith('EHLO')) return offering('AUTH XOAUTH2')
      return command.startsWith('AUTH') ? '535 5.7.8 bad token' : usual(command)
    })
    const oauth2 = { user: 'a', accessUrl, clientId: 'c', clientSecret: 's', refreshToken: 'r' }
    await expect(openLane(anAccount(url, { oauth2 })).open()).rejects.toMatchObject({
      message: expect.stringContaining('does not accept the access token: 535'),
      wayOut: expect.stringContaining('"oauth2"'),
      isLasting: true,
    })
  })

  it('asks no server where a user has no password', async () => {
    const asked: string[] = []
    const { url } = await aServerThatSays(command => {
      asked.push(command)
      return command.startsWith('EHLO') ? offering('AUTH PLAIN LOGIN') : usual(command)
    })
    await expect(openLane(anAccount(url.replace('//', '//me@'))).open()).rejects.toMatchObject({
      message: expect.stringContaining('there is no password for "me"'),
      wayOut: expect.stringContaining('.env'),
      isLasting: true,
    })
    expect(asked.filter(command => command.startsWith('AUTH'))).toEqual([])
  })

  it('wants a login outside this machine where a password is configured, and not here', async () => {
    const { url } = await aServerThatSays(usual)
    const account = { ...anAccount(elsewhere(withUser(url))), isTlsRequired: false }
    await expect(openLane(account).open()).rejects.toMatchObject({
      message: expect.stringContaining('offers no login'),
      isLasting: true,
    })
    const here = openLane(anAccount(withUser(url)))
    await here.open()
    expect(await here.send(anEncodedMessage('a@example.org'))).toMatchObject({ outcome: 'taken' })
    await here.close()
  })

  it.each([
    ['EDNS', 'ENOTFOUND', 'no such name', false],
    ['EDNS', 'EAI_AGAIN', 'DNS does not answer', false],
    ['ESOCKET', 'EHOSTUNREACH', 'no route', false],
    ['ESOCKET', 'ERR_TLS_CERT_ALTNAME_INVALID', 'for another name', true],
    ['ESOCKET', 'CERT_HAS_EXPIRED', 'expired', true],
    ['ESOCKET', 'ERR_SSL_WRONG_VERSION_NUMBER', 'over TLS', true],
  ])('tells %s %s apart', (code, originalCode, words, isLasting) => {
    const access = accessTo('smtps://user:secret-word@mail.example.org', { isTlsRequired: true })
    const error = toUnreachable(Object.assign(new Error('it failed'), { code, originalCode }), access)
    expect(error).toMatchObject({ message: expect.stringContaining(words), isLasting })
    expect(error.message).toContain('smtps://mail.example.org')
  })

  it.each([
    [
      'ERR_SSL_WRONG_VERSION_NUMBER',
      '40:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../ssl/record.c:77:\n',
      /over TLS: wrong version number$/,
    ],
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'self-signed certificate; if the root CA is installed locally, try running Node.js with --use-system-ca',
      /signed itself \(self-signed certificate\)$/,
    ],
  ])('leaves out what is about programs of others: %s', (code, said, wanted) => {
    const access = accessTo('smtps://mail.example.org', { isTlsRequired: true })
    const error = toUnreachable(
      Object.assign(new Error(said), { code: 'ESOCKET', originalCode: code }),
      access,
    )
    expect(error.message).toMatch(wanted)
  })
})

describe('a certificate of an authority that this machine trusts', () => {
  const trustTheAuthority = () => {
    const usual = getCACertificates()
    setDefaultCACertificates([...usual, authority])
    onTestFinished(() => setDefaultCACertificates(usual))
  }

  it.each([
    ['smtp', false],
    ['smtps', true],
  ])('is checked over %s: its name and its days', async (scheme, secure) => {
    trustTheAuthority()
    const serverWith = async (cert: string) => {
      const { url, mails } = await aMailServer({ key, cert, secure, disabledCommands: [] })
      return { url: elsewhere(url).replace('smtp:', `${scheme}:`), mails }
    }
    const right = await serverWith(certificates.right)
    const lane = openLane(anAccount(right.url, { isTlsRequired: true }))
    await lane.open()
    expect(await lane.send(anEncodedMessage('a@example.org'))).toMatchObject({ outcome: 'taken' })
    await lane.close()
    for (const [cert, words] of [
      [certificates.expired, 'has a certificate that has expired'],
      [certificates.ofAnotherName, 'has a certificate for another name'],
    ] as const)
      expect(await failure((await serverWith(cert)).url)).toMatchObject({
        message: expect.stringContaining(words),
        wayOut: expect.stringContaining('have it mended'),
        isLasting: true,
      })
  })
})

describe('a login with a token', () => {
  const aTokenServer = async () => {
    let given = 0
    const server = createServer((_request, response) => {
      given += 1
      response.end(JSON.stringify({ access_token: `token-${given}`, expires_in: 3600 }))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, given: () => given }
  }
  const oauth2 = { user: 'a@example.org', clientId: 'c', clientSecret: 's', refreshToken: 'r' }
  const tokenIn = (command: string) =>
    /Bearer ([\w-]+)/.exec(Buffer.from(command.slice(13), 'base64').toString())?.[1]

  it.each([
    [[], 1],
    [['token-1'], 2],
  ])('asks once for all connections, and again where %j is refused', async (refused: string[], asked) => {
    const tokens = await aTokenServer()
    const server = await aServerThatSays(command => {
      if (command.startsWith('EHLO')) return offering('AUTH XOAUTH2')
      if (!command.startsWith('AUTH')) return usual(command)
      return refused.includes(tokenIn(command) ?? '') ? '535 5.7.8 expired' : '235 welcome'
    })
    const account = anAccount(server.url, { oauth2: { ...oauth2, accessUrl: tokens.url } })
    await Promise.all([1, 2, 3].map(() => openLane(account).open()))
    await openLane(account).open()
    expect(tokens.given()).toBe(asked)
  })
})
