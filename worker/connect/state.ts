import * as v from 'valibot'
import type { Instant } from '../../tenants/base/clock.ts'
import { newToken } from '../../tenants/base/ids.ts'
import { openKeyring, seal, unseal, Unsealable } from '../../tenants/base/sealing.ts'
import { CONNECT_MS_MAX } from '../bounds.ts'

/** Who went to a provider's page, for which business. It comes back with them, so it says nothing that can be read. */
const State = v.object({
  ...{ nonce: v.string(), tenantId: v.string(), email: v.string(), endsAt: v.number() },
  /** From where they went: whoever is joining comes back to joining. */
  from: v.optional(v.picklist(['join', 'settings']), 'settings'),
  /** Of PKCE (RFC 7636): what the challenge was made of that went to the provider. */
  verifier: v.optional(v.string()),
})
export type ConnectState = v.InferOutput<typeof State>

export type ConnectProvider = 'gohighlevel' | 'google_ads'

/** A state of one provider's opens nothing of the other's. */
const ownerOf = (provider: ConnectProvider) => `connect_state/${provider}`

export function makeState(
  sealingKey: string,
  provider: ConnectProvider,
  whose: Pick<ConnectState, 'tenantId' | 'email' | 'from' | 'verifier'>,
  now: Instant,
): string {
  const state: ConnectState = { nonce: newToken(), ...whose, endsAt: now + CONNECT_MS_MAX }
  return seal(openKeyring(sealingKey), ownerOf(provider), JSON.stringify(state))
}

/** Null where we never gave it out, or it is too old. Whether it was used before is the directory's to know. */
export function readState(
  sealingKey: string,
  provider: ConnectProvider,
  given: string,
  now: Instant,
): ConnectState | null {
  try {
    const parsed = v.safeParse(State, JSON.parse(unseal(openKeyring(sealingKey), ownerOf(provider), given)))
    return parsed.success && parsed.output.endsAt > now ? parsed.output : null
  } catch (error) {
    if (error instanceof Unsealable || error instanceof SyntaxError) return null
    throw error
  }
}
