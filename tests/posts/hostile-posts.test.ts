import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestPost } from '../../src/digest/digest-post.ts'
import { isPost } from '../../src/posts/post.ts'
import { readPost } from '../../src/posts/read-post.ts'
import { chance, hostilePost, longPosts, models } from '../hostile-inputs.ts'

const names = fc.constantFrom('x.md', 'x.mdx', '2026-01-16-x.markdown', 'en/x.zh.md', '_drafts/x.md')

/** What comes of a file: the reason why it is no post, or a digest of it. */
function outcomeOf(path: string, bytes: Buffer): unknown {
  const post = readPost(path, bytes)
  return isPost(post) ? { title: post.title, ...digestPost(post) } : post.reason
}

describe('any file', () => {
  it('comes out as a post, or with a reason, when a post is spoilt', () => {
    fc.assert(
      fc.property(fc.integer(), names, (seed, path) => {
        expect(outcomeOf(path, hostilePost(chance(seed)))).toBeTruthy()
      }),
      { numRuns: 300 },
    )
  })

  it('comes out as a post, or with a reason, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), names, (bytes, path) => {
        expect(outcomeOf(path, Buffer.from(bytes))).toBeTruthy()
      }),
    )
  })

  it('comes out as a post with any header value, and keeps its body', () => {
    const value = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('[', '{a: ', '&a *a', '|', '>-', '!!x'),
    )
    const key = fc.constantFrom(
      'title',
      'date',
      'tags',
      'draft',
      'permalink',
      'aliases',
      '__proto__',
      'constructor',
    )
    fc.assert(
      fc.property(key, value, (name, text) => {
        const line = text.replace(/[\r\n\0\u2028\u2029]/g, ' ').replace(/^---/, '')
        const post = readPost('x.md', Buffer.from(`---\n${name}: ${line}\nauthor: A\n---\nThe body.\n`))
        expect(post).toMatchObject({ path: 'x.md', body: 'The body.\n' })
      }),
    )
  })

  it('is the same each time it is read', () => {
    fc.assert(
      fc.property(fc.integer(), seed => {
        const bytes = hostilePost(chance(seed))
        expect(outcomeOf('x.md', bytes)).toEqual(outcomeOf('x.md', bytes))
      }),
      { numRuns: 50 },
    )
  })

  it.each(models.map((text, at) => [at, text]))('is a post where it is model %i', (_at, text) => {
    expect(outcomeOf('x.mdx', Buffer.from(text))).toMatchObject({ title: expect.any(String) })
  })

  it.each(longPosts().filter((_, at) => at % 7 === 0))(
    'comes to an end where it is a megabyte of $name',
    ({ bytes }) => {
      expect(outcomeOf('x.mdx', bytes)).toBeTruthy()
    },
  )
})
