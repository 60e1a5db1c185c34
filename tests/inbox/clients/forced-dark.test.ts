import { describe, expect, it } from 'vitest'
import { asForcedDark } from '../../../src/inbox/clients/forced-dark.ts'

const ground = (color: string) => `oklch(from ${color} min(l, 1.18 - l) c h)`
const ink = (color: string) => `oklch(from ${color} max(l, .95 - l * .6) c h)`
const line = (color: string) => `oklch(from ${color} clamp(.32, 1.22 - l, l) c h)`

describe('asForcedDark', () => {
  it.each([
    ['<p style="color:#333">', `<p style="color:${ink('#333')}">`],
    ['<td style="background:white url(red.png)">', `<td style="background:${ground('white')} url(red.png)">`],
    ['<td style="border:1px solid #ddd">', `<td style="border:1px solid ${line('#ddd')}">`],
    ['<td style="border-radius:3px">', '<td style="border-radius:3px">'],
    ['<td bgcolor="ffeecc">', `<td style="background-color:${ground('#ffeecc')}" bgcolor="ffeecc">`],
    [
      '<body bgcolor="#fff" text="black" style="margin:0">',
      `<body bgcolor="#fff" text="black" style="background-color:${ground('#fff')};color:${ink('black')};margin:0">`,
    ],
    ['<font color=navy>', `<font style="color:${ink('navy')}" color=navy>`],
    [
      '<p style="background:linear-gradient(#fff,rgb(1, 2, 3))">',
      `<p style="background:linear-gradient(${ground('#fff')},${ground('rgb(1, 2, 3)')})">`,
    ],
    ['<p style="color:inherit;background:transparent">', '<p style="color:inherit;background:transparent">'],
    ['<style>a{color:red}</style>', `<style>a{color:${ink('red')}}</style>`],
    ['<img src="cid:a" alt="red">', '<img src="cid:a" alt="red">'],
    ["<p bgcolor='\"><script>'>", `<p style="background-color:${ground('white')}" bgcolor='"><script>'>`],
  ])('turns the colours of %s', (html, expected) => {
    expect(asForcedDark(html).split('<style>:where(html)')[0]).toBe(expected)
  })

  it.each([
    '<p style="color:red">',
    '<td bgcolor=#fff ',
    'url(',
    '<style>a{background:url(',
    '<p style="',
    'a',
  ])(
    'is quick with a megabyte of %s',
    piece => {
      expect(asForcedDark(piece.repeat((1024 * 1024) / piece.length))).toBeTypeOf('string')
    },
    10_000,
  )
})
