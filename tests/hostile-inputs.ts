/** A source of chance that gives the same numbers for the same seed (mulberry32), from 0 up to 1. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Posts in every format, to be spoilt. */
export const models = [
  '---\ntitle: "A title"\ndate: 2026-01-16\ntags: [a, b]\nsummary: Short.\n---\n\n# A title\n\nText with *words* and [a link](https://x.org/).\n',
  '+++\ntitle = "标题"\ndate = 2026-01-16T08:00:00+08:00\n[taxonomies]\ntags = ["a"]\n+++\n\n一段文字。第二句。\n\n<!-- more -->\n\n更多。\n',
  '{\n  "title": "A",\n  "date": "2026-01-16"\n}\n\nText.\n',
  '<!--\ntitle: 标题\ncover: https://x.org/a.png\n-->\n\n> 译自：[原文](https://x.org/a)\n\n正文。\n',
  'Title: A\nDate: 2026-01-16 10:00\nTags: a, b\n\nText.\n',
  '[#]: subject: (A title)\n[#]: via: (https://x.org/)\n\nA title\n=======\n\nText [a][1].\n\n[1]: https://x.org/b\n',
  '> * 原文地址：[A](https://x.org/a)\n> * 译者：[B](https://x.org/b)\n\n# 标题\n\n正文。\n',
  "import { a } from 'a'\n\nexport const meta = {\n  title: 'A',\n  date: '2026-01-16',\n}\n\n<Note type={{ a: 1 }}>Text</Note>\n",
  '# Digest\n\n## One\n\nText. `code {{ a }}`\n\n**Source:** [One](https://x.org/1)\n\n## Two\n\n{% note %}Text.{% endnote %}\n\n来源：https://x.org/2（…）\n',
  'A title\n-------\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\n---\n```\n\n- [x] a\n  - b\n    > c\n\n![i](a.png) ![[b.png]] <img src="c.png">\n\n:::tip\nText\n:::\n',
]

const tokens = [
  '---',
  '+++',
  '{',
  '}',
  '"',
  "'",
  ':',
  '：',
  ': |',
  '- ',
  '&a ',
  '*a',
  '!!js/function ',
  '<<: ',
  '#',
  '# ',
  '<!--',
  '-->',
  '<',
  '>',
  '</',
  '<A b={',
  '<style>',
  '```',
  '~~~',
  '`',
  '[',
  ']',
  '](',
  '![',
  '(',
  ')',
  '{{',
  '}}',
  '{%',
  '%}',
  '{{<',
  '>}}',
  '{% raw %}',
  '%',
  '===',
  '| ',
  '*',
  '_',
  '**',
  '\\',
  '&amp;',
  '&#0;',
  '&#x110000;',
  '\t',
  '    ',
  '\n\n',
  '\r\n',
  '\r',
  '\u0000',
  '\uFEFF',
  '\u202E',
  '\u200B',
  '\uD83D\uDE00',
  '\uD83D',
  '译自：',
  'Source: ',
  'https://',
  'https://x.org/(a',
  'date: 2017-02-29',
  'date: ',
  'title: ',
  'export const meta = ',
  '$$',
  ':::',
  '!!! note',
  '[^1]',
  '[^1]: ',
  'constructor',
  '__proto__: 1',
  'toString: x',
  '. ',
  '。',
  '…',
  '“',
]

/** A post of `models`, spoilt in a few places. */
export function hostilePost(random: () => number): Buffer {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const place = (text: string) => Math.floor(random() * (text.length + 1))
  let text = pick(models)
  for (let times = Math.floor(random() * 8); times >= 0; times -= 1) {
    const [at, to] = [place(text), place(text)].toSorted((a, b) => a - b) as [number, number]
    const kind = random()
    if (kind < 0.5) text = text.slice(0, at) + pick(tokens) + text.slice(at)
    else if (kind < 0.6)
      text = text.slice(0, at) + pick(tokens).repeat(Math.floor(random() * 300)) + text.slice(at)
    else if (kind < 0.75) text = text.slice(0, at) + text.slice(to)
    else if (kind < 0.85) text = text.slice(0, to) + text.slice(at)
    else if (kind < 0.95) text = text.slice(0, at) + pick(models)
    else text = text.replaceAll('\n', pick(['\r\n', '\r', '\n\n', ' \n']))
  }
  const bytes = Buffer.from(text)
  for (let times = random() < 0.1 ? Math.floor(random() * 20) : 0; times > 0; times -= 1)
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
  return random() < 0.03 ? Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]) : bytes
}

const headersAround: readonly [before: string, after: string][] = [
  ['', 'x'],
  ['---\ntitle: "', 'x"\ndate: 2026-01-16\n---\nText\n'],
  ['---\ntitle: ', 'x\n---\nText that is a sentence of a post.\n'],
  ['---\ndate: ', 'x\n---\nText\n'],
  ['---\npermalink: ', 'x\n---\nText\n'],
  ['---\ntags: [', 'x]\n---\nText\n'],
  ['+++\nsummary = "', 'x"\n+++\nText\n'],
  ['<!-- title: ', 'x -->\nText\n'],
  ['Title: ', 'x\n\nText\n'],
  ['---\n', ': x\n---\nText\n'],
  ['{"', 'x'],
  ['{"a": "', '"}\nText\n'],
]

/** A megabyte of one token in a value, or in the place of a key. */
export const longHeaders = (): { name: string; bytes: Buffer }[] =>
  [
    ' ',
    '\t',
    'a',
    '0',
    '"',
    '-',
    '[',
    '{',
    ':',
    '/',
    '中',
    '1.',
    'v1.0 ',
    '第一',
    '5个',
    '&a ',
    '*a ',
    '<b>',
    '&amp;',
    '\\"',
    '<!-- title: x -->\n',
    '\n- a',
  ].flatMap(token =>
    headersAround.map(([before, after]) => ({
      name: JSON.stringify(before + token),
      bytes: Buffer.from(before + token.repeat(Math.ceil(1_000_000 / token.length)) + after),
    })),
  )

/** One token again and again, a megabyte of it, below a header, in the text of a link, in a heading, or alone. */
export const longPosts = (): { name: string; bytes: Buffer }[] =>
  [
    ...tokens,
    'a',
    ' ',
    '\n',
    '中',
    '!',
    '1. ',
    '“a. ',
    'a,',
    '- a\n  ',
    '> a\n',
    '](a',
    '[a](',
    '<a ',
    '{% a %}',
    '{{ a }}',
    '*a ',
    'a*',
    '$',
    '|',
    '|\n',
    '\\\n',
    ':a',
    'http://a.b ',
    'www.',
    '0',
    '1.',
    'v1.0 ',
    '第一',
    '5个',
    'Source: [a](http://a.b/c) ',
    '[a](http://a.b/c) ',
    '@',
    'a@b.',
    '~',
    '~~a',
  ].flatMap(token => {
    const long = token.repeat(Math.ceil(1_000_000 / token.length))
    return ['', '---\ntitle: x\n---\n', 'Source: [', '## '].map(header => ({
      name: JSON.stringify(header + token),
      bytes: Buffer.from(header + long),
    }))
  })
