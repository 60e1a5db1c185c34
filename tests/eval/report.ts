import type { Rouge } from './rouge.ts'

/** A mean of scores, with the interval that holds 95 of 100 means of as many posts drawn with replacement. */
export interface Interval {
  mean: number
  low: number
  high: number
}

export interface Scored {
  posts: number
  rouge: [Interval, Interval, Interval]
}

const draws = 1000

/** The mean of each ROUGE and its bootstrap interval; the draws are the same each time. */
export function bootstrap(scores: readonly Rouge[]): Scored {
  return {
    posts: scores.length,
    rouge: [0, 1, 2].map(at => intervalOf(scores.map(score => score[at] as number))) as Scored['rouge'],
  }
}

function intervalOf(values: readonly number[]): Interval {
  const random = generator(1)
  const means = Array.from({ length: draws }, () =>
    mean(values.map(() => values[Math.floor(random() * values.length)] as number)),
  ).toSorted((a, b) => a - b)
  return {
    mean: mean(values),
    low: means[Math.floor(draws * 0.025)] as number,
    high: means[Math.ceil(draws * 0.975) - 1] as number,
  }
}

/** Rows of `name  R-1  R-2  R-L` in hundredths, with their intervals. */
export function tableOf(rows: readonly ({ name: string; milliseconds?: number } & Scored)[]): string {
  const head = ['', 'ROUGE-1', 'ROUGE-2', 'ROUGE-L', 'ms a post']
  const lines = rows.map(({ name, rouge, milliseconds }) => [
    name,
    ...rouge.map(({ mean, low, high }) => `${points(mean)} (${points(low)}-${points(high)})`),
    milliseconds === undefined ? '' : milliseconds.toFixed(1),
  ])
  return [head, ...lines]
    .map(line =>
      line
        .map(cell => cell.padEnd(19))
        .join('')
        .trimEnd(),
    )
    .join('\n')
}

const points = (share: number): string => (share * 100).toFixed(1)

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

// A linear congruential generator (Numerical Recipes), so that two runs can be compared.
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
