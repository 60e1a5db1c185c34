/** What a server can do beyond the oldest SMTP. */
export interface Extensions {
  /** RFC 2920: takes commands before it has answered those before them. */
  isPipelining: boolean
  /** RFC 3030: takes a message by its length. */
  isChunking: boolean
  /** RFC 6531: takes addresses that are not ASCII. */
  isUtf8: boolean
  /** RFC 1870: is told the size of a message first. */
  isSized: boolean
  /** In bytes, the largest message it takes, where it says so. */
  largest?: number
}

/** Reads the reply to EHLO, all its lines. */
export function readExtensions(ehlo: string): Extensions {
  const lines = ehlo
    .split('\n')
    .slice(1)
    .map(line => line.slice(4).trim().toUpperCase().split(' '))
  const named = (name: string) => lines.find(([keyword]) => keyword === name)
  const largest = Number(named('SIZE')?.[1])
  return {
    isPipelining: named('PIPELINING') !== undefined,
    isChunking: named('CHUNKING') !== undefined,
    isUtf8: named('SMTPUTF8') !== undefined,
    isSized: named('SIZE') !== undefined,
    ...(largest > 0 && { largest }),
  }
}
