import { describe, expect, it } from 'vitest'
import { isPost, type NotAPost, type Post } from '../../src/posts/post.ts'
import { readPost } from '../../src/posts/read-post.ts'
import {
  nearestDays,
  newestDay,
  type SelectionRules,
  selectPosts,
} from '../../src/posts/selection/select-posts.ts'
import { weekWindow } from '../../src/posts/selection/window.ts'
import { aPost } from '../a-workspace.ts'

const week = weekWindow('2026-W03', 'Asia/Shanghai')
const today = '2026-02-01'
const read = (path: string, header: Record<string, string>): Post | NotAPost =>
  readPost(path, Buffer.from(aPost(header)))
const paths = (files: readonly { path: string }[]) => files.map(file => file.path)
const reasonFor = (file: Post | NotAPost, rules: Partial<SelectionRules> = {}) =>
  selectPosts([file], week, { today, ...rules }).leftOut[0]?.reason

describe('selectPosts', () => {
  it('keeps a post of the last evening, in the day that its author wrote', () => {
    const post = read('x.md', { date: '2026-01-18T23:30:00+08:00' })
    expect(selectPosts([post], week, { today }).posts).toEqual([post])
  })

  it('keeps both ends of the window and nothing outside', () => {
    const days = ['2026-01-11', '2026-01-12', '2026-01-18', '2026-01-19']
    const selection = selectPosts(
      days.map(date => read(`${date}.md`, { date })),
      week,
      { today },
    )
    expect(paths(selection.posts)).toEqual(['2026-01-18.md', '2026-01-12.md'])
    expect(selection.leftOut.map(({ reason }) => reason)).toEqual([
      'a day before the window',
      'a day after the window',
    ])
  })

  it('puts the newest first, by day, then by the written time, then by path', () => {
    const posts = [
      read('b.md', { date: '2026-01-14' }),
      read('a.md', { date: '2026-01-14' }),
      read('c.md', { date: '2026-01-14 09:00' }),
      read('d.md', { date: '2026-01-16' }),
    ]
    expect(paths(selectPosts(posts, week, { today }).posts)).toEqual(['d.md', 'c.md', 'a.md', 'b.md'])
  })

  it.each([
    ['a draft', { draft: 'true' }],
    ['marked as not published', { published: 'false' }],
    ['marked as hidden', { hidden: 'true' }],
  ])('leaves out what is %s', (reason, header) => {
    expect(reasonFor(read('x.md', { date: '2026-01-16', ...header }))).toBe(reason)
  })

  it('leaves out drafts folders and the future', () => {
    expect(reasonFor(read('_drafts/x.md', { date: '2026-01-16' }))).toBe('in a folder of drafts')
    const post = read('x.md', { date: '2026-01-16' })
    expect(reasonFor(post, { today: '2026-01-15' })).toBe('dated in the future (2026-01-16)')
  })

  it('does not hold against a post of a past window that it has expired since', () => {
    const post = (expiryDate: string) => read('x.md', { date: '2026-01-16', expiryDate })
    expect(reasonFor(post('2026-01-25'))).toBeUndefined()
    expect(reasonFor(post('2026-01-17'))).toBe('expired on 2026-01-17')
  })

  it('leaves out what an earlier issue carried, and says which', () => {
    const carried = new Map([['x.md', '2026-W02']])
    expect(reasonFor(read('x.md', { date: '2026-01-16' }), { carried })).toBe('already in issue 2026-W02')
  })

  it.each([
    [{ categories: ['Cloud'] }, 'not of category "Cloud"'],
    [{ tags: ['a', 'b'] }, 'not tagged "a" or "b"'],
    [{ languages: ['zh'] }, 'in en, not in "zh"'],
    [{ exclude: ['guides'] }, 'excluded by "guides"'],
    [{ exclude: ['**/x.md'] }, 'excluded by "**/x.md"'],
  ])('keeps to the filter %j', (filters, reason) => {
    const post = read('guides/x.md', { date: '2026-01-16', categories: 'news', tags: 'c' })
    expect(reasonFor(post, { filters })).toBe(reason)
  })

  it('takes what fits every kind of filter, in any case', () => {
    const post = read('x.md', { date: '2026-01-16', categories: 'Cloud', tags: 'a, b' })
    const filters = { categories: ['cloud'], tags: ['B', 'c'], languages: ['en'], exclude: ['guides/'] }
    expect(reasonFor(post, { filters })).toBeUndefined()
  })

  it('takes the newest posts up to a limit, and one that is named beyond it', () => {
    const posts = ['12', '13', '14', '15'].map(day => read(`${day}.md`, { date: `2026-01-${day}` }))
    const selection = selectPosts(posts, week, {
      today,
      filters: { limit: 2 },
      included: new Map([['12.md', '']]),
    })
    expect(paths(selection.posts)).toEqual(['15.md', '14.md', '12.md'])
    expect(selection.leftOut).toMatchObject([{ path: '13.md', reason: 'beyond the limit of 2' }])
  })

  it('lists undated posts as undated, and takes one that is included by name', () => {
    const post = read('x.md', { title: 'Undated' })
    expect(reasonFor(post)).toBe('undated: no day in header, name, folder or address')
    expect(reasonFor(read('y.md', { date: '2026-02-30' }))).toMatch(
      /^undated: "date: 2026-02-30" names no day/,
    )
    expect(selectPosts([post], week, { today, included: new Map([['x.md', '']]) }).posts).toEqual([post])
  })

  it('gives every file a place: selected or left out with a reason', () => {
    const files = [
      read('a.md', { date: '2026-01-16' }),
      read('b.md', {}),
      readPost('c.md', new Uint8Array([0x89, 0x50, 0, 0])),
      readPost('d.md', new Uint8Array()),
      readPost('e.md', Buffer.from('---js\n{}\n---\n')),
    ]
    const { posts, leftOut } = selectPosts(files, week, { today })
    expect(posts.length + leftOut.length).toBe(files.length)
    expect(leftOut.every(({ reason }) => reason !== '')).toBe(true)
    expect(files.filter(isPost)).toHaveLength(2)
  })
})

describe('nearestDays', () => {
  it('are the last day before the window and the first one after it', () => {
    const files = ['2025-12-01', '2026-01-02', '2026-01-25', '2026-01-30'].map(date =>
      read(`${date}.md`, { date }),
    )
    expect(nearestDays(files, week, today)).toEqual(['2026-01-02', '2026-01-25'])
    expect(newestDay(files, today)).toBe('2026-01-30')
  })

  it('are never those of drafts', () => {
    expect(nearestDays([read('x.md', { date: '2026-01-02', draft: 'true' })], week, today)).toEqual([])
  })
})
