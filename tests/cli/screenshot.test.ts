import { readFile } from 'node:fs/promises'
import sparticuz from '@sparticuz/chromium'
import { imageSize } from 'image-size'
import { describe, expect, it } from 'vitest'
import { aPost, aWorkspace, settings } from '../a-workspace.ts'
import { masthead, mastheadWith } from '../run-masthead.ts'

const aWeek = () =>
  aWorkspace({
    'masthead.yaml': settings,
    'content/a.md': aPost({ title: '一篇文章', date: '2026-01-13' }, '一句话，说明这篇文章讲的是什么。\n'),
  })

describe('masthead screenshot', () => {
  it('takes a picture of a phone, a desktop and a dark phone', async ({ skip }) => {
    if (process.platform !== 'linux' || process.arch !== 'x64')
      return skip('The Chromium that npm brings runs on Linux x64 only.')
    const { directory, path } = await aWeek()
    await masthead('-C', directory, 'compose', '--week', '2026-W03')
    const browser = { MASTHEAD_CHROMIUM: await sparticuz.executablePath() }
    expect(await mastheadWith(browser, '-C', directory, 'screenshot')).toMatchObject({
      exitCode: 0,
      stderr: '',
    })
    for (const [name, width] of Object.entries({ phone: 750, desktop: 1600, dark: 750 }))
      expect(imageSize(await readFile(path(`issues/2026-W03/${name}.png`))).width).toBe(width)
  }, 60_000)

  it.each([
    ['there is none', { PATH: '' }, 'There is no Chromium, Chrome or Edge on this machine'],
    [
      'the one that is named is none',
      { MASTHEAD_CHROMIUM: '/no/where' },
      'MASTHEAD_CHROMIUM names "/no/where"',
    ],
  ])('says how to get a browser where %s', async (_what, environment, message) => {
    const { directory } = await aWeek()
    const { exitCode, stderr } = await mastheadWith(environment, '-C', directory, 'screenshot')
    expect(exitCode).toBe(1)
    expect(stderr).toContain(message)
  })
})
