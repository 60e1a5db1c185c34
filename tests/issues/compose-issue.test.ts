import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composeNewIssue } from '../../src/issues/compose-issue.ts'
import { withoutComposed } from '../../src/issues/composed-comment.ts'
import { joinIssueFile, parseIssueFile, readIssue } from '../../src/issues/issue-file.ts'
import { again, anEntry, composeNew, settings, window } from './an-issue.ts'

const [a, b, c] = [anEntry('a'), anEntry('b', {}, 'other'), anEntry('c')]
const titlesOf = (text: string) =>
  readIssue(parseIssueFile(text, 'issue.md')).sections.map(({ title, entries }) => [
    title,
    ...entries.map(e => e.title),
  ])

describe('a post without a sentence that can stand alone', () => {
  const silent = anEntry('silent', { summary: '' })
  const told = { headline: 'H', sentence: '', sources: [] }

  it('is named, and one with stories is not', () => {
    const { text, wordless } = composeNew([a, silent, anEntry('d', { summary: '', stories: [told] })])
    expect(wordless).toEqual(['silent.md'])
    expect(again(text, [a, silent]).wordless).toEqual(['silent.md'])
  })

  it('is named no more when the editor wrote one', () => {
    const { text } = composeNew([a, silent])
    const edited = text.replace(/(### Title of silent\n.*\n)/, '$1\nWhat it says.\n')
    expect(again(edited, [a, silent])).toMatchObject({ edited: ['silent.md'], wordless: [] })
  })
})

describe('a new issue', () => {
  it('has a header, a section for each category, and the entries in their order', () => {
    const { text } = composeNew([a, b, c])
    expect(text).toContain(
      'id: 2026-W03\nnumber: 3\nsubject: "测试周报 #3：Title of a"\npreheader: Summary of a. · 3 篇文章，0 条来源\n',
    )
    expect(text).toContain('window: { from: 2026-01-12, to: 2026-01-18, timezone: Asia/Shanghai }\n')
    expect(titlesOf(text)).toEqual([
      ['news', 'Title of a', 'Title of c'],
      ['other', 'Title of b'],
    ])
  })

  it('writes an entry with link, cover, summary, stories and sources', () => {
    const entry = anEntry('a', {
      link: 'https://a.org/1',
      cover: { url: 'https://a.org/c.png', alt: 'A cover' },
      stories: [
        { headline: '头条', sentence: '一句话。', sources: [{ title: 'S1', url: 'https://s.org/1' }] },
      ],
      sources: [
        { title: 'S2', url: 'https://s.org/2' },
        { title: 'S3', url: 'https://s.org/3' },
      ],
    })
    expect(composeNew([entry]).text).toMatch(
      /### \[Title of a\]\(https:\/\/a\.org\/1\)\n<!-- post: a\.md · generated: [0-9a-f]{12} -->\n\n!\[A cover\]\(https:\/\/a\.org\/c\.png\)\n\nSummary of a\.\n\n- \*\*头条\*\* — 一句话。 \[S1\]\(https:\/\/s\.org\/1\)\n\n来源：\[S2\]\(https:\/\/s\.org\/2\) · \[S3\]/,
    )
  })

  it.each([
    ['zh-CN', '来源：', ' 及另外 4 个'],
    ['zh-TW', '來源：', ' 及另外 4 個'],
    ['en', 'Sources: ', ' and 4 more'],
  ] as const)(
    'names five sources of a post, its origin first, and counts the others: %s',
    (language, label, more) => {
      const sources = Array.from({ length: 9 }, (_, at) => ({ title: `S${at}`, url: `https://s.org/${at}` }))
      const [origin] = sources
      const entry = anEntry('a', { summary: '', sources, ...(origin && { origin }) })
      const settingsIn = { ...settings, language }
      const { text, head } = composeNewIssue([entry], { id: '2026-W03', number: 3, window }, settingsIn)
      const links = sources.slice(0, 5).map(({ title, url }) => `[${title}](${url})`)
      expect(text).toContain(`\n\n${label}${links.join(' · ')}${more}\n`)
      expect(head.preheader).not.toContain(label)
      expect(again(text, [entry])).toMatchObject({ text, unchanged: ['a.md'] })
      const edited = again(text.replace(more, ' · [mine](https://mine.org/)'), [entry])
      expect(edited.edited).toEqual(['a.md'])
      expect(edited.text).toContain(' · [mine](https://mine.org/)\n')
    },
  )

  it('names all sources of a story', () => {
    const sources = Array.from({ length: 9 }, (_, at) => ({ title: `S${at}`, url: `https://s.org/${at}` }))
    const { text } = composeNew([anEntry('a', { stories: [{ headline: '头条', sentence: '', sources }] })])
    expect(text).toContain('[S8](https://s.org/8)')
  })

  it('calls the one section of posts without categories posts', () => {
    const { category: _, ...plain } = a
    expect(titlesOf(composeNew([plain]).text)).toEqual([['文章', 'Title of a']])
    expect(titlesOf(composeNew([plain, b]).text).map(([title]) => title)).toEqual(['other', '其他'])
  })

  it('writes addresses as people copy them', () => {
    const entry = anEntry('a', {
      summary: 'See https://a.org/?a=1&b=2 and ada@example.org.',
      link: 'https://a.org/?a=1&b=2&copy;=3',
    })
    const { text } = composeNew([entry])
    expect(text).toContain('See https://a.org/?a=1&b=2 and ada@example.org.')
    expect(titlesOf(text)).toEqual([['news', 'Title of a']])
    expect(readIssue(parseIssueFile(text, 'issue.md')).sections[0]?.entries[0]?.link).toBe(
      'https://a.org/?a=1&b=2&copy;=3',
    )
  })

  it('keeps a backslash before an & in a title', () => {
    const title = 'a \\& b \\\\& c &amp; \\&amp;'
    expect(titlesOf(composeNew([{ ...a, title }]).text)).toEqual([['news', title]])
  })

  it('keeps what would be markup in a title or summary as text', () => {
    const title = '# **Not** [markup](x) <b> `{{x}}` --- \\ *'
    const entry = { ...anEntry('a', { summary: `- ${title}` }), title }
    const [section] = readIssue(parseIssueFile(composeNew([entry]).text, 'issue.md')).sections
    expect(section?.entries).toMatchObject([{ title, edited: false }])
  })
})

describe('an editor’s comment', () => {
  it('is no part of the mail, and takes no words with it', () => {
    const edited = composeNew([a]).text.replace(
      /^Summary of a\.$/m,
      'One.\n\n<!-- x\ny -->\n\n<!-- x --> Two. <!-- y -->',
    )
    const [entry] = readIssue(parseIssueFile(edited, 'issue.md')).sections[0]?.entries ?? []
    expect(entry?.body).toBe('One.\n\n\n\n<!-- x --> Two. <!-- y -->')
  })
})

describe('composing again', () => {
  const { text } = composeNew([a, b])

  it('changes nothing where nothing changed', () => {
    expect(again(text, [a, b])).toMatchObject({ text, unchanged: ['a.md', 'b.md'], added: [] })
  })

  it('keeps an edited summary, adds a post, and leaves the rest untouched', () => {
    const edited = text.replace(/^Summary of a\.$/m, 'What the editor says of a.')
    const composed = again(edited, [a, b, c])
    expect(composed).toMatchObject({ added: ['c.md'], edited: ['a.md'], unchanged: ['b.md'] })
    const [before = '', after = ''] = composed.text.split(/### Title of c[\s\S]*?Summary of c\.\n\n/)
    const withoutEnd = (file: string) => file.slice(0, file.indexOf('<!-- composed from'))
    expect(withoutEnd(before + after)).toBe(
      withoutEnd(edited.replace('Summary of a. · 2 篇', 'What the editor says of a. · 3 篇')),
    )
  })

  it('follows a post that changed where nobody edited its entry', () => {
    const composed = again(text, [anEntry('a', { summary: 'A new summary.' }), b])
    expect(composed.updated).toEqual(['a.md'])
    expect(composed.text).toContain('A new summary.')
    expect(composed.text).not.toContain('Summary of a.')
  })

  it('does not take white space at line ends, line ends, or blank lines for an edit', () => {
    for (const touched of [
      text.replaceAll('\n', '\r\n'),
      text.replaceAll('\n\n', '\n\n\n'),
      text.replaceAll('.\n', '.  \n'),
    ])
      expect(again(touched, [a, b])).toMatchObject({ text: touched, unchanged: ['a.md', 'b.md'] })
  })

  it('names a post that left the window and keeps it', () => {
    const composed = again(text, [a])
    expect(composed).toMatchObject({ gone: ['b.md'], text })
  })

  it('does not put in again what the editor took out', () => {
    const removed = text.replace(/### Title of a[\s\S]*?(?=## other)/, '')
    expect(again(removed, [a, b])).toMatchObject({ removed: ['a.md'], added: [] })
    expect(again(removed, [a, b, c]).added).toEqual(['c.md'])
  })

  it('leaves the order of the editor, and puts a new post into the section of its category by whatever name', () => {
    const sections = text.split(/(?=^## |^<!-- composed)/m)
    const swapped = [sections[0], sections[2], sections[1]?.replace('## news', '## 新闻'), sections[3]].join(
      '',
    )
    expect(titlesOf(again(swapped, [a, b, c]).text)).toEqual([
      ['other', 'Title of b'],
      ['新闻', 'Title of a', 'Title of c'],
    ])
  })

  it('keeps entries and sections of the editor’s own', () => {
    const own = text.replace(
      '## other',
      '## Letters\n\nWhat readers wrote.\n\n### A letter\n\nDear all.\n\n## other',
    )
    const composed = again(own, [a, b, c])
    expect(composed.text).toContain('## Letters\n\nWhat readers wrote.\n\n### A letter\n\nDear all.\n')
    expect(readIssue(parseIssueFile(composed.text, 'issue.md')).sections[1]).toMatchObject({
      title: 'Letters',
      text: 'What readers wrote.',
      entries: [{ title: 'A letter', body: 'Dear all.', edited: true }],
    })
  })

  it('leaves subject and preheader once the editor wrote them', () => {
    const edited = text
      .replace(/subject: .*/, 'subject: 主编的标题')
      .replace(/preheader: .*/, 'preheader: 主编的话')
    expect(again(edited, [a, b, c]).head).toMatchObject({ subject: '主编的标题', preheader: '主编的话' })
  })

  it('lets subject and preheader follow what the editor took out or moved', () => {
    const removed = text.replace(/### Title of a[\s\S]*?(?=## other)/, '')
    expect(again(removed, [a, b]).head).toMatchObject({
      subject: '测试周报 #3：Title of b',
      preheader: 'Summary of b. · 1 篇文章，0 条来源',
    })
  })

  it('puts categories that differ in case into one section', () => {
    const upper = { ...c, category: 'News' }
    expect(titlesOf(composeNew([a, upper]).text)).toEqual([['news', 'Title of a', 'Title of c']])
  })

  it('leaves out control characters of a post', () => {
    const steering = '\u001b[2J\u0007T\u009b'
    const digest = { summary: `${steering}.`, link: 'https://a.org/\u001b' }
    const { text } = composeNew([{ ...anEntry('a', digest, steering), title: steering }])
    expect(text).not.toMatch(/[^\P{Cc}\n]/u)
    expect(titlesOf(text)).toEqual([['[2JT', '[2JT']])
  })

  it('cuts a title and a subject that go on and on, and stays as it is composed', () => {
    const entry = { ...a, title: 'x'.repeat(100_000) }
    const { text, head } = composeNew([entry])
    expect(head.subject).toMatch(/^测试周报 #3：x{46}…$/)
    expect(titlesOf(text)[0]?.[1]).toHaveLength(300)
    expect(again(text, [entry])).toMatchObject({ text, unchanged: ['a.md'] })
  })

  it('takes an address in a title for its words, not for the link of the entry', () => {
    const entries = ['www.evil.example.org', 'See http://evil.example.org now'].map(title => ({
      ...a,
      title,
    }))
    for (const entry of entries) {
      const { text } = composeNew([entry])
      const [read] = readIssue(parseIssueFile(text, 'issue.md')).sections[0]?.entries ?? []
      expect(read?.title).toBe(entry.title)
      expect(read).not.toHaveProperty('link')
    }
    const edited = text.replace('### Title of a', '### <https://a.org/1>')
    expect(readIssue(parseIssueFile(edited, 'issue.md')).sections[0]?.entries[0]?.link).toBe(
      'https://a.org/1',
    )
  })

  it('does not take what a post says for its own comment', () => {
    const imitated = 'T <!-- post: a.md · generated: 000000000000 --> x'
    const evil = {
      ...anEntry('e', { summary: imitated, link: `https://a.org/${imitated}` }),
      title: imitated,
    }
    const composed = composeNew([evil]).text
    expect(again(composed, [evil])).toMatchObject({ unchanged: ['e.md'], text: composed })
    expect(again(composed, [evil, a])).toMatchObject({ unchanged: ['e.md'], added: ['a.md'], edited: [] })
  })

  it.each(['\n\n', '\n   '])('finds its own comment behind the white space %j of a formatter', gap => {
    const formatted = text.replaceAll('\n<!-- post', `${gap}<!-- post`)
    expect(again(formatted, [a, b]).unchanged).toEqual(['a.md', 'b.md'])
  })

  it('knows an entry again when the editor wrote above its comment', () => {
    const edited = text.replace('### Title of a\n', '### Title of a\nA subtitle\n')
    expect(again(edited, [a, b])).toMatchObject({ edited: ['a.md'], removed: [] })
  })

  it('takes indentation for an edit', () => {
    const entry = anEntry('a', { stories: [{ headline: 'H', sentence: 'S.', sources: [] }] })
    const edited = composeNew([entry]).text.replace('- **H**', '  - **H**')
    expect(again(edited, [{ ...entry, title: 'New' }]).edited).toEqual(['a.md'])
  })

  it('refuses to put an entry where a comment that is not closed would swallow it', () => {
    const open = text.replace('Summary of b.', 'Summary of b. \n\n<!-- a note')
    const third = anEntry('e', {}, 'third')
    expect(() => again(open.slice(0, open.indexOf('<!-- composed')), [a, b, third])).toThrow('not closed')
  })

  it('finds its way again when the comment at the end is gone', () => {
    const bare = text.slice(0, text.indexOf('<!-- composed from'))
    const composed = again(bare, [a, b, c])
    expect(composed).toMatchObject({ added: ['c.md'], unchanged: ['a.md', 'b.md'] })
    expect(again(composed.text, [a, b, c]).text).toBe(composed.text)
  })

  it.each([
    ['an entry', '\n### Own\n\nMine.\n'],
    ['words', 'Mine.'],
    ['a section', '## Own\n\nMine.'],
  ])(
    'remembers what it did where the editor wrote %s below its comment, and moves the comment down',
    (_, own) => {
      const removed = text.replace(/### Title of a[\s\S]*?(?=## other)/, '')
      const composed = again(removed + own, [a, b, c])
      expect(composed).toMatchObject({ removed: ['a.md'], added: ['c.md'] })
      expect(composed.head.subject).toMatch(/Title of [bc]$/)
      expect(composed.text).toContain(own)
      expect(composed.text.match(/<!-- composed from/g)).toHaveLength(1)
      expect(composed.text).toMatch(/\n\n<!-- composed from[^<]*-->\n$/)
    },
  )

  it('leaves its comment above the words of the editor while nothing else changes', () => {
    expect(again(`${text}\nMine.\n`, [a, b]).text).toBe(`${text}\nMine.\n`)
  })

  it('takes an entry above its comment for unedited, and heals a file that has two', () => {
    const own = `${text}\n### Own\n\nMine.\n\n`
    expect(again(own, [a, anEntry('b', { summary: 'New.' }, 'other')]).updated).toEqual(['b.md'])
    const twice = own + text.slice(text.indexOf('<!-- composed')).replace('a.md', 'c.md')
    const healed = again(twice, [a, b, c, anEntry('d')])
    expect(healed).toMatchObject({ added: ['d.md'], removed: ['c.md'] })
    expect(healed.text.match(/<!-- composed from/g)).toHaveLength(1)
  })

  it('takes its comment inside a code block for text', () => {
    const [, comment = ''] = text.split(/(?=<!-- composed)/)
    const shown = `${text}\n### Own\n\n\`\`\`\n${comment.replace('a.md', 'c.md')}\`\`\`\n`
    const composed = again(shown, [a, b, c])
    expect(composed.added).toEqual(['c.md'])
    expect(composed.text).toContain(shown.slice(shown.indexOf('### Own')))
  })

  it('adds to a file with CRLF in CRLF', () => {
    expect(again(text.replaceAll('\n', '\r\n'), [a, b, c]).text).not.toMatch(/[^\r]\n/)
  })
})

describe('random edits', () => {
  const entries = [a, b, c]
  const { text } = composeNew(entries)
  const line = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      '## A section',
      '### An entry',
      '```',
      '<!--',
      '-->',
      '---',
      '> quote',
      '[x]: y',
      '<div>',
      '\t- x',
      '# x',
      '===',
    ),
  )
  const edit = fc.record({
    at: fc.nat(),
    remove: fc.nat({ max: 3 }),
    insert: fc.array(line, { maxLength: 3 }),
  })
  const start = text.indexOf('\n## ')

  function editBody(edits: { at: number; remove: number; insert: string[] }[]): string {
    const lines = text.slice(start).split('\n')
    for (const { at, remove, insert } of edits) lines.splice(at % lines.length, remove, ...insert)
    return text.slice(0, start) + lines.join('\n')
  }

  // An edit that opens a comment or a code block and never closes it is refused, with nothing written.
  function composedUnlessSwallowed(edited: string, posts: Parameters<typeof again>[1]) {
    try {
      return again(edited, posts)
    } catch (error) {
      expect(error).toMatchObject({ message: expect.stringContaining('not closed') })
      return undefined
    }
  }

  it('are never lost: the parts of a file joined are the file, and composing again keeps every line of it', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), edits => {
        const edited = editBody(edits)
        const file = parseIssueFile(edited, 'issue.md')
        expect(joinIssueFile(file)).toBe(edited)
        const composed = composedUnlessSwallowed(edited, [...entries, anEntry('d')])
        if (!composed) return
        const untouched = file.sections.flatMap(section => section.entries).filter(entry => entry.edited)
        for (const entry of untouched) expect(composed.text).toContain(withoutComposed(entry.text).trimEnd())
        expect(again(composed.text, [...entries, anEntry('d')]).text).toBe(composed.text)
      }),
      { numRuns: 200 },
    )
  }, 60_000)
})
