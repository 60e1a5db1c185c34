import type { Socket } from 'node:net'
import type { Stage } from '../replies/reply.ts'
import { Conversation, type Listener } from './conversation-connection.ts'
import { commandsOf, envelopeFor, hasDottedLine, unsendable } from './envelope.ts'
import { Journey } from './journey.ts'
import { type Carrier, type EncodedMessage, type Handover, untouched } from './lane.ts'
import type { Said } from './reply-reader.ts'
import type { Extensions } from './server-extensions.ts'

export interface PipelineOptions {
  extensions: Extensions
  /** Whether the server has shown that it takes messages by their length: until then, one goes alone. */
  isChunkingProven: boolean
  /** How many messages may be under way. */
  window: number
  silenceMs: number
}

type Question = { stage: Stage; journey: Journey } | { stage: 'reset' | 'ignored' | 'leave' }

// Of a message, a server says 550 or 552, or 500 of a line that is too long (RFC 5321, 4.2.4).
const isAboutCommand = ({ code, text }: Said): boolean =>
  [501, 502, 503, 504].includes(code) || (code === 500 && !/\blines?\b/i.test(text))
// Every server knows MAIL, RCPT and RSET: these are the words of one that reads a message as commands.
const isOutOfStep = (stage: Question['stage'], { code }: Said): boolean =>
  (code === 500 || code === 502) && (stage === 'sender' || stage === 'recipient' || stage === 'reset')
// How long a server is waited for after QUIT.
const leaveMs = 2_000

/**
 * A connection to a server with PIPELINING (RFC 2920). With CHUNKING (RFC 3030), whole messages follow each other
 * without waiting; else the envelope of the next one goes out together with the last byte of the one before it.
 */
export class Pipeline implements Carrier, Listener<Question> {
  /** What is known of a server that offers to take messages by their length (RFC 3030): whether it does. */
  chunking: 'offered' | 'proven' | 'refused'
  readonly #window: number
  readonly #extensions: Extensions
  readonly #conversation: Conversation<Question>
  readonly #underWay = new Set<Journey>()
  readonly #end = Promise.withResolvers<void>()
  readonly #waiting: Journey[] = []
  /** The message whose envelope is not answered; where messages go by DATA, the next one waits for that. */
  #asking: Journey | undefined
  /** Whether the server has nothing of an earlier message. */
  #isClean = true
  #whenIdle: (() => void) | undefined

  constructor(socket: Socket, { extensions, isChunkingProven, window, silenceMs }: PipelineOptions) {
    this.chunking = isChunkingProven ? 'proven' : 'offered'
    this.#window = window
    this.#extensions = extensions
    this.#conversation = new Conversation(socket, silenceMs, this)
  }

  get isOpen(): boolean {
    return this.#conversation.isOpen
  }

  get window(): number {
    return this.#extensions.isChunking && this.chunking !== 'proven' ? 1 : this.#window
  }

