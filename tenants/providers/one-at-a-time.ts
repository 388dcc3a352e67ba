import { MINUTE_MS, type Instant } from '../base/clock.ts'
import type { Answer } from './port.ts'

/** A token this near to its end may end on the way. */
const EXPIRY_MARGIN_MS = MINUTE_MS

export type AccessToken = { token: string; expiresAt: Instant }

export type AccessTokens = {
  /** A token that is good for at least a minute by our clock. */
  current(): Promise<Answer<string>>
  /** Another token than `refused`, which the provider did not accept. */
  renew(refused: string): Promise<Answer<string>>
}

/** Whether a token still has more life than a call takes. */
export function isFresh(expiresAt: Instant, now: Instant): boolean {
  return expiresAt - EXPIRY_MARGIN_MS > now
}

/**
 * Of several callers one asks for a token, the others wait for its answer. `load` gives what an earlier life kept;
 * `obtain` gets another and has kept it by the time it answers.
 */
export function oneAtATime(source: {
  now(): Instant
  load(): Promise<AccessToken | null>
  obtain(refused: string | null): Promise<Answer<AccessToken>>
}): AccessTokens {
  let held: AccessToken | null = null
  let pending: Promise<Answer<string>> | null = null

  async function obtain(refused: string | null): Promise<Answer<string>> {
    const answer = await source.obtain(refused)
    if (answer.kind !== 'answered') return answer
    held = answer.value
    return { kind: 'answered', value: held.token }
  }

  async function loadOrObtain(): Promise<Answer<string>> {
    held ??= await source.load()
    return usable() ?? obtain(null)
  }

  function alone(task: () => Promise<Answer<string>>): Promise<Answer<string>> {
    pending ??= task().finally(() => {
      pending = null
    })
    return pending
  }

  function usable(): Answer<string> | null {
    return held && isFresh(held.expiresAt, source.now()) ? { kind: 'answered', value: held.token } : null
  }

  return {
    async current() {
      return pending ?? usable() ?? alone(loadOrObtain)
    },
    async renew(refused) {
      const hasOther = held !== null && held.token !== refused
      return pending ?? (hasOther ? usable() : null) ?? alone(() => obtain(refused))
    },
  }
}
