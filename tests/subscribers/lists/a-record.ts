import fc from 'fast-check'
import type { Consent } from '../../../src/subscribers/consent.ts'
import { type Status, type Subscriber, statuses } from '../../../src/subscribers/subscriber.ts'
import type { SubscriberRecord } from '../../../src/subscribers/subscriber-store.ts'
import { isSuppressed } from '../../../src/subscribers/suppression.ts'

const since = new Date('2026-01-19T08:00:00.123Z')
const leftAt = new Date('2026-02-19T08:00:00.456Z')

/** A person with what is on record of them. */
export function aRecord(said: Partial<Subscriber> = {}, consents: readonly Consent[] = []): SubscriberRecord {
  const nothingKnown = { name: '', tags: [], attributes: {}, status: 'active' as Status }
  const subscriber = { id: 1, address: 'ada@example.org', since, ...nothingKnown, ...said }
  const { status } = subscriber
  const suppression = isSuppressed(status) ? { reason: status, at: leftAt, place: '' } : undefined
  return { subscriber, suppression, consents }
}

// What a spreadsheet, a template, a page, a header or a CSV file could take for something else than text.
const hostile = fc.constantFrom(
  '=1+1',
  "'=1+1",
  "''-2",
  '@SUM(A1)',
  '+49',
  '-',
  '"quoted", and more',
  '{{name}}',
  '<b>',
  '王小明',
  '😀',
  "'",
  '["',
  ';',
  'x;=1+1',
  "x;'-2",
)
const inOneLine = fc
  .array(fc.oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 4 })
  .map(parts =>
    parts
      .join(' ')
      .replace(/[\p{Cc}\u2028\u2029]/gu, '')
      .trim(),
  )
const anyText = fc
  .array(fc.oneof(hostile, fc.constantFrom('\n', '\r\n', '\t', '\0'), fc.string({ unit: 'grapheme' })), {
    maxLength: 4,
  })
  .map(parts => parts.join(''))
const time = fc.date({ min: new Date('1970-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
const tags = fc
  .array(
    inOneLine.filter(tag => tag !== '' && tag.length <= 60),
    { maxLength: 4 },
  )
  .map(written => [...new Set(written)].sort())
const key = anyText.filter(name => !['__proto__', 'constructor', 'prototype'].includes(name))
const attributes = fc.dictionary(
  key,
  fc.oneof(anyText, fc.integer(), fc.boolean(), fc.constant(null), fc.array(anyText, { maxLength: 2 })),
  { maxKeys: 4, noNullPrototype: true },
)
const consent: fc.Arbitrary<Consent> = fc.record({
  at: time,
  act: fc.constantFrom('asked' as const, 'confirmed' as const, 'unsubscribed' as const),
  how: fc.constantFrom('form' as const, 'one-click' as const, 'operator' as const),
  place: anyText,
  text: anyText,
  details: fc.dictionary(key, anyText, { maxKeys: 2, noNullPrototype: true }),
})

/** Anybody that a list may have. */
export const anyRecord: fc.Arbitrary<SubscriberRecord> = fc
  .record({
    address: fc.constantFrom('ada@example.org', '=1@example.org', "'+a@example.org", '王@例子.中国'),
    name: inOneLine.filter(name => name.length <= 200),
    language: fc.constantFrom(undefined, 'en', 'zh-CN', 'pt-BR'),
    timezone: fc.constantFrom(undefined, 'Asia/Shanghai', 'Europe/London', 'UTC'),
    tags,
    attributes,
    status: fc.constantFrom(...statuses),
    since: time,
    leftAt: time,
    pausedUntil: fc.option(time, { nil: undefined }),
    consents: fc.array(consent, { maxLength: 3 }),
  })
  .map(({ leftAt, consents, ...said }) => {
    const { subscriber, suppression } = aRecord(said)
    return { subscriber, suppression: suppression && { ...suppression, at: leftAt }, consents }
  })
