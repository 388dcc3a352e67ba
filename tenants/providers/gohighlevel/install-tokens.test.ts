import { describe, expect, test } from 'vitest'
import type { Http, HttpAnswer } from '../http.ts'
import { agencyToken, locationOfAgency, type AgencyStore, type SharedPair } from './agency-tokens.ts'
import { installTokens, type KeptPair } from './install-tokens.ts'

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-11-23T15:00:00Z')

const pairOf = (count: number) => ({ access: `acc-${count}`, refresh: `ref-${count}`, expiresAt: NOW, scopes: [] })

/** A GoHighLevel that takes each refresh token once and remembers what it was shown. */
function openProvider({ isRevoked = false, isLost = false } = {}) {
  const shown: string[] = []
  const http = async ({ body }: { body: string | null }): Promise<HttpAnswer> => {
    shown.push(new URLSearchParams(body ?? '').get('refresh_token') ?? '')
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (isLost) return { kind: 'no_answer', code: 'timeout' }
    const next = {
      access_token: `acc-${shown.length + 1}`,
      refresh_token: `ref-${shown.length + 1}`,
      expires_in: 86_399,
    }
    const body2 = { ...next, userType: 'Location', locationId: 'loc_A', companyId: 'cmp_1', scope: 'a b' }
    const text = isRevoked ? '{"message":"Invalid grant: refresh token is invalid"}' : JSON.stringify(body2)
    return { kind: 'answered', status: isRevoked ? 400 : 200, headers: new Headers(), text }
  }
  const app = { apiUrl: 'https://api.example.com', clientId: 'c', clientSecret: 's', http, now: () => NOW }
  return { app, shown }
}

function openInstall(kept: KeptPair, provider = openProvider()) {
  const store = { kept: kept as KeptPair | null, saved: [] as (number | null)[], isRevoked: false }
  const tokens = installTokens({
    ...provider.app,
    load: () => store.kept,
    save: (pair) => {
      store.kept = pair
      store.saved.push(pair.refreshingSince)
    },
    noteRevoked: () => {
      store.isRevoked = true
    },
  })
  return { tokens, store, shown: provider.shown }
}

describe('the tokens of an installation', () => {
  test('are refreshed once for fifty callers, and kept by the time they answer', async () => {
    const { tokens, store, shown } = openInstall({ ...pairOf(1), refreshingSince: null })
    const answers = await Promise.all(Array.from({ length: 50 }, () => tokens.current()))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(shown).toEqual(['ref-1'])
    expect(store.kept).toMatchObject({ access: 'acc-2', refresh: 'ref-2', refreshingSince: null })
    expect(store.saved).toEqual([NOW, null])
  })

  test('are asked for at once after waking with a question left open, though the old one is good', async () => {
    const fresh = { ...pairOf(1), expiresAt: NOW + DAY_MS }
    expect(await openInstall({ ...fresh, refreshingSince: null }).tokens.current()).toMatchObject({ value: 'acc-1' })
    const { tokens, shown } = openInstall({ ...fresh, refreshingSince: NOW - 5_000 })
    expect(await tokens.current()).toMatchObject({ value: 'acc-2' })
    expect(shown).toEqual(['ref-1'])
  })

  test('keep the question open where no answer came, and end where the token is dead', async () => {
    const lost = openInstall({ ...pairOf(1), refreshingSince: null }, openProvider({ isLost: true }))
    expect(await lost.tokens.current()).toMatchObject({ kind: 'unavailable', code: 'token_timeout' })
    expect(lost.store).toMatchObject({ kept: { refresh: 'ref-1', refreshingSince: NOW }, isRevoked: false })
    const dead = openInstall({ ...pairOf(1), refreshingSince: null }, openProvider({ isRevoked: true }))
    expect(await dead.tokens.current()).toMatchObject({ kind: 'unavailable', code: 'crm_disconnected' })
    expect(dead.store.isRevoked).toBe(true)
  })
})

