import { describe, expect, it } from 'vitest'
import { digestOf } from './a-digest.ts'

const texts = [
  'Logs are read ten times as fast.',
  'A team of five tells what it cost.',
  'A lock keeps the order.',
]
const links = ['A parser that skips', 'Why we moved out', 'Queues with locks']
const told = links.map((headline, at) => [headline, texts[at], `https://a.org/${at}`])

const post = (line: (link: string, text: string) => string, title = 'This week in parsing 34') =>
  `---\ntitle: ${title}\n---\n## Articles\n\n${links.map((link, at) => line(`[${link}](https://a.org/${at})`, texts[at] ?? '')).join('\n')}\n`
const storiesOf = (text: string) =>
  digestOf(text)?.stories.map(({ headline, sentence, sources }) => [headline, sentence, sources[0]?.url])

describe('a weekly post of links', () => {
  it.each([
    ['a line above their text', (link: string, text: string) => `${link}\n${text}\n`],
    ['a line above their text, broken on purpose', (link: string, text: string) => `${link}  \n${text}\n`],
    ['a bold line above their text', (link: string, text: string) => `**${link}**\n${text}\n`],
    ['a paragraph above their text', (link: string, text: string) => `${link}\n\n${text}\n`],
    ['a line with who wrote them', (link: string, text: string) => `${link} by Jane Doe\n${text}\n`],
    ['items that say who wrote them', (link: string, text: string) => `- ${link} by Jane Doe. ${text}`],
    [
      'items by people of many names',
      (link: string, text: string) => `- ${link} by J. R. van Doe and Ann O’Neil: ${text}`,
    ],
    ['items by accounts', (link: string, text: string) => `- ${link} by @jane-doe — ${text}`],
    [
      'items that link to who wrote them',
      (link: string, text: string) => `- ${link} by [Jane Doe](https://jane.org/). ${text}`,
    ],
  ])('tells each link as a story: %s', (_what, line) => {
    expect(storiesOf(post(line))).toEqual(told)
    expect(digestOf(post(line))?.summary).toBe('')
  })

  it.each([
    ['that is no digest', post((link, text) => `${link}\n${text}\n`, 'How to parse')],
    ['whose sentences open with a link', post(link => `${link} is told of here, and nowhere else.\n`)],
    [
      'whose links are by the way',
      `${post(link => `${link}\n`)}\n${'Much was told this week. '.repeat(20)}\n`,
    ],
  ])('is no post %s', (_what, text) => {
    expect(storiesOf(text)).toEqual([])
  })
})
