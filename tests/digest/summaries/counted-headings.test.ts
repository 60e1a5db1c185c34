import { describe, expect, it } from 'vitest'
import { digestOf } from '../a-digest.ts'

const told = 'A team of five needs an hour for it.'
const pointsOf = (title: string, headings: readonly string[]) =>
  digestOf(
    `---\ntitle: ${title}\n---\nMy uncle took clocks apart.\n\n${headings.map(heading => `## ${heading}\n\n${told}\n`).join('\n')}`,
  )?.stories.map(({ headline }) => headline)

describe('a numbered heading of a list post', () => {
  it.each([
    ['Join a community'],
    ['Get involved in open source'],
    ['Upgrade every month'],
    ['Contact those who wrote it'],
    ['About tests'],
    ['Background work'],
    ['Related work'],
    ['Downloads'],
    ['Security'],
  ])('is a point, even where it begins as the end of a post does: %s', heading => {
    expect(pointsOf('Three ways to learn', ['1. Read code', `2. ${heading}`, '3. Write tools'])).toEqual([
      'Read code',
      heading,
      'Write tools',
    ])
    expect(pointsOf('Two reasons to stay', ['Reason 1: Cost', `Reason 2: ${heading}`, 'Conclusion'])).toEqual(
      ['Cost', heading],
    )
  })

  it('is a point in Chinese as well', () => {
    expect(
      pointsOf('升级之前要做的三件事', ['一、升级工具', '二、备份数据', '三、加入讨论', '总结']),
    ).toEqual(['升级工具', '备份数据', '加入讨论'])
  })

  it('is the frame of the post where the points are as many without it', () => {
    const headings = ['1. Introduction', '2. Read code', '3. Write tools', '4. Conclusion']
    expect(pointsOf('Two ways to learn', headings)).toEqual(['Read code', 'Write tools'])
  })

  it('is no point without its number', () => {
    expect(pointsOf('Two ways to learn', ['Read code', 'Write tools', 'Join us'])).toEqual([
      'Read code',
      'Write tools',
    ])
  })
})
