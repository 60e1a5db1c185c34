import { describe, expect, it } from 'vitest'
import { cutAt } from '../../../src/inbox/clients/inbox-row.ts'
import { listWordsOf } from '../../../src/inbox/clients/preheader.ts'

describe('cutAt', () => {
  it.each([
    ['Hello', 5, 'Hello', ''],
    ['Hello world', 8, 'Hello w', 'orld'],
    ['云原生周报', 10, '云原生周报', ''],
    ['云原生周报', 9, '云原生周', '报'],
    ['云原生周报', 8, '云原生', '周报'],
    ['a👩‍👩‍👧‍👧b', 3, 'a', '👩‍👩‍👧‍👧b'],
    ['', 5, '', ''],
  ])('shows of %s in %i columns %s', (text, columns, shown, rest) => {
    expect(cutAt(text, columns)).toMatchObject({ shown, rest })
  })
})

describe('listWordsOf', () => {
  const hidden = '<div style="display:none">Three changes</div>'
  it.each([
    ['the hidden words first', { html: `<body>${hidden}<p>Hello</p>` }, ['Three changes', 'Hello']],
    [
      'the first words where none are hidden',
      { html: '<body><p>Hello <b>wor</b>ld</p>' },
      ['', 'Hello world'],
    ],
    [
      'nothing of head, style or comments',
      { html: '<head><title>T</title></head><style>a{}</style><!-- x -->Hi' },
      ['', 'Hi'],
    ],
    [
      'no words that padding keeps out',
      { html: `${hidden}<div style="display:none">${'&#847;&zwnj;&nbsp;'.repeat(9)}</div>Hello` },
      ['Three changes', ''],
    ],
    [
      'no hidden words further down',
      { html: 'Hello <p style="display:none">phones</p> world' },
      ['', 'Hello world'],
    ],
    [
      'hidden words with elements in them',
      { html: '<div style="max-height:0"><div>A</div> B</div>C' },
      ['A B', 'C'],
    ],
    ['alternative texts', { html: '<img alt="Logo" src="a.png"><p>Hi' }, ['', 'Logo Hi']],
    [
      'what stands in a cell without room of its own',
      { html: '<td style="font-size:0px"><p>Hi' },
      ['', 'Hi'],
    ],
    ['what shines through', { html: '<p style="opacity:0.9">Hi' }, ['', 'Hi']],
    ['the text of a mail without HTML', { text: '  Hello,\n\nworld' }, ['', 'Hello, world']],
    ['the text where HTML has no words', { html: '<img src=a>', text: 'Hello' }, ['', 'Hello']],
    [
      'nothing behind a style sheet of 100,000 characters',
      { html: `<style>${'a'.repeat(100_000)}</style>Hi` },
      ['', ''],
    ],
    ['nothing of nothing', {}, ['', '']],
  ])('has %s', (_what, content, [preheader, following]) => {
    expect(listWordsOf(content)).toEqual({ preheader, following })
  })

  it.each([
    '<br>',
    '<b>',
    '<',
    '&nbsp;',
    '<div style="display:none">',
    '<div style="display:none"> ',
    ' ',
    '<img alt="x">',
  ])(
    'is quick with a megabyte of %s',
    piece => {
      expect(listWordsOf({ html: piece.repeat((1024 * 1024) / piece.length) })).toBeTypeOf('object')
    },
    10_000,
  )
})
