import { describe, expect, it } from 'vitest'
import { IssueError } from '../../src/errors.ts'
import { decodeIssue } from '../../src/issues/decode-issue.ts'

const latin1 = (text: string) => Buffer.from(text, 'latin1')

describe('decodeIssue', () => {
  it('keeps every character of UTF-8, its mark and its line ends included', () => {
    const text = '\uFEFFCafé\r\n周报 \uFFFD\n'
    expect(decodeIssue(Buffer.from(text), 'issue.md')).toBe(text)
  })

  it('reads UTF-16 with its mark', () => {
    const little = Buffer.from('\uFEFF周报\n', 'utf16le')
    expect(decodeIssue(little, 'issue.md')).toBe('\uFEFF周报\n')
    expect(decodeIssue(Buffer.from(little).swap16(), 'issue.md')).toBe('\uFEFF周报\n')
  })

  it.each([
    ['Latin-1', latin1('a\n\nCaf\xe9\n'), 'issue.md:3: not UTF-8'],
    ['GBK', latin1('\xd6\xdc\xb1\xa8'), 'issue.md:1: not UTF-8'],
    ['an end in the middle of a character', Buffer.from('a\n周').subarray(0, 4), 'issue.md:2: not UTF-8'],
    ['UTF-16 without its mark', Buffer.from('abc', 'utf16le'), 'issue.md: not text'],
    ['half a character of UTF-16', latin1('\xff\xfe\x00'), 'issue.md:1: not UTF-8'],
  ])('refuses %s, and names file and line', (_name, bytes, message) => {
    expect(() => decodeIssue(bytes, 'issue.md')).toThrow(IssueError)
    expect(() => decodeIssue(bytes, 'issue.md')).toThrow(message)
  })
})
