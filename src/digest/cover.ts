import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { Site } from '../posts/permalink.ts'
import type { Post } from '../posts/post.ts'
import { coversIn, pictureAddress } from './cover-address.ts'

/** The picture of an entry. */
export interface Cover {
  url: string
  alt: string
}

const blocksToLookIn = 2

/**
 * The cover of a post: its header's, else an image among its first blocks; only with an address that mail can show.
 * Paths are relative to `permalink`, the post's own address, else to the site.
 */
export function coverOf(post: Post, root: Root, site: Site, permalink?: string): Cover | undefined {
  const base = permalink === undefined ? site : { ...site, url: permalink }
  for (const written of coversIn(post.header)) {
    const url = pictureAddress(written, base)
    if (url) return { url, alt: post.title }
  }
  return firstImage(root, base)
}

function firstImage(root: Root, base: Site): Cover | undefined {
  let cover: Cover | undefined
  visit({ ...root, children: root.children.slice(0, blocksToLookIn) }, 'image', image => {
    const url = cover ? undefined : pictureAddress(image.url, base)
    if (url) cover = { url, alt: image.alt ?? '' }
  })
  return cover
}
