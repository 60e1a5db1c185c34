import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { textAt } from '../posts/header.ts'
import { absoluteUrl } from '../posts/permalink.ts'
import type { Post } from '../posts/post.ts'

/** The picture of an entry. */
export interface Cover {
  url: string
  alt: string
}

const coverKeys = [
  'cover',
  'image',
  'thumbnail',
  'banner',
  'featured_image',
  'featuredImage',
  'og_image',
  'heroImage',
]
const blocksToLookIn = 2

/** The cover of a post: its header's, else an image among its first blocks; only with an address that mail can show. */
export function coverOf(post: Post, root: Root): Cover | undefined {
  const written = textAt(post.header, coverKeys)
  const url = written === undefined ? undefined : absoluteUrl(written, siteOf(post))
  return url ? { url, alt: post.title } : firstImage(root, siteOf(post))
}

function firstImage(root: Root, site: { url?: string }): Cover | undefined {
  let cover: Cover | undefined
  visit({ ...root, children: root.children.slice(0, blocksToLookIn) }, 'image', image => {
    const url = absoluteUrl(image.url, site)
    if (url) cover ??= { url, alt: image.alt ?? '' }
  })
  return cover
}

const siteOf = ({ base }: Post): { url?: string } => (base ? { url: base } : {})
