import { describe, expect, it } from 'vitest'
import { digestOf } from '../a-digest.ts'

const whole = 'Builds take half as long with a cache.'
const summaryOf = (text: string, path = 'x.md') =>
  digestOf(`---\ntitle: Builds\n---\n${text}\n`, path)?.summary

describe('a sentence that misses a word', () => {
  it.each([
    ['an output tag', 'The cache of our builds reached {{ host }} in March.', 'x.md'],
    ['an output tag at its start', '{{ page.name }} makes the builds of our cache fast.', 'x.md'],
    ['an include', 'Our builds and the cache run on {% include version.html %} now.', 'x.md'],
    ['a shortcode', 'Our builds and the cache need {{< param "version" >}}, or so.', 'x.md'],
    ['an expression of MDX', 'The builds show what the cache got from {props.value}.', 'x.mdx'],
    ['an expression in bold', 'The **builds {x.a}** show what the cache is.', 'x.mdx'],
  ])('because of %s sums up no post', (_what, sentence, path) => {
    expect(summaryOf(`${sentence}\n\n${whole}`, path)).toBe(whole)
    expect(summaryOf(`${sentence} ${whole}`, path)).toBe(whole)
    expect(summaryOf(`${sentence}\n\n${whole}\n\n<!-- more -->\n\nMore is told below.`, path)).toBe(whole)
  })

  it('is told of no story', () => {
    const story = (name: string) =>
      `## ${name}\n\nIt took {{ days }} days to find ${name}. ${name} costs a cent.\n\nSource: https://${name}.org/1\n\n`
    expect(
      digestOf(`---\ntitle: Finds\n---\n${story('Iron')}${story('Coal')}`)?.stories.map(
        ({ sentence }) => sentence,
      ),
    ).toEqual(['Iron costs a cent.', 'Coal costs a cent.'])
  })
})

describe('a sentence that misses nothing', () => {
  it.each([
    ['tags that write nothing', `{% if a %}${whole}{% endif %}`, 'x.md'],
    ['tags around words', 'Builds take {% raw %}half{% endraw %} as long with a cache.', 'x.md'],
    ['a tag behind its end', `${whole} {{< mark >}}`, 'x.md'],
    ['a tag before its start', `{{< icon >}} ${whole}`, 'x.md'],
    ['a tag in an address', 'Builds take [half as long]({{ site.url }}/x) with a cache.', 'x.md'],
    ['a text in braces', 'Builds take {"half"} as long with a cache.', 'x.mdx'],
    ['a comment in braces', `${whole} {/* really */}`, 'x.mdx'],
    ['an expression beside tags', `<Box>{icon}</Box>\n\n${whole}`, 'x.mdx'],
  ])('may have %s', (_what, text, path) => {
    expect(summaryOf(text, path)).toBe(whole)
  })
})
