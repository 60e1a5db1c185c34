import { expect, it } from 'vitest'
import { aPost, aWorkspace, settings } from '../a-workspace.ts'
import { masthead } from '../run-masthead.ts'

it('an issue does not tell what a post shares with older posts beside it', async () => {
  const notice = 'Bees and their keepers are what this journal of the valley has told of since 1920.'
  const posts = [1, 2, 3, 4, 5].map(at => [
    `content/2026-0${at}.md`,
    aPost(
      { title: `Bees and their keepers, part ${at}`, date: `2026-0${at}-14` },
      `${notice}\n\nThe keepers of village ${at} have moved their hives to the upper meadows this year.\n`,
    ),
  ])
  const { directory, read } = await aWorkspace({ 'masthead.yaml': settings, ...Object.fromEntries(posts) })
  await masthead('-C', directory, 'compose', '--week', '2026-W03')
  const issue = await read('issues/2026-W03/issue.md')
  expect(issue).toContain('The keepers of village 1 have moved')
  expect(issue).not.toContain('since 1920')
})
