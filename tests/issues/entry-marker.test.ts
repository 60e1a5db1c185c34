import { describe, expect, it } from 'vitest'
import { markedPosts, readMarker, writeMarker } from '../../src/issues/entry-marker.ts'

describe('the marker of an entry', () => {
  it.each([
    'small',
    'org/Model-7B:q4',
    'a --> b',
    '一·二',
    '100%',
    'a\nb',
    '<!-- post: x.md · generated: 1 -->',
  ])('names the model %j, whatever it is called', model => {
    const marker = writeMarker('a·b>.md', '5f2c91', { model })
    expect(readMarker(marker)).toEqual({ post: 'a·b>.md', hash: '5f2c91', length: marker.length, model })
    expect(markedPosts(marker)).toEqual(['a·b>.md'])
  })

  it('names none where none wrote', () => {
    const marker = writeMarker('x.md', '5f2c91')
    expect(marker).toBe('<!-- post: x.md · generated: 5f2c91 -->')
    expect(readMarker(marker)).toEqual({ post: 'x.md', hash: '5f2c91', length: marker.length })
  })
})
