import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { refersBack } from '../../src/digest/summaries/back-reference.ts'
import { digestOf, withoutSummary } from './a-digest.ts'

// Many real posts, where somebody has put them beside the repository; those of the repository always.
const folders = ['content', 'tests/eval/sources', '../shared/corpus', '../shared/seeds'].filter(folder =>
  existsSync(folder),
)
const posts = folders.flatMap(folder =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.mdx?$/.test(name))
    .map(name => join(folder, name)),
)

const markup =
  /^\s{0,3}(?:#{1,6}\s|>\s|\*\s|\d+\.\s)|\*\*\S|!?\[[^\]]*\]\([^)]*\)|\{\{[<%]|\{%|^import .* from|<\/?(?:p|div|br|img|span|figure)\b/m
const credit =
  /^(?:sources?|来源|出处|原文|译自|转载自|作者|译者|校对|编辑|首发于|by|author|written by|posted by|photo by)\s*[:：]|^by [A-Z]\w+ [A-Z]\w+$/i
const caption = /^(?:图|figure|fig\.)\s*\d+\s*[:：.]/i

const wrongIn = (text: string): string | undefined =>
  [markup, credit, caption].map(pattern => pattern.exec(text)?.[0]).find(found => found !== undefined)

describe(`each of ${posts.length} posts`, () => {
  const told = posts.flatMap(path => {
    const text = readFileSync(path, 'utf8')
    const digest = digestOf(withoutSummary(text), path)
    return digest ? [{ path, text, digest }] : []
  })

  it('is told in plain words, without bylines, captions and credits', () => {
    const wrong = told.flatMap(({ path, digest: { summary, stories } }) =>
      [summary, ...stories.flatMap(({ headline, sentence }) => [headline, sentence])].flatMap(text =>
        wrongIn(text) === undefined ? [] : `${path}: ${text}`,
      ),
    )
    expect(wrong).toEqual([])
  })

  it('opens with no word that refers back, where the words are not a choice of its author', () => {
    const wrong = told.flatMap(({ path, digest: { summary, stories, isAuthors } }) => {
      const chosen = [isAuthors ? '' : summary, ...stories.map(({ sentence }) => sentence)]
      return chosen.filter(refersBack).map(text => `${path}: ${text}`)
    })
    expect(wrong).toEqual([])
  })
})

describe.skipIf(!existsSync('../shared/seeds'))('the seeds', () => {
  const seed = (name: string) => readFileSync(join('../shared/seeds', name), 'utf8')

  it('give four stories with four sources', () => {
    const stories = digestOf(seed('2026-01-16-cloud-native-news.md'))?.stories ?? []
    expect(stories.map(({ sources }) => sources.length)).toEqual([1, 1, 1, 1])
  })

  it('give five trends as points, and not the anecdote above them', () => {
    const text = seed('5-tech-predictions-for-2026.md')
    const own = /^summary: (.*)$/m.exec(text)?.[1] ?? ''
    const digest = digestOf(withoutSummary(text).replaceAll(own, ''))
    expect(digest?.stories).toHaveLength(5)
    expect(digest?.summary).not.toMatch(/假期|蛋酒/)
  })
})
