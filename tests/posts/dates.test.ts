import { describe, expect, it } from 'vitest'
import { parseDate, readDate } from '../../src/posts/dates.ts'
import type { Header } from '../../src/posts/headers/header.ts'

const header = (values: Record<string, string>): Header => ({ format: 'yaml', values })

describe('parseDate', () => {
  it.each([
    ['2026-01-16', '2026-01-16', undefined],
    ['2026-01-16 08:00:00 +0800', '2026-01-16', '08:00:00'],
    ['2026-01-16T23:30:00+08:00', '2026-01-16', '23:30:00'],
    ['2024-03-24T05:20:00Z', '2024-03-24', '05:20:00'],
    ['2026-01-16 08:30', '2026-01-16', '08:30:00'],
    ['2020-12-2', '2020-12-02', undefined],
    ['2020-1-2T4:30:44+08:00', '2020-01-02', '04:30:44'],
    ['2026/01/16', '2026-01-16', undefined],
    ['2026年1月16日', '2026-01-16', undefined],
    ['November 20, 2021', '2021-11-20', undefined],
    ['20 Nov 2021', '2021-11-20', undefined],
    ['Tue Jan  5 10:00:00 2021', '2021-01-05', undefined],
    ['2026-01-16 08:00:00 UTC', '2026-01-16', '08:00:00'],
    ['2026-01-16 08:00:00 -4', '2026-01-16', '08:00:00'],
    ['Fri, 16 Jan 2026 08:00:00 GMT', '2026-01-16', undefined],
  ])('reads the day of %s', (text, day, time) => {
    expect(parseDate(text)).toEqual(time ? { day, time } : { day })
  })

  it.each(['2017-02-29', '2026-13-01', '2022-11', '2024', 'soon', '20261-01-01', '1050-03-04', ''])(
    'finds no day in "%s"',
    text => {
      expect(parseDate(text)).toBeUndefined()
    },
  )
})

describe('readDate', () => {
  it('prefers the header to the file name, and warns when they differ', () => {
    const { date, warnings } = readDate(header({ date: '2026-01-16' }), '2026-01-15-x.md')
    expect(date).toMatchObject({ day: '2026-01-16', from: 'header' })
    expect(warnings).toEqual(['the header says 2026-01-16, the file name 2026-01-15: the header counts'])
  })

  it('takes the file name where the header has an impossible date, and says so', () => {
    const { date, warnings } = readDate(header({ date: '2017-02-29 11:00' }), 'blog/2017-03-01-x.md')
    expect(date).toEqual({ day: '2017-03-01', from: 'file name' })
    expect(warnings).toEqual(['"date: 2017-02-29 11:00" names no day of the calendar'])
  })

  it.each([
    ['2026-01-16-title.md', 'file name'],
    ['notes/2026-01-16.md', 'file name'],
    ['2026/01/16/title.md', 'folder'],
    ['2026-01-16-title/index.md', 'folder'],
  ])('takes the day of %s from its %s', (path, from) => {
    expect(readDate(header({}), path).date).toEqual({ day: '2026-01-16', from })
  })

  it('reads a date from "published" and ignores a flag there', () => {
    expect(readDate(header({ published: '2026-01-16' }), 'x.md').date?.day).toBe('2026-01-16')
    expect(readDate(header({ published: 'true' }), 'x.md')).toEqual({ warnings: [] })
  })

  it('gives no date to a post without one', () => {
    expect(readDate(header({ date: '' }), 'five-trends-for-2026.md')).toEqual({ warnings: [] })
  })
})
