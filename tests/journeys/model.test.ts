import { describe, expect, it } from 'vitest'
import { aPost, aWorkspace, settings } from '../a-workspace.ts'
import { aModel, type Behaviour, says, sends } from '../digest/model/a-model.ts'
import { masthead, mastheadOn, mastheadWith } from '../run-masthead.ts'

const good = '社区发布了新的版本，已经有用户升级。'
const own = '新的版本由社区在本周发布了，用户已经开始升级，一切都很顺利。'

const withModel = (url: string, name = 'small') =>
  `${settings}summary:\n  model:\n    url: ${url}\n    name: ${name}\n`

async function aMagazine(url: string | undefined, posts = 1) {
  const files = Array.from({ length: posts }, (_, at) => [
    `content/p${at}.md`,
    aPost({ title: `第 ${at} 篇`, date: '2026-01-14' }, `${own}社区发布了新的版本。已经有用户升级。\n`),
  ])
  const workspace = await aWorkspace({
    'masthead.yaml': url === undefined ? settings : withModel(url),
    'content/written.md': aPost({ title: '作者', date: '2026-01-13', summary: '作者写的摘要。' }, own),
    ...Object.fromEntries(files),
  })
  const compose = (...flags: string[]) =>
    masthead('-C', workspace.directory, 'compose', '--week', '2026-W03', ...flags)
  return { ...workspace, compose, issue: () => workspace.read('issues/2026-W03/issue.md') }
}

/** The issue as it is without a model. */
async function plainIssue(posts = 1): Promise<string> {
  const { compose, issue } = await aMagazine(undefined, posts)
  await compose()
  return issue()
}

