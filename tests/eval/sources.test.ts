import { describe, expect, it } from 'vitest'
import { markedPosts } from './marked-posts.ts'
import { precision, recall, scoreOf } from './source-scores.ts'
import { least } from './thresholds.ts'

describe('the sources of the marked posts', () => {
  const posts = markedPosts()

  it.each(['zh', 'en'])('are found: %s', language => {
    const score = scoreOf(posts.filter(post => post.language === language))
    expect(precision(score), score.wrong.join('\n')).toBeGreaterThanOrEqual(least.precision)
    expect(recall(score), score.missed.join('\n')).toBeGreaterThanOrEqual(least.recall)
  })

  it('are of enough posts in both languages', () => {
    const ofChinese = posts.filter(({ language }) => language === 'zh').length
    expect(Math.min(ofChinese, posts.length - ofChinese)).toBeGreaterThanOrEqual(30)
  })
})
