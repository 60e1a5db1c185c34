import { describe, expect, it, vi } from 'vitest'
import { TemplateError } from '../../src/errors.ts'
import {
  type Composition,
  composeAgain,
  composeNewIssue,
  type IssueSettings,
} from '../../src/issues/compose-issue.ts'
import { composeToFit } from '../../src/issues/compose-to-fit.ts'
import type { Entry } from '../../src/issues/entry.ts'
import { parseIssueFile, readIssue } from '../../src/issues/issue-file.ts'
import { anEntry, settings, window } from './an-issue.ts'

const names = ['a', 'b', 'c', 'd', 'e', 'f']
const stories = (name: string, many: number) =>
  Array.from({ length: many }, (_, at) => ({
    headline: `Headline ${name}${at}`,
    sentence: `What ${name} says as number ${at}.`,
    sources: [{ title: 'S', url: `https://${name}.example.org/2026/${at}` }],
  }))
/** The later in the alphabet, the stronger. */
const entries = names.map((name, at) =>
  anEntry(name, { stories: stories(name, at), link: `https://blog.example.org/${name}/1/` }),
)
const limited = (most: number, bytes = 102_000) => ({ ...settings, limits: { entries: most, bytes } })
const composeNew = (most: number, posts: readonly Entry[] = entries) =>
  composeNewIssue(posts, { id: '2026-W03', number: 3, window }, limited(most))
const again = (text: string, most: number, posts: readonly Entry[] = entries) =>
  composeAgain(parseIssueFile(text, 'issue.md'), posts, limited(most))
const titlesOf = (text: string) =>
  readIssue(parseIssueFile(text, 'issue.md')).sections.map(({ title, entries }) => [
    title,
    ...entries.map(({ title }) => title.at(-1)),
  ])

