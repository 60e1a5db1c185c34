import { describe, expect, it } from 'vitest'
import { isTrueInOutlook } from '../../../src/inbox/clients/condition.ts'
import { resolveConditionalComments } from '../../../src/inbox/clients/conditional-comments.ts'

describe('isTrueInOutlook', () => {
  it.each([
    ['mso', true],
    ['mso | IE', true],
    ['!mso', false],
    ['!mso | IE', false],
    ['IE', false],
    ['!IE', true],
    ['gte mso 9', true],
    ['(gte mso 9)|(IE)', true],
    ['gte mso 15', true],
    ['mso 16', true],
    ['mso 12', false],
    ['lte mso 11', false],
    ['lt mso 16', false],
    ['(gt mso 12)&(lte mso 16)', true],
    ['!(gte mso 9)', false],
    ['MSO', true],
    ['gte vml 1', true],
    ['true', true],
    ['!supportLists', true],
    ['', false],
    ['mso mso', false],
    ['(mso', false],
    ['mso)', false],
    ['gte', false],
    ['!', false],
    ['mso || IE', false],
    ['constructor', false],
  ])('reads [if %s] as %s', (condition, expected) => {
    expect(isTrueInOutlook(condition)).toBe(expected)
  })
})

describe('resolveConditionalComments', () => {
  it.each([
    ['a<!--[if mso]><b>x</b><![endif]-->c', 'a<b>x</b>c'],
    ['a<!--[if mso | IE]><td><![endif]-->c', 'a<td>c'],
    ['a<!--[if IE]><b>x</b><![endif]-->c', 'ac'],
    ['a<!--[if !mso]><!--><b>x</b><!--<![endif]-->c', 'ac'],
    ['a<!--[if !mso]><!-- --><b>x</b><!-- <![endif]-->c', 'ac'],
    ['a<!--[if gte mso 9]><!--><b>x</b><!--<![endif]-->c', 'a<b>x</b>c'],
    ['a<![if !mso]><b>x</b><![endif]>c', 'ac'],
    ['a<![if mso]><b>x</b><![endif]>c', 'a<b>x</b>c'],
    ['<!--[if !mso]><!-->x<!--[if mso]>y<![endif]-->z<!--<![endif]-->w', 'w'],
    ['<!-- kept --><p>x</p>', '<!-- kept --><p>x</p>'],
    ['<![endif]-->a', 'a'],
    ['a<!--[if !mso]>never closed', 'a'],
  ])('makes %s into %s', (html, expected) => {
    expect(resolveConditionalComments(html)).toBe(expected)
  })
})
