import { describe, expect, it } from 'vitest'
import { composeAgain, composeNewIssue } from '../../src/issues/compose-issue.ts'
import type { Entry } from '../../src/issues/entry.ts'
import { parseIssueFile } from '../../src/issues/issue-file.ts'
import { type SectionSettings, sectionNameOf, titleOfSection } from '../../src/issues/section-name.ts'
import { anEntry, settings as plain, window } from './an-issue.ts'

const settings = (sections: Partial<SectionSettings>): SectionSettings => ({
  by: 'category',
  order: [],
  titles: {},
  ...sections,
})
const post = { path: 'notes/go/x.md', categories: ['News'], tags: ['web', 'Go'] }

describe('the section of a post', () => {
  it.each<[Partial<SectionSettings>, string]>([
    [{}, 'News'],
    [{ order: ['news'] }, 'news'],
    [{ by: 'tag' }, 'web'],
    [{ by: 'tag', order: ['rust', 'go'] }, 'go'],
    [{ by: 'folder' }, 'notes'],
    [{ by: 'folder', order: ['notes/go', 'notes'] }, 'notes/go'],
  ])('by %o is %s', (given, name) => {
    expect(sectionNameOf(post, settings(given))).toBe(name)
  })

  it('is none for a post that has nothing of it', () => {
    const bare = { path: 'x.md', categories: [], tags: [] }
    for (const by of ['category', 'tag', 'folder'] as const)
      expect(sectionNameOf(bare, settings({ by, order: ['x'] }))).toBeUndefined()
  })

  it.each([
    ['zh-CN', 'Go 语言'],
    ['en', 'go'],
  ] as const)('has its title in %s, else its name', (language, title) => {
    expect(titleOfSection('go', settings({ titles: { Go: { 'zh-CN': 'Go 语言' } } }), language)).toBe(title)
  })
})

describe('the sections of an issue', () => {
  const sections = settings({ order: ['c', 'b'], titles: { b: '乙' } })
  const given = { ...plain, sections }
  const { category: _, ...without } = anEntry('none')
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(name => anEntry(name, {}, name)) as [
    Entry,
    Entry,
    Entry,
    Entry,
  ]
  const compose = (entries: readonly Entry[]) =>
    composeNewIssue(entries, { id: '2026-W03', number: 3, window }, given).text
  const again = (text: string, entries: readonly Entry[]) =>
    composeAgain(parseIssueFile(text, 'issue.md'), entries, given).text
  const headings = (text: string) => [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)

  it('stand as the settings say, then in the order of their posts, those without a name last', () => {
    expect(headings(compose([without, d, a, b, c]))).toEqual(['c', '乙', 'd', 'a', '其他'])
  })

  it.each([
    [[a, c], b, ['c', '乙', 'a']],
    [[a, b], c, ['c', '乙', 'a']],
    [[without, c], d, ['c', 'd', '其他']],
  ])('take a new one in at its place', (standing, added, titles) => {
    expect(headings(again(compose(standing), [...standing, added]))).toEqual(titles)
  })

  it('keep the order and the titles of the editor', () => {
    const [top = '', first = '', second = '', ...rest] = compose([b, c]).split(/(?=^## |^<!-- composed)/m)
    const swapped = [top, second.replace('## 乙', '## 其二'), first, ...rest].join('')
    expect(headings(again(swapped, [a, b, c]))).toEqual(['其二', 'c', 'a'])
  })
})
