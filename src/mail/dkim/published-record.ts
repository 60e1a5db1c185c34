import type { DkimRecord } from './dkim-record.ts'

/** Why signatures cannot be verified with what the DNS has at the name of a record; nothing where they can. */
export function faultOfPublished(texts: readonly string[], record: DkimRecord): string | undefined {
  const { name } = record
  const [text = ''] = texts
  if (texts.length === 0) return `There is no TXT record at ${name}`
  if (texts.length > 1) return `There are ${texts.length} TXT records at ${name}, and only one may be there`
  const [found, wanted] = [tagsOf(text), tagsOf(record.value)]
  if (!found.get('p')) return `The record at ${name} has no key in it: it was revoked, or is no DKIM record`
  if (found.get('p') !== wanted.get('p'))
    return `The record at ${name} has another key, or a part of this one`
  return (found.get('k') ?? 'rsa') === wanted.get('k')
    ? undefined
    : `The record at ${name} does not say k=${wanted.get('k')}`
}

// White space may stand within a key, where somebody has cut it into lines.
const tagsOf = (text: string): Map<string, string> =>
  new Map(
    text.split(';').map(tag => {
      const at = tag.indexOf('=')
      return [tag.slice(0, Math.max(at, 0)).trim(), tag.slice(at + 1).replace(/\s/g, '')]
    }),
  )
