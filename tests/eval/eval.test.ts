import { execFile } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { extract } from '../../src/digest/summaries/extract.ts'
import { type EvalPost, readEvalPosts, treeOf } from './eval-posts.ts'
import { countTerms, fitRanker } from './fit-ranker.ts'
import { rouge, rougeTokens } from './rouge.ts'

const run = promisify(execFile)
const evaluate = (...args: string[]) => run(process.execPath, ['tests/eval/eval.ts', ...args])

const aboutTeas = (tea: string): EvalPost => ({
  repo: 'teas',
  path: `${tea}.md`,
  lang: 'en',
  title: `How ${tea} tea is grown`,
  summary: `The hills where ${tea} tea is grown, and the people who pick it.`,
  body: `The rain had stopped by noon and the bus was late once more.\n\nThe hills where ${tea} tea is grown are steep, and the people who pick it climb them daily.\n\nNobody on the bus had an umbrella with them that day.\n`,
})
const posts = ['green', 'black', 'white', 'yellow', 'red', 'smoked'].map(aboutTeas)

describe('ROUGE', () => {
  it.each([
    ['the cat sat', 'the cat sat', [1, 1, 1]],
    ['the cat sat', 'dogs ran', [0, 0, 0]],
    ['the cat sat', 'the cat ran', [2 / 3, 1 / 2, 2 / 3]],
    ['cats running', 'cat runs', [1, 1, 1]],
    ['云原生周报', '云周报', [3 / 4, 1 / 3, 3 / 4]],
  ])('of "%s" for "%s" counts characters of Chinese and stems of English', (text, reference, scores) => {
    const found = rouge(rougeTokens(text), rougeTokens(reference))
    found.forEach((score, at) => {
      expect(score).toBeCloseTo(scores[at] as number)
    })
  })
})

describe('npm run eval', () => {
  it('prints five methods, and writes each summary as a line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'masthead-eval-'))
    const [file, out] = [join(folder, 'posts.jsonl'), join(folder, 'summaries.jsonl')]
    await writeFile(file, posts.map(post => JSON.stringify(post)).join('\n'))
    const { stdout } = await evaluate(file, '--out', out)
    expect(stdout.match(/^(Lead-[123]|LexRank|Masthead) +\d+\.\d \(/gm)).toHaveLength(5)
    const lines = (await readFile(out, 'utf8')).trim().split('\n')
    expect(lines.map(line => JSON.parse(line).path)).toEqual(posts.map(({ path }) => path))
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      path: 'green.md',
      title: 'How green tea is grown',
      summary: expect.stringContaining('The hills where green tea is grown are steep'),
    })
  })

  it('names the line of a file that is wrong', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'masthead-eval-'))
    const file = join(folder, 'posts.jsonl')
    await writeFile(file, `${JSON.stringify(posts[0])}\n{"title":"x"}\n`)
    await expect(evaluate(file)).rejects.toMatchObject({
      code: 1,
      stderr: `${file}:2: expected text as "path"\n`,
    })
  })

  it.each([
    ['broken JSON', '\n{"title', ':2: no JSON: '],
    ['null', 'null', ':1: expected a post'],
    ['an unknown language', JSON.stringify({ ...posts[0], lang: 'fr' }), ':1: expected "zh" or "en"'],
    ['no post', '\n', ':1: expected a post on a line'],
  ])('tells of %s in one sentence', async (_name, text, message) => {
    const file = join(await mkdtemp(join(tmpdir(), 'masthead-eval-')), 'posts.jsonl')
    await writeFile(file, text)
    expect(() => readEvalPosts(file)).toThrow(file + message)
  })

  it('reads a file with a byte order mark', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'masthead-eval-')), 'posts.jsonl')
    await writeFile(file, `\uFEFF${JSON.stringify(posts[0])}\n`)
    expect(readEvalPosts(file)).toEqual([posts[0]])
    await expect(evaluate(file, '--out', join(file, 'no', 'folder'))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^E\w+: .+\n$/),
    })
  })

  it.each([
    ['eval.ts', ['nowhere.jsonl'], 1],
    ['fit.ts', ['nowhere.jsonl'], 1],
    ['eval.ts', [], 2],
    ['eval.ts', ['a.jsonl', 'b.jsonl'], 2],
    ['eval.ts', ['a.jsonl', '--out'], 2],
    ['fit.ts', [], 2],
    ['fit.ts', ['--all'], 2],
    ['sources.ts', ['a.jsonl'], 2],
  ])('%s with %j ends with code %s', async (script, args, code) => {
    await expect(run(process.execPath, [`tests/eval/${script}`, ...args])).rejects.toMatchObject({
      code,
      stderr: expect.stringMatching(code === 1 ? /^nowhere.jsonl: cannot be read: .*\n$/ : /Usage: /),
    })
  })
})

it('a fit learns which sentences authors summarize, and does so the same way each time', () => {
  const lessons = posts.slice(1).map(post => ({ ...post, root: treeOf(post) }))
  const trained = () => fitRanker(lessons, countTerms(lessons.map(({ root }) => root)))
  const ranker = trained()
  const [unseen = aboutTeas('blue')] = posts
  const { summary } = extract(treeOf(unseen), unseen.title, 'normal', { zh: ranker, en: ranker })
  expect(summary).toContain('The hills where green tea is grown')
  expect(trained().weights).toEqual(ranker.weights)
})
