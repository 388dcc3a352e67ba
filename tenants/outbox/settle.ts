import { after, type Instant } from '../base/clock.ts'
import {
  DOUBT_ABSENCE_TRUSTED_MS,
  DOUBT_BROKEN_TRUSTED_MS,
  DOUBT_FIRST_LOOK_MS,
  DOUBT_HOLD_MAX_MS,
  DOUBT_LATE_LOOK_EVERY_MS,
  DOUBT_LOOK_EVERY_MS,
  OUTBOX_ATTEMPTS_MAX,
} from '../base/limits.ts'
import { unreachable } from '../base/result.ts'
import type { LookUp, SendOutcome } from '../providers/port.ts'
import { backoff } from './backoff.ts'

/** As much of an entry as deciding its next status takes. */
export type Settled = {
  attempts: number
  usefulUntil: Instant
  claimedAt: Instant | null
  doubtSince: Instant | null
  lastCode: string | null
  /** True where the provider takes a repeat of the same request for the same act. */
  replaySafe: boolean
}

export type Settlement =
  | { kind: 'sent'; providerRef: string }
  | { kind: 'retry'; dueAt: Instant; code: string }
  /** `isLeft` once later entries no longer wait for this one. */
  | { kind: 'doubt'; dueAt: Instant; since: Instant; code: string; isLeft: boolean }
  | { kind: 'failed'; status: 'refused' | 'dead'; code: string }

/** An attempt's outcome to the entry's next status. `chance` in [0, 1) spreads retries. */
export function settle(entry: Settled, outcome: SendOutcome, now: Instant, chance: number): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'sent', providerRef: outcome.providerRef }
    case 'refused':
      return { kind: 'failed', status: 'refused', code: outcome.code }
    case 'unavailable':
      return retryOrDie(entry, outcome.code, backoff(entry.attempts, outcome.retryAfterMs, chance), now)
    case 'in_doubt':
      // Where the provider takes no idempotency key, sending again could text somebody twice.
      if (entry.replaySafe) return retryOrDie(entry, outcome.code, backoff(entry.attempts, null, chance), now)
      return { kind: 'doubt', since: now, dueAt: after(now, DOUBT_FIRST_LOOK_MS), code: outcome.code, isLeft: false }
    default:
      return unreachable(outcome)
  }
}

/** Nobody has refused anything yet, or whoever did refused us and not the entry: neither may use up its attempts. */
const COSTS_NO_ATTEMPT = new RegExp(
  [
    /(?:^|_)http_429$/,
    /^(?:rate_budget_spent|crm_disconnected|uninstalled|token_refused|location_gone|scope_missing)$/,
    // Google's quotas, and an account in which somebody else is at work.
    /^(?:ads_disconnected|quota_spent|quota_of_day_spent|query_too_costly|changed_at_once|project_not_approved)$/,
  ]
    .map(({ source }) => source)
    .join('|'),
)

function retryOrDie(entry: Settled, code: string, delayMs: number, now: Instant): Settlement {
  const dueAt = after(now, delayMs)
  const isSpent = entry.attempts >= OUTBOX_ATTEMPTS_MAX && !COSTS_NO_ATTEMPT.test(code)
  if (isSpent || dueAt > entry.usefulUntil) return { kind: 'failed', status: 'dead', code }
  return { kind: 'retry', dueAt, code }
}

/**
 * The provider's answer about an entry in doubt. `isOvertaken`: a later entry of the same sequence has left already.
 */
export function settleDoubt(entry: Settled, lookUp: LookUp, isOvertaken: boolean, now: Instant): Settlement {
  const since = entry.doubtSince ?? now
  const code = entry.lastCode ?? 'unknown'
  switch (lookUp.kind) {
    case 'found':
      return { kind: 'sent', providerRef: lookUp.providerRef }
    case 'absent': {
      const trustedAt = after(
        entry.claimedAt ?? since,
        code === 'timeout' ? DOUBT_ABSENCE_TRUSTED_MS : DOUBT_BROKEN_TRUSTED_MS,
      )
      if (now < trustedAt) return lookAgain(since, Math.min(after(now, DOUBT_LOOK_EVERY_MS), trustedAt), code, now)
      if (isOvertaken || now > entry.usefulUntil || entry.attempts >= OUTBOX_ATTEMPTS_MAX) {
        return { kind: 'failed', status: 'dead', code }
      }
      return { kind: 'retry', dueAt: now, code }
    }
    case 'unknown': {
      if (now > entry.usefulUntil) return { kind: 'failed', status: 'dead', code }
      const holdEndsAt = after(since, DOUBT_HOLD_MAX_MS)
      if (now >= holdEndsAt) return lookAgain(since, after(now, DOUBT_LATE_LOOK_EVERY_MS), code, now)
      return lookAgain(since, Math.min(after(now, DOUBT_LOOK_EVERY_MS), holdEndsAt), code, now)
    }
    default:
      return unreachable(lookUp)
  }
}

function lookAgain(since: Instant, dueAt: Instant, code: string, now: Instant): Settlement {
  return { kind: 'doubt', since, dueAt, code, isLeft: now >= after(since, DOUBT_HOLD_MAX_MS) }
}
