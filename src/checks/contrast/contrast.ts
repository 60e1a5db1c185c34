import { shortLine } from '../../issues/plain-line.ts'
import { contrastOf, hexOf } from '../../mail/theme/colour.ts'
import type { Check } from '../check.ts'
import type { ReceivedMail } from '../received-mail.ts'
import type { Finding } from '../report.ts'
import { tooLarge } from '../style-sheets.ts'
import { type PaintedText, paintedTexts } from './painted-text.ts'
import { isAuthored, resolveHtml } from './resolved-html.ts'
import type { Theme } from './theme-css.ts'

/** What WCAG 2 asks of text (AA). */
const least = { usual: 4.5, large: 3 }
const longestExample = 40

/** Text that can be read on its ground, as a program in light shows the mail. */
export const contrast: Check = {
  name: 'contrast',
  cannotRun: ({ received }) => tooLarge(received),
  run: ({ received }) => faintText(received, 'light'),
}

/** The same in dark, as far as the mail itself says how it looks there. */
export const darkContrast: Check = {
  name: 'contrast-dark',
  cannotRun: ({ received }) =>
    tooLarge(received) ??
    (isAuthored(received, 'dark') ? undefined : 'the mail does not say how it looks in dark'),
  run: ({ received }) => faintText(received, 'dark'),
}

function faintText(received: ReceivedMail, theme: Theme): Finding[] {
  const pairs = new Map<string, { example: PaintedText; count: number }>()
  for (const text of paintedTexts(resolveHtml(received, theme))) {
    const key = `${hexOf(text.colour)} ${hexOf(text.ground)} ${text.isLarge}`
    const known = pairs.get(key)
    if (known) known.count += 1
    else pairs.set(key, { example: text, count: 1 })
  }
  return [...pairs.values()].flatMap(({ example, count }) => {
    const ratio = contrastOf(example.colour, example.ground)
    return ratio < leastOf(example) ? [findingOf(example, count, ratio, theme)] : []
  })
}

const leastOf = ({ isLarge }: PaintedText): number => (isLarge ? least.large : least.usual)

function findingOf(example: PaintedText, count: number, ratio: number, theme: Theme): Finding {
  const { text, colour, ground } = example
  const [front, back] = [hexOf(colour), hexOf(ground)]
  const others = count === 1 ? '' : ` and ${count - 1} more`
  // Cut, not rounded: 4.499 is not 4.5.
  const written = (Math.floor(ratio * 100) / 100).toFixed(2)
  return {
    check: theme === 'dark' ? 'contrast-dark' : 'contrast',
    severity: 'warning',
    what: `"${shortLine(text, longestExample)}"${others} in ${front} on ${back}: a contrast of ${written}:1 in ${theme}, of at least ${leastOf(example)}:1`,
    wayOut: `Take a ${isDarker(ground, colour) ? 'lighter' : 'darker'} text colour than ${front}, or another ground than ${back}, in the template.`,
  }
}

const isDarker = (a: PaintedText['ground'], b: PaintedText['ground']): boolean =>
  contrastOf(a, { red: 255, green: 255, blue: 255, alpha: 1 }) >
  contrastOf(b, { red: 255, green: 255, blue: 255, alpha: 1 })
