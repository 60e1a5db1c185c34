import type { Check } from '../check.ts'
import type { ReceivedMail } from '../received-mail.ts'
import type { Finding, Severity } from '../report.ts'
import type { AskText } from './dns-connection.ts'

/** How mails are signed, and how many go out. */
export interface SenderSettings {
  /** What stands before `._domainkey` in the DNS; without it, the key is not looked up. */
  dkimSelector?: string
  /** 5,000 a day or more: providers refuse what others may still get through with. */
  bulk: boolean
}

type Fault = [what: string, wayOut: string]

/** SPF, DKIM and DMARC of the domain that mails come from, and whether the signature of a signed one is by that domain. */
export const senderDomain = (ask: AskText, { dkimSelector, bulk }: SenderSettings): Check => ({
  name: 'sender-domain',
  cannotRun: ({ received }) => whyNot(domainOf(received)),
  async run({ received }) {
    const domain = domainOf(received) ?? ''
    const faults = [
      ...(await faultsOfSpf(domain, ask)),
      ...(dkimSelector === undefined ? [] : await faultsOfDkim(domain, dkimSelector, ask)),
      ...(await faultsOfDmarc(domain, ask)),
      ...faultsOfAlignment(domain, received),
    ]
    const severity: Severity = bulk ? 'error' : 'warning'
    return faults.map(([what, wayOut]): Finding => ({ check: 'sender-domain', severity, what, wayOut }))
  },
})

function whyNot(domain: string | undefined): string | undefined {
  if (domain === undefined) return 'the mail has no sender'
  if (domain.includes('.')) return undefined
  return `the sender is at "${domain}": masthead.yaml has no "from" that others could see`
}

function domainOf({ headers }: ReceivedMail): string | undefined {
  const from = headers.find(({ name }) => name.toLowerCase() === 'from')?.value.slice(-1000) ?? ''
  return /@([^\s@<>"]+)>?\s*$/.exec(from)?.[1]?.toLowerCase()
}

async function faultsOfSpf(domain: string, ask: AskText): Promise<Fault[]> {
  const records = (await ask(domain)).filter(text => /^v=spf1(?:\s|$)/i.test(text))
  const [record = ''] = records
  if (records.length === 0)
    return [
      [
        `${domain} has no SPF record`,
        'Add the TXT record that your mail provider names, such as "v=spf1 include:… ~all".',
      ],
    ]
  if (records.length > 1)
    return [
      [`${domain} has ${records.length} SPF records, which counts as none`, 'Make one TXT record of them.'],
    ]
  return /(?:^|\s)\+?all\b/i.test(record)
    ? [[`The SPF record of ${domain} allows everybody: "${record}"`, 'Let it end in ~all or -all.']]
    : []
}

async function faultsOfDkim(domain: string, selector: string, ask: AskText): Promise<Fault[]> {
  const name = `${selector}._domainkey.${domain}`
  const records = await ask(name)
  if (records.length === 0)
    return [
      [
        `There is no DKIM key at ${name}`,
        'Add the TXT record of your mail provider, or of "masthead dkim", or correct the selector in masthead.yaml.',
      ],
    ]
  return records.some(text => /(?:^|;)\s*p=\s*[^\s;]/i.test(text))
    ? []
    : [[`The DKIM key at ${name} is empty: it was revoked`, 'Publish the key that mails are signed with.']]
}

async function faultsOfDmarc(domain: string, ask: AskText): Promise<Fault[]> {
  // What a parent domain says holds for those below it.
  for (const name of [domain, ...parentsOf(domain)]) {
    const records = (await ask(`_dmarc.${name}`)).filter(text => /^v=dmarc1\s*(?:;|$)/i.test(text))
    if (records.length > 1)
      return [
        [
          `_dmarc.${name} has ${records.length} DMARC records, which counts as none`,
          'Make one TXT record of them.',
        ],
      ]
    if (records.length === 1)
      return /;\s*p\s*=\s*(?:none|quarantine|reject)\b/i.test(records[0] ?? '')
        ? []
        : [[`The DMARC record at _dmarc.${name} has no policy`, 'Write at least "v=DMARC1; p=none".']]
  }
  return [
    [`${domain} has no DMARC record`, `Add a TXT record at _dmarc.${domain}: at least "v=DMARC1; p=none".`],
  ]
}

const parentsOf = (domain: string): string[] => {
  const labels = domain.split('.').slice(-6)
  return labels.slice(1, -1).map((_, at) => labels.slice(at + 1).join('.'))
}

// Of a mail that nobody has signed or delivered yet, nothing can be said.
function faultsOfAlignment(domain: string, { headers }: ReceivedMail): Fault[] {
  const signers = headers
    .filter(({ name }) => name.toLowerCase() === 'dkim-signature')
    .flatMap(({ value }) => /(?:^|;)\s*d\s*=\s*([^\s;]+)/i.exec(value)?.[1]?.toLowerCase() ?? [])
  const isAligned = (other: string) => isWithin(domain, other) || isWithin(other, domain)
  if (signers.length === 0 || signers.some(isAligned)) return []
  return [
    [
      `The mail is signed by ${signers[0]}, and comes from ${domain}`,
      `Have your mail provider sign as ${domain}, or DMARC fails.`,
    ],
  ]
}

const isWithin = (domain: string, other: string): boolean => domain === other || domain.endsWith(`.${other}`)
