import type { Instant } from '../../base/clock.ts'
import type { Answer } from '../port.ts'
import { GONE } from './install-tokens.ts'
import { mintLocationToken, refreshPair, type LocationToken, type OAuthApp, type Pair } from './oauth.ts'
import type { Loss } from './loss.ts'
import { isFresh, oneAtATime } from '../one-at-a-time.ts'
import { tellLoss, type LocationTokens } from './tokens.ts'

/** Twice the time one refresh may take, and half of what the provider gives the same pair again for. */
const AGENCY_LEASE_MS = 15_000
const WAIT_STEP_MS = 250
const WAIT_STEPS_MAX = 24

/** An agency's tokens as many businesses share them. `generation` counts the refreshes. */
export type SharedPair = { pair: Pair; generation: number; isRevoked: boolean }

export type AgencyStore = {
  read(): Promise<SharedPair | null>
  /** True for one caller at a time; another may follow when the lease has lapsed. */
  takeLease(generation: number, owner: string, now: Instant, endsAt: Instant): Promise<boolean>
  /** Keeps the next generation, where the lease is still the owner's. */
  keep(pair: Pair, owner: string): Promise<void>
  noteRevoked(owner: string): Promise<void>
  release(owner: string): Promise<void>
}

type Options = OAuthApp & { companyId: string; store: AgencyStore; newOwner(): string }

/**
 * The agency's access token. Isolates all over the world may find it expired in one moment; the lease lets one of them
 * refresh, and the others wait for what it brings.
 */
export async function agencyToken(options: Options, refused: string | null): Promise<Answer<string>> {
  const { store } = options
  for (let step = 0; step < WAIT_STEPS_MAX; step += 1) {
    const shared = await store.read()
    if (!shared || shared.isRevoked) return GONE
    const { pair, generation } = shared
    const isUsable = isFresh(pair.expiresAt, options.now()) && pair.access !== refused
    if (isUsable) return { kind: 'answered', value: pair.access }
    const owner = options.newOwner()
    const now = options.now()
    if (await store.takeLease(generation, owner, now, now + AGENCY_LEASE_MS)) return refresh(options, pair, owner)
    await new Promise((resolve) => setTimeout(resolve, WAIT_STEP_MS))
  }
  return { kind: 'unavailable', code: 'agency_token_busy', retryAfterMs: AGENCY_LEASE_MS }
}

async function refresh(options: Options, pair: Pair, owner: string): Promise<Answer<string>> {
  const { store } = options
  const answer = await refreshPair(options, pair.refresh, 'Company')
  if (answer.kind === 'answered') {
    await store.keep(answer.value.pair, owner)
    return { kind: 'answered', value: answer.value.pair.access }
  }
  if (answer.kind === 'revoked') {
    await store.noteRevoked(owner)
    return GONE
  }
  // Whoever comes next hands in the same token; soon enough, the answer that was lost comes again.
  await store.release(owner)
  return answer
}

/** Tokens of one location, minted from its agency's. */
export function locationOfAgency(
  options: Options & {
    locationId: string
    noteRevoked(): void
    noteScopes(scopes: string[]): void
    noteLoss?(loss: Loss): void
  },
): LocationTokens {
  async function obtain(): Promise<Answer<LocationToken>> {
    const first = await mintWith(null)
    // The agency's own token may have been refused; another one is tried once.
    const isRefused = first.answer.kind === 'unavailable' && first.answer.code === 'token_refused'
    const { answer } = isRefused && first.token !== null ? await mintWith(first.token) : first
    return answer.kind === 'answered' ? answer : tellLoss(answer, (loss) => options.noteLoss?.(loss))
  }

  async function mintWith(refused: string | null): Promise<{ token: string | null; answer: Answer<LocationToken> }> {
    const agency = await agencyToken(options, refused)
    if (agency.kind !== 'answered') {
      if (agency === GONE) options.noteRevoked()
      return { token: null, answer: agency }
    }
    const { companyId, locationId } = options
    const minted = await mintLocationToken(options, { token: agency.value, companyId }, locationId)
    if (minted.kind === 'answered') options.noteScopes(minted.value.scopes)
    return { token: agency.value, answer: minted }
  }

  return oneAtATime({ now: () => options.now(), load: async () => null, obtain })
}
