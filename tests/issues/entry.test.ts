import { expect, it } from 'vitest'
import { writeEntry } from '../../src/issues/entry.ts'
import { anEntry } from './an-issue.ts'

it('of one line, without a summary, names its points, also those that are sentences alone', () => {
  const point = (headline: string, sentence: string) => ({ headline, sentence, sources: [] })
  const stories = [point('Fast', 'It starts at once.'), point('', 'A program is one file.')]
  const text = writeEntry(anEntry('a', { summary: '', stories }), 'en', 'compact')
  expect(text.split('\n\n').at(-1)).toBe('Fast · A program is one file.\n')
})
