import { describe, expect, it } from 'vitest'
import { anOrigin, found } from './a-mail.ts'

const ofIssue = (body: string) => ({ origin: anOrigin(body) })

describe('lost-links', () => {
  it.each([
    ['[here]()', 'warning: The link "here" leads nowhere, and stands as words'],
    ['[here](#below)', 'warning: The link "here" leads to "#below", a place in a page, and stands as words'],
  ])('finds %s', async (body, what) => {
    expect(await found('lost-links', {}, ofIssue(`${body}\n`))).toEqual([what])
  })

  it.each(['[here](https://a.org/)', '`[code](#)`', 'A note[^1].\n\n[^1]: Its text.'])(
    'passes %s',
    async body => {
      expect(await found('lost-links', {}, ofIssue(`${body}\n`))).toEqual([])
    },
  )
})

describe('picture-files', () => {
  const withProblem = (isShown: boolean) => ({
    origin: {
      ...anOrigin('![x](a.png)\n'),
      pictureProblems: [{ url: 'a.png', problem: 'its file is not found', isShown }],
    },
  })

  it('finds a picture that is not shown, and one that does not travel with the mail', async () => {
    expect(await found('picture-files', {}, withProblem(false))).toEqual([
      'error: The picture "a.png" is not shown: its file is not found',
    ])
    expect(await found('picture-files', {}, withProblem(true))).toEqual([
      'warning: The picture "a.png" stays a link: its file is not found',
    ])
  })

  it('passes an issue whose pictures are all there', async () => {
    expect(await found('picture-files', {}, ofIssue('![x](https://a.org/a.png)\n'))).toEqual([])
  })
})

describe('leftovers in a subject', () => {
  it('are an error, whoever wrote them', async () => {
    const what = 'error: The subject has "{{name}}", which was not filled in'
    expect(
      await found('leftovers', { headers: { Subject: 'Hello {{name}}' } }, ofIssue('{{name}}\n')),
    ).toContain(what)
  })
})
