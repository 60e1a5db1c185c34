import { describe, expect, it } from 'vitest'
import { wrapped } from '../../src/cli/wrapped.ts'

describe('wrapped', () => {
  it.each([
    ['one two three', 8, ['one two', 'three']],
    ['中文没有空格，也要换行。', 12, ['中文没有', '空格，也要换', '行。']],
    ['see https://example.org/a/long/address now', 10, ['see', 'https://example.org/a/long/address', 'now']],
    ['"A" (1), "B"', 8, ['"A" (1),', '"B"']],
    ['', 10, ['']],
  ])('cuts %j to %i columns', (text, width, lines) => {
    expect(wrapped(text, width)).toEqual(lines)
  })

  it.each(['a', '中', ' ', '"', '（', ','])('ends for a megabyte of %j', character => {
    expect(wrapped(character.repeat(1_000_000), 80).length).toBeGreaterThan(0)
  })
})
