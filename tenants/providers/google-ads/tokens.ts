import { oneAtATime, type AccessTokens } from '../one-at-a-time.ts'
import type { Answer } from '../port.ts'
import { refreshAccess, type OAuthApp } from './oauth.ts'

/** What waits for the connection goes on waiting: nothing is asked of Google without one. */
export const GONE: Answer<never> = { kind: 'unavailable', code: 'ads_disconnected', retryAfterMs: null }

/**
 * Access to one business's account. A token lives an hour and is kept in memory alone: another costs one call, and
 * nothing of it lies anywhere.
 */
export function adsTokens(
  options: OAuthApp & {
    /** The refresh token, null where there is none any more. */
    loadRefresh(): string | null
    /** The leave was taken back; nothing but another one helps. */
    noteRevoked(): void
  },
): AccessTokens {
  return oneAtATime({
    now: () => options.now(),
    load: async () => null,
    async obtain() {
      const refresh = options.loadRefresh()
      if (refresh === null) return GONE
      const answer = await refreshAccess(options, refresh)
      if (answer.kind !== 'revoked') return answer
      options.noteRevoked()
      return GONE
    },
  })
}
