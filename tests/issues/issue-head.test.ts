import { describe, expect, it } from 'vitest'
import { IssueError } from '../../src/errors.ts'
import { parseIssueFile } from '../../src/issues/issue-file.ts'
import { changeHead } from '../../src/issues/issue-head.ts'
import { again, anEntry, composeNew } from './an-issue.ts'

const { text } = composeNew([anEntry('a')])

describe('the header of an issue', () => {
  it.each([
    ['no header', 'Just text', 'issues/x/issue.md:1: expected a header'],
    ['broken YAML', text.replace('id: 2026-W03', 'id: [2026'), /^issues\/x\/issue\.md:3: /],
    ['no number', text.replace(/number: 3\n/, ''), /issue\.md:1: "number" in the header/],
    [
      'a list',
      text.replace(/^id[\s\S]*?(?=---)/m, '- a\n'),
      'issue.md:2: expected a header of keys with values',
    ],
    ['no subject', text.replace(/subject: .*\n/, ''), '"subject" in the header: is missing'],
    [
      'no time zone',
      text.replace(/, timezone: .* }/, ' }'),
      'issue.md:6: "window.timezone" in the header: is missing',
    ],
    [
      'a list of days',
      text.replace(/window: .*/, 'window: [a]'),
      'issue.md:6: "window.from" in the header: is missing',
    ],
    ['a wrong status', text.replace('status: draft', 'status: done'), /issue\.md:9: "status" in the header/],
    [
      'a day that is none',
      text.replace('from: 2026-01-12', 'from: monday'),
      /issue\.md:6: "window.from" .* day such as 2026-01-16/,
    ],
    [
      'a day that the calendar does not have',
      text.replace('from: 2026-01-12', 'from: 2026-02-31'),
      'issue.md:6: "window.from" in the header: expected a day such as 2026-01-16',
    ],
    [
      'days the wrong way round',
      text.replace('from: 2026-01-12', 'from: 2026-01-19'),
      'issue.md:6: "window" in the header: expected a day "from" that is not after',
    ],
    [
      'a time zone that there is not',
      text.replace('Asia/Shanghai', 'Asia/Shanghia'),
      'issue.md:6: "window.timezone" in the header: expected a time zone such as',
    ],
    [
      'a list for a subject',
      text.replace(/subject: .*/, 'subject: [a]'),
      'issue.md:4: "subject" in the header: expected text',
    ],
    [
      'an alias',
      text.replace('status:', '<<: *nope\nstatus:'),
      'issue.md:9: "*nope" in the header: expected text',
    ],
    ['an alias for a value', text.replace(/template: .*/, 'template: *nope'), 'issue.md:8: "*nope"'],
    [
      'a subject by name without the name',
      text.replace('status:', 'subjectByName: "Hello name"\nstatus:'),
      'issue.md:9: "subjectByName" in the header: expected a subject with {name} where',
    ],
    [
      'a subject by name without quotes',
      text.replace('status:', 'subjectByName: {name}\nstatus:'),
      'issue.md:9: "subjectByName" in the header: expected text',
    ],
    ['an empty subject', text.replace(/subject: .*/, 'subject: ""'), /issue\.md:4: "subject"/],
  ])('is refused with file, line and key when it has %s', (_name, broken, message) => {
    expect(() => parseIssueFile(broken, 'issues/x/issue.md')).toThrow(IssueError)
    expect(() => parseIssueFile(broken, 'issues/x/issue.md')).toThrow(message)
  })

  it('is read behind a byte-order mark and with keys of the editor’s own', () => {
    const own = `\uFEFF${text.replace('status:', 'note: mine\nstatus:')}`
    expect(parseIssueFile(own, 'issue.md').head.number).toBe(3)
  })

  it.each([
    ['subject: 2026', { subject: '2026' }],
    ['subject: 1.10', { subject: '1.10' }],
    ['subject: yes', { subject: 'yes' }],
    ['preheader:', { preheader: '' }],
    ['preheader: ~', { preheader: '' }],
    ['preheader: 2026', { preheader: '2026' }],
  ])('takes "%s" for text', (written, head) => {
    const key = written.split(':')[0]
    const edited = text.replace(new RegExp(`^${key}: .*`, 'm'), written)
    expect(parseIssueFile(edited, 'issue.md').head).toMatchObject(head)
    expect(again(edited, [anEntry('a'), anEntry('b')]).text).toContain(`\n${written}\n`)
  })

  it('keeps a subject by name when it is composed again', () => {
    const line = 'subjectByName: "{name}，周报 #3，{name}" # mine\n'
    const edited = text.replace('status:', `${line}status:`)
    expect(parseIssueFile(edited, 'issue.md').head.subjectByName).toBe('{name}，周报 #3，{name}')
    expect(again(edited, [anEntry('a'), anEntry('b')]).text).toContain(line)
  })

  it('never carries a line break into a subject', () => {
    const broken = text.replace(/subject: .*/, 'subject: "one\\r\\nBcc: x@example.org"')
    expect(parseIssueFile(broken, 'issue.md').head.subject).toBe('one Bcc: x@example.org')
  })
})

describe('changeHead', () => {
  it('changes one value and no other character', () => {
    const yaml = '# A remark\nid:   x # why\nstatus:  draft   # for now\nsubject: "a: b"\n'
    expect(changeHead(yaml, { status: 'sent' })).toBe(yaml.replace('draft', 'sent'))
    expect(changeHead(yaml, { subject: 'c: "d" #e' })).toBe(yaml.replace('"a: b"', `'c: "d" #e'`))
    expect(changeHead(yaml, { subject: 'a: b' })).toBe(yaml)
    expect(changeHead('preheader:\nid: x\n', { preheader: 'a' })).toBe('preheader: a\nid: x\n')
  })
})
