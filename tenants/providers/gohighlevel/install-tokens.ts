import type { Instant } from '../../base/clock.ts'
import type { Answer } from '../port.ts'
import { refreshPair, type LocationToken, type OAuthApp, type Pair } from './oauth.ts'
import type { Loss } from './loss.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { tellLoss, type LocationTokens } from './tokens.ts'

/**
 * `refreshingSince`: the refresh token has been handed in and its answer is not here yet. Where that is found on
 * waking, the token is handed in again at once: the same pair comes back for 30 seconds, and never after.
 */
export type KeptPair = Pair & { refreshingSince: Instant | null }

/** Tokens of a location that has installed the app itself. `save` keeps them for good before it returns. */
export function installTokens(
  options: OAuthApp & {
    load(): KeptPair | null
    save(pair: KeptPair): void
    /** The installation is over; nothing but another one helps. */
    noteRevoked(): void
    noteLoss?(loss: Loss): void
  },
): LocationTokens {
  async function obtain(): Promise<Answer<LocationToken>> {
    const held = options.load()
    if (!held) return GONE
    options.save({ ...held, refreshingSince: options.now() })
    const answer = await refreshPair(options, held.refresh, 'Location')
    if (answer.kind === 'revoked') {
      options.noteRevoked()
      return GONE
    }
    if (answer.kind !== 'answered') return tellLoss(answer, (loss) => options.noteLoss?.(loss))
    const { pair } = answer.value
    // In the turn in which it came: what is handed in next must never be the token that this one replaces.
    options.save({ ...pair, refreshingSince: null })
    return { kind: 'answered', value: { token: pair.access, expiresAt: pair.expiresAt } }
  }

  return oneAtATime({
    now: () => options.now(),
    async load() {
      const held = options.load()
      if (!held || held.refreshingSince !== null) return null
      return { token: held.access, expiresAt: held.expiresAt }
    },
    obtain,
  })
}

/** Whatever needs a token waits for the new installation; see `outbox/claim.ts`. */
export const GONE: Answer<never> = { kind: 'unavailable', code: 'crm_disconnected', retryAfterMs: null }
