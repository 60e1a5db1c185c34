import { readAddress } from '../../address.ts'
import { type Arrival, RowError } from '../list-format.ts'

/** One person of a file of JSON lines; throws a RowError. */
export function readJsonLine(line: string): Arrival {
  let value: Record<string, unknown>
  try {
    value = JSON.parse(line)
  } catch {
    throw new RowError('not JSON')
  }
  const address = readAddress(String(value.address))
  if (address === undefined) throw new RowError('not an address: expected one such as ada@example.org')
  const {
    name = '',
    tags = [],
    attributes = {},
    status = 'active',
  } = value as unknown as Arrival['profile'] & Arrival
  return { address, profile: { name, tags, attributes }, status, details: {}, consents: [] }
}
