import { describe, expect, it } from 'vitest'
import { parseMarkdown, parsePost, plainText } from '../../src/posts/markdown/markdown.ts'
import { markdownOfPost } from '../../src/posts/markdown/post-markdown.ts'

function firstProse(body: string, path = 'x.md'): string {
  const block = parsePost(body, path).children.find(({ type }) => type !== 'code' && type !== 'html')
  return block ? plainText(block) : ''
}

const spared = (quirk: string, body: string, text: string, path?: string) =>
  [quirk, body, text, path] as const

describe('the plain text of a post has no template tag', () => {
  it.each([
    spared('a Liquid tag on its line', '{% include a.html x="y" %}\nText.', 'Text.'),
    spared('Liquid output with a filter', 'Hello {{ name | upcase }}!', 'Hello !'),
    spared('raw text', '{% raw %}Use {{ x }} here.{% endraw %}', 'Use {{ x }} here.'),
    spared('a raw tag that is never closed', '{% raw %}Use {{ x }} here.', 'Use here.'),
    spared('a highlight block', '{% highlight go %}\nfunc *x*\n{% endhighlight %}\n\nText.', 'Text.'),
    spared('a Hexo code block', '{% codeblock x %}\nimport a from "b"\n{% endcodeblock %}\nText.', 'Text.'),
    spared('a Liquid comment', '{% comment %}\nno\n\nnot\n{% endcomment %}\nText.', 'Text.'),
    spared('a Jinja comment', '{# no #}Text.', 'Text.'),
    spared('a Hexo note', '{% note info %}\nText.\n{% endnote %}', 'Text.'),
    spared('a Hexo picture', '{% asset_img x.png %}\nText.', 'Text.'),
    spared('a shortcode over lines', '{{< figure src="a_b"\n  alt="c_d" >}}\nText_a.', 'Text_a.'),
    spared('a shortcode around text', '{{% notice %}} Text. {{% /notice %}}', 'Text.'),
    spared('a shortcode around code', '{{< highlight go >}}\nx\n{{< /highlight >}}\nText.', 'Text.'),
    spared('a shortcode that is shown', 'Write {{</* figure */>}}.', 'Write {{< figure >}}.'),
    spared('a Zola function', '{{ youtube(id="x") }}\nText.', 'Text.'),
    spared('a tag in a link', '[The post]({% post_url 2020-01-01-x %}) tells.', 'The post tells.'),
    spared('a shortcode in a link', '[The post]({{< ref "y.md" >}}) tells.', 'The post tells.'),
    spared('a tag in a definition', '[The post][1] tells.\n\n[1]: {% link a.md %}', 'The post tells.'),
    spared('a tag in a quotation', '> {% note %}Text.{% endnote %}', 'Text.'),
    spared('a tag that is never closed', 'Text {% note and more.\n\nMore.', 'Text and more.'),
    spared('output that is never closed', 'Text {{ x and more.\n\nMore }}.', 'Text {{ x and more.'),
    spared('a formula', 'In $x_{{i}}$.', 'In $x_{{i}}$.'),
    spared('an escaped tag', 'Write \\{{ x }}.', 'Write {{ x }}.'),
  ])('for %s', (_quirk, body, text, path) => {
    expect(firstProse(body, path)).toBe(text)
  })
})

describe('the plain text of a post has no JSX', () => {
  it.each([
    spared('imports', 'import A from "a"\nimport {\n  B,\n} from \'b\';\n\nText.', 'Text.'),
    spared('exports', 'export const a = {\n  b: 1,\n\n  c: 2,\n}\n\nText.', 'Text.'),
    spared('a sentence that begins with import', 'import taxes "rise" again.', 'import taxes "rise" again.'),
    spared('a component around text', "<Box a={x} b={{c: 'd'}}>Text.</Box>", 'Text.'),
    spared('a component over lines', '<Box\n  a={() => {\n    b > c\n  }}\n/>\n\nText.', 'Text.'),
    spared('a component of Vue', '<ClientOnly>\n  <x-y :a="b" @click="c"/>\n</ClientOnly>\n\nText.', 'Text.'),
    spared('expressions of MDX', 'Two {1 + 1} {/* no */}{"or"} three.', 'Two or three.', 'x.mdx'),
    spared('braces of Markdown', 'Numbers {1,2} and { } stay.', 'Numbers {1,2} and { } stay.'),
    spared(
      'generic types',
      'Vec<T> or Map<K, Vec<T>>, Promise<void>.',
      'Vec<T> or Map<K, Vec<T>>, Promise<void>.',
    ),
    spared('comparisons', 'a < b and c > d', 'a < b and c > d'),
    spared('a component that is never closed', 'Text <Box a={ and more.', 'Text <Box a={ and more.'),
  ])('for %s', (_quirk, body, text, path) => {
    expect(firstProse(body, path)).toBe(text)
  })
})

