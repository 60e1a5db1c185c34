import { describe, expect, it } from 'vitest'
import { sentencesOf } from '../../../src/digest/summaries/sentences.ts'

describe('sentencesOf', () => {
  it.each([
    ['第一句。第二句！第三句？', ['第一句。', '第二句！', '第三句？']],
    ['他说：“先等等。再看看。”然后走了。', ['他说：“先等等。再看看。”', '然后走了。']],
    ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
    ['Tools, e.g. Helm, and Dr. Who agree. So do we.', ['Tools, e.g. Helm, and Dr. Who agree.', 'So do we.']],
    [
      'Version 1.2.3 costs $4.50. See example.org/a.b for more.',
      ['Version 1.2.3 costs $4.50.', 'See example.org/a.b for more.'],
    ],
    ['Kubernetes 1.35 发布。See the notes.', ['Kubernetes 1.35 发布。', 'See the notes.']],
    ['She said "wait." Then she left', ['She said "wait."', 'Then she left']],
    ['It is by C.L. Moffatt. Good.', ['It is by C.L. Moffatt.', 'Good.']],
    ['Up to 1GB of memory! - but not more. Good.', ['Up to 1GB of memory! - but not more.', 'Good.']],
    ['他在名为 No More!! 的演讲中说过。', ['他在名为 No More!! 的演讲中说过。']],
    ['Yahoo! is back. Good.', ['Yahoo! is back.', 'Good.']],
    ['All below otel. belongs to us. Good.', ['All below otel. belongs to us.', 'Good.']],
    ['We call it. http.method is it.', ['We call it.', 'http.method is it.']],
    ['i went home. it was late.', ['i went home.', 'it was late.']],
    ['论坛用 Discuz! 搭建。很快！', ['论坛用 Discuz! 搭建。', '很快！']],
    ['按照 Discuz! X 系统的说明部署。', ['按照 Discuz! X 系统的说明部署。']],
    ['We shipped! 我们发布了。', ['We shipped!', '我们发布了。']],
    ['', []],
  ])('splits "%s"', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences)
  })
})
