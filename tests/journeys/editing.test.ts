import { readFile } from 'node:fs/promises'
import PostalMime from 'postal-mime'
import { expect, it } from 'vitest'
import { aPost, aWorkspace, settings } from '../a-workspace.ts'
import { masthead } from '../run-masthead.ts'

const digest = `---
title: 三则消息
date: 2026-01-16
---

# 三则消息

开头一段，说这一周里有三件事值得记下来，各有各的出处，读者可以自己去看。

## 主要新闻

### 第一则

第一则的一句话。第二句话不进周报。

**Source:** [First source](https://a.example.org/1)

### 第二则

第二则的一句话。

**Source:** [Second source](https://b.example.org/2?x=1&y=2)
`

const translated = `<!--
title: 一篇译文
summary: 译文的摘要。
-->

译文的摘要。

> 译自：[The original](https://c.example.org/3)
>
> 作者：某人

正文。
`

it('a digest and an undated translation become an issue, keep the editor’s words, and arrive as mail', async () => {
  const { directory, path, read, write } = await aWorkspace({
    'masthead.yaml': settings,
    'content/2026-01-16-digest.md': digest,
    'content/translated.md': translated,
  })
  const run = (...args: string[]) => masthead('-C', directory, ...args)
  const issue = 'issues/2026-W03/issue.md'

  const listed = JSON.parse((await run('posts', '--week', '2026-W03', '--json')).stdout)
  expect(listed[1]).toMatchObject({
    path: 'translated.md',
    date: null,
    reason: expect.stringMatching(/^undated/),
  })

  await run('compose', '--week', '2026-W03', '--include', 'translated.md')
  const edited = (await read(issue))
    .replace('译文的摘要。', '编辑改写过的摘要。')
    .replace(/<!-- 卷首语.*-->/, '本周的**卷首语**。')
  await write(issue, edited)
  await write(
    'content/2026-01-17-new.md',
    aPost({ title: '新的一篇', date: '2026-01-17' }, '新的一篇里的第一句话写在这里。\n'),
  )

  const again = JSON.parse((await run('compose', '--week', '2026-W03', '--json')).stdout)
  expect(again.entries).toMatchObject({
    added: ['2026-01-17-new.md'],
    edited: ['translated.md'],
    unchanged: ['2026-01-16-digest.md'],
  })
  for (const line of edited.split('\n').filter(line => !/^(preheader|<!-- composed)/.test(line)))
    expect((await read(issue)).split('\n')).toContain(line)

  const preview = JSON.parse((await run('preview', '--once', '--json')).stdout)
  const { html = '', text = '' } = await PostalMime.parse(await readFile(path(preview.file)))
  for (const part of [html.replace(/<\/?strong>/g, ''), text]) {
    for (const words of [
      '本周的卷首语。',
      '编辑改写过的摘要。',
      '新的一篇里的第一句话',
      '第一则的一句话。',
      'First source',
      'The original',
    ])
      expect(part).toContain(words)
    expect(part).not.toContain('第二句话不进周报')
  }
  expect(html).toContain('href="https://b.example.org/2?x=1&amp;y=2"')
  expect(text).toContain('https://b.example.org/2?x=1&y=2')
})
