import { expect, it } from 'vitest'
import { aPost, aWorkspace, settings } from '../a-workspace.ts'
import { masthead } from '../run-masthead.ts'

const story = (post: number, at: number) => `### 第 ${post} 篇的第 ${at} 则消息

第 ${post} 篇的第 ${at} 则消息说的是一件事，写得够长，好让这封信很快就满，读者要往下拉好几屏才看得完它。

**Source:** [Source ${post}-${at} of a story with a long title](https://s${post}.example.org/2026/01/${at}-a-long-address-of-a-story)
`

const rich = (post: number) =>
  aPost(
    {
      title: `第 ${post} 篇：一周里记下来的几件事`,
      date: `2026-01-${12 + (post % 7)}`,
      categories: `[c${post % 5}]`,
    },
    `这是第 ${post} 篇的开头，说这一周里有几件事值得记下来，各有各的出处。\n\n${[1, 2, 3].map(at => story(post, at)).join('\n')}`,
  )

it('two hundred rich posts become a mail that Gmail shows whole, and none of them is dropped without a word', async () => {
  const posts = Array.from({ length: 200 }, (_, post) => [`content/${post}.md`, rich(post)] as const)
  const { directory, read } = await aWorkspace({
    'masthead.yaml': `${settings}limits: { entries: 60 }\n`,
    ...Object.fromEntries(posts),
  })
  const run = (...args: string[]) => masthead('-C', directory, ...args)

  const composed = JSON.parse((await run('compose', '--week', '2026-W03', '--json')).stdout)
  expect(composed.entries.added).toHaveLength(200)
  expect(composed.repetitions).toEqual([])
  expect(composed.compact.length).toBeGreaterThan(5)
  expect(composed.compact.length + composed.more.length).toBeLessThan(190)
  expect(composed.more.length).toBeGreaterThan(50)
  const { bytes } = JSON.parse((await run('render', '--json')).stdout)
  expect(bytes).toBeLessThan(102_000)
  expect(bytes).toBeGreaterThan(90_000)

  const [html, text] = [await read('issues/2026-W03/mail.html'), await read('issues/2026-W03/mail.txt')]
  for (let post = 0; post < 200; post += 1) {
    expect(html).toContain(`第 ${post} 篇：一周里记下来的几件事`)
    expect(text).toContain(`第 ${post} 篇：一周里记下来的几件事`)
  }
  const again = await run('compose', '--week', '2026-W03')
  expect(again.stdout).toContain('(unchanged)')
  expect(again.stdout).toContain(`${composed.more[0]}: only its title, under "more"`)
}, 120_000)
