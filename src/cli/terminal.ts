import type { Writable } from 'node:stream'
import { styleText } from 'node:util'
import stringWidth from 'fast-string-width'

/** What ends a program that works: Ctrl-C, the system, a terminal that closes. */
export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

type StopSignal = (typeof stopSignals)[number]

/** What the command line needs of the process that runs it. */
export interface Console {
  stdout: Writable & { isTTY?: boolean; columns?: number }
  stderr: Writable & { isTTY?: boolean; columns?: number }
  stdin: { isTTY?: boolean }
  env: NodeJS.ProcessEnv
  cwd(): string
  on(signal: StopSignal, listener: () => void): unknown
  off(signal: StopSignal, listener: () => void): unknown
}

type Style = Parameters<typeof styleText>[0]

/** Prints for people and for programs: with `json`, words go to standard error and only data to standard output. */
export class Terminal {
  readonly console: Console
  readonly #json: boolean
  readonly #quiet: boolean

  constructor(console: Console, { json, quiet }: { json: boolean; quiet: boolean }) {
    this.console = console
    this.#json = json
    this.#quiet = quiet
  }

  /** Whether a person sits in front of it and can answer. */
  get isInteractive(): boolean {
    return Boolean(this.console.stdin.isTTY && this.console.stderr.isTTY) && !this.#json
  }

  /** In columns; nothing where no terminal is. */
  get width(): number | undefined {
    const { isTTY, columns } = this.#words
    return isTTY ? columns || 80 : undefined
  }

  /** A line of words; with `--quiet`, none. */
  say(text = ''): void {
    if (!this.#quiet) this.#words.write(`${visible(text)}\n`)
  }

  /** A line that the command was run for, even with `--quiet`. */
  tell(text: string): void {
    this.#words.write(`${visible(text)}\n`)
  }

  /** Something that needs attention, even with `--quiet`. */
  warn(text: string): void {
    this.console.stderr.write(
      `${styleText('yellow', '!', { stream: this.console.stderr })} ${visible(text)}\n`,
    )
  }

  /** A bar that fills as work is done, where somebody sees it; clack's takes the keyboard, and Ctrl-C with it. */
  progress(done: number, total: number, words = ''): void {
    if (!this.hasProgress) return
    const columns = this.console.stderr.columns || 80
    const width = Math.max(10, Math.min(40, columns - 60))
    const filled = total > 0 ? Math.round((width * Math.min(done, total)) / total) : width
    const text = visible(`${done} of ${total}${words && ` · ${words}`}`)
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled)
    this.console.stderr.write(`\r${bar} ${cutToWidth(text, columns - width - 2)}${esc}[K`)
  }

  /** Whether somebody sees a bar. */
  get hasProgress(): boolean {
    return Boolean(this.console.stderr.isTTY) && !this.#quiet
  }

  /** Ends the line of a bar. */
  endProgress(): void {
    if (this.hasProgress) this.console.stderr.write('\n')
  }

  /** The one JSON value that a command prints with `--json`. */
  data(value: unknown): void {
    if (this.#json) this.console.stdout.write(`${writeJson(value)}\n`)
  }

  /** Text in a colour or weight, where the terminal has them and NO_COLOR is not set. */
  readonly style = (style: Style, text: string): string =>
    styleText(style, visible(text), { stream: this.#words })

  /** A label in a column of its own, then what it stands for. */
  fact(label: string, text: string): void {
    this.say(`${this.style('dim', label.padEnd(10))}${text}`)
  }

  /** A fact without which the command is of no use, even with `--quiet`. */
  insist(label: string, text: string): void {
    this.#words.write(`${this.style('dim', label.padEnd(10))}${visible(text)}\n`)
  }

  /** Text cut to what a line of the terminal has left, where there is a terminal. */
  fit(text: string, before: number): string {
    const { isTTY, columns } = this.#words
    // A terminal that does not tell its width says 0.
    return isTTY ? cutToWidth(visible(text), (columns || 80) - before) : text
  }

  /** A title cut to what a line of the terminal has left; where there is no terminal, to what a reader takes in. */
  fitTitle(title: string, before: number): string {
    return cutToWidth(visible(this.fit(title, before)), longestTitle)
  }

  /** A path cut at its front, whose end tells more. */
  fitPath(path: string, before: number): string {
    const { isTTY, columns } = this.#words
    const width = Math.max(24, (columns || 80) - before)
    if (!isTTY || stringWidth(path) <= width) return path
    return `…${[...cutToWidth([...path].toReversed().join(''), width)].toReversed().slice(1).join('')}`
  }

  get #words(): Console['stdout'] {
    return this.#json ? this.console.stderr : this.console.stdout
  }
}

/** In columns. */
const longestTitle = 200

const esc = '\u001b'
// What `style` writes of its own: never one in another, and always with its end, so that no colour runs on.
const ownStyles = new RegExp(`(${esc}\\[(?:1|2|31|32|33)m)([^${esc}]*)(${esc}\\[(?:22|39)m)`)
const hidden = /(?![\t\n])[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu

/** Text in which nothing commands a terminal: control characters, and those that turn its direction, show as pictures or codes. */
export function visible(text: string): string {
  const parts = text.split(ownStyles)
  return parts.map((part, at) => (at % 2 === 1 ? part : part.replace(hidden, pictureOf))).join('')
}

function pictureOf(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return code === 0x7f ? '\u2421' : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
}

// The same value, spelt without what JSON leaves as it is and some terminals obey.
export const writeJson = (value: unknown, indent = 2): string =>
  JSON.stringify(value, null, indent)?.replace(
    /[\x7f-\x9f]/g,
    character => `\\u00${character.charCodeAt(0).toString(16)}`,
  )

/** Text of at most `width` columns, a Chinese character counting two; cut text ends in an ellipsis. */
export function cutToWidth(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let cut = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(cut + segment) > width - 1) break
    cut += segment
  }
  return `${cut}…`
}
