/** What the header of a part says of its body. */
export interface PartHeader {
  /** In lower case, `text/plain` where none is said. */
  type: string
  /** Of a multipart, where it has one; one character for each byte. */
  boundary: string | undefined
  /** In lower case, such as `base64`. */
  encoding: string
}

// A longer Content-Type than any program writes is not read to its end.
const maxValueLength = 4096

/** Reads a header block, whatever stands in it. */
export function readPartHeader(block: string): PartHeader {
  const contentType = fieldOf(block, 'content-type') ?? ''
  const type = /^\s*([\w.+-]+\/[\w.+-]+)/.exec(contentType)?.[1] ?? 'text/plain'
  const encoding = /[\w-]+/.exec(fieldOf(block, 'content-transfer-encoding') ?? '')?.[0] ?? ''
  const isMultipart = /^multipart\//i.test(type)
  const boundary = isMultipart ? boundaryOf(contentType) : undefined
  return { type: type.toLowerCase(), boundary, encoding: encoding.toLowerCase() }
}

/** The first value of a header field, unfolded, its name in lower case; undefined where the block has none. */
export function fieldOf(block: string, name: string): string | undefined {
  const lines = block.split('\n')
  const first = lines.findIndex(
    line => line.slice(0, name.length).toLowerCase() === name && isNamed(line, name),
  )
  if (first < 0) return undefined
  const last = lines.findIndex((line, at) => at > first && !/^[ \t]/.test(line))
  const value = lines.slice(first, last < 0 ? undefined : last).join('')
  return value.slice(value.indexOf(':') + 1, maxValueLength).trim()
}

function isNamed(line: string, name: string): boolean {
  return /^[ \t]*:/.test(line.slice(name.length))
}

function boundaryOf(contentType: string): string | undefined {
  const [, quoted, token] =
    /;[ \t]*boundary[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(contentType) ?? []
  const boundary = quoted?.replace(/\\(.)/g, '$1') ?? token
  return boundary?.trimEnd() || undefined
}
