import type { Attributes } from './subscriber.ts'

/** All attributes of a person, in bytes, as JSON: of whatever is stored, an export can be imported again. */
export const largestAttributes = 16 * 1024

/** The size of attributes, in bytes, as JSON. */
export const attributesSize = (attributes: Attributes): number =>
  Buffer.byteLength(JSON.stringify(attributes))
