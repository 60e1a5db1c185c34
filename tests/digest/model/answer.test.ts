import { describe, expect, it } from 'vitest'
import { readAnswer } from '../../../src/digest/model/answer.ts'
import { originalOfText } from '../../../src/digest/model/original.ts'

const title = 'Kubernetes 1.29 发布'
const zh = {
  title,
  language: 'zh-CN',
  length: 'normal',
  original: originalOfText(`${title}。社区发布了新的版本，已经有用户升级，https://example.org/x`),
} as const
const en = {
  title: 'Kubernetes is out',
  language: 'en',
  length: 'normal',
  original: originalOfText('Kubernetes is out, and the users of it have upgraded their servers.'),
} as const
const good = '社区发布了新的版本，已经有用户升级。'

describe('readAnswer', () => {
  it.each([
    good,
    `"${good}"`,
    `“${good}”`,
    `摘要：${good}`,
    `**摘要**：${good}`,
    `<think>Let me think of 42.</think>\n\n${good}`,
    '社区发布了**新的版本**，已经有`用户`升级。',
    `\u202e${good}\u0007`,
  ])('takes the summary out of %j', answer => {
    expect(readAnswer(answer, zh)).toEqual({ summary: good })
  })

  it.each([
    ['', 'it is empty'],
    ['<think>社区发布了新的版本', 'it is empty'],
    ['社区'.repeat(3000), 'it has 6000 characters'],
    ['社区'.repeat(100), 'it has 200 characters, of 8 to 160'],
    ['社区。', 'it has 3 characters, of 8 to 160'],
    [`# 概要\n\n${good}`, 'markup'],
    ['- 社区发布了新的版本\n- 已经有用户升级', 'markup'],
    [`${good}\n\n${good}`, 'markup'],
    ['社区发布了[新的版本](https://example.org/x)，已经有用户升级。', 'markup'],
    ['社区发布了新的版本：https://example.org/x', 'markup'],
    ['社区发布了<b>新的版本</b>，已经有用户升级。', 'markup'],
    ['<img src=x onerror=alert(1)>社区发布了新的版本', 'markup'],
    ['抱歉，我无法提供用户的版本。', 'no summary'],
    ['以下是社区发布的新的版本。', 'no summary'],
    ['此外，社区发布了新的版本。', 'refers to a text before'],
    ['《Kubernetes 1.29》发布！', 'the title'],
    ['社区发布了新的版本，已经有', 'ends within a sentence'],
    ['Kubernetes users upgraded.', 'not in zh-CN'],
    ['社區發佈了新的版本，已經有用戶升級。', 'not in zh-CN'],
    [
      '社区发布了新的版本，and the users of it have upgraded all their servers，没有问题。',
      'it mixes languages: "and the users',
    ],
    ['However, Kubernetes users upgraded.', 'not in zh-CN'],
    ['社区发布了新的版本 1.30，已经有用户升级。', '"1.30" does not occur in the post'],
  ])('refuses %j', (answer, reason) => {
    expect(readAnswer(answer, zh)).toEqual({ refused: expect.stringContaining(reason) })
  })

  it.each([
    ['Users have upgraded their servers.', 'summary'],
    ['However, the users have upgraded.', 'refused'],
    ["I'm sorry, but users have upgraded.", 'refused'],
    ['社区发布了新的版本，已经有用户升级。', 'refused'],
  ])('in English, of %j makes a %s', (answer, kind) => {
    expect(Object.keys(readAnswer(answer, en))).toEqual([kind])
  })

  it.each([
    ['此外，社区发布了新的版本，已经有用户升级。', 'it is not in en'],
    ['The users have upgraded，并且 their servers run.', 'it mixes languages: "并且"'],
  ])('in English, refuses %j for its language', (answer, refused) => {
    expect(readAnswer(answer, en)).toEqual({ refused })
  })

  it('leaves the names that a post has in another language', () => {
    const original = originalOfText('The users of the cloud of 阿里云 have upgraded their servers.')
    const answer = 'The users of the cloud of 阿里云 have upgraded.'
    expect(readAnswer(answer, { ...en, original })).toEqual({ summary: answer })
  })

  it('wants traditional characters for a post in them', () => {
    const wanted = {
      ...zh,
      language: 'zh-TW',
      original: originalOfText('社區發布了新的版本，已經有用戶升級'),
    } as const
    expect(readAnswer('社區發布了新的版本，已經有用戶升級。', wanted)).toHaveProperty('summary')
    expect(readAnswer(good, wanted)).toEqual({ refused: 'it is not in zh-TW' })
  })

  it.each(['<', '*', '[', '\n', '<think>', '"', '**摘要', '\u200d', '\ud800', ' '])(
    'reads an answer of nothing but %j',
    unit => {
      expect(readAnswer(unit.repeat(60_000 / unit.length), zh)).toHaveProperty('refused')
    },
  )
})
