import { describe, expect, it } from 'vitest'
import { digestPost } from '../../../src/digest/digest-post.ts'
import { recurringTextOf } from '../../../src/digest/summaries/recurring-text.ts'
import { isPost, type WholePost } from '../../../src/posts/post.ts'
import { readPost } from '../../../src/posts/read-post.ts'

const notice =
  'Bees and their keepers are what this journal of the **valley** has told of since [1920](https://a.example.org/x).'

function postOf(name: string, header = '', opening = notice): WholePost {
  const text = `---\ntitle: Bees and their keepers in ${name}\n${header}---\n${opening}\n\nThe keepers of ${name} have moved their hives to the upper meadows this year.\n`
  const post = readPost(`${name}.md`, Buffer.from(text))
  if (!isPost(post)) throw new Error(post.reason)
  return post
}

const villages = ['Ash', 'Birch', 'Cedar', 'Elm', 'Fir']
const summaryOf = (posts: readonly WholePost[]) =>
  posts[0] && digestPost(posts[0], 'normal', recurringTextOf(posts)).summary

describe('what five posts share', () => {
  it('sums up none of them', () => {
    expect(summaryOf(villages.map(name => postOf(name)))).toBe(
      'The keepers of Ash have moved their hives to the upper meadows this year.',
    )
  })

  it('may be set in other marks, and lead elsewhere', () => {
    const posts = villages.map((name, at) =>
      postOf(name, '', notice.replace('**valley**', '_valley_').replace('/x', `/${at}`)),
    )
    expect(summaryOf(posts)).not.toContain('journal')
  })

  it('may be a line among others', () => {
    const posts = villages.map((name, at) => postOf(name, '', `${notice}  \nNumber ${at} of the journal.`))
    expect(summaryOf(posts)).not.toContain('1920')
  })

  it('may stand in the headers of three', () => {
    const posts = villages.slice(2).map(name => postOf(name, 'description: The journal of the valley.\n', ''))
    expect(summaryOf(posts)).toContain('upper meadows')
  })

  it('is no chance of four', () => {
    expect(summaryOf(villages.slice(1).map(name => postOf(name)))).toContain('journal')
  })
})
