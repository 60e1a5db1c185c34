import type { Check, CheckedMail } from '../check.ts'
import type { Finding } from '../report.ts'
import { addressesIn, outcomesOf, type WebOutcome } from './links-live.ts'
import { placeOfAddress } from './place-of-address.ts'
import { type AskWeb, WebFailure } from './web-connection.ts'

/** In bytes: what is larger takes seconds on a phone. */
const largest = 1024 * 1024

/** Pictures that are there, are pictures, and load quickly. */
export const imagesLive = (ask: AskWeb): Check => ({
  name: 'images-live',
  async run(mail) {
    const urls = addressesIn(mail.received.tree, 'img', 'src')
    const outcomes = await outcomesOf(urls, ask)
    return urls.flatMap(url => findingOf(url, outcomes.get(url), mail))
  },
})

function findingOf(url: string, outcome: WebOutcome | undefined, { origin }: CheckedMail): Finding[] {
  const verdict = outcome && verdictOf(outcome)
  if (!verdict) return []
  const where = origin && placeOfAddress(origin, url)
  return [{ check: 'images-live', ...verdict, what: `${url}: ${verdict.what}`, ...(where && { where }) }]
}

type Verdict = Pick<Finding, 'severity' | 'what' | 'wayOut'>

function verdictOf(outcome: WebOutcome): Verdict | undefined {
  if (outcome instanceof WebFailure)
    return outcome.problem === 'no such host' || outcome.problem === 'private'
      ? missing(outcome.message)
      : unverified(outcome.message)
  const { status, type = '', bytes = 0 } = outcome
  if (status === 404 || status === 410) return missing(`the picture is gone (${status})`)
  if (status >= 400) return unverified(`the server answers ${status}`)
  if (type !== '' && !/^(?:image\/|application\/octet-stream|binary\/)/i.test(type))
    return missing(`it is no picture, but ${type.split(';')[0]}`)
  if (/^image\/(?:webp|svg|avif)/i.test(type))
    return {
      severity: 'warning',
      what: `it comes as ${type.split(';')[0]}, which some mail programs do not show`,
      wayOut: 'Name a JPEG or PNG file.',
    }
  return bytes > largest ? tooLarge(bytes) : undefined
}

const missing = (what: string): Verdict => ({
  severity: 'error',
  what,
  wayOut: 'Mend its address, or take the picture out.',
})

const unverified = (what: string): Verdict => ({
  severity: 'warning',
  what: `not verified, ${what}`,
  wayOut: 'Open it in a browser; some sites show their pictures on their own pages only.',
})

const tooLarge = (bytes: number): Verdict => ({
  severity: 'warning',
  what: `it has ${(bytes / largest).toFixed(1)} MB, of at most 1`,
  wayOut: 'Save it smaller: 1200 pixels across are enough for any mail.',
})
