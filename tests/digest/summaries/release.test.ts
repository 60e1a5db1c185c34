import { describe, expect, it } from 'vitest'
import { digestOf } from '../a-digest.ts'

const summaryOf = (title: string, text: string) => digestOf(`---\ntitle: "${title}"\n---\n${text}\n`)?.summary

const generated = (...lines: string[]) =>
  `## What's Changed\n${lines.map(line => `* ${line}\n`).join('')}\n## New Contributors\n* @joe made their first contribution in https://github.com/a/b/pull/13\n\n**Full Changelog**: https://github.com/a/b/compare/v2.2...v2.3\n`

describe('the release notes that GitHub writes', () => {
  it.each(['Foo 2.3 released', 'v2.3.0', 'Foo v2.3.0', 'Foo 2.3: Streams', '2.3.0 (2026-01-14)'])(
    'are told by their changes, without who made them and where: %s',
    title => {
      const notes = generated(
        'feat: add streaming by @jane in https://github.com/a/b/pull/12',
        'fix(parser)!: accept empty input by @joe and @ann-2 in https://github.com/a/b/pull/13',
        'chore(deps): bump lodash from 4.17.20 to 4.17.21 by @dependabot[bot] in https://github.com/a/b/pull/14',
        'Faster nails by @jane in #15',
      )
      expect(summaryOf(title, notes)).toBe('add streaming; accept empty input; Faster nails')
    },
  )

  it('are told even where they are a single line', () => {
    expect(summaryOf('v2.3.1', generated('Faster nails by @jane in https://github.com/a/b/pull/12'))).toBe(
      'Faster nails',
    )
    expect(
      summaryOf('v2.3.2', generated('chore: pin the saw by @jane in https://github.com/a/b/pull/1')),
    ).toBe('pin the saw')
  })
})

describe('a post whose title is a version', () => {
  it.each([
    ['v3.1.0', '### Added\n- Support for short nails.\n- A softer handle.\n\n### Fixed\n- Bent nails.\n'],
    [
      'Foo 2.0',
      '## New features\n\n- Support for short nails\n- A softer handle\n\n## Bug fixes\n\n- Bent nails\n',
    ],
    ['Foo 2.0', '**Added**\n\n- Support for short nails\n- A softer handle\n\n**Fixed:**\n\n- Bent nails\n'],
    [
      'Foo 2.0.1-beta.1',
      "## 🚀 What's new in 2.0.1\n\n- Support for short nails (#12)\n- A softer handle (#13, thanks @jane)\n- Bent nails #14\n",
    ],
  ])('is told by its lists of changes: %s', (title, text) => {
    expect(summaryOf(title, text)).toBe('Support for short nails; A softer handle; Bent nails')
  })

  it('is told by a sentence where nothing names a change', () => {
    const text =
      'Nails of all sizes go in at once with the new hammer.\n\n## Sizes\n\n- A short one\n- A long one\n'
    expect(summaryOf('Foo 2.0', text)).toBe('Nails of all sizes go in at once with the new hammer.')
  })
})

describe('the changes of a release', () => {
  it('are no headings that name them, stand beside them, or tell how to install it', () => {
    const heading = (title: string) => `## ${title}\n\nSome words on it.\n\n`
    const headings = [
      'Faster builds',
      'New command line (#12)',
      'Bug fixes',
      'Installing Foo',
      'New Contributors',
    ]
    expect(summaryOf('Announcing Foo 2.1', headings.map(heading).join(''))).toBe(
      'Faster builds; New command line',
    )
  })

  it('are the list below the words that announce it', () => {
    const text = 'This 7.1 release includes:\n- Support for short nails.\n- A softer handle.\n'
    expect(summaryOf('Foo 7.1 released', text)).toBe('Support for short nails; A softer handle')
  })

  it('are no bare names', () => {
    const text =
      'The new hammer takes three more kinds of nails.\n\n## Added\n\n- Nail::short\n- Nail::long\n- Nail::bent\n'
    expect(summaryOf('Foo 7.1 released', text)).toBe('The new hammer takes three more kinds of nails.')
  })
})
