import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PictureFolder } from '../../../src/mail/pictures/picture-folder.ts'
import { aWorkspace } from '../../a-workspace.ts'

async function aFolder(siteUrl?: string) {
  const { directory, path } = await aWorkspace({
    'static/img/a.png': 'a',
    'content/posts/bundle/cover.png': 'cover',
    'issues/2026-W03/own.png': 'own',
    'logo.png': 'logo',
  })
  await symlink('/etc/hostname', path('content/posts/bundle/link.png'))
  return new PictureFolder({
    directory,
    issueFolder: path('issues/2026-W03'),
    roots: [path('content'), directory],
    postFile: post => join(path('content'), post),
    siteUrl,
  })
}
const post = 'posts/bundle/index.md'

describe('PictureFolder', () => {
  it.each([
    ['from the root of the site', '/img/a.png', post],
    ['of the site by its address', 'https://example.org/blog/img/a.png?v=1', post],
    ['beside its post', './cover.png', post],
    ['of a bundle by the address of the post', 'https://example.org/blog/2026/bundle/cover.png', post],
    ['beside the issue', 'own.png', undefined],
    ['in the workspace', 'logo.png', undefined],
  ])('finds a picture %s', async (_where, url, of) => {
    const folder = await aFolder('https://example.org/blog')
    const file = await folder.find({ url, ...(of && { post: of }) })
    expect(file?.name).toBe(url.replace(/[?].*/, '').split('/').at(-1))
  })

  it.each([
    '../../../../../../../../etc/hostname',
    '/../../../../../../../../etc/hostname',
    './link.png',
    'file:///etc/hostname',
    'https://example.org.evil/blog/img/a.png',
    'https://example.org/blogs/img/a.png',
    '/img',
    '%00',
    '%',
    '',
  ])('finds nothing outside, nor what is no file: %s', async url => {
    const folder = await aFolder('https://example.org/blog')
    expect(await folder.find({ url, post })).toBeUndefined()
  })
})
