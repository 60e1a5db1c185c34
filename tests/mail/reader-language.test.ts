import { expect, it } from 'vitest'
import { readerLanguage } from '../../src/mail/reader-language.ts'

it.each([
  ['zh-CN', 'en', 'zh-CN'],
  ['zh-Hans-HK', 'en', 'zh-CN'],
  ['zh-SG', 'zh-TW', 'zh-CN'],
  ['zh_tw', 'en', 'zh-TW'],
  ['zh-HK', 'en', 'zh-TW'],
  ['zh-Hant', 'zh-CN', 'zh-TW'],
  ['zh', 'zh-TW', 'zh-TW'],
  ['zh', 'en', 'zh-CN'],
  ['en-GB', 'zh-CN', 'en'],
  ['de', 'zh-TW', 'zh-TW'],
  ['english', 'zh-CN', 'zh-CN'],
  ['', 'en', 'en'],
  [undefined, 'zh-TW', 'zh-TW'],
  ['-'.repeat(1_000_000), 'en', 'en'],
] as const)('a reader of %j is written to, by a newsletter in %s, in %s', (tag, newsletters, expected) => {
  expect(readerLanguage(tag, newsletters)).toBe(expected)
})
