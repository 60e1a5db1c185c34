import { UsageError } from '../errors.ts'

/** The port of a flag; throws a UsageError for what is none. */
export function readPort(flag: string, written: string | undefined): number | undefined {
  if (written === undefined) return undefined
  if (/^\d{1,5}$/.test(written) && Number(written) <= 65535) return Number(written)
  throw new UsageError(`${flag} "${written}" is no port: expected a number from 0 to 65535`)
}
