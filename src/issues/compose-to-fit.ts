import { TemplateError } from '../errors.ts'
import type { Composition, IssueSettings } from './compose-issue.ts'

/** Parts of the limit: an estimate below the first needs no proof, and a mail above the second is full. */
const part = { sure: 0.75, full: 0.9 }
const tries = 6

/**
 * Composes so that the mail keeps its limit of bytes, and uses it: where the mail that `bytesOf` renders is too large or
 * has room left, once more with that much less or more. What cannot be made to fit comes out as small as it gets.
 */
export async function composeToFit(
  compose: (settings: IssueSettings) => Composition,
  settings: IssueSettings,
  bytesOf: (composition: Composition) => Promise<number>,
): Promise<Composition> {
  const limit = settings.limits.bytes
  let room = limit
  let composition = compose(settings)
  let fitting: Composition | undefined
  for (let trial = 1; trial <= tries && composition.bytes > limit * part.sure; trial += 1) {
    const bytes = await rendered(composition, bytesOf)
    if (bytes === undefined) return composition
    composition = { ...composition, bytes }
    const isFull = bytes > limit * part.full || composition.compact.length + composition.more.length === 0
    if (bytes <= limit && (isFull || trial > 1)) return composition
    if (bytes <= limit) fitting = composition
    room = bytes > limit ? room - (bytes - limit) - 500 : room + (limit * 0.97 - bytes)
    composition = compose({ ...settings, limits: { ...settings.limits, bytes: room } })
  }
  return fitting ?? composition
}

// Composing goes on with the estimate where the template is broken: rendering tells what is wrong with it.
async function rendered(
  composition: Composition,
  bytesOf: (composition: Composition) => Promise<number>,
): Promise<number | undefined> {
  try {
    return await bytesOf(composition)
  } catch (error) {
    if (error instanceof TemplateError) return undefined
    throw error
  }
}
