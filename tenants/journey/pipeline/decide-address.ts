import type { Instant } from '../../base/clock.ts'
import { isSameAddress } from '../../base/us-address.ts'

type Side = { address: string | null; at: Instant }

export type AddressDecision = 'nothing' | 'write_theirs' | 'write_ours' | 'conflict_ours' | 'conflict_theirs'

/**
 * Where a customer's place is said on both sides. What one side lacks is the other's; whoever has changed it since both
 * agreed is followed; where both have, the later counts. What was emptied there is not filled in again.
 */
export function decideAddress(ours: Side, theirs: Side, agreed: string | null): AddressDecision {
  if (isSameAddress(ours.address, theirs.address)) return 'nothing'
  if (ours.address === null) return 'write_ours'
  if (theirs.address === null) return isSameAddress(ours.address, agreed) ? 'nothing' : 'write_theirs'
  if (agreed !== null && isSameAddress(theirs.address, agreed)) return 'write_theirs'
  if (agreed !== null && isSameAddress(ours.address, agreed)) return 'write_ours'
  return ours.at >= theirs.at ? 'conflict_ours' : 'conflict_theirs'
}
