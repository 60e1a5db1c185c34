import { describe, expect, it } from 'vitest'
import type { Post } from '../../src/posts/post.ts'
import { readPost } from '../../src/posts/read-post.ts'

const read = (text: string, path = 'x.md', sidecar?: string) =>
  readPost(path, Buffer.from(text), sidecar === undefined ? undefined : { text: sidecar }) as Post
const dayOf = (text: string, path?: string) => read(text, path).date?.day

describe('the day of a post', () => {
  it.each([
    ['date: 2026-01-16', '2026-01-16'],
    ['Date: 2026-01-16', '2026-01-16'],
    ['pubDate: 2026-01-16', '2026-01-16'],
    ['pubDatetime: 2026-01-16T23:30:00Z', '2026-01-16'],
    ['publishDate: 2026-01-16', '2026-01-16'],
    ['published: 2026-01-16', '2026-01-16'],
    ['created: 2026-01-16', '2026-01-16'],
    ['time: 2026-01-16', '2026-01-16'],
    ['date: "2026-01-16 23:30:00 +0800"', '2026-01-16'],
    ['date: 2024-03-24T05:20:00+08:00', '2024-03-24'],
    ['date: 2026-1-6', '2026-01-06'],
    ['date: 2020-12-2T4:30:44+08:00', '2020-12-02'],
    ['date: 2026/01/16', '2026-01-16'],
    ['date: November 20, 2021', '2021-11-20'],
    ['date: 2026-01-16 08:00:00 UTC', '2026-01-16'],
    ['date: 2026-01-16 08:00:00 -4', '2026-01-16'],
    ['date: 2026年1月16日', '2026-01-16'],
    ['date: 20260116', '2026-01-16'],
    ['date created: Tuesday, May 13th 2025, 2:16:40 pm', '2025-05-13'],
    ['pub_date: 2026-01-16', '2026-01-16'],
    ['date: 31-12-2024 15:02', '2024-12-31'],
    ['date: 12/31/2024', '2024-12-31'],
    ['extra:\n  date: 2026-01-16', '2026-01-16'],
  ])('is read from "%s" as it is written', (header, day) => {
    expect(dayOf(`---\n${header}\n---\nText\n`)).toBe(day)
  })

  it.each([
    ['date: 2022-11', '2022-11-01', '"date: 2022-11" names no day: it counts as 2022-11-01'],
    ['date: 1768521600', '2026-01-16', '"date: 1768521600" names no day: it counts as 2026-01-16'],
    ['date: 2024', '2024-01-01', '"date: 2024" names no day: it counts as 2024-01-01'],
  ])('is the first one where "%s" names none, with a warning', (header, day, warning) => {
    expect(read(`---\n${header}\n---\nText\n`)).toMatchObject({ date: { day }, warnings: [warning] })
  })

  it.each([
    ['2026-01-16-title.md', 'file name'],
    ['2026_01_16 title.md', 'file name'],
    ['20260116-title.md', 'file name'],
    ['20260116 A title.md', 'file name'],
    ['2026年1月16日.md', 'file name'],
    ['202601161230 A note.md', 'file name'],
    ['weekly-2026-01-16.md', 'file name'],
    ['2026/01/16/title.md', 'folder'],
    ['2026/01/16-title.md', 'folder'],
    ['2026/1/16/title/index.md', 'folder'],
    ['2026-01-16-title/index.md', 'folder'],
    ['20260116-series/02-part.md', 'folder'],
  ])('is read from the path %s', (path, from) => {
    expect(read('Text\n', path).date).toEqual({ day: '2026-01-16', from })
  })

  it.each([
    'permalink: /2026/01/16/x/',
    'path: 2026/01/16/x',
    'url: https://x.org/a/2026/01/16/b.html',
    'slug: 2026-01-16-x',
  ])('is read from the address "%s"', header => {
    expect(read(`---\n${header}\n---\nText\n`).date).toMatchObject({ day: '2026-01-16', from: 'permalink' })
  })

  it.each([
    'five-trends-for-2026.md',
    '1.2.3-release.md',
    'v20261-x.md',
    '20269999-x.md',
    '2026-02-30-x.md',
    '404/12/31/x.md',
  ])('is not seen in %s', path => {
    expect(read('Text\n', path)).not.toHaveProperty('date')
  })

  it('is that of the JSON file beside it where nothing else names one', () => {
    const sidecar = '{ "date": "2026-01-16T08:00:00Z" }'
    expect(read('Text\n', 'x.md', sidecar).date).toMatchObject({ day: '2026-01-16', from: 'sidecar' })
    expect(read('Text\n', '2026-01-15-x.md', sidecar).date).toMatchObject({ day: '2026-01-15' })
  })

  it('is that of the header where the file name disagrees, with a warning', () => {
    expect(read('---\ndate: 2026-01-16\n---\nText\n', '2026-01-15-x.md')).toMatchObject({
      date: { day: '2026-01-16' },
      warnings: ['the header says 2026-01-16, the file name 2026-01-15: the header counts'],
    })
  })

  it('is not guessed where day and month could be either', () => {
    expect(read('---\ndate: 02-11-2025\n---\nText\n').warnings).toEqual([
      '"date: 02-11-2025" names no day of the calendar: day or month first?',
    ])
  })

  it('is never rolled over where the calendar has none', () => {
    expect(read('---\ndate: 2017-02-29\n---\nText\n')).toMatchObject({
      warnings: ['"date: 2017-02-29" names no day of the calendar'],
    })
    expect(dayOf('---\ndate: 2017-02-29\n---\nText\n')).toBeUndefined()
  })

  it('is told of in any key where the calendar has none', () => {
    expect(read('---\ndate: 2026-01-16\nexpiryDate: 2026-02-30\n---\nText\n').warnings).toEqual([
      '"expiryDate: 2026-02-30" names no day of the calendar',
    ])
  })

  it('is absent where a key is empty or a flag', () => {
    for (const header of ['date:', 'date: ~', 'published: true'])
      expect(dayOf(`---\n${header}\ntitle: x\n---\nText\n`)).toBeUndefined()
  })
})
