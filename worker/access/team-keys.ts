import { errors, importJWK, type JWK, type JWTVerifyGetKey } from 'jose'
import { clock, type Instant } from '../../tenants/base/clock.ts'
import {
  JWKS_BYTES_MAX,
  JWKS_COLD_TIMEOUT_MS,
  JWKS_COOLDOWN_MS,
  JWKS_FRESH_MS,
  JWKS_KEPT_MS,
  JWKS_LEAD_MS,
  JWKS_TICK_MS,
  JWKS_TIMEOUT_MS,
} from '../bounds.ts'
import { readBytes } from '../read-body.ts'

/** What Access signs with, and so the only algorithm that a token may name. */
export const TOKEN_ALGORITHM = 'RS256'

type PublicKey = Awaited<ReturnType<typeof importJWK>>

/** What this isolate knows of a team's keys. Plain facts only: a promise of one request may never end for another. */
type Team = {
  url: string
  keys: Map<string, PublicKey>
  fetchedAt: Instant
  triedAt: Instant
  /** In a row. */
  failures: number
  /** Until then one request fetches for all. A request that is cut off never gives this back. */
  leadUntil: Instant
}

const NEVER = Number.NEGATIVE_INFINITY
const teams = new Map<string, Team>()

/**
 * Finds the key that signed a token among the keys of the team. The last good keys serve while newer ones are fetched
 * or cannot be had. Rejects with `JWKSNoMatchingKey` only where fresh keys were asked, with another error where none
 * came.
 */
export function keysOf(teamUrl: string): JWTVerifyGetKey {
  const team = teams.get(teamUrl) ?? newTeam(teamUrl)
  teams.set(teamUrl, team)
  return async ({ kid = '' }) => {
    await (areUsable(team) ? renew(team, kid) : obtain(team))
    const key = team.keys.get(kid)
    if (key) return key
    if (team.failures > 0) throw new Error('The keys of the team could not be renewed.')
    throw new errors.JWKSNoMatchingKey()
  }
}

function newTeam(url: string): Team {
  return { url, keys: new Map(), fetchedAt: NEVER, triedAt: NEVER, failures: 0, leadUntil: NEVER }
}

function areUsable({ fetchedAt }: Team): boolean {
  return clock.now() - fetchedAt < JWKS_KEPT_MS
}

/** One request at a time, and not often, so that neither age nor tokens with made-up keys bring a herd of fetches. */
async function renew(team: Team, kid: string): Promise<void> {
  const now = clock.now()
  const isWanted = now - team.fetchedAt > JWKS_FRESH_MS || !team.keys.has(kid)
  if (!isWanted) return
  if (team.leadUntil > now) {
    if (!team.keys.has(kid)) await waitFor(team, () => team.keys.has(kid) || team.leadUntil <= clock.now())
    return
  }
  if (now - team.triedAt < JWKS_COOLDOWN_MS) return
  await lead(team, JWKS_TIMEOUT_MS)
}

/** The first fetches and the others wait for what it brings; where it is slow or was cut off, the next tries too. */
async function obtain(team: Team): Promise<void> {
  const beganAt = clock.now()
  const { failures } = team
  const isOver = () => areUsable(team) || team.failures > failures
  while (!isOver() && clock.now() - beganAt < JWKS_COLD_TIMEOUT_MS) {
    if (team.leadUntil <= clock.now()) await lead(team, JWKS_COLD_TIMEOUT_MS)
    else await waitFor(team, () => isOver() || team.leadUntil <= clock.now())
  }
  if (!areUsable(team)) throw new Error('The keys of the team could not be fetched.')
}

async function waitFor(team: Team, isOver: () => boolean): Promise<void> {
  const until = Math.max(team.leadUntil, clock.now())
  while (!isOver() && clock.now() < until) await new Promise((resolve) => setTimeout(resolve, JWKS_TICK_MS))
}

/** Fetches, twice where it must, and notes what came of it. */
async function lead(team: Team, timeoutMs: number): Promise<void> {
  const now = clock.now()
  team.triedAt = now
  team.leadUntil = now + JWKS_LEAD_MS
  const signal = AbortSignal.timeout(timeoutMs)
  const keys = (await fetchKeys(team.url, signal)) ?? (signal.aborted ? null : await fetchKeys(team.url, signal))
  team.leadUntil = NEVER
  if (keys) Object.assign(team, { keys, fetchedAt: clock.now(), failures: 0 })
  // Another may have been luckier meanwhile.
  else if (team.fetchedAt < now) team.failures += 1
}

async function fetchKeys(teamUrl: string, signal: AbortSignal): Promise<Map<string, PublicKey> | null> {
  try {
    const answer = await fetch(`${teamUrl}/cdn-cgi/access/certs`, {
      headers: { accept: 'application/json' },
      redirect: 'manual',
      signal,
    })
    if (answer.status !== 200) {
      await answer.body?.cancel()
      return null
    }
    const bytes = await readBytes(answer, JWKS_BYTES_MAX)
    if (!bytes.ok) return null
    const { keys } = JSON.parse(new TextDecoder().decode(bytes.value)) as { keys: JWK[] }
    const usable = keys.filter(({ kid, kty, use = 'sig' }) => kid && kty === 'RSA' && use === 'sig')
    const named = usable.map(async (jwk) => [jwk.kid ?? '', await importJWK(jwk, TOKEN_ALGORITHM)] as const)
    return usable.length > 0 ? new Map(await Promise.all(named)) : null
  } catch {
    // Unreachable, late, or in a shape nobody can use: the same to who waits.
    return null
  }
}
