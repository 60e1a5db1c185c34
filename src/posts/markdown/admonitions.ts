const admonition = /^([ \t]*)(?:!!!|\?\?\?)\+? ?[\w-]+(?:[ \t]|$)|^([ \t]*)===[!+]?[ \t]+["'][^\n]*$/
const fence = /^[ \t]*(`{3,}|~{3,})/

/** The text without the titles of MkDocs admonitions and tabs, and with their content where other text stands. */
export function withoutAdmonitions(text: string): string {
  if (!/^[ \t]*(?:!!!|\?\?\?|===)/m.test(text)) return text
  let depth = 0
  let open = ''
  const lines = text.split('\n').map(line => {
    const isBlank = line.trim() === ''
    if (!isBlank && !open) depth = Math.min(depth, Math.floor(indentation(line) / 4))
    const content = isBlank ? line : dedent(line, depth)
    const mark = fence.exec(content)?.[1] ?? ''
    if (open) {
      if (mark.startsWith(open) && content.trim() === mark) open = ''
      return content
    }
    open = mark
    if (!admonition.test(content) || indentation(content) > 3) return content
    depth += 1
    return ''
  })
  return lines.join('\n')
}

const indentation = (line: string): number =>
  (/^[ \t]*/.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length

function dedent(line: string, depth: number): string {
  let content = line
  for (let level = 0; level < depth; level++) content = content.replace(/^(?: {4}|\t)/, '')
  return content
}
