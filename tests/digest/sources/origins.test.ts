import { describe, expect, it } from 'vitest'
import { digestPost } from '../../../src/digest/digest-post.ts'
import { isPost } from '../../../src/posts/post.ts'
import { readPost } from '../../../src/posts/read-post.ts'

const text =
  'A ledger keeps every entry of a year in its order, and nobody may take one of them out.\n\nIts pages are counted, so that a page that is missing is noticed within a day.'

function digest(line: string) {
  const post = readPost('x.md', Buffer.from(`---\ntitle: Ledgers\n---\n\n${line}\n\n${text}\n`))
  if (!isPost(post)) throw new Error(post.reason)
  return digestPost(post)
}

const link = '[Ledgers of old](https://a.org/ledgers)'

describe('an original', () => {
  it.each([
    `*Editor's note: This post was originally published on ${link}.*`,
    `**Editor’s Note:** This article first appeared on ${link}.`,
    `_Editors' note — this story was previously published in ${link}._`,
    `Note from the editor: This article was originally published on ${link} and is republished here with permission.`,
    `**Update:** This post was originally published on ${link}.`,
    `**Update (May 2025):** This post was originally published on ${link}.`,
    `> [!NOTE]\n> This post originally appeared on ${link}.`,
    `:::info\nThis blog was originally posted on the ${link}.\n:::`,
    `Note that this guide was first published on ${link}.`,
    `> This article was firstly released at the \`Ledger Club\` on January 5th, 2021, refer to ${link}`,
    `This is a translation of ${link}, written by [Jean](https://twitter.com/jean).`,
    `This article is an English translation of ${link} by Jean.`,
    `This is a cross-post of ${link}.`,
    `This post is a repost from ${link}.`,
    `This post was published on 5 May 2021 on ${link}.`,
    `This post was published at ${link}.`,
    'The original post is [here](https://a.org/ledgers).',
    'The original version of this post can be found [here](https://a.org/ledgers).',
    `Read the original at ${link}.`,
    'You can read the [original article](https://a.org/ledgers).',
    'Originally published on the Ledger Club. [Read it here](https://a.org/ledgers).',
    `_Jo Park is the director of [the ledger office](https://b.org/ledger-office). Originally published on ${link}._`,
    `Jo Park is the director of [the ledger office](https://b.org/ledger-office). This post was originally published on ${link}.`,
    `声明：本文转载自 ${link}。`,
    `编者注：本文翻译自 ${link}。`,
    `本文是 ${link} 的中文翻译。`,
    '原文在[这里](https://a.org/ledgers)。',
  ])('is named, and not told: %s', line => {
    const { origin, summary } = digest(line)
    expect(origin?.url).toBe('https://a.org/ledgers')
    expect(summary).toMatch(/^(?:A ledger|Its pages)/)
  })

  it.each([
    `This post was originally published in 2015. See ${link} for what has changed since.`,
    `This post was published in 2015, before ${link} came out.`,
    `This article was published before ${link} came out.`,
    `The article was published by ${link}, and many read it.`,
    `This post was translated into ${link} by a reader.`,
    `This post was cross-posted to ${link}.`,
    `Originally written in ${link}, it has become a tool of many languages.`,
    `The original post is on page 12 of the ledger. It says what ${link} says.`,
    `Read the original paper, and ${link}, before you start a ledger.`,
    `Find the original entry with ${link}.`,
    `A carol in prose. Originally published by ${link}.`,
    `Jo read it. The article was originally published on ${link}.`,
    `This is a translation table. It comes from ${link}.`,
    `This is the first of a series on ledgers, and follows ${link}.`,
    `Update: ${link} is out.`,
    `Note that ${link} has more on this.`,
    `本文是 ${link} 的读书笔记。`,
    `本文是 ${link} 的翻译工具的介绍。`,
    `原文在 ${link} 中被引用过。`,
  ])('is not: %s', line => {
    expect(digest(line).sources).toEqual([])
  })
})

it.each([
  `> This article was firstly released at the Ledger Club, refer to ${link}`,
  `*Editor's note: This post was originally published on ${link}.*`,
  '*This post is part 2 of a series.*',
  'Published on January 5, 2020.',
])('falls through to the text where the excerpt is only a note: %s', note => {
  expect(digest(`${note}\n\n<!-- more -->`).summary).toMatch(/^(?:A ledger|Its pages)/)
})
