import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { WholePost } from '../posts/post.ts'
import { coversIn, pictureAddress } from './cover-address.ts'

/** The picture of an entry. */
export interface Cover {
  url: string
  alt: string
}

const blocksToLookIn = 2

/** The cover of a post: its header's, else an image among its first blocks; only with an address that mail can show. */
export function coverOf(post: WholePost, root: Root): Cover | undefined {
  for (const written of coversIn(post.header)) {
    const url = pictureAddress(written, isBesidePost(written, post) ? post.base : (post.home ?? post.base))
    if (url) return { url, alt: post.title }
  }
  return firstImage(root, post.base)
}

// Themes take the picture of a header from the root of the site, unless the post has a folder of its own.
const isBesidePost = (written: string, { path }: WholePost): boolean =>
  /^\.{1,2}\//.test(written) || /(^|\/)index(\.[\w-]+)?\.\w+$/i.test(path)

function firstImage(root: Root, base: string | undefined): Cover | undefined {
  let cover: Cover | undefined
  visit({ ...root, children: root.children.slice(0, blocksToLookIn) }, 'image', image => {
    const url = cover ? undefined : pictureAddress(image.url, base)
    if (url) cover = { url, alt: image.alt ?? '' }
  })
  return cover
}
