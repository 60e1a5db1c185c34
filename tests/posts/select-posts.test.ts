import { describe, expect, it } from 'vitest'
import { isPost, type NotAPost, type Post } from '../../src/posts/post.ts'
import { readPost } from '../../src/posts/read-post.ts'
import { nearestDays, newestDay, selectPosts } from '../../src/posts/select-posts.ts'
import { weekWindow } from '../../src/posts/window.ts'
import { aPost } from '../a-workspace.ts'

const week = weekWindow('2026-W03', 'Asia/Shanghai')
const read = (path: string, header: Record<string, string>): Post | NotAPost =>
  readPost(path, Buffer.from(aPost(header)), '2026-02-01')
const paths = (files: readonly { path: string }[]) => files.map(file => file.path)
const reasonFor = (file: Post | NotAPost) => selectPosts([file], week).leftOut[0]?.reason

describe('selectPosts', () => {
  it('keeps a post of the last evening, in the day that its author wrote', () => {
    const post = read('x.md', { date: '2026-01-18T23:30:00+08:00' })
    expect(selectPosts([post], week).posts).toEqual([post])
  })

  it('keeps both ends of the window and nothing outside', () => {
    const days = ['2026-01-11', '2026-01-12', '2026-01-18', '2026-01-19']
    const selection = selectPosts(
      days.map(date => read(`${date}.md`, { date })),
      week,
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
    expect(paths(selectPosts(posts, week).posts)).toEqual(['d.md', 'c.md', 'a.md', 'b.md'])
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
    const tomorrow = readPost('x.md', Buffer.from(aPost({ date: '2026-01-16' })), '2026-01-15')
    expect(reasonFor(tomorrow)).toBe('dated in the future (2026-01-16)')
  })

  it('lists undated posts as undated, and takes one that is included by name', () => {
    const post = read('x.md', { title: 'Undated' })
    expect(reasonFor(post)).toBe('undated: no day in header, name or folder')
    expect(reasonFor(read('y.md', { date: '2026-02-30' }))).toMatch(
      /^undated: "date: 2026-02-30" names no day/,
    )
    expect(selectPosts([post], week, new Map([['x.md', '']])).posts).toEqual([post])
  })

  it('gives every file a place: selected or left out with a reason', () => {
    const files = [
      read('a.md', { date: '2026-01-16' }),
      read('b.md', {}),
      readPost('c.md', new Uint8Array([0x89, 0x50, 0, 0]), '2026-02-01'),
      readPost('d.md', new Uint8Array(), '2026-02-01'),
      readPost('e.md', Buffer.from('---js\n{}\n---\n'), '2026-02-01'),
    ]
    const { posts, leftOut } = selectPosts(files, week)
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
    expect(nearestDays(files, week)).toEqual(['2026-01-02', '2026-01-25'])
    expect(newestDay(files)).toBe('2026-01-30')
  })

  it('are never those of drafts', () => {
    expect(nearestDays([read('x.md', { date: '2026-01-02', draft: 'true' })], week)).toEqual([])
  })
})