describe('the plain text of a post has no marks of its generator', () => {
  it.each([
    spared('a container', ':::tip Title\nText.\n:::', 'Text.'),
    spared('a container on one line', '::: tip Text. :::', 'Text.'),
    spared('an admonition', '!!! note "Title"\n    Text.\n\n    More.', 'Text.'),
    spared('an alert', '> [!NOTE]\n> Text.', 'Text.'),
    spared('attributes on a line', '{: .class #id}\nText.\n{:toc}', 'Text.'),
    spared('attributes of a link', '[Text](https://a.org){: target="_blank"}.', 'Text.'),
    spared('the id of a heading', '## Title {#custom-id}', 'Title'),
    spared('tables of contents', '[[toc]]\n\n[TOC]\n\nText.', 'Text.'),
    spared('pictures and pages of Obsidian', '![[a.png]] [[Page|Text]] and [[Other]].', 'Text and Other.'),
    spared('a picture with spaces in its name', '![](a b.png)Text.', 'Text.'),
    spared('comments and marks of Obsidian', 'A %%hidden%% text, ==marked==.', 'A text, marked.'),
    spared('arrays and conditions', 'An [[1, 2], [3]], a == b == c.', 'An [[1, 2], [3]], a == b == c.'),
    spared('a footnote', 'Text[^1].\n\n[^1]: Note.', 'Text.'),
    spared('white space of all kinds', 'A&nbsp;b\u3000c\u200Bd.', 'A b cd.'),
  ])('for %s', (_quirk, body, text, path) => {
    expect(firstProse(body, path)).toBe(text)
  })
})

describe('the plain text of a post has no HTML', () => {
  it.each([
    spared('a comment', 'A <!-- {{ x }} --> b.', 'A b.'),
    spared('a comment over paragraphs', 'A <!-- b\n\nc --> d.', 'A d.'),
    spared('a comment that is never closed', 'A <!-- b.', 'A b.'),
    spared('styles and scripts', '<style>\na { }\n\nb { }\n</style>\n<script>\nc\n</script>\nText.', 'Text.'),
    spared('a paragraph', '<p align="center">Text &amp; <b>more</b>.</p>', 'Text & more.'),
    spared('indented HTML', '<div>\n    Text\n    and more.\n</div>', 'Text and more.'),
    spared('a heading', '<h1>\n  Title\n</h1>\n\nText.', 'Title'),
    spared('details', '<details><summary>A</summary>\n\nb\n\n</details>\n\nText.', 'Text.'),
    spared('a table', '<table>\n<tr><td>a</td></tr>\n\n<tr><td>b</td></tr>\n</table>\n\nText.', 'Text.'),
    spared('entities of entities', 'a &amp;nbsp; b &lt;T&gt;', 'a &nbsp; b <T>'),
    spared('addresses', 'A <https://a.org/x> b <c@d.org>.', 'A https://a.org/x b c@d.org.'),
  ])('for %s', (_quirk, body, text, path) => {
    expect(firstProse(body, path)).toBe(text)
  })
})

describe('code in a post', () => {
  it.each([
    ['in backticks', 'Use `{{ value }}`, ``{% x %}`` and `<Box>`.', 'Use {{ value }}, {% x %} and <Box>.'],
    ['in HTML', 'Use <code>{{ value }}</code>.', 'Use {{ value }}.'],
  ])('%s stays as it is', (_where, body, text) => {
    expect(firstProse(body)).toBe(text)
  })

  it.each([
    ['fenced', '```html\n<Box a={b}>\n\n{{ x }} {% raw %}\n```\n'],
    ['fenced in a quotation', '> ```\n> {{ x }}\n> ```\n'],
    ['indented', 'Text:\n\n    import a from "b"\n\n    {{ x }}\n'],
  ])('that is %s stays as it is', (_how, body) => {
    expect(markdownOfPost(body, true)).toBe(body)
  })

  it('becomes a block between two tags', () => {
    const block = { type: 'code', lang: 'go', value: 'a\n```\nb' }
    for (const body of [
      '{% highlight go %}\na\n```\nb\n{% endhighlight %}',
      '{{< highlight go >}}\na\n```\nb\n{{< /highlight >}}',
    ])
      expect(parsePost(body).children).toMatchObject([block])
  })
})

describe('an address in a post', () => {
  it('is a path behind the address of the site', () => {
    for (const site of ['{{ site.baseurl }}', '{{site.url}}{{ site.baseurl }}'])
      expect(parsePost(`[x](${site}/y)`).children).toMatchObject([{ children: [{ url: '/y' }] }])
    expect(parsePost('![x]({{ "/y.png" | relative_url }})').children).toMatchObject([
      { children: [{ url: '/y.png' }] },
    ])
  })
})

describe('text of an editor', () => {
  it('may have braces and tags', () => {
    expect(plainText(parseMarkdown('Use {{ x }} and {% y %}.'))).toBe('Use {{ x }} and {% y %}.')
  })
})

describe('a megabyte of one mark', () => {
  const marks = [
    '{',
    '{%',
    '{{',
    '{{<',
    '{/*',
    '{#',
    '{:',
    '<A ',
    '<A {',
    '<a b="',
    '<p>',
    '<!--',
    'x<T>',
    '<details>',
  ]
  it.each([
    ...marks,
    '`',
    '`a``',
    '```\n',
    ':',
    '==a',
    '%%',
    '[[',
    '](',
    '\\',
    '!!! a\n',
    '\n',
    "import '",
    'export {',
  ])('%j is read once', mark => {
    const body = mark.repeat(1_000_000 / mark.length)
    expect(() => markdownOfPost(body, true)).not.toThrow()
  })
})
