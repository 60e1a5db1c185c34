import type { Config } from '../../config.ts'
import type { Dispatching, PlannedDispatch } from '../../dispatching.ts'
import { DeliveryError } from '../../errors.ts'
import type { Terminal } from '../terminal.ts'

/** Throws a DeliveryError where the settings ask for an approval, and exactly this mail has none. */
export async function demandApproval(
  { ledger }: Dispatching,
  { approval }: Config,
  { plan: { issue }, hash }: PlannedDispatch,
  { isDry, terminal }: { isDry: boolean; terminal: Terminal },
): Promise<void> {
  if (approval !== 'required') return
  const given = await ledger.approvalOf(issue)
  if (given?.hash === hash) return
  const missing = given
    ? `Issue ${issue} was changed after it was approved: approved ${given.hash.slice(0, 12)}, found ${hash.slice(0, 12)}`
    : `Issue ${issue} is not approved, and masthead.yaml has "approval: required"`
  const wayOut = `Look at it ("masthead preview ${issue}"), then: masthead approve ${issue}`
  if (!isDry) throw new DeliveryError(missing, { wayOut })
  terminal.warn(missing)
}