describe('an issue with more entries than its limit', () => {
  const { text, compact, more, head } = composeNew(2)

  it('tells the strongest whole, as many again in one line, and lists the others', () => {
    expect({ compact, more }).toEqual({ compact: ['c.md', 'd.md'], more: ['a.md', 'b.md'] })
    expect(titlesOf(text)).toEqual([
      ['news', 'c', 'd', 'e', 'f'],
      ['更多', 'a', 'b'],
    ])
    expect(text).toContain('**Headline f4**')
    expect(text).not.toContain('**Headline d0**')
    expect(text).toContain(
      '### [Title of a](https://blog.example.org/a/1/)\n<!-- post: a.md · more · generated: ',
    )
  })

  it('is proposed under the title of its strongest entry', () => {
    expect(head.subject).toBe('测试周报 #3：Title of f')
    expect(head.preheader).toMatch(/^Summary of f\. · 6 篇文章/)
  })

  it('stays as it is composed, and follows the limit when it changes', () => {
    expect(again(text, 2)).toMatchObject({
      text,
      unchanged: ['c.md', 'd.md', 'e.md', 'f.md', 'a.md', 'b.md'],
    })
    const wider = again(text, 20)
    expect(wider).toMatchObject({ compact: [], more: [], added: [], removed: [] })
    expect(titlesOf(wider.text)).toEqual([['news', 'c', 'd', 'e', 'f', 'a', 'b']])
    expect(again(wider.text, 20).text).toBe(wider.text)
  })

  it('tells a title whole that the editor moved up, and keeps one short that they moved down', () => {
    const [block = ''] = /### \[Title of b\][^\n]*\n[^\n]*\n\n/.exec(text) ?? []
    const up = text.replace(block, '').replace('### [Title of c]', `${block}### [Title of c]`)
    const composed = again(up, 2)
    expect(composed.updated).toContain('b.md')
    expect(composed.text).toContain('**Headline b0**')
    expect(composed.text.match(/^### \[Title of b\]/gm)).toHaveLength(1)
    expect(again(composed.text, 2).text).toBe(composed.text)

    const [last = ''] = /### \[Title of f\][\s\S]*?(?=## )/.exec(text) ?? []
    const down = text.replace(last, '').replace('### [Title of a]', `${last}### [Title of a]`)
    const lowered = again(down, 20)
    expect(titlesOf(lowered.text).at(-1)).toEqual(['更多', 'f'])
    expect(lowered.text).not.toContain('**Headline f0**')
  })

  it('changes no other entry when the editor edits one', () => {
    for (const [name, words] of [
      ['f', 'What f says as number 0.'],
      ['c', 'Summary of c.'],
    ] as const) {
      const edited = text.replace(new RegExp(`${words.replace('.', '\\.')}$|${words}(?= )`, 'm'), 'Edited.')
      expect(again(edited, 2)).toMatchObject({ edited: [`${name}.md`], updated: [] })
    }
  })

  it('leaves a title that the editor edited or took out', () => {
    const edited = text.replace('[Title of a]', '[My title of a]')
    expect(again(edited, 20)).toMatchObject({ edited: ['a.md'], more: [] })
    const removed = text.replace(/### \[Title of a\][^\n]*\n[^\n]*\n\n/, '')
    expect(again(removed, 20)).toMatchObject({ removed: ['a.md'], added: [] })
  })

  it('keeps its list under another title, and takes newcomers into it', () => {
    const renamed = text.replace('## 更多', '## 也值得看')
    const weak = anEntry('g', { summary: '' })
    expect(titlesOf(again(renamed, 2, [...entries, weak]).text).at(-1)).toEqual(['也值得看', 'a', 'b', 'g'])
  })

  it('sets compact what does not fit the bytes, and the strongest last', () => {
    const { compact, more } = composeNewIssue(
      entries,
      { id: '2026-W03', number: 3, window },
      limited(20, 13_500),
    )
    expect(compact.length).toBeGreaterThan(0)
    expect([...compact, ...more]).not.toContain('f.md')
  })
})

describe('a story of an entry for which there is no room', () => {
  const shared = {
    ...stories('x', 1)[0],
    sentence: '',
    sources: [{ title: 'S', url: 'https://x.example.org/2026/1' }],
    headline: 'The kernel has another scheduler now',
  }
  const short = anEntry('short', { stories: [shared, ...stories('s', 1)] })
  const long = anEntry('long', { stories: [shared, ...stories('l', 3)] })
  const { text, compact, repetitions } = composeNew(1, [short, long])

  it('is told by the one that is told whole', () => {
    expect(compact).toEqual(['short.md'])
    expect(text).toContain('**The kernel has another scheduler now**')
    expect(repetitions).toMatchObject([{ in: 'long.md', alsoIn: ['short.md'] }])
    expect(again(text, 1, [short, long])).toMatchObject({ text, repetitions })
  })

  it('goes back when there is room', () => {
    expect(again(text, 20, [short, long]).repetitions).toMatchObject([{ in: 'short.md' }])
  })

  it('is not said to be told where none tells it, and names no other post', () => {
    const strong = anEntry('strong', { stories: stories('t', 5) })
    const none = composeNew(1, [strong, short, long])
    expect(none.repetitions).toEqual([])
    expect(none.text).not.toContain('另见')
  })
})

describe('composeToFit', () => {
  const compose = (given: IssueSettings): Composition =>
    composeNewIssue(entries, { id: '2026-W03', number: 3, window }, given)

  it('gives less room where the mail is larger than it looks', async () => {
    const heavy = async ({ text }: Composition) => 12_000 + 2 * Buffer.byteLength(text)
    const composition = await composeToFit(compose, limited(20, 16_000), heavy)
    expect(await heavy(composition)).toBeLessThan(16_000)
    expect(composition.compact.length).toBeGreaterThan(0)
  })

  it('needs no mail for an issue that is far from its limit', async () => {
    const bytesOf = vi.fn()
    await composeToFit(compose, limited(20), bytesOf)
    expect(bytesOf).not.toHaveBeenCalled()
  })

  it('says so where the mail is too large at its smallest', async () => {
    const huge = async ({ text }: Composition) => 50_000 + Buffer.byteLength(text)
    const composition = await composeToFit(compose, limited(20, 12_000), huge)
    expect(composition).toMatchObject({ isTooLarge: true, more: names.map(name => `${name}.md`) })
  })

  it.each([10_000, 12_000, 14_000, 16_000])('keeps and uses a limit of %i bytes', async bytes => {
    const light = async ({ text }: Composition) => 6000 + Buffer.byteLength(text)
    const composition = await composeToFit(compose, limited(20, bytes), light)
    expect(composition.bytes).toBeLessThanOrEqual(bytes)
    expect(composition.more.length).toBeLessThan(6)
  })

  it('goes by the estimate where the template is broken', async () => {
    const broken = () => Promise.reject(new TemplateError('broken'))
    expect((await composeToFit(compose, limited(20, 13_000), broken)).added).toHaveLength(6)
  })
})
