import { parseReply } from '../replies/parse-reply.ts'
import { UnreachableServerError } from '../transport.ts'
import type { Access, SmtpError } from './open-connection.ts'
import { whyItBroke } from './why-it-broke.ts'

/** Why a server cannot be used: the end of a sentence that begins with its name. */
interface Cause {
  found: string
  wayOut?: string
  /** Whether waiting does not help. */
  isLasting?: boolean
}

const seeSettings =
  'See "smtp" or "sending.accounts" in masthead.yaml, or MASTHEAD_SMTP_URL where that is set.'
const seePassword = 'See "smtp" or "sending.accounts" in masthead.yaml, and the password in .env.'
const seeToken = 'See "oauth2" of the account in masthead.yaml, and its secrets in .env.'
const certificateWayOut =
  'Mail and passwords go only to a server whose certificate can be checked: have it mended, use the name it was made for, or give the file of its authority in NODE_EXTRA_CA_CERTS.'

const aboutNetwork: Record<string, Cause> = {
  ENOTFOUND: { found: 'cannot be reached: the DNS knows no such name', wayOut: seeSettings },
  ENODATA: { found: 'cannot be reached: the DNS has no address for this name', wayOut: seeSettings },
  EAI_AGAIN: {
    found: 'cannot be reached: the DNS does not answer',
    wayOut: 'See whether this machine has a network.',
  },
  ECONNREFUSED: {
    found: 'cannot be reached: nothing listens on this port (ECONNREFUSED)',
    wayOut: seeSettings,
  },
  EHOSTUNREACH: { found: 'cannot be reached: there is no route to it (EHOSTUNREACH)' },
  ENETUNREACH: { found: 'cannot be reached: there is no network to it (ENETUNREACH)' },
  ECONNRESET: { found: 'cannot be reached: it broke off the connection (ECONNRESET)' },
}

const aboutCertificates: Record<string, string> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  CERT_NOT_YET_VALID: 'has a certificate that is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that it signed itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate that an unknown authority signed itself',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate of an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT: 'has a certificate of an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'has a certificate of an unknown authority',
  CERT_REVOKED: 'has a certificate that was revoked',
}

/** Why no connection stands, in a sentence; `before` is what the server said when it ended the last one. */
export function toUnreachable(error: unknown, access: Access, before?: string): UnreachableServerError {
  const smtpError = error as SmtpError
  const { found, wayOut, isLasting } = causeOf(smtpError, access)
  const stage = smtpError.command?.startsWith('AUTH') ? 'login' : 'connect'
  const reply = smtpError.response === undefined ? undefined : parseReply(smtpError.response, stage)
  const told = before === undefined ? '' : `; before, it said: ${before}`
  return new UnreachableServerError(`${access.server} ${found}${told}`, {
    ...(wayOut !== undefined && { wayOut }),
    isLasting: isLasting ?? (reply?.code ?? 0) >= 500,
    reply,
    cause: error,
  })
}

function causeOf(error: SmtpError, access: Access): Cause {
  const { code, originalCode = code, message, command } = error
  const certificate = aboutCertificates[originalCode ?? '']
  if (certificate !== undefined)
    return { found: `${certificate} (${inShort(message)})`, wayOut: certificateWayOut, isLasting: true }
  if (/^ERR_SSL_|^EPROTO$/.test(originalCode ?? '')) return aboutTls(message, access)
  if (code === 'EAUTH' || code === 'ENOLOGIN' || error.responseCode === 530) return aboutLogin(error, access)
  if (command === 'EHLO' && error.responseCode === 421) return { found: `takes no mail: ${error.response}` }
  if (code === 'ETLS' || command === 'STARTTLS' || command === 'EHLO') return aboutStartTls(error)
  if (code === 'ETIMEDOUT' || originalCode === 'ETIMEDOUT') {
    const seconds = access.timeouts.connectionMs / 1000
    return { found: `cannot be reached: it gave no answer within ${seconds} s`, wayOut: seeSettings }
  }
  if (command === 'CONN' && error.response !== undefined) return { found: `takes no mail: ${error.response}` }
  return (
    aboutNetwork[originalCode ?? ''] ?? {
      found: `cannot be reached: ${whyItBroke(error)}`,
      wayOut: seeSettings,
    }
  )
}

// OpenSSL writes `…:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../deps/…:77:`, and Node
// adds advice for who starts a program of their own.
const inShort = (message: string): string =>
  /:error:[^:]*:[^:]*:[^:]*:([^:]+):/.exec(message)?.[1] ??
  message.replace(/; if the root CA .*$/s, '').trim()

const aboutTls = (message: string, { options }: Access): Cause => ({
  found: `cannot be reached over TLS: ${inShort(message)}`,
  wayOut: options.secure
    ? 'Where TLS begins only after STARTTLS, as on port 587, the address begins with smtp://'
    : seeSettings,
  isLasting: true,
})

function aboutStartTls({ response, responseCode = 500, message }: SmtpError): Cause {
  return {
    found: `offers no TLS that can be trusted: ${response ?? message}`,
    wayOut:
      'Mail and passwords do not leave this machine without TLS: use the port of your provider that has it.',
    isLasting: responseCode >= 500,
  }
}

function aboutLogin({ code, response, message }: SmtpError, { login }: Access): Cause {
  if (code === 'ENOLOGIN')
    return {
      found: 'offers no login, and a user is configured for it',
      wayOut: 'Use the port of your provider for sending (587 or 465), or take the user out of the address.',
      isLasting: true,
    }
  if (login !== undefined && 'pass' in login && login.pass === '')
    return {
      found: `cannot be logged in to: there is no password for "${login.user}"`,
      wayOut: seePassword,
      isLasting: true,
    }
  // Without a reply of the server, the token could not be had (RFC 6749, 5.2).
  if (response === undefined) {
    const isRefusal = /^(invalid_|unauthorized_client|unsupported_grant_type|access_denied)/.test(message)
    return {
      found: `cannot be logged in to: no access token was given out: ${message}`,
      wayOut: seeToken,
      isLasting: isRefusal,
    }
  }
  const hasToken = login !== undefined && 'refreshToken' in login
  return {
    found: `does not accept the ${hasToken ? 'access token' : 'user and password'}: ${response}`,
    wayOut: hasToken ? seeToken : seePassword,
    isLasting: !response.startsWith('4'),
  }
}
