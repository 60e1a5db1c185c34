import { parseArgs } from 'node:util'
import { torture } from './torture/torture.ts'

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    people: { type: 'string' },
    kills: { type: 'string' },
  },
})
const [people, kills] = values.short ? [1000, 10] : [20_000, 200]
const mostShown = 50

const { differences, folder, summary } = await torture({
  seed: Number(values.seed),
  people: Number(values.people ?? people),
  kills: Number(values.kills ?? kills),
  say: line => console.log(line),
})
for (const line of summary) console.log(line)
if (differences.length > 0) {
  for (const line of differences.slice(0, mostShown)) console.error(line)
  console.error(`${differences.length} differences; what was there is in ${folder}`)
  process.exitCode = 1
} else console.log('Nobody twice, nobody missing, and uncertain only whose fate nobody could know.')
