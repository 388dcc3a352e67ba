import type { Instant } from '../base/clock.ts'
import { MODEL_FAILURES_MAX, MODEL_REST_MS } from '../base/model-limits.ts'

/** Leaves a provider alone that fails again and again, and lets one try through after a while. */
export type Circuit = {
  /** True for one try alone where it has rested; whoever tries has to say how it ended. */
  mayTry(now: Instant): boolean
  succeeded(): void
  /** `restMs` is what the provider asked for. */
  failed(now: Instant, restMs: number | null): void
  /** It ended in a way that says nothing of the provider. */
  ended(): void
}

export function openCircuit(): Circuit {
  let failures = 0
  let restsUntil: Instant | null = null
  let isTrying = false
  return {
    mayTry(now) {
      if (restsUntil === null) return true
      if (now < restsUntil || isTrying) return false
      isTrying = true
      return true
    },
    succeeded() {
      failures = 0
      restsUntil = null
      isTrying = false
    },
    failed(now, restMs) {
      failures += 1
      isTrying = false
      if (restMs !== null) restsUntil = Math.max(restsUntil ?? 0, now + restMs)
      if (failures >= MODEL_FAILURES_MAX) restsUntil = Math.max(restsUntil ?? 0, now + MODEL_REST_MS)
    },
    ended() {
      isTrying = false
    },
  }
}
