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
      expect(summaryOf(title, notes)).toBe('add streaming; fix: accept empty input; Faster nails')
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
    [
      'v3.1.0',
      'Fixed: ',
      '### Added\n- Support for short nails.\n- A softer handle.\n\n### Fixed\n- Bent nails.\n',
    ],
    [
      'Foo 2.0',
      'Bug fixes: ',
      '## New features\n\n- Support for short nails\n- A softer handle\n\n## Bug fixes\n\n- Bent nails\n',
    ],
    [
      'Foo 2.0',
      'Fixed: ',
      '**Added**\n\n- Support for short nails\n- A softer handle\n\n**Fixed:**\n\n- Bent nails\n',
    ],
    [
      'Foo 2.0.1-beta.1',
      '',
      "## 🚀 What's new in 2.0.1\n\n- Support for short nails (#12)\n- A softer handle (#13, thanks @jane)\n- Bent nails #14\n",
    ],
  ])('is told by its lists of changes: %s', (title, kind, text) => {
    expect(summaryOf(title, text)).toBe(`Support for short nails; A softer handle; ${kind}Bent nails`)
  })

  it('says of what was removed, fixed or taken back that it was', () => {
    const removed = '### Removed\n\n- Support for long nails\n- Removed the old handle\n'
    expect(summaryOf('Foo 3.0', removed)).toBe('Removed: Support for long nails; Removed the old handle')
    expect(summaryOf('Foo 3.0 发布', '## 移除\n\n- 长钉子\n- 旧的手柄和它的套子\n- 蓝色的铁锤头\n')).toBe(
      '移除：长钉子；移除：旧的手柄和它的套子；移除：蓝色的铁锤头',
    )
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

describe('a release whose summary would be its title again', () => {
  const bare = 'Foo 33.0.0 has been released!'

  it.each([
    ['Foo 33.0.0', `${bare} It includes nails of three sizes.`, `${bare} It includes nails of three sizes.`],
    [
      'Foo 33.0.0 released',
      'We just released a new major version of Foo!\n\nNails of all sizes go in at once with the new hammer.',
      'We just released a new major version of Foo! Nails of all sizes go in at once with the new hammer.',
    ],
    [
      'Foo 33.0.0 发布',
      '我们很高兴地宣布 Foo 33.0.0 正式发布！新的锤子可以一次钉入所有尺寸的钉子。',
      '我们很高兴地宣布 Foo 33.0.0 正式发布！新的锤子可以一次钉入所有尺寸的钉子。',
    ],
  ])('goes on to what is said next: %s, %s', (title, text, summary) => {
    const rest = '\n\n## Thanks\n\nAnn went to the station.\n'
    expect(summaryOf(title, text + rest)).toBe(summary)
    expect(summaryOf(title, `${text}\n\n<!-- truncate -->${rest}`)).toBe(summary)
  })

  it('goes on to the list of its changes, above the marker or below it', () => {
    const changes = '## Notable changes\n\n- Support for short nails.\n- A softer handle.\n'
    const told = 'Support for short nails; A softer handle'
    expect(summaryOf('Foo 33.0.0', `${bare}\n\n${changes}\n<!-- truncate -->\n\nMore.\n`)).toBe(told)
    expect(summaryOf('Foo 33.0.0', `${bare}\n\n<!-- truncate -->\n\n${changes}`)).toBe(told)
    const pointer = 'You can read the whole changelog on GitHub.'
    const list = `This release includes:\n\n${changes.split('\n\n')[1]}`
    expect(summaryOf('7.1 released: Nails', `${bare}\n\n${list}\n${pointer}\n\n<!-- truncate -->\n`)).toBe(
      told,
    )
  })

  it('is no post that announces something else', () => {
    const announced = "Today we're announcing the Foo Podcast!"
    expect(
      summaryOf('The Foo Podcast', `${announced}\n\nYou probably use a hammer, or know somebody who does.`),
    ).toContain(announced)
  })

  it('keeps its title where it says nothing else', () => {
    expect(summaryOf('Foo 33.0.0', bare)).toBe(bare)
  })
})
