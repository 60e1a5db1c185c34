import { Writable } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type Console, Terminal, visible } from '../../src/cli/terminal.ts'

describe('visible', () => {
  it.each([
    ['\x1b[2J\x1b[31;1mHACK', '␛[2J␛[31;1mHACK'],
    ['\x1b[31mHACK', '␛[31mHACK'],
    ['\x1b[31mred\x1b[39m\x1b[2J', '\x1b[31mred\x1b[39m␛[2J'],
    ['\x1b]0;title\x07', '␛]0;title␇'],
    ['one\rtwo\x7f', 'one␍two␡'],
    ['\x9b2J', '<U+009B>2J'],
    ['gpj.exe\u202e', 'gpj.exe<U+202E>'],
    ['two\nlines\tand 中文 é 👩‍💻', 'two\nlines\tand 中文 é 👩‍💻'],
  ])('shows %j as %s', (text, shown) => {
    expect(visible(text)).toBe(shown)
  })

  it('shows a megabyte of one character', () => {
    for (const one of ['\x1b', '\x1b[', '\x1b[2m', 'a'])
      expect(visible(one.repeat(1_000_000))).not.toContain('\x1b')
  })
})

describe('a terminal', () => {
  it('gets no control character but those of its own styles', () => {
    let written = ''
    const stdout: Console['stdout'] = new Writable({
      write(chunk, _encoding, done) {
        written += chunk
        done()
      },
    })
    const console = {
      stdout,
      stderr: stdout,
      stdin: {},
      env: {},
      cwd: () => '/',
      on: () => {},
      off: () => {},
    }
    const terminal = new Terminal(console, { json: false, quiet: false })
    terminal.say('\x1b[2Ja')
    terminal.warn('\x1b[2Jb')
    terminal.fact('c', '\x1b[2Jc')
    terminal.insist('d', '\x1b[2Jd')
    new Terminal(console, { json: true, quiet: false }).data({ e: '\x9b2J\x1b[2J' })
    expect(stripVTControlCharacters(written)).toContain('␛[2Ja')
    expect(written).not.toContain('\x1b[2J')
    expect(written).not.toContain('\x9b')
    expect(JSON.parse(written.slice(written.indexOf('{')))).toEqual({ e: '\x9b2J\x1b[2J' })
  })
})
