import { describe, expect, it } from 'vitest'
import { anOrigin, findingsOf, found } from './a-mail.ts'

const inHtml = (content: string) => found('leftovers', { content })

describe('leftovers', () => {
  it.each([
    '<p>Hello {{ name }}</p>',
    '<p>Dear *|FNAME|*,</p>',
    '<p>%%first_name%%</p>',
    '<p>{% if member %}x</p>',
    '<p>&lt;%= name %&gt;</p>',
    '<img alt="{{ title }}" src="https://a.org/a.png">',
    '<a href="https://a.org/{{slug}}">a</a>',
    '<a href="https://a.org/%7B%7Bslug%7D%7D">a</a>',
    '<a href="https://a.org/$%7Bslug%7D">a</a>',
    '<img alt="a" src="https://a.org/undefined/a.png">',
    '<a href="https://undefined/a">a</a>',
    '<a href="https://a.org/?who=undefined">a</a>',
    '<a href="https://a.org/%5Bobject%20Object%5D">a</a>',
    '<table><tr><td> undefined </td></tr></table>',
    '<h3>[object Object]</h3>',
    '<p>Invalid Date</p>',
    '<p>Hi undefined,</p>',
    '<p>Hello, null!</p>',
    '<p>亲爱的undefined：</p>',
    '<p>undefined，您好</p>',
    '<p>Issue NaN of the weekly</p>',
    '<p>第 undefined 期</p>',
  ])('are in %s', async content => {
    expect(await inHtml(content)).toEqual([expect.stringMatching(/^error: /)])
  })

  it.each([
    '<p>In JavaScript, undefined is not null, and NaN is not NaN.</p>',
    '<p>Hello, what does undefined mean?</p>',
    '<p>Dear Nan, there is no undefined behaviour in the number NaN.</p>',
    '<p>Hello Null, {{ }}</p>',
    '<p>It prints [object Object] for each of them.</p>',
    '<p><code>{{ message }}</code> and <code>undefined</code></p>',
    '<pre><code>&lt;p&gt;{{ a }} {% b %} *|C|* %%d%%</code></pre>',
    '<p>100%% and 50 %% {a} {{}} * | * $HOME</p>',
    '<a href="https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/undefined">a</a>',
    '<a href="https://stackoverflow.com/questions/tagged/undefined">a</a>',
    '<a href="https://a.org/undefined-behaviour/?q=undefined">a</a>',
    '<a href="https://a.org/%e4%b8%ad%25">a</a>',
    '<style>a { content: "{{ x }}" }</style><!-- {{ x }} -->',
  ])('are not in %s', async content => {
    expect(await inHtml(content)).toEqual([])
  })

  it.each([
    'News for {{ name }}',
    'undefined',
    'undefined: weekly news',
    'Weekly #NaN',
    '第NaN期',
    'Hi undefined, news',
  ])('are in the subject %s', async subject => {
    expect(await found('leftovers', { subject })).toEqual([expect.stringMatching(/^error: The subject/)])
  })

  it.each(['Why undefined is not null', 'null vs undefined', 'What NaN is', 'undefined 与 null 的区别'])(
    'are not in the subject %s',
    async subject => {
      expect(await found('leftovers', { subject })).toEqual([])
    },
  )

  it.each(['Hello {{ name }}', 'Dear undefined,', 'NaN', '[object Object]'])(
    'are in the text %s',
    async text => {
      expect(await found('leftovers', { text })).toEqual([expect.stringMatching(/^error: The text part/)])
    },
  )

  it('are not in the code of a text part', async () => {
    const content = '<p>Write <code>{{ msg }}</code></p>'
    const text = 'Write {{ msg }}\n\n    {{ other }}\n    undefined\n'
    expect(await found('leftovers', { content, text })).toEqual([])
  })

  it('are words of the issue where it says so itself: a warning outside of code, nothing in it', async () => {
    const origin = anOrigin('Vue shows {{ message }}, and `{{ raw }}` too.\n\n| a | undefined |\n|---|---|\n')
    const content =
      '<p>Vue shows {{ message }}, and <code>{{ raw }}</code> too.</p><table><tr><th>a<th>undefined</table>'
    const text = 'Vue shows {{ message }}, and {{ raw }} too.'
    const [finding, ...others] = await findingsOf('leftovers', { content, text }, { origin })
    expect(others).toEqual([])
    expect(finding).toMatchObject({ severity: 'warning', where: { line: 12 } })
  })

  it('are no words of the issue where the template left them', async () => {
    const origin = anOrigin('Nothing of the kind.\n')
    expect(await found('leftovers', { content: '<p>{{ name }}</p>' }, { origin })).toHaveLength(1)
  })

  it('are not in an address that a post names', async () => {
    const post = 'See [it](https://a.org/undefined/b).'
    const content = '<a href="https://a.org/undefined/b">it</a>'
    expect(await found('leftovers', { content }, { origin: anOrigin('', { 'p.md': post }) })).toEqual([])
  })
})
