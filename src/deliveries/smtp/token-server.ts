import { XOAuth2 } from './nodemailer-connection.ts'
import type { OAuth2Login } from './smtp-account.ts'

// All connections of an account share its token, and the wait for it.
const tokens = new WeakMap<OAuth2Login, XOAuth2>()

type Done = Parameters<XOAuth2['getToken']>[1]

/** The access token of an account for one connection: asked for once, and once more where the server refused it. */
export class LoginToken {
  readonly #shared: XOAuth2
  #used: string | false | undefined
  #isRefused = false

  constructor(login: OAuth2Login, waitMs: number) {
    const { user, accessUrl, clientId, clientSecret, refreshToken } = login
    const shared =
      tokens.get(login) ??
      new XOAuth2({ user, accessUrl, clientId, clientSecret, refreshToken, requestTimeout: waitMs })
    tokens.set(login, shared)
    this.#shared = shared
  }

  /** The server did not take the token; false where it has refused a new one as well. */
  refuse(): boolean {
    if (this.#isRefused) return false
    this.#isRefused = true
    return true
  }

  /** As nodemailer asks for it. */
  getToken(isRefused: boolean, done: Done): void {
    this.#isRefused ||= isRefused
    // Another connection may have brought a new one meanwhile.
    const isStale = this.#isRefused && this.#used !== undefined && this.#shared.accessToken === this.#used
    this.#shared.getToken(isStale, (error, token) => {
      this.#used = token
      done(error, token)
    })
  }

  /** As nodemailer says it to the server. */
  buildXOAuth2Token(token?: string): string {
    return this.#shared.buildXOAuth2Token(token)
  }
}