/** The directory's row, with its one condition that counts. */
function openStore(): AgencyStore & { shared: SharedPair } {
  let owner: string | null = null
  const store = {
    shared: { pair: pairOf(1), generation: 1, isRevoked: false } as SharedPair,
    read: async () => store.shared,
    takeLease: async (generation: number, wanted: string) => {
      if (owner !== null || generation !== store.shared.generation) return false
      owner = wanted
      return true
    },
    keep: async (pair: SharedPair['pair'], by: string) => {
      if (by !== owner) return
      owner = null
      store.shared = { ...store.shared, pair, generation: store.shared.generation + 1 }
    },
    noteRevoked: async () => {
      store.shared = { ...store.shared, isRevoked: true }
    },
    release: async () => {
      owner = null
    },
  }
  return store
}

describe('the token that an agency’s businesses share', () => {
  test('is refreshed by one of them, and the others take what it brought', async () => {
    const { app, shown } = openProvider()
    const store = openStore()
    let owners = 0
    const options = { ...app, companyId: 'cmp_1', store, newOwner: () => `own-${(owners += 1)}` }
    // What the provider answers names a location; the pair in it is what counts here.
    const answers = await Promise.all(Array.from({ length: 20 }, () => agencyToken(options, null)))
    expect(answers.every((answer) => answer.kind === 'answered' && answer.value === 'acc-2')).toBe(true)
    expect(shown).toEqual(['ref-1'])
  })

  test('ends for all of them where it is dead', async () => {
    const { app } = openProvider({ isRevoked: true })
    const store = openStore()
    const options = { ...app, companyId: 'cmp_1', store, newOwner: () => 'own' }
    expect(await agencyToken(options, null)).toMatchObject({ code: 'crm_disconnected' })
    expect(await agencyToken(options, null)).toMatchObject({ code: 'crm_disconnected' })
    expect(store.shared.isRevoked).toBe(true)
  })
})

describe('a location’s token from its agency’s', () => {
  /** The agency's token is good; what minting with it brings is the test's to say. */
  function openMint(answers: [status: number, body: object][]) {
    const store = openStore()
    store.shared.pair = { ...pairOf(1), expiresAt: NOW + DAY_MS }
    const shown: string[] = []
    const losses: string[] = []
    const { app } = openProvider()
    const http: Http = async (request) => {
      const { url, headers } = request
      if (url.endsWith('/oauth/token')) return app.http(request)
      shown.push(headers['Authorization'] ?? '')
      const [status, body] = answers[shown.length - 1] ?? [500, {}]
      return { kind: 'answered', status, headers: new Headers(), text: JSON.stringify(body) }
    }
    const whose = { ...app, http, companyId: 'cmp_1', locationId: 'loc_A', store, newOwner: () => 'own' }
    const noted = { noteRevoked: () => losses.push('token_revoked'), noteScopes: () => undefined }
    const tokens = locationOfAgency({ ...whose, ...noted, noteLoss: (loss) => losses.push(loss) })
    return { tokens, shown, losses }
  }
  const refused: [number, object] = [401, { message: 'Invalid token: access token is invalid' }]
  const minted: [number, object] = [201, { access_token: 'loc-1', expires_in: 86_399, scope: 'a' }]

  test('is tried with another of the agency’s where that one is refused', async () => {
    const { tokens, shown, losses } = openMint([refused, minted])
    expect(await tokens.current()).toEqual({ kind: 'answered', value: 'loc-1' })
    expect(shown).toEqual(['Bearer acc-1', 'Bearer acc-2'])
    expect(losses).toEqual([])
  })

  test.each([
    ['is refused twice', [refused, refused], 'token_refused'],
    ['is not to be had for a location that is gone', [[400, { message: 'Location not found' }]], 'location_gone'],
    ['is not to be had where nobody installed us', [[400, { message: 'App is not installed for it' }]], 'uninstalled'],
  ] as [string, [number, object][], string][])('that %s ends the connection: %j, %s', async (_name, answers, loss) => {
    const { tokens, losses } = openMint(answers)
    expect(await tokens.current()).toMatchObject({ kind: 'unavailable', code: loss })
    expect(losses).toEqual([loss])
  })
})
