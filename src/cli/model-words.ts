import type { ModelReport } from '../digest/model/model-entries.ts'
import type { Terminal } from './terminal.ts'

/** How many summaries a language model wrote, which of them are not used and why, and in one line that it is down. */
export function sayModel(terminal: Terminal, { name, outcomes }: ModelReport): void {
  terminal.fact('Model', `${name}: ${inShort(outcomes)}`)
  for (const outcome of outcomes)
    if (outcome.status === 'refused')
      terminal.say(`  ${outcome.path}: the summary of the model is not used: ${outcome.reason}`)
    else if (outcome.status === 'not asked' && outcome.isUnfit)
      terminal.say(`  ${outcome.path}: the model is not asked: ${outcome.reason}`)
  sayFailures(terminal, outcomes)
}

function inShort(outcomes: ModelReport['outcomes']): string {
  if (outcomes.length === 0) return 'not asked, for authors wrote all summaries'
  const written = outcomes.filter(outcome => outcome.status === 'summarized')
  const kept = written.filter(({ isFromCache }) => isFromCache).length
  const ofBefore = kept > 0 ? `, ${kept} of them kept from before` : ''
  return `${written.length} of ${outcomes.length} summaries${ofBefore}`
}

// One line, however many posts: without the model, an issue is what it would be.
function sayFailures(terminal: Terminal, outcomes: ModelReport['outcomes']): void {
  const failed = outcomes.flatMap(outcome => (outcome.status === 'failed' ? [outcome] : []))
  const unasked = outcomes.flatMap(outcome =>
    outcome.status === 'not asked' && !outcome.isUnfit ? [outcome] : [],
  )
  const all = failed.length + unasked.length
  if (all === 0) return
  const reasons = new Set([...failed, ...unasked].map(({ reason }) => reason))
  const more = unasked.length > 0 ? `, ${unasked.length} of them not asked` : ''
  terminal.warn(
    `The language model gave no summary of ${posts(all)}${more}: ${[...reasons].join('; ')}. Their own sentences stand.`,
  )
}

const posts = (count: number): string => (count === 1 ? '1 post' : `${count} posts`)
