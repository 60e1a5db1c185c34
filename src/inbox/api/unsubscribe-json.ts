import type { MailHeader } from '../mailbox/captured-mail.ts'

/** What a mail says of unsubscribing, and what is wrong with it, in Mailpit's form. */
export function unsubscribeJson(headers: readonly MailHeader[]) {
  const headerOf = (name: string) => headers.find(header => header.name.toLowerCase() === name)?.value ?? ''
  const Header = headerOf('list-unsubscribe')
  const { links, mistakes } = readLinks(Header)
  return { Header, Links: links, Errors: mistakes.join(', '), HeaderPost: headerOf('list-unsubscribe-post') }
}

function readLinks(header: string): { links: string[]; mistakes: string[] } {
  if (header.trim() === '') return { links: [], mistakes: [] }
  const written = header
    .slice(0, maxLength)
    .split(',')
    .map(link => link.trim())
  const links: string[] = []
  const mistakes: string[] = []
  for (const link of written) {
    const mistake = mistakeIn(link, links)
    if (mistake === undefined) links.push(link.slice(1, -1))
    else mistakes.push(`"${link}" ${mistake}`)
  }
  return { links, mistakes }
}

const maxLength = 10_000

function mistakeIn(link: string, before: readonly string[]): string | undefined {
  if (!link.startsWith('<') || !link.endsWith('>')) return 'should be enclosed in <>'
  const url = link.slice(1, -1)
  if (/\s/.test(url)) return 'should not contain spaces'
  const [kind = ''] = /^(?:mailto:|http)/i.exec(url) ?? []
  if (kind === '' || !URL.canParse(url)) return 'should start with either http(s):// or mailto:'
  if (before.some(other => other.toLowerCase().startsWith(kind.toLowerCase())))
    return 'is one link too many of its kind'
  return undefined
}
