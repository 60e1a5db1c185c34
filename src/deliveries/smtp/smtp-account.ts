import type { Limits } from '../pacing/limits.ts'

/** One account at an SMTP server, as the settings have it, with its secrets. */
export interface SmtpAccount {
  /** As in `sending.accounts`; that of `smtp:` is called `smtp`. */
  name: string
  /** Such as `smtp://user:password@mail.example.org:587`. */
  url: string
  /** Logs in with a token in place of a password. */
  oauth2?: OAuth2Login
  /** Mail outside this machine needs TLS whose certificate can be checked; false where the operator said so. */
  isTlsRequired: boolean
  /** Its part of the mail, relative to the other accounts. */
  weight: number
  /** How many connections are open at once, at most. */
  connections: number
  /** How many messages go over one connection, at most. */
  messagesPerConnection: number
  limits: Limits
}

/** What a new access token is asked for with (RFC 6749). */
export interface OAuth2Login {
  user: string
  /** Where tokens are given out. */
  accessUrl: string
  clientId: string
  /** Empty where the environment has none, as some providers want it. */
  clientSecret: string
  /** Empty where the environment has none. */
  refreshToken: string
}
