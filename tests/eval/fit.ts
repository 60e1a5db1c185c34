import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Root } from 'mdast'
import { extract, type Rankers } from '../../src/digest/summaries/extract.ts'
import type { Ranker } from '../../src/digest/summaries/ranking/ranker.ts'
import type { WrittenRanker } from '../../src/digest/summaries/ranking/rankers.ts'
import { orFail, orUsage } from './command.ts'
import { type EvalPost, readEvalPosts, treeOf } from './eval-posts.ts'
import { countTerms, fitRanker } from './fit-ranker.ts'
import { leads } from './peers.ts'
import { bootstrap, tableOf } from './report.ts'
import { type Rouge, rouge, rougeTokens } from './rouge.ts'

// npm run eval:fit -- zh.jsonl en.jsonl: fits both rankers, and tells what each repository's posts score when it is left out.
const fittedFile = new URL('../../src/digest/summaries/ranking/fitted.json', import.meta.url)

interface Read extends EvalPost {
  root: Root
}

const files = orUsage('npm run eval:fit -- <zh.jsonl> <en.jsonl>', () => {
  const { positionals } = parseArgs({ allowPositionals: true })
  return positionals.length > 0 ? positionals : undefined
})
const posts = orFail(() => files.flatMap(readEvalPosts)).map(
  (post): Read => ({ ...post, root: treeOf(post) }),
)
const fitted: Record<string, WrittenRanker> = {}
for (const lang of ['zh', 'en'] as const) {
  const own = posts.filter(post => post.lang === lang)
  if (own.length === 0) continue
  reportLeftOut(lang, own)
  fitted[lang] = toWritten(train(own))
}
if (fitted.zh && fitted.en) orFail(() => writeFileSync(fittedFile, `${JSON.stringify(fitted, null, 2)}\n`))
else console.log('Nothing was written: it takes posts of both languages.')

function train(lessons: readonly Read[]): Ranker {
  return fitRanker(lessons, countTerms(lessons.map(({ root }) => root)))
}

function reportLeftOut(lang: string, own: readonly Read[]): void {
  const rows: Record<string, Rouge[]> = { 'Lead-1': [], 'Lead-2': [], 'Lead-3': [], Masthead: [] }
  for (const repo of new Set(own.map(post => post.repo))) {
    const ranker = train(own.filter(post => post.repo !== repo))
    const rankers: Rankers = { zh: ranker, en: ranker }
    for (const { root, title, summary, repo: at } of own) {
      if (at !== repo) continue
      const reference = rougeTokens(summary)
      const score = (text: string) => rouge(rougeTokens(text), reference)
      for (const [count, text] of leads(root).entries()) rows[`Lead-${count + 1}`]?.push(score(text))
      rows.Masthead?.push(score(extract(root, title, 'normal', rankers).summary))
    }
  }
  console.log(`${lang}: ${own.length} posts, each repository left out in turn`)
  console.log(tableOf(Object.entries(rows).map(([name, scores]) => ({ name, ...bootstrap(scores) }))))
}

function toWritten({ weights, background }: Ranker): WrittenRanker {
  const terms: Record<string, string> = {}
  for (const [term, count] of [...background.postsWith].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    terms[count] = terms[count] === undefined ? term : `${terms[count]} ${term}`
  const rounded = Object.entries(weights).map(([feature, weight]) => [feature, Number(weight.toFixed(4))])
  return { weights: Object.fromEntries(rounded), posts: background.posts, terms }
}
