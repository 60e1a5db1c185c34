import { rm } from 'node:fs/promises'
import { aNewsletter, issue, masthead, queueAgain, secondsOfLedger } from './a-newsletter.ts'

/** What sending to so many people takes. */
export interface MemoryFigure {
  people: number
  /** Of `masthead send`, which renders, checks and plans first. */
  sendMegabytes: number
  /** Of `masthead resume`, which only sends. */
  resumeMegabytes: number
  mailsPerSecond: number
}

/** Sends to so many people, once by `send` and once by `resume`. */
export async function memoryOf(
  program: string,
  folder: string,
  people: number,
  server: string,
): Promise<MemoryFigure> {
  const newsletter = await aNewsletter(program, folder, people)
  const send = await masthead(newsletter, ['send', '--yes'], server)
  queueAgain(newsletter, people)
  const resume = await masthead(newsletter, ['resume', issue], server)
  const mailsPerSecond = people / secondsOfLedger(newsletter, people)
  await rm(folder, { recursive: true })
  return { people, sendMegabytes: send.megabytes, resumeMegabytes: resume.megabytes, mailsPerSecond }
}
