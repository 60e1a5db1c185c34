import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Composition, composeNewIssue } from '../../src/issues/compose-issue.ts'
import { composeAgainToFit, composeToFit } from '../../src/issues/compose-to-fit.ts'
import type { Limits } from '../../src/issues/fit.ts'
import { parseIssueFile } from '../../src/issues/issue-file.ts'
import { anEntry, settings, window } from './an-issue.ts'

const story = fc.record({
  headline: fc.integer({ max: 400, min: 0 }).map(number => `Headline ${number} of what there is to tell`),
  sentence: fc.integer({ max: 30, min: 1 }).map(times => `${'What is told. '.repeat(times).trim()}`),
  sources: fc
    .array(fc.integer({ max: 400, min: 0 }), { maxLength: 2 })
    .map(numbers =>
      numbers.map(number => ({ title: 'S', url: `https://s.example.org/2026/${number}-of-them/` })),
    ),
})
const digest = fc.record({
  summary: fc.integer({ max: 12, min: 0 }).map(times => 'A summary of it. '.repeat(times).trim()),
  stories: fc.array(story, { maxLength: 9 }),
})
const entriesOf = (digests: readonly { summary: string }[]) =>
  digests.map((digest, at) => anEntry(`p${at}`, digest, `c${at % 4}`))
const limits = fc.record({
  entries: fc.integer({ min: 1, max: 40 }),
  bytes: fc.integer({ min: 15_000, max: 80_000 }),
})
const issue = fc.record({
  digests: fc.array(digest, { minLength: 10, maxLength: 40 }),
  limits,
  others: limits,
})

// Larger than it looks, and by another part of each entry.
const weigh = async ({ text }: Composition) =>
  9000 + Buffer.byteLength(text) + 300 * text.split('### ').length

it('composing again from the same posts changes nothing, whatever the limits were before', async () => {
  await fc.assert(
    fc.asyncProperty(issue, async ({ digests, limits, others }) => {
      const entries = entriesOf(digests)
      const again = (text: string, limits: Limits) =>
        composeAgainToFit(parseIssueFile(text, 'issue.md'), entries, { ...settings, limits }, weigh)
      const head = { id: '2026-W03', number: 3, window }
      const { text } = await composeToFit(
        given => composeNewIssue(entries, head, given),
        { ...settings, limits },
        weigh,
      )
      expect(await again(text, limits)).toMatchObject({ text, updated: [] })
      const other = await again(text, others)
      expect((await again(other.text, others)).text).toBe(other.text)
    }),
    { numRuns: 8, endOnFailure: true },
  )
}, 60_000)
