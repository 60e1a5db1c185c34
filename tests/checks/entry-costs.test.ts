import { describe, expect, it } from 'vitest'
import { weighEntries } from '../../src/checks/entry-costs.ts'
import type { Issue } from '../../src/issues/issue.ts'
import { anOrigin } from './an-origin.ts'

/** A mail in which each section takes 100 bytes, and each entry 10, its title and its text. */
const weigh = async ({ sections }: Issue) =>
  sections
    .flatMap(({ entries }) => [100, ...entries.map(({ title, body }) => 10 + title.length + body.length)])
    .reduce((sum, bytes) => sum + bytes, 1000)

const text = (length: number) => 'x'.repeat(length)
const { issue } = anOrigin(
  `## One\n\n### Small\n\n${text(10)}\n\n### Large\n\n${text(500)}\n\n## Two\n\n### Middle\n\n${text(300)}\n`,
)

describe('weighEntries', () => {
  it('tells what each entry takes, the largest first', async () => {
    const { entries } = await weighEntries(issue, weigh)
    expect(entries).toEqual([
      { title: 'Large', bytes: 515 },
      { title: 'Middle', bytes: 316 },
      { title: 'Small', bytes: 25 },
    ])
  })

  it.each([
    [1, ['Large']],
    [500, ['Large']],
    [501, ['Large', 'Middle']],
    [810, ['Large', 'Middle', 'Small']],
    [811, []],
  ])('names the fewest entries that save %i bytes', async (bytes, titles) => {
    const { toSave } = await weighEntries(issue, weigh)
    expect((await toSave(bytes)).map(({ title }) => title)).toEqual(titles)
  })
})
