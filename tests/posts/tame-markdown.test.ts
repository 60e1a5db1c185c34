import { describe, expect, it } from 'vitest'
import { parseMarkdown } from '../../src/posts/markdown/markdown.ts'
import { startOfPost, tameMarkdown } from '../../src/posts/markdown/tame-markdown.ts'

const megabyteOf = (piece: string) => piece.repeat(1_000_000 / piece.length)
const nested = (indent: string) =>
  Array.from({ length: 1000 }, (_, at) => `${indent.repeat(at)}- a\n`).join('')

describe('a hostile text', () => {
  it.each([
    ['nested lists', nested('  ')],
    ['nested lists, with tabs', nested('\t')],
    ['stars', megabyteOf('a*')],
    ['tildes', megabyteOf('~a')],
    ['ends of links', megabyteOf('](')],
    ['footnotes', megabyteOf('[^a]')],
    ['starts of instructions', megabyteOf('a<?')],
    ['underlined headings', megabyteOf('a\n---\n')],
    ['empty lines', megabyteOf('\n')],
    ['spaces', megabyteOf(' ')],
    ['words', megabyteOf('word ')],
    ['words in a link', `[${megabyteOf('word ')}](https://a.org)`],
    ['addresses in a link', `[${megabyteOf('a@b.c ')}](https://a.org)`],
    ['sites after a bracket', `[${megabyteOf('www.a.b ')}`],
    ['protocols after a bracket', `[${megabyteOf('1h')}`],
  ])('of %s comes to an end', (_name, text) => {
    expect(parseMarkdown(startOfPost(text)).type).toBe('root')
  })
})

describe('a long text', () => {
  const marks = (at: number) => `[link ${at}](https://a.org/some/page/${at}) **bold** \`code\``
  const lines = (count: number, line: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => `${line(at)}\n`).join('')

  it.each([
    ['a table', `| a | b |\n| --- | --- |\n${lines(600, at => `| ${marks(at)} | ${marks(at)} |`)}`],
    ['a table right below a paragraph', `Text:\n| a |\n| --- |\n${lines(900, at => `| ${marks(at)} |`)}`],
    ['an ordered list', lines(500, at => `${at + 1}. **Reason ${at}**: because of ${marks(at)}.`)],
    ['an ordered list in a quotation', lines(500, at => `> ${at + 1}) ${marks(at)}`)],
    ['a list with headings', lines(500, at => `# ${marks(at)}\n${at + 1}. ${marks(at)}`)],
  ])('with %s keeps its marks', (_name, text) => {
    expect(tameMarkdown(text).disabled).not.toContain('attention')
    expect(JSON.stringify(parseMarkdown(text))).not.toContain('**bold**')
  })

  it.each([
    ['lines of a paragraph that look like items', `x\n${'2. a*b*[c\n'.repeat(4000)}`],
    ['lines of a paragraph that look like rows', `x\n${'| a*b*[c |\n'.repeat(4000)}`],
    ['one row of a table', `| a |\n| --- |\n| ${'a*'.repeat(9000)} |\n`],
  ])('with too many marks in %s loses them', (_name, text) => {
    expect(tameMarkdown(text).disabled).toContain('attention')
  })
})

describe('tameMarkdown', () => {
  it('leaves what people write as it is', () => {
    const links = '- [a](https://a.org/) **b** `c`\n    - [d](https://d.org/)\n'.repeat(300)
    const text = `Title\n=====\n\n${links}\n- - - -\n\n> > quoted\n`
    expect(tameMarkdown(text)).toEqual({ text, disabled: [] })
  })

  it('keeps every place where it was', () => {
    const text = `${nested('  ')}\n# A heading\n`
    const { text: tame } = tameMarkdown(text)
    expect(tame).toHaveLength(text.length)
    expect(tame.endsWith('\n# A heading\n')).toBe(true)
    expect(tame.split('\n').filter(line => line.includes('-'))).toHaveLength(50)
  })
})

describe('a block with too many words and a bracket', () => {
  const block = `[a](https://a.org) ${'word '.repeat(5000)}`

  it('is read without the search for literal links', () => {
    expect(tameMarkdown(block).disabled).toEqual(['emailAutolink', 'wwwAutolink', 'protocolAutolink'])
    expect(tameMarkdown(block.replaceAll('word', 'name')).disabled).toEqual(['emailAutolink'])
    expect(tameMarkdown('word '.repeat(5000)).disabled).toEqual([])
  })

  it('has its literal links all the same', () => {
    const [paragraph] = parseMarkdown(`${block} a@b.org www.b.org https://c.org`).children
    const children = paragraph && 'children' in paragraph ? paragraph.children : []
    expect(children.flatMap(node => (node.type === 'link' ? [node.url] : []))).toEqual([
      'https://a.org',
      'mailto:a@b.org',
      'http://www.b.org',
      'https://c.org',
    ])
  })
})

describe('a block without an end', () => {
  const endless = 'The *quick* [fox](https://a.org). '.repeat(30_000)

  it('is read, and the heading below it is found', () => {
    const blocks = parseMarkdown(`${endless}\n# A heading\n`).children
    expect(blocks.map(block => block.type)).toEqual(['paragraph', 'heading'])
  })

  it('is closed where it was closed', () => {
    const code = `\`\`\`\n${'a line\n'.repeat(20_000)}\`\`\`\n# A heading\n`
    expect(tameMarkdown(code).text).toHaveLength(code.length)
    expect(parseMarkdown(code).children.map(block => block.type)).toEqual(['code', 'heading'])
  })
})

describe('startOfPost', () => {
  it('is the whole of a post of a usual length', () => {
    const text = `${'A sentence of a post.\n'.repeat(3999)}The end.`
    expect(startOfPost(text)).toBe(text)
  })

  it.each([
    ['100,000 characters', 'x'.repeat(100_001), 100_000],
    ['4000 lines', 'a\n'.repeat(4001), 8000],
  ])('ends after %s', (_name, text, length) => {
    expect(startOfPost(text)).toHaveLength(length)
  })
})