  send(message: EncodedMessage): Promise<Handover> {
    if (!this.isOpen) return Promise.resolve(untouched('the connection has ended'))
    const envelope = envelopeFor(message, this.#extensions)
    if ('outcome' in envelope) return Promise.resolve(envelope)
    if (!this.#extensions.isChunking && hasDottedLine(message.parts))
      return Promise.resolve(unsendable('a line of the message begins with a dot'))
    return new Promise(resolve => {
      const journey = new Journey(message, envelope, resolve)
      this.#underWay.add(journey)
      this.#waiting.push(journey)
      this.#begin()
      this.#conversation.flush()
    })
  }

  async close(): Promise<void> {
    if (this.#underWay.size > 0)
      await new Promise<void>(resolve => {
        this.#whenIdle = resolve
      })
    this.#conversation.say('QUIT\r\n', [{ stage: 'leave' }])
    this.#conversation.flush()
    const timer = setTimeout(() => this.#conversation.breakOff('it was left'), leaveMs)
    await this.#end.promise
    clearTimeout(timer)
  }

  asked(question: Question): void {
    if (question.stage === 'message') question.journey.isWhole = true
  }

  answered(question: Question, said: Said, isFarewell: boolean): void {
    // A server that is about to go refuses what it was told before that, whatever it is.
    if (isFarewell && said.code >= 400) this.#giveBack(question, said)
    else if (this.#extensions.isChunking && isOutOfStep(question.stage, said)) this.#loseStep(said)
    else if (!isReplyTo(question.stage, said))
      this.#conversation.breakOff(`it was broken off, for the server said what is no answer: ${said.text}`)
    else if ('journey' in question) this.#hear(question.journey, question.stage, said)
    else if (question.stage === 'leave') this.#conversation.breakOff('it was left')
    else if (question.stage === 'reset' && said.code >= 400) this.#conversation.stop(said.text)
    this.#begin()
  }

  #giveBack(question: Question, said: Said): void {
    if (question.stage !== 'message') return
    this.#leave(question.journey)
    question.journey.breakOff(said.text, true)
  }

  /** A server that has enough of a message before its end refuses it; what it says otherwise is about nothing. */
  unasked(said: Said): void {
    const journey = [...this.#underWay].find(({ isWhole, isEnvelopeHeard }) => isEnvelopeHeard && !isWhole)
    if (journey === undefined || said.code < 400) return
    if (said.code === 421) journey.hear(said, 'message')
    else this.#conclude(journey, said, 'message')
  }

  ended(why: string, isFarewell: boolean): void {
    for (const journey of this.#underWay) {
      this.#leave(journey)
      if (this.#waiting.includes(journey)) journey.giveBack(why)
      else journey.breakOff(why, isFarewell)
    }
    this.#end.resolve()
  }

  #begin(): void {
    while (this.#asking === undefined && this.#underWay.size - this.#waiting.length < this.window) {
      const journey = this.#waiting.shift()
      if (journey === undefined) return
      if (this.#extensions.isChunking) this.#sayWhole(journey)
      else this.#sayEnvelope(journey)
    }
  }

  #sayEnvelope(journey: Journey): void {
    this.#asking = journey
    this.#sayCommands(journey, 'DATA\r\n', 'data')
  }

  #sayWhole(journey: Journey): void {
    const { size, ending } = journey.envelope
    // Whether the messages before it are taken is not known yet, and what is left of one must not become part of another.
    if (this.#underWay.size - this.#waiting.length > 1) this.#isClean = false
    this.#sayCommands(journey, `BDAT ${size} LAST\r\n`)
    this.#sayBody(journey, ending)
  }

  #sayCommands(journey: Journey, last: string, stage?: Stage): void {
    const reset = this.#isClean ? '' : 'RSET\r\n'
    const questions: Question[] = this.#isClean ? [] : [{ stage: 'reset' }]
    questions.push({ stage: 'sender', journey }, { stage: 'recipient', journey })
    if (stage) questions.push({ stage, journey })
    this.#isClean = true
    this.#conversation.say(`${reset}${commandsOf(journey.envelope, this.#extensions)}${last}`, questions)
  }

  #sayBody(journey: Journey, end: string): void {
    for (const part of journey.message.parts) this.#conversation.say(part)
    this.#conversation.say(end, [{ stage: 'message', journey }])
  }

  #hear(journey: Journey, stage: Stage, said: Said): void {
    if (stage === 'message') this.#hearEnd(journey, said)
    else journey.hear(said, stage)
    if (stage === 'data' && this.isOpen) this.#goOn(journey, said)
  }

  #hearEnd(journey: Journey, said: Said): void {
    const isAboutChunking = this.#extensions.isChunking && journey.isEnvelopeTaken
    if (isAboutChunking && isAboutCommand(said)) this.#refuseChunking(journey, said)
    else {
      if (isAboutChunking) this.chunking = 'proven'
      this.#conclude(journey, said, 'message')
    }
  }

  #refuseChunking(journey: Journey, said: Said): void {
    this.#leave(journey)
    journey.giveBack(noChunking(said))
    this.#loseStep(said)
  }

  // It may go on to read the message as commands: what follows it may be taken, whatever is said.
  #loseStep(said: Said): void {
    this.chunking = 'refused'
    this.#conversation.breakOff(noChunking(said))
  }

  /** Where messages go by DATA, all of the envelope is answered. */
  #goOn(journey: Journey, said: Said): void {
    this.#asking = undefined
    if (journey.isWanted) {
      this.#sayBody(journey, `${journey.envelope.ending}.\r\n`)
      return
    }
    this.#conclude(journey, said, 'data')
    if (journey.isMixedUp) this.#conversation.breakOff('the server asked for a message it had refused')
    // A server that asks for a message to nobody gets an empty one (RFC 2920, 3.1).
    if (said.code === 354) this.#conversation.say('.\r\n', [{ stage: 'ignored' }])
  }

  #conclude(journey: Journey, said: Said, stage: Stage): void {
    this.#leave(journey)
    // After the end of its data, nothing of a message is left, whatever becomes of it.
    if (!journey.conclude(said, stage) && (stage === 'data' || this.#extensions.isChunking))
      this.#isClean = false
  }

  #leave(journey: Journey): void {
    this.#underWay.delete(journey)
    if (this.#underWay.size === 0) this.#whenIdle?.()
  }
}

const noChunking = ({ text }: Said): string => `the server offers CHUNKING, and refuses it: ${text}`

function isReplyTo(stage: Question['stage'], { code }: Said): boolean {
  if (stage === 'ignored') return code !== 0
  return code >= 400 || (stage === 'data' ? code === 354 : code >= 200 && code < 300)
}
