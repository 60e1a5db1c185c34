import { lookup } from 'node:dns'
import { type IncomingMessage, type RequestOptions, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './allowed-connection.ts'

/** What a server answers for an address, of which no body is read. */
export interface WebAnswer {
  status: number
  /** Where it sends on, as an absolute address. */
  location?: string
  type?: string
  bytes?: number
}

/** Why no server answered; `private`: an address of this machine or its network, which is never asked. */
export type WebProblem = 'private' | 'no such host' | 'certificate' | 'timeout' | 'connection'

/** An address that no server answered for. */
export class WebFailure extends Error {
  readonly problem: WebProblem

  constructor(problem: WebProblem, message: string) {
    super(message)
    this.problem = problem
  }
}

/** Asks for one address, without following redirects; rejects with a WebFailure. */
export type AskWeb = (url: string, method: 'HEAD' | 'GET') => Promise<WebAnswer>

export interface WebOptions {
  timeoutMs?: number
  /** Which IP addresses may be asked. */
  isAllowed?: (address: string) => boolean
}

const headers = {
  accept: '*/*',
  'accept-language': 'en,zh;q=0.8,*;q=0.5',
  'user-agent': 'Mozilla/5.0 (compatible; Masthead link check)',
}

/** The web, as far as a mail may lead there: a post could name an address of the editor's own network. */
export function openWeb({ timeoutMs = 10_000, isAllowed = isPublicAddress }: WebOptions = {}): AskWeb {
  const guarded: LookupFunction = (host, options, done) =>
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 4)
      const [first] = found.filter(({ address }) => isAllowed(address))
      if (!first) return done(new WebFailure('private', `${host} is an address of a private network`), '', 4)
      return options.all ? done(null, [first]) : done(null, first.address, first.family)
    })
  return async (written, method) => {
    const url = new URL(written)
    const host = url.hostname.replace(/^\[|\]$/g, '')
    // What is an address already is not looked up.
    if (isIP(host) && !isAllowed(host)) throw new WebFailure('private', `${host} is a private address`)
    const options = { method, headers, lookup: guarded, agent: false, signal: AbortSignal.timeout(timeoutMs) }
    return answerOf(url, options)
  }
}

function answerOf(url: URL, options: RequestOptions): Promise<WebAnswer> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain
  return new Promise((resolve, reject) => {
    const asked = request(url, options, answer => {
      resolve(readAnswer(url, answer))
      asked.destroy()
    })
    asked.on('error', error => reject(failureOf(error, url)))
    asked.end()
  })
}

function readAnswer(url: URL, { statusCode = 0, headers: given }: IncomingMessage): WebAnswer {
  const location = given.location && URL.parse(given.location, url.href)?.href
  const bytes = Number(given['content-length'])
  return {
    status: statusCode,
    ...(location && { location }),
    ...(given['content-type'] && { type: given['content-type'] }),
    ...(given['content-length'] !== undefined && bytes >= 0 && { bytes }),
  }
}

function failureOf(error: Error, { host }: URL): WebFailure {
  if (error instanceof WebFailure) return error
  const code = 'code' in error ? String(error.code) : error.message
  if (code === 'ENOTFOUND') return new WebFailure('no such host', `there is no server "${host}"`)
  if (error.name === 'AbortError' || error.name === 'TimeoutError' || code === 'ETIMEDOUT')
    return new WebFailure('timeout', 'it does not answer in time')
  return /CERT|SSL|TLS|UNABLE_TO|EPROTO/.test(code)
    ? new WebFailure('certificate', `its certificate or encryption is at fault (${code})`)
    : new WebFailure('connection', `no connection (${code})`)
}
