import { describe, expect, it } from 'vitest'
import { definitionsIn, withDefinitions } from '../../src/issues/definitions.ts'
import { parseIssueFile, readIssue } from '../../src/issues/issue-file.ts'
import { anEntry, composeNew } from './an-issue.ts'

const { text } = composeNew([anEntry('a'), anEntry('b', {}, 'other')])
const read = (file: string) => readIssue(parseIssueFile(file, 'issue.md'))

describe('definitions at the end of an issue file', () => {
  it('resolve in every entry, in titles and in the introduction', () => {
    const { introduction, sections } = read(
      `${text
        .replace(/<!-- 卷首语.*-->/, 'See [The  Doc].')
        .replace('### Title of a', '### [Title of a][doc]')
        .replace(/^Summary of a\.$/m, 'See [it][the doc] and [^n].')}
[the doc]: https://example.org/doc
[doc]: https://example.org/title
[^n]: A note on [more].
[more]: https://example.org/more
`,
    )
    const [entry] = sections[0]?.entries ?? []
    expect(introduction).toContain('[the doc]: https://example.org/doc')
    expect(entry).toMatchObject({ title: 'Title of a', link: 'https://example.org/title' })
    for (const words of ['[the doc]: https://example.org/doc', '[^n]: A note on', '[more]: https://'])
      expect(entry?.body).toContain(words)
  })

  it('leave a part as it is that refers to none', () => {
    const definitions = definitionsIn('[doc]: https://example.org/doc\n')
    expect(withDefinitions('A text.\n\n', definitions)).toBe('A text.\n\n')
    expect(withDefinitions('See [doc].\n', definitions)).toBe(
      'See [doc].\n\n[doc]: https://example.org/doc\n',
    )
  })

  it('are none inside code', () => {
    expect(definitionsIn('```\n[doc]: https://example.org/doc\n```\n')).toEqual([])
  })
})
