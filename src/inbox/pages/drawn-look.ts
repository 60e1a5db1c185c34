import { asForcedDark } from '../clients/forced-dark.ts'
import { asOutlook } from '../clients/outlook.ts'
import type { Look } from './view-choice.ts'

const drawings: Partial<Record<Look, (html: string) => string>> = {
  'forced-dark': asForcedDark,
  outlook: asOutlook,
}

/** In characters. Nobody writes more, and to draw it would keep everybody else waiting for seconds. */
const largest = 1_000_000

/** Whether HTML is too large for a look that is drawn here. */
export const isTooLargeFor = (look: Look, html: string): boolean => look in drawings && html.length > largest

/** HTML in a look; what is too large for it stays as it is. */
export function drawnIn(look: Look, html: string): string {
  return isTooLargeFor(look, html) ? html : (drawings[look]?.(html) ?? html)
}
