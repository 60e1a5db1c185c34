import { describe, expect, it } from 'vitest'
import { anOrigin, aPicture, findingsOf, found } from './a-mail.ts'

const image = (source: string, more = 'alt="a" width="600"') => ({ content: `<img src="${source}" ${more}>` })
const png = 'https://a.org/a.png'

describe('image-alt', () => {
  it('warns of a picture without', async () => {
    expect(await found('image-alt', image(png, ''))).toEqual([
      `warning: The picture "${png}" has no description`,
    ])
  })

  it('passes one that is described, one that only adorns, and a point that counts', async () => {
    const content = `<img src="${png}" alt="a"><img src="${png}" alt=""><img src="${png}" width="1" height="1">`
    expect(await found('image-alt', { content })).toEqual([])
  })

  it('looks into the issue, because templates write an empty one', async () => {
    const origin = anOrigin('### A\n\n![](/img/a.png)\n\n![b](/img/b.png) `![](c.png)`\n', {
      'p.md': 'cover: /img/a.png\n',
    })
    const findings = await findingsOf('image-alt', image(png, 'alt=""'), { origin })
    expect(findings).toEqual([
      expect.objectContaining({
        what: 'The picture "/img/a.png" has no description',
        where: { file: 'issues/2026-W03/issue.md', line: 14 },
      }),
    ])
  })
})

describe('image-width', () => {
  it.each(['alt="a"', 'alt="a" width="auto"', 'alt="a" style="max-width:100%"'])(
    'is missing in %s',
    async more => {
      expect(await found('image-width', image(png, more))).toHaveLength(1)
    },
  )

  it.each(['width="600"', 'width="100%"'])('is there in %s', async more => {
    expect(await found('image-width', image(png, more))).toEqual([])
  })
})

describe('image-format', () => {
  it.each([
    ['https://a.org/a.webp', 'WEBP'],
    ['https://a.org/a.SVG?v=1', 'SVG'],
    ['https://a.org/a.avif', 'AVIF'],
    ['https://a.org/a.jpg?x-oss-process=image/resize,w_600/format,webp', 'WEBP'],
    ['https://a.org/a?wx_fmt=webp', 'WEBP'],
    ['data:image/png;base64,AAAA', 'stands in the HTML itself'],
  ])('warns of %s', async (source, what) => {
    expect(await found('image-format', image(source))).toEqual([expect.stringContaining(what)])
  })

  it.each([png, 'https://a.org/webp/a.jpg', 'https://a.org/a.png?format=webpage', 'https://svg.org/a.gif'])(
    'passes %s',
    async source => {
      expect(await found('image-format', image(source))).toEqual([])
    },
  )

  it('goes by the type of a part', async () => {
    const parts = [aPicture('a', 'image/svg+xml')]
    expect(await found('image-format', { ...image('cid:a'), parts })).toEqual([
      expect.stringContaining('SVG'),
    ])
  })
})

describe('image-size', () => {
  it.each([
    [1024 * 1024, 0],
    [1024 * 1024 + 1, 1],
  ])('of %i bytes', async (bytes, count) => {
    const parts = [aPicture('a', 'image/png', bytes)]
    expect(await found('image-size', { ...image('cid:a'), parts })).toHaveLength(count)
  })
})

describe('image-target', () => {
  it.each(['', 'a.png', '/a.png', 'file:///a.png', 'http://localhost/a.png', 'https://', 'cid:none'])(
    'finds "%s"',
    async source => {
      expect(await found('image-target', image(source))).toEqual([expect.stringMatching(/^error: /)])
    },
  )

  it.each([png, 'data:image/png;base64,AAAA', 'cid:A%2Bb'])('passes %s', async source => {
    expect(
      await found('image-target', {
        ...image(source),
        ...(source.startsWith('cid') && { parts: [aPicture('a+b')] }),
      }),
    ).toEqual([])
  })

  it('finds a part that nothing shows', async () => {
    expect(await found('image-target', { parts: [aPicture('logo')] })).toEqual([
      'warning: The part "logo" (3 bytes) is shown nowhere in the HTML',
    ])
  })

  it('takes a file for a file', async () => {
    const parts = [aPicture('logo').replace('inline', 'attachment')]
    expect(await found('image-target', { parts })).toEqual([])
  })
})
