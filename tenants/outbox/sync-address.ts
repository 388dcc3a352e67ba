import type { Instant } from '../base/clock.ts'
import { joinAddress, splitAddress } from '../base/us-address.ts'
import { decideAddress, type AddressDecision } from '../journey/pipeline/decide-address.ts'
import type { CrmRecords } from '../providers/crm-port.ts'
import type { CrmPort, SendOutcome } from '../providers/port.ts'

/** Where the customer's place stood, here and as both last agreed, when this was sent. */
export type AddressPlan = { contactRef: string | null; ours: string | null; oursAt: Instant; agreed: string | null }

export type AddressResult = { decision: AddressDecision; ours: string | null; theirs: string | null; theirsAt: Instant }

/** Reads first: somebody may have written it there a moment ago. Nobody is made a contact for an address. */
export async function syncAddress(
  crm: CrmPort & CrmRecords,
  { contactRef, ours, oursAt, agreed }: AddressPlan,
): Promise<{ outcome: SendOutcome; addressed?: AddressResult }> {
  if (contactRef === null) return { outcome: { kind: 'sent', providerRef: 'none' } }
  const read = await crm.fetchContact(contactRef)
  if (read.kind === 'refused' && read.code === 'http_404') return { outcome: { kind: 'sent', providerRef: 'gone' } }
  if (read.kind !== 'answered') return { outcome: read }
  const { home, updatedAt } = read.value
  const theirs = home ? joinAddress(home) : null
  const theirsAt = updatedAt ?? 0
  const decision = decideAddress({ address: ours, at: oursAt }, { address: theirs, at: theirsAt }, agreed)
  const addressed = { decision, ours, theirs, theirsAt }
  if (ours !== null && (decision === 'write_theirs' || decision === 'conflict_ours')) {
    const written = await crm.writeAddress(contactRef, splitAddress(ours))
    if (written.kind !== 'answered') return { outcome: written }
  }
  return { outcome: { kind: 'sent', providerRef: contactRef }, addressed }
}
