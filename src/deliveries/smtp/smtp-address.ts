import { DeliveryError } from '../../errors.ts'

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i

/** Reads the address of an SMTP server; throws a DeliveryError that does not repeat a password. */
export function parseSmtpUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.hostname && /^smtps?:$/.test(parsed.protocol)) return parsed
  const shown = url.replace(/\/\/.*@/s, '//…@')
  throw new DeliveryError(`"${shown}" is not the address of an SMTP server`, {
    wayOut:
      'Write it as smtp://user@mail.example.org:587, or smtps:// for TLS from the first byte (port 465).',
  })
}

/** `smtp://mail.example.org:587`, without user and password. */
export const nameOfServer = ({ protocol, host }: URL): string => `${protocol}//${host}`

/** Whether mail to a server stays on this machine. */
export const isLocal = ({ hostname }: URL): boolean => loopback.test(hostname)

/** The user and password in an address; throws a DeliveryError, which has neither, when they cannot be decoded. */
export function loginOf(server: URL): { user: string; pass: string } | undefined {
  if (!server.username) return undefined
  try {
    return { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) }
  } catch (error) {
    throw new DeliveryError(
      `The user or the password in the address of ${nameOfServer(server)} has a bare "%"`,
      {
        wayOut: 'Write % as %25 there, / as %2F and @ as %40.',
        cause: error,
      },
    )
  }
}
