import { TemplateError } from '../errors.ts'
import type { Composition, IssueSettings } from './compose-issue.ts'

/** An estimate below this part of the limit needs no proof: it is hardly ever too low, and rendering takes a second. */
const surely = 0.75
const tries = 6

/**
 * Composes so that the mail keeps its limit of bytes: where the mail that `bytesOf` renders is larger, once more with as
 * much less room. What cannot be made to fit comes out as small as it gets.
 */
export async function composeToFit(
  compose: (settings: IssueSettings) => Composition,
  settings: IssueSettings,
  bytesOf: (composition: Composition) => Promise<number>,
): Promise<Composition> {
  const { limits } = settings
  let room = limits.bytes
  let composition = compose(settings)
  for (let trial = 1; trial < tries && composition.bytes > limits.bytes * surely; trial += 1) {
    const bytes = await rendered(composition, bytesOf)
    if (bytes === undefined) return composition
    composition = { ...composition, bytes }
    if (bytes <= limits.bytes) return composition
    room -= bytes - limits.bytes + 500
    composition = compose({ ...settings, limits: { ...limits, bytes: room } })
  }
  return composition
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
