import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SubscriberError } from '../../../src/errors.ts'
import { parseSegment } from '../../../src/subscribers/segment/parse-segment.ts'
import { tagsNamed } from '../../../src/subscribers/segment/segment.ts'
import { writeSegment } from '../../../src/subscribers/segment/write-segment.ts'
import { aSegment } from './a-segment.ts'

const written = (text: string) => writeSegment(parseSegment(text))

/** What a text is refused with. */
function refusal(text: string): { message: string; wayOut: string | undefined } {
  try {
    parseSegment(text)
  } catch (error) {
    if (error instanceof SubscriberError) return { message: error.message, wayOut: error.wayOut }
    throw error
  }
  throw new Error(`"${text}" was read`)
}

describe('parseSegment', () => {
  it('reads a tree', () => {
    expect(parseSegment('tag:beta and (language:zh_cn or not attribute."my plan":pro)')).toEqual({
      kind: 'and',
      parts: [
        { kind: 'tag', tag: 'beta' },
        {
          kind: 'or',
          parts: [
            { kind: 'language', language: 'zh-CN' },
            { kind: 'not', part: { kind: 'attribute', name: 'my plan', value: 'pro' } },
          ],
        },
      ],
    })
  })

  it.each([
    ['tag:a tag:b OR tag:c', 'tag:a and tag:b or tag:c'],
    ['tag:a and (tag:b or tag:c)', 'tag:a and (tag:b or tag:c)'],
    ['not tag:a and Not(tag:b)', 'not tag:a and not tag:b'],
    ['not (tag:a tag:b)', 'not (tag:a and tag:b)'],
    ['(tag:a and (tag:b and ((tag:c))))', 'tag:a and tag:b and tag:c'],
    ['(tag:a)(tag:b)', 'tag:a and tag:b'],
    ['\ttag:a\n\u3000or tag:b\n', 'tag:a or tag:b'],
    ['tag:"early readers, 中文"', 'tag:"early readers, 中文"'],
    ['tag:"beta" tag:中文', 'tag:beta and tag:中文'],
    ['tag:a:b tag:and', 'tag:"a:b" and tag:and'],
    ['tag:"say \\"hi\\" \\\\"', 'tag:"say \\"hi\\" \\\\"'],
    ['LANGUAGE:ZH-hans', 'language:zh-Hans'],
    ['domain:QQ.com or domain:München.de', 'domain:qq.com or domain:xn--mnchen-3ya.de'],
    ['domain:XN--MNCHEN-3YA.de', 'domain:xn--mnchen-3ya.de'],
    ['since:2026-01-01..2026-02-01', 'since:2026-01-01..2026-02-01'],
    ['since:2026-01-01..2026-01-01', 'since:2026-01-01'],
    ['since:>2026-02-28 since:<2026-01-01', 'since:>=2026-03-01 and since:<=2025-12-31'],
    ['since:>=2026-01-01 since:<=2026-01-31', 'since:>=2026-01-01 and since:<=2026-01-31'],
    ['attribute.plan:pro attribute.a.b:3', 'attribute.plan:pro and attribute.a.b:3'],
  ])('reads %j as %j', (text, normal) => {
    expect(written(text)).toBe(normal)
    expect(written(normal)).toBe(normal)
  })

  it.each([
    ['', 'at column 1: found its end, expected a term such as tag:beta'],
    ['beta', 'at column 1: found "beta", expected a term such as tag:beta'],
    ['tag:beta tga:vip', 'at column 10: found "tga:vip", expected one of tag, language, domain, since, attr'],
    ['constructor:x', 'found "constructor:x", expected one of tag'],
    ['tag.x:beta', 'found "tag.x:beta", expected one of tag'],
    ['tag: beta', 'at column 1: found "tag:", expected a tag such as tag:beta'],
    ['tag:""', 'found "tag:""", expected a tag such as'],
    ['tag:"a', 'at column 5: found ""a", expected a quote at its end as well'],
    ['tag:"a"b', 'found "tag:"a"b", expected a term'],
    ['tag:a,b', 'found "tag:a,b", expected one value'],
    ['attribute.city:Berlin、Bonn', 'expected one value'],
    ['tag:beta）', 'found "tag:beta）", expected one value'],
    ['tag:a and', 'at column 10: found its end, expected a term'],
    ['and tag:a', 'at column 1: found "and", expected a term'],
    ['tag:a or or tag:b', 'at column 10: found "or", expected a term'],
    ['tag:a && tag:b', 'at column 7: found "&&", expected a term'],
    ['(tag:a or tag:b', 'at column 16: found its end, expected ")" for the "(" at column 1'],
    ['tag:a) or tag:b', 'at column 6: found ")", expected "and", "or", a term or the end'],
    ['()', 'at column 2: found ")", expected a term'],
    ['language:chinese', 'expected a language such as language:zh-CN'],
    ['domain:@qq.com', 'expected the domain of an address such as domain:qq.com'],
    ['since:2026-02-30', 'expected days such as'],
    ['since:2026-02-01..2026-01-01', 'expected days such as'],
    ['since:>9999-12-31', 'expected days such as'],
    ['since:<0000-01-01', 'expected days such as'],
    ['attribute:pro', 'expected the name of an attribute, as in attribute.plan:pro'],
    ['tag:a\u0000', 'at column 6: found " ", expected no control or broken character'],
    ['tag:\ud83d', 'at column 5'],
    ['not '.repeat(30), 'at most 20 parentheses and "not" within each other'],
    ['('.repeat(2000), 'at most 20 parentheses'],
    ['tag:a '.repeat(334), 'A segment of 2004 characters'],
    ['tag:a '.repeat(250), 'A segment of 2495 characters, written in full: expected at most 2000'],
  ])('refuses %j, and says where', (text, message) => {
    expect(refusal(text).message).toContain(message)
    expect(refusal(text).wayOut).toMatch(/\w\.?$|[)"]\.?$/)
  })

  it.each([
    ['status:active', 'active people only'],
    ['tag：beta', 'an English keyboard'],
    ['（tag:beta）', 'an English keyboard'],
    ['tag:a,b', 'Write tag:a or tag:b, or tag:"a, b"'],
    ['beta', 'tag:beta and (language:zh-CN or not domain:qq.com)'],
  ])('shows the way out of %j', (text, wayOut) => {
    expect(refusal(text).wayOut).toContain(wayOut)
  })

  it('reads what writeSegment wrote as the same segment', () => {
    fc.assert(
      fc.property(aSegment, segment => {
        const text = writeSegment(segment)
        fc.pre(text.length <= 2000)
        expect(parseSegment(text)).toEqual(segment)
      }),
    )
  })

  it('throws nothing but a SubscriberError, and writes what it reads', () => {
    const pieces = fc.constantFrom(
      ...['tag:a', 'and', 'or', 'not', '(', ')', '"', '\\', ':', ' ', 'since:', '2026-01-01', '..', '>'],
      ...['attribute.', 'domain:', 'language:zh', '中文', '：', '\u0000', '\ud83d', '__proto__', 'é'],
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(pieces).map(all => all.join('')),
    )
    fc.assert(
      fc.property(text, some => {
        try {
          const segment = parseSegment(some)
          expect(parseSegment(writeSegment(segment))).toEqual(segment)
        } catch (error) {
          if (!(error instanceof SubscriberError)) throw error
        }
      }),
      { numRuns: 2000 },
    )
  })

  it.each(['a', '(', '"', '\\"', 'tag:a ', ' ', '中', '"":', 'not '])(
    'refuses a megabyte of %j at once',
    token => {
      expect(() => parseSegment(token.repeat(1_000_000 / token.length))).toThrow('expected at most 2000')
    },
  )
})

describe('tagsNamed', () => {
  it('tells every tag of a segment', () => {
    expect(tagsNamed(parseSegment('tag:a language:zh or not (tag:b or tag:c)'))).toEqual(['a', 'b', 'c'])
  })
})