describe('an editor who asks a language model', () => {
  it('gets its summary, marked as written by it, and none where the author wrote one', async () => {
    const { url, asked } = await aModel(says(good))
    const { compose, issue } = await aMagazine(url)
    const { exitCode, stdout } = await compose()
    expect([exitCode, asked.length]).toEqual([0, 1])
    expect(stdout).toContain('small: 1 of 1 summaries')
    expect(await issue()).toMatch(
      /### 第 0 篇\n<!-- post: p0\.md · generated: [0-9a-f]{12} · model: small -->\n\n社区发布了新的版本，已经有用户升级。\n/,
    )
    expect(await issue()).toMatch(/<!-- post: written\.md · generated: [0-9a-f]{12} -->\n\n作者写的摘要。\n/)
  })

  it('gets the same issue again without a question, and the own words of posts when the model is taken out', async () => {
    const { url, asked } = await aModel(says(good))
    const { compose, issue, write } = await aMagazine(url, 3)
    await compose()
    const first = await issue()
    const { stdout } = await compose()
    expect(stdout).toContain('(unchanged)')
    expect(stdout).toContain('3 of 3 summaries, 3 of them kept from before')
    expect([await issue(), asked.length]).toEqual([first, 3])
    await write('masthead.yaml', settings)
    await compose()
    expect(await issue()).toBe(await plainIssue(3))
  })

  it('keeps what they edited', async () => {
    const { url } = await aModel(says(good))
    const { compose, issue, write } = await aMagazine(url)
    await compose()
    await write('issues/2026-W03/issue.md', (await issue()).replaceAll(good, '我改过了。'))
    await write('masthead.yaml', settings)
    expect((await compose()).stdout).toContain('p0.md: edited by hand')
    expect(await issue()).toContain('我改过了。')
  })

  it('is told why a summary is not used', async () => {
    const { url } = await aModel(says('微软发布了新的版本，已经有用户升级。'))
    const { compose, issue } = await aMagazine(url)
    expect((await compose()).stdout).toContain(
      'p0.md: the summary of the model is not used: "微软" does not occur in the post',
    )
    expect(await issue()).toBe(await plainIssue())
  })

  it.each<[string, Behaviour, string]>([
    ['is broken', sends('', 500), 'it answers 500'],
    ['talks without end', says('x'.repeat(1_000_000)), 'its answer has more than 64 KB'],
    ['hangs up', response => response.destroy(), 'no connection (UND_ERR_SOCKET)'],
  ])('that %s gets the issue as it is without one, and one warning', async (_what, behave, reason) => {
    const { url, asked } = await aModel(behave)
    const { compose, issue } = await aMagazine(url, 8)
    const { exitCode, stderr } = await compose()
    expect([exitCode, stderr]).toEqual([
      0,
      `! The language model gave no summary of 8 posts, 5 of them not asked: ${reason}; 3 failures in a row. Their own sentences stand.\n`,
    ])
    expect(asked.length).toBeLessThanOrEqual(6)
    expect(await issue()).toBe(await plainIssue(8))
  })

  it('finds all of it in the data for programs', async () => {
    const { url } = await aModel(says(good))
    const { compose } = await aMagazine(url)
    expect(JSON.parse((await compose('--json')).stdout).model).toEqual({
      name: 'small',
      outcomes: [{ path: 'p0.md', status: 'summarized', summary: good, isFromCache: false }],
    })
  })

  it('may stop it: nothing is written, and what was answered is kept', async () => {
    let interrupt = () => {}
    let requests = 0
    const { url } = await aModel((response, asked) => {
      requests += 1
      if (requests === 1) says(good)(response, asked)
      else if (requests === 4) setImmediate(() => interrupt())
    })
    const { directory, read, issue } = await aMagazine(url, 4)
    const on = (signal: string, listener: () => void) => {
      if (signal === 'SIGINT') interrupt = listener
    }
    const run = await mastheadOn({ env: {}, on }, '-C', directory, 'compose', '--week', '2026-W03')
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('no issue was written') })
    await expect(issue()).rejects.toThrow('ENOENT')
    expect(JSON.parse(await read('.masthead/summaries.json')).answers).toHaveLength(1)
  })

  it('keeps the key out of everything', async () => {
    const key = 'sk-very-secret'
    const { url, asked } = await aModel((response, question) =>
      (asked.length === 1 ? says(good) : sends(`{"error":"no ${key}"}`, 401))(response, question),
    )
    const { directory, read, issue } = await aMagazine(url, 2)
    const run = await mastheadWith(
      { MASTHEAD_MODEL_KEY: key },
      '-C',
      directory,
      'compose',
      '--json',
      '--week',
      '2026-W03',
    )
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${key}`, `Bearer ${key}`])
    const all = [run.stdout, run.stderr, await issue(), await read('.masthead/summaries.json')]
    expect(all.join('')).not.toContain(key)
  })

  it('has to have a key for an endpoint elsewhere, before anything is sent', async () => {
    const { compose } = await aMagazine('https://models.example.org/v1')
    const { exitCode, stderr } = await compose()
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('models.example.org wants a key')])
    expect(stderr).toContain('MASTHEAD_MODEL_KEY')
  })

  it.each([
    ['url: ftp://x.org', 'expected the address of an endpoint'],
    ['url: http://192.168.1.5:11434/v1', 'expected https://'],
    ['url: http://localhost.example.org/v1', 'expected https://'],
    ['url: https://me:sk-secret@x.org/v1', 'a key does not belong here'],
    ['url: https://x.org/v1?key=sk-secret', 'expected the address of an endpoint'],
    ['uri: https://x.org/v1', 'unknown key "summary.model.uri"'],
  ])('is told what is wrong with %s', async (line, reason) => {
    const { directory } = await aWorkspace({
      'masthead.yaml': `${settings}summary:\n  model:\n    ${line}\n    name: small\n`,
    })
    const { exitCode, stderr } = await masthead('-C', directory, 'posts')
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(reason)])
    expect(stderr).toContain('masthead.yaml:6')
    expect(stderr).not.toContain('sk-secret')
  })

  it('may call the model anything', async () => {
    const { url } = await aModel(says(good))
    const { compose, issue, write } = await aMagazine(url)
    const name = 'a --> <b> · model: %41 "x"'
    await write('masthead.yaml', withModel(url, JSON.stringify(name)))
    await compose()
    expect(await issue()).toContain(' · model: a --%3E <b%3E %C2%B7 model: %2541 "x" -->')
    expect((await compose()).stdout).toContain('(unchanged)')
    expect((await compose('--json')).stdout).toContain('"unchanged"')
  })
})
