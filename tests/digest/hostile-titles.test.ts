import { expect, it } from 'vitest'
import { digestOf } from './a-digest.ts'

const body = `## Faster\n\n${'The parser is twice as fast as it was before. '.repeat(3)}\n\n## Smaller\n\nIt is.\n`

it.each(['0', '1.', 'v1.0 ', '第一', '5个', '[', 'a', 'released 1.'])(
  'a megabyte of "%s" as a title, as a heading and as text is digested within a second',
  token => {
    const long = token.repeat(1_000_000 / token.length)
    const texts = [
      `---\ntitle: "${long}"\n---\n${body}`,
      `---\ntitle: v1.0 released\n---\n## ${long}`,
      `${body}\n${long}`,
    ]
    for (const text of texts) {
      const { user } = process.threadCpuUsage()
      digestOf(text)
      expect((process.threadCpuUsage().user - user) / 1e6).toBeLessThan(1)
    }
  },
)
