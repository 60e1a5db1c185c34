import type { Cost } from './measured-run.ts'

/** One run of a program that sends. */
export interface Run extends Cost {
  /** From the first message to the last reply. */
  seconds: number
}

/** A program that sends. */
export interface Peer {
  name: string
  /** How many it sends in each round. */
  mails: number
  send(): Promise<Run>
}

/** Medians of a peer's rounds. */
export interface Figure {
  name: string
  mails: number
  mailsPerSecond: number
  /** Its start and its end included. */
  cpuMicrosecondsPerMail: number
  megabytes: number
  /** Of each round. */
  rates: number[]
}

/** Lets all of them send in turn, several times. */
export async function compare(peers: readonly Peer[], rounds: number): Promise<Figure[]> {
  const runs = new Map<Peer, Run[]>(peers.map(peer => [peer, []]))
  for (let round = 0; round < rounds; round += 1) for (const [peer, its] of runs) its.push(await peer.send())
  return peers.map(peer => figureOf(peer, runs.get(peer) ?? []))
}

function figureOf({ name, mails }: Peer, runs: readonly Run[]): Figure {
  const rates = runs.map(({ seconds }) => mails / seconds)
  return {
    name,
    mails,
    mailsPerSecond: median(rates),
    cpuMicrosecondsPerMail: median(runs.map(({ cpuSeconds }) => (cpuSeconds * 1e6) / mails)),
    megabytes: median(runs.map(({ megabytes }) => megabytes)),
    rates,
  }
}

/** The median of the rounds' ratios. */
export const ratioOf = ({ rates }: Figure, peer: Figure): number =>
  median(rates.map((rate, round) => rate / (peer.rates[round] ?? Number.NaN)))

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN
