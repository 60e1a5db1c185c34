import { parseArgs } from 'node:util'
import { orFail, orUsage } from './command.ts'
import { markedPosts } from './marked-posts.ts'
import { precision, recall, type Score, scoreOf } from './source-scores.ts'
import { least } from './thresholds.ts'

orUsage('npm run eval:sources', () => parseArgs())
const posts = orFail(markedPosts)
const all = scoreOf(posts)
const rows: [string, Score][] = [
  ['all', all],
  ['origins', scoreOf(posts, ({ role }) => role === 'origin')],
  ['citations of posts', scoreOf(posts, ({ role, story }) => role === 'citation' && story === undefined)],
  ['citations of stories', scoreOf(posts, ({ story }) => story !== undefined)],
  ['Chinese', scoreOf(posts.filter(({ language }) => language === 'zh'))],
  ['English', scoreOf(posts.filter(({ language }) => language === 'en'))],
]

console.log(`${posts.length} posts, ${posts.flatMap(({ sources }) => sources).length} sources\n`)
console.log(`${'precision'.padStart(31)}  recall  found  wrong  missed`)
for (const [name, score] of rows) {
  const { right, wrong, missed } = score
  const figures = [precision(score).toFixed(1).padStart(9), recall(score).toFixed(1).padStart(6)]
  const counts = [right, wrong.length, missed.length].map(count => String(count).padStart(6))
  console.log(`${name.padEnd(20)}  ${figures.join('  ')} ${counts.join(' ')}`)
}
for (const source of all.wrong) console.log(`wrong   ${source}`)
for (const source of all.missed) console.log(`missed  ${source}`)
process.exitCode = precision(all) < least.precision || recall(all) < least.recall ? 1 : 0
