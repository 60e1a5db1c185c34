import type { MemoryFigure } from './memory.ts'
import { type Figure, ratioOf } from './peers.ts'

/** What is compared with what, and how many times as fast it has to be. */
const bars = [
  ['masthead', 'nodemailer', 12],
  ['masthead, DKIM RSA', 'nodemailer, DKIM RSA', 5],
  ['masthead, 20 ms', 'nodemailer, 20 ms', 3],
] as const
const mostMegabytes = 100

/** Prints what was measured, and how it stands to what was promised. */
export function sayFigures(figures: readonly Figure[]): void {
  for (const { name, mailsPerSecond, cpuMicrosecondsPerMail, megabytes } of figures)
    console.log(
      `${name.padEnd(32)}${mailsPerSecond.toFixed(0).padStart(7)} mails/s${cpuMicrosecondsPerMail.toFixed(0).padStart(7)} µs of CPU a mail${megabytes.toFixed(0).padStart(6)} MB`,
    )
  for (const [name, peer, bar] of bars) {
    const [ours, theirs] = [name, peer].map(wanted => figures.find(figure => figure.name === wanted))
    if (!ours || !theirs) continue
    const ratio = ratioOf(ours, theirs)
    console.log(
      `${name} to ${peer}: ${ratio.toFixed(1)} times as many, at least ${bar} wanted${missed(ratio >= bar)}`,
    )
  }
}

/** Prints what sending to so many takes. */
export function sayMemory({ people, sendMegabytes, resumeMegabytes, mailsPerSecond }: MemoryFigure): void {
  console.log(
    `${people} recipients: resume ${resumeMegabytes.toFixed(0)} MB, at most ${mostMegabytes} wanted${missed(resumeMegabytes <= mostMegabytes)}; send, which also renders and plans, ${sendMegabytes.toFixed(0)} MB; ${mailsPerSecond.toFixed(0)} mails/s`,
  )
}

const missed = (isMet: boolean): string => (isMet ? '' : ' (missed)')
