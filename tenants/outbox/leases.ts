import { after, type Instant } from '../base/clock.ts'
import type { EffectId } from '../base/ids.ts'
import { applyFailed } from '../apply-outcome.ts'
import { CLAIM_LEASE_MS, OUTBOX_ATTEMPTS_MAX } from '../base/limits.ts'
import { loadEntry, saveEntry } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { doubtClaim } from './claim.ts'

/**
 * What this life of the object has claimed. A call that takes longer than its lease has it renewed, and one whose end
 * could not be written down is in doubt once the lease is over, and given up in the end: what stays claimed and due
 * would wake the object without end.
 */
export class Leases {
  readonly #claims = new Map<EffectId, { endsAt: Instant; isRunning: boolean }>()

  begin(entryId: EffectId, now: Instant): void {
    this.#claims.set(entryId, { endsAt: after(now, CLAIM_LEASE_MS), isRunning: true })
  }

  end(entryId: EffectId): void {
    this.#claims.delete(entryId)
  }

  /** The call is over, and nothing says so on disk. */
  lose(entryId: EffectId): void {
    const claim = this.#claims.get(entryId)
    if (claim) claim.isRunning = false
  }

  hasLapsed(now: Instant): boolean {
    return [...this.#claims.values()].some(({ endsAt }) => endsAt <= now)
  }

  /** The caller holds the transaction. */
  renew(context: Context, now: Instant): void {
    for (const [entryId, { endsAt, isRunning }] of this.#claims) {
      if (endsAt > now) continue
      const entry = loadEntry(context.db, entryId)
      if (entry?.status !== 'claimed' && entry?.status !== 'in_doubt') this.end(entryId)
      else if (isRunning) {
        saveEntry(context.db, entryId, { dueAt: after(now, CLAIM_LEASE_MS) })
        this.begin(entryId, now)
      } else {
        if (entry.attempts < OUTBOX_ATTEMPTS_MAX) doubtClaim(context, entry, now)
        else applyFailed(context, entry, 'dead', 'interrupted', now)
        this.end(entryId)
      }
    }
  }
}
