import { describe, expect, it } from 'vitest'
import { readSearch } from '../../../../src/inbox/mailbox/search/search-query.ts'
import { readSearchTime } from '../../../../src/inbox/mailbox/search/search-time.ts'

describe('readSearch', () => {
  it.each([
    ['hello 世界', [words('anything', 'hello'), words('anything', '世界')]],
    ['"Hello World" from:"Li Lei"', [words('anything', 'hello world'), words('from', 'li lei')]],
    ['-to:a@b.c !subject:x', [words('to', 'a@b.c', true), words('subject', 'x', true)]],
    ['Reply-To:r Message-ID:m', [words('reply-to', 'r'), words('message-id', 'm')]],
    ['to: from:""', []],
    ['IS:Read has:attachments', [state('read'), state('attachment')]],
    ['-is:tagged has:inline', [state('tagged', true), state('inline')]],
    ['larger:1.5k smaller:2MB', [size('larger', 1536), size('smaller', 2 * 1024 * 1024)]],
    [
      'larger:much is:odd https://x.org',
      [words('anything', 'larger:much'), words('anything', 'is:odd'), words('anything', 'https://x.org')],
    ],
    ['before:never', []],
    ['- "', [words('anything', '-')]],
  ])('reads %s', (query, conditions) => {
    expect(readSearch(query)).toEqual(conditions)
  })

  it('reads a query of a megabyte', () => {
    for (const piece of ['"', '-', 'a:', ' ', '"a" ', 'x']) readSearch(piece.repeat(1024 * 1024))
  })
})

describe('readSearchTime', () => {
  it.each([
    ['2026-01-16', 'Asia/Shanghai', '2026-01-15T16:00:00.000Z'],
    ['2026/1/16 8:30', 'Asia/Shanghai', '2026-01-16T00:30:00.000Z'],
    ['2026-01', 'UTC', '2026-01-01T00:00:00.000Z'],
    ['2026', 'UTC', '2026-01-01T00:00:00.000Z'],
    ['2026-01-16T08:30:00Z', 'Asia/Shanghai', '2026-01-16T08:30:00.000Z'],
    ['2026-01-16T08:30:00.5+08:00', 'UTC', '2026-01-16T00:30:00.000Z'],
  ])('reads %s in %s', (written, zone, time) => {
    expect(readSearchTime(written, zone)?.toISOString()).toBe(time)
  })

  it('takes the zone of this machine for one that it does not know', () => {
    expect(readSearchTime('2026-01-16', 'Nowhere/At_all')).toEqual(new Date(2026, 0, 16))
  })

  it.each(['', 'yesterday', '16.01.2026', '2026-01-16T'])('takes "%s" for no time', written => {
    expect(readSearchTime(written)).toBeUndefined()
  })
})

function words(field: string, text: string, isExcluded = false) {
  return { kind: 'words', field, words: text, isExcluded }
}

function state(name: string, isExcluded = false) {
  return { kind: 'state', state: name, isExcluded }
}

function size(kind: string, bytes: number) {
  return { kind, bytes, isExcluded: false }
}
