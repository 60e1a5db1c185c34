import { TemplateError } from '../errors.ts'
import type { Composition, IssueSettings } from './compose-issue.ts'

/** Parts of the limit: an estimate below the first needs no proof, and a mail above the second is full. */
const part = { sure: 0.5, full: 0.9 }
const tries = 8
/** Rooms that are nearer to each other make no other issue. */
const nearest = 200

/** Between these rooms, in bytes, is the largest with which the mail keeps its limit. */
interface Bounds {
  low: number
  high: number
}

/**
 * Composes so that the mail keeps its limit of bytes, and uses it: where the mail that `bytesOf` renders is too large or
 * has room left, again with that much less or more. What cannot be made to fit comes out as small as it gets.
 */
export async function composeToFit(
  compose: (settings: IssueSettings) => Composition,
  settings: IssueSettings,
  bytesOf: (composition: Composition) => Promise<number>,
): Promise<Composition> {
  const limit = settings.limits.bytes
  const composeIn = (bytes: number) => compose({ ...settings, limits: { ...settings.limits, bytes } })
  const bounds: Bounds = { low: 0, high: Number.POSITIVE_INFINITY }
  let room = limit
  let composition = composeIn(room)
  let fitting: Composition | undefined
  if (composition.bytes <= limit * part.sure && isComplete(composition)) return composition
  for (let trial = 1; trial <= tries; trial += 1) {
    const bytes = await rendered(composition, bytesOf)
    if (bytes === undefined) return composition
    if (bytes <= limit && bytes >= (fitting?.bytes ?? 0)) fitting = { ...composition, bytes }
    if (bytes <= limit && (bytes > limit * part.full || isComplete(composition))) break
    room = nextRoom(room, bytes, limit, bounds)
    if (bounds.high - bounds.low < nearest) break
    const next = composeIn(room)
    if (bytes <= limit && next.text === composition.text) break
    composition = next
  }
  return fitting ?? smallest(composeIn(0), limit, bytesOf)
}

const isComplete = ({ compact, more }: Composition): boolean => compact.length + more.length === 0

// By as much as the mail is too large or too small, and by half where that leads back.
function nextRoom(room: number, bytes: number, limit: number, bounds: Bounds): number {
  if (bytes > limit) bounds.high = Math.min(bounds.high, room)
  else bounds.low = Math.max(bounds.low, room)
  const next = bytes > limit ? room - (bytes - limit) - 500 : room + (limit * 0.97 - bytes)
  return next > bounds.low && next < bounds.high ? next : (bounds.low + bounds.high) / 2
}

async function smallest(
  composition: Composition,
  limit: number,
  bytesOf: (composition: Composition) => Promise<number>,
): Promise<Composition> {
  const bytes = (await rendered(composition, bytesOf)) ?? composition.bytes
  return { ...composition, bytes, ...(bytes > limit && { isTooLarge: true }) }
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
