import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { digestPost, toldBy } from '../../src/digest/digest-post.ts'
import { rankers } from '../../src/digest/summaries/ranking/rankers.ts'
import type { WholePost } from '../../src/posts/post.ts'
import { orFail, orUsage } from './command.ts'
import { type EvalPost, readEvalPosts, treeOf } from './eval-posts.ts'
import { leads, lexRankSummary } from './peers.ts'
import { bootstrap, tableOf } from './report.ts'
import { type Rouge, rouge, rougeTokens } from './rouge.ts'

// npm run eval -- <file.jsonl> [--out <file>]: how much summaries say of what the authors' own say.
const { file, out } = orUsage('npm run eval -- <file.jsonl> [--out <summaries.jsonl>]', () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' } } })
  const [first, ...others] = positionals
  return first === undefined || others.length > 0 ? undefined : { file: first, ...values }
})

const posts = orFail(() => readEvalPosts(file))
const summaries: Record<string, (post: EvalPost) => string> = {
  'Lead-1': post => leads(treeOf(post))[0],
  'Lead-2': post => leads(treeOf(post))[1],
  'Lead-3': post => leads(treeOf(post))[2],
  LexRank: post => lexRankSummary(treeOf(post), rankers[post.lang].background),
  Masthead: post => toldBy(digestPost(toWholePost(post))),
}

const rows = Object.entries(summaries).map(([name, summarize]) => {
  const times: number[] = []
  const scores = posts.map((post): Rouge => {
    const started = performance.now()
    const summary = summarize(post)
    times.push(performance.now() - started)
    return rouge(rougeTokens(summary), rougeTokens(post.summary))
  })
  return { name, milliseconds: times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0, ...bootstrap(scores) }
})
console.log(`${file}: ${posts.length} posts; in brackets, 95 % of 1,000 bootstrap means; time is the median`)
console.log(tableOf(rows))

if (out !== undefined) {
  const lines = posts.map(post =>
    JSON.stringify({ path: post.path, title: post.title, summary: summaries.Masthead?.(post) }),
  )
  orFail(() => writeFileSync(out, `${lines.join('\n')}\n`))
}

// The post as a workspace would read it, without the summary in its header.
function toWholePost({ path, title, body, lang }: EvalPost): WholePost {
  return {
    path,
    title,
    titleFrom: 'header',
    language: lang === 'zh' ? 'zh-CN' : 'en',
    format: 'yaml',
    categories: [],
    tags: [],
    authors: [],
    warnings: [],
    header: { format: 'yaml', values: {} },
    body,
  }
}
