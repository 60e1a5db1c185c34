import { describe, expect, it } from 'vitest'
import { withoutInvisible } from '../../src/posts/invisible.ts'
import { parseMarkdown, plainText } from '../../src/posts/markdown/markdown.ts'
import { readPost } from '../../src/posts/read-post.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const titleOf = (path: string, text: string) => {
  const post = readPost(path, bytes(text))
  return 'title' in post ? post.title : ''
}

const family = '👩\u200D👩\u200D👧\u200D👦'
const cases = [
  ['joins a family', family, family],
  ['joins a flag, a sign and a colour of skin', '🏳️\u200D🌈 🧑🏽\u200D💻', '🏳️\u200D🌈 🧑🏽\u200D💻'],
  ['joins no other characters', 'a\u200Db 中\u200D文 👩\u200Dx 👩\u200D', 'ab 中文 👩x 👩'],
  ['parts the words of Persian', 'می\u200Cخواهم', 'می\u200Cخواهم'],
  ['joins Devanagari and Sinhala', 'क्\u200Dष ශ්\u200Dරී', 'क्\u200Dष ශ්\u200Dරී'],
  ['turns nothing round', 'a\u202Egnp.exe\u202C \u2066b\u2069 \u200Fc', 'agnp.exe b c'],
  ['keeps nothing unseen', 'o\u200Bn\u2060e\u00AD\uFEFF', 'one'],
] as const

describe('a title', () => {
  it.each(cases)('%s in the header', (_, written, shown) => {
    expect(titleOf('x.md', `---\ntitle: "${written}"\n---\n\nText.`)).toBe(shown)
  })

  it.each(cases)('%s in a heading, with markup and without', (_, written, shown) => {
    expect(titleOf('x.md', `# ${written}\n\nText.`)).toBe(shown)
    expect(titleOf('x.md', `# ${written} *and*\n\nText.`)).toBe(`${shown} and`)
  })

  it.each(cases)('%s in the name of the file', (_, written, shown) => {
    expect(titleOf(`${written.replaceAll('.exe', '')}.md`, 'Text.')).toBe(shown.replaceAll('.exe', ''))
  })
})

it.each(cases)('a text %s', (_, written, shown) => {
  expect(plainText(parseMarkdown(`Say ${written}.`))).toBe(`Say ${shown}.`)
})

it.each(['\u200D', '👩\u200D', 'ی\u200C', '\u202E'])('a megabyte of %j is read once', mark => {
  expect(withoutInvisible(mark.repeat(1_000_000 / mark.length)).length).toBeLessThanOrEqual(1_000_000)
})
