import { describe, expect, it } from 'vitest'
import { gatherPictures } from '../../../src/mail/pictures/gather-pictures.ts'
import { type PictureFiles, pictureKey } from '../../../src/mail/pictures/picture.ts'
import { aPng } from './a-picture.ts'

const limits = { largest: 1000, largestOfAll: 1500 }
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>')
const files: Record<string, Buffer> = {
  '/wide.png': aPng(1200),
  '/same.png': aPng(1200),
  '/a.png': aPng(1, 900),
  '/b.png': aPng(2, 900),
  '/large.png': aPng(1, 1001),
  '/x.svg': svg,
  '/text.png': Buffer.from('no picture'),
}
const folder: PictureFiles = {
  find: async ({ url }) => {
    const content = files[url]
    return content && { name: url.slice(1), bytes: content.length, read: async () => content }
  },
}
const embed = (...urls: string[]) =>
  gatherPictures(
    urls.map(url => ({ url })),
    folder,
    { as: 'embed', ...limits },
  )

describe('gatherPictures', () => {
  it('tells the width of a picture that stays where it is', async () => {
    const site = { as: 'link', ...limits, siteUrl: 'https://a.org/' } as const
    const link = gatherPictures([{ url: '/wide.png', post: 'a.md' }], folder, site)
    expect(await link).toEqual({
      known: new Map([[pictureKey('/wide.png', 'a.md'), { width: 1200 }]]),
      embedded: [],
      problems: [],
    })
  })

  it('says that a picture without an address is not shown', async () => {
    const link = await gatherPictures([{ url: 'a.png' }], folder, { as: 'link', ...limits })
    const problem = 'its address is relative, and site.url is not set'
    expect(link.problems).toEqual([{ url: 'a.png', problem, isShown: false }])
  })

  it('takes files along, the same one once', async () => {
    const { known, embedded, problems } = await embed('/wide.png', '/same.png', 'https://other.org/x.png')
    expect(embedded).toMatchObject([{ name: 'wide.png', type: 'image/png', content: files['/wide.png'] }])
    expect(known.get(pictureKey('/wide.png'))).toEqual(known.get(pictureKey('/same.png')))
    expect(known.get(pictureKey('/wide.png'))).toEqual({ cid: embedded[0]?.cid, width: 1200 })
    expect(problems).toEqual([])
  })

  it.each([
    ['/gone.png', 'its file is not found'],
    ['/large.png', 'its file has 2 KB, and one may have 1 KB'],
    ['/x.svg', 'its file is svg, which many mail programs do not draw'],
    ['/text.png', 'its file is no picture'],
    ['data:image/png;base64,AA', 'its address begins with data:'],
    ['file:///wide.png', 'its address begins with file:'],
  ])('says of %s why it does not travel: %s', async (url, problem) => {
    expect(await embed(url)).toMatchObject({ embedded: [], problems: [{ url, problem, isShown: false }] })
  })

  it('says of a picture of the own site that its file is missing, and leaves it a link', async () => {
    const site = { as: 'embed', ...limits, siteUrl: 'https://own.org/' } as const
    const urls = ['https://own.org/gone.png', 'https://other.org/x.png']
    expect(
      (
        await gatherPictures(
          urls.map(url => ({ url })),
          folder,
          site,
        )
      ).problems,
    ).toEqual([{ url: urls[0], problem: 'its file is not found', isShown: true }])
  })

  it('leaves out what would make the mail too large', async () => {
    const { embedded, problems } = await embed('/a.png', '/b.png', '/wide.png')
    expect(embedded.map(({ name }) => name)).toEqual(['a.png', 'wide.png'])
    expect(problems).toEqual([
      { url: '/b.png', problem: 'all files together have more than 2 KB', isShown: false },
    ])
  })
})
