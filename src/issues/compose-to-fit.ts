import { TemplateError } from '../errors.ts'
import { type Composition, composeAgain, type IssueSettings } from './compose-issue.ts'
import type { Entry } from './entry.ts'
import type { IssueFile } from './issue-file.ts'
import { editorsPart } from './places.ts'

/** Parts of the limit: an estimate below the first needs no proof, and a mail above the second is full. */
const part = { sure: 0.5, full: 0.9 }
const tries = 8
/** Rooms that are nearer to each other make no other issue. */
const nearest = 200

/** Tells how many bytes the mail of a composition has. */
export type Weigh = (composition: Composition) => Promise<number>

/** Composes an issue for a mail that is thought to have room for so many bytes. */
type ComposeIn = (room: number) => Composition

/** Between these rooms, in bytes, is the largest with which the mail keeps its limit. */
interface Bounds {
  low: number
  high: number
}

interface Fitted {
  composition: Composition
  room: number
}

/**
 * Composes so that the mail keeps its limit of bytes, and uses it: where the mail that `bytesOf` renders is too large or
 * has room left, again with that much less or more. What cannot be made to fit comes out as small as it gets.
 */
export async function composeToFit(
  compose: (settings: IssueSettings) => Composition,
  settings: IssueSettings,
  bytesOf: Weigh,
): Promise<Composition> {
  const { bytes: limit } = settings.limits
  return (await fitted(inRooms(compose, settings), { limit, first: limit }, bytesOf)).composition
}

/**
 * Composes an issue that stands, in the room that it has where only the editor's part of it stands: a search among
 * issues that keep what earlier ones set short ends elsewhere each time. Only one that is too large then is searched on.
 */
export async function composeAgainToFit(
  standing: IssueFile,
  posts: readonly Entry[],
  settings: IssueSettings,
  bytesOf: Weigh,
): Promise<Composition> {
  const { bytes: limit } = settings.limits
  const editors = editorsPart(standing, posts)
  const anew = inRooms(given => composeAgain(editors, posts, given), settings)
  const again = inRooms(given => composeAgain(standing, posts, given), settings)
  const { room } = await fitted(anew, { limit, first: limit }, bytesOf)
  const composition = again(room)
  if (isFarBelow(limit, composition, again)) return composition
  const bytes = await rendered(composition, bytesOf)
  if (bytes === undefined) return composition
  if (bytes <= limit) return { ...composition, bytes }
  return (await fitted(again, { limit, first: room }, bytesOf)).composition
}

const inRooms =
  (compose: (settings: IssueSettings) => Composition, settings: IssueSettings): ComposeIn =>
  bytes =>
    compose({ ...settings, limits: { ...settings.limits, bytes } })

async function fitted(
  composeIn: ComposeIn,
  { limit, first }: { limit: number; first: number },
  bytesOf: Weigh,
): Promise<Fitted> {
  const bounds: Bounds = { low: 0, high: Number.POSITIVE_INFINITY }
  let room = first
  let composition = composeIn(room)
  let fitting: Fitted | undefined
  if (isFarBelow(limit, composition, composeIn)) return { composition, room }
  for (let trial = 1; trial <= tries; trial += 1) {
    const bytes = await rendered(composition, bytesOf)
    if (bytes === undefined) return { composition, room }
    if (bytes <= limit && bytes >= (fitting?.composition.bytes ?? 0))
      fitting = { composition: { ...composition, bytes }, room }
    if (bytes <= limit && (bytes > limit * part.full || isComplete(composition))) break
    room = nextRoom(room, bytes, limit, bounds)
    if (bounds.high - bounds.low < nearest) break
    const next = composeIn(room)
    if (bytes <= limit && next.text === composition.text) break
    composition = next
  }
  return fitting ?? { composition: await smallest(composeIn(0), limit, bytesOf), room: 0 }
}

const isComplete = ({ compact, more }: Composition): boolean => compact.length + more.length === 0

// What more room would not change, only the limit of entries holds.
const isFarBelow = (limit: number, composition: Composition, composeIn: ComposeIn): boolean =>
  composition.bytes <= limit * part.sure &&
  (isComplete(composition) || composeIn(Number.POSITIVE_INFINITY).text === composition.text)

// By as much as the mail is too large or too small, and by half where that leads back.
function nextRoom(room: number, bytes: number, limit: number, bounds: Bounds): number {
  if (bytes > limit) bounds.high = Math.min(bounds.high, room)
  else bounds.low = Math.max(bounds.low, room)
  const next = bytes > limit ? room - (bytes - limit) - 500 : room + (limit * 0.97 - bytes)
  return next > bounds.low && next < bounds.high ? next : (bounds.low + bounds.high) / 2
}

async function smallest(composition: Composition, limit: number, bytesOf: Weigh): Promise<Composition> {
  const bytes = (await rendered(composition, bytesOf)) ?? composition.bytes
  return { ...composition, bytes, ...(bytes > limit && { isTooLarge: true }) }
}

// Composing goes on with the estimate where the template is broken: rendering tells what is wrong with it.
async function rendered(composition: Composition, bytesOf: Weigh): Promise<number | undefined> {
  try {
    return await bytesOf(composition)
  } catch (error) {
    if (error instanceof TemplateError) return undefined
    throw error
  }
}
