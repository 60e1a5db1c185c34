import { isTrueInOutlook } from './condition.ts'

// `<!--[if mso]>`, `<![if mso]>`, `<!--[if !mso]><!-->`, and the ends of all three.
const mark =
  /<!(?:--)?\s{0,9}\[if ([^\]]{0,200})\]>(?:<!--\s{0,9}-?->|<!-->|-->)?|(?:<!--\s{0,9})?<!\s{0,9}\[endif\]\s{0,9}(?:--)?>/gi

/** HTML with the conditional comments that Outlook for Windows reads: what holds for it stands as markup, the rest is gone. */
export function resolveConditionalComments(html: string): string {
  const pieces: string[] = []
  const open: boolean[] = []
  let falseCount = 0
  let at = 0
  for (const found of html.matchAll(mark)) {
    if (falseCount === 0) pieces.push(html.slice(at, found.index))
    at = found.index + found[0].length
    if (found[1] === undefined) falseCount -= open.pop() === false ? 1 : 0
    else {
      open.push(isTrueInOutlook(found[1]))
      falseCount += open.at(-1) === false ? 1 : 0
    }
  }
  if (falseCount === 0) pieces.push(html.slice(at))
  return pieces.join('')
}
