import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { COMPANY_ID, USER_ID } from './ghl-records.ts'
import { GhlRefusal, answer, readFields, readQuery } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'
import { TOKEN_LIFE_S, mintToken, scopesFor } from './ghl-tokens.ts'
import type { TokenScope } from './ghl-tokens.ts'
import { chooseAccount, codesOf } from './ghl-chooser.ts'
import { changePlace, placeOf } from './ghl-places.ts'

const REFRESH_LIFE_MS = 365 * 86_400_000
/** A refresh token presented again this soon gives the same pair once more; later it is dead. */
const REFRESH_GRACE_MS = 30_000

type Refresh = { id: string; scope: TokenScope; endsAt: number; usedAt: number | null; pair: Record<string, unknown> }

const TokenForm = v.object({
  client_id: v.string(),
  client_secret: v.string(),
  grant_type: v.picklist(['authorization_code', 'refresh_token', 'client_credentials']),
  code: v.optional(v.string()),
  refresh_token: v.optional(v.string()),
  user_type: v.optional(v.picklist(['Company', 'Location'])),
  redirect_uri: v.optional(v.string()),
})
const LocationTokenForm = v.object({ companyId: v.string(), locationId: v.pipe(v.string(), v.nonEmpty()) })
const InstalledQuery = v.object({
  companyId: v.string(),
  appId: v.string(),
  isInstalled: v.optional(v.string()),
  skip: v.optional(v.string()),
  limit: v.optional(v.string()),
  query: v.optional(v.string()),
  locationId: v.optional(v.string()),
})

/**
 * What needs no token: the page where an account is chosen, and POST /oauth/token. The way without an installation is
 * grant_type=client_credentials with user_type=Company, which gives the agency's token, and then
 * POST /oauth/locationToken; any location asked for exists from then on.
 */
export function answerOpenPath(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  if (request.method === 'POST' && request.path === '/oauth/token') return exchangeToken(request, world)
  if (request.method === 'GET' && request.path === '/v2/oauth/chooselocation') return chooseAccount(request, world)
  return undefined
}

export const OAUTH_ROUTES: GhlRoute[] = [
  { method: 'POST', path: '/oauth/locationToken', opens: 'Company', answer: mintLocationToken },
  { method: 'GET', path: '/oauth/installedLocations', opens: 'Company', answer: listInstalled },
]

function exchangeToken(request: EmulatorRequest, world: World): EmulatorResponse {
  const form = readFields(readForm(request), TokenForm)
  const { GHL_CLIENT_ID, GHL_CLIENT_SECRET } = world.settings
  if (form.client_id !== GHL_CLIENT_ID || form.client_secret !== GHL_CLIENT_SECRET) {
    throw new GhlRefusal(401, 'Invalid client credentials!')
  }
  switch (form.grant_type) {
    case 'client_credentials':
      if (form.user_type === 'Location') throw new GhlRefusal(400, 'user_type must be Company for client_credentials')
      return answer(accessAnswer({ kind: 'Company', companyId: COMPANY_ID }, world))
    case 'authorization_code':
      return answer(withRefresh(takeCode(form.code, world), world))
    case 'refresh_token':
      return answer(refresh(form.refresh_token, world))
  }
}

function takeCode(code: string | undefined, world: World): TokenScope {
  const codes = codesOf(world)
  const row = codes.find(code ?? '')
  if (!row || row.endsAt <= world.now()) throw new GhlRefusal(400, 'Invalid grant: authorization code is invalid')
  codes.remove(row.id)
  return row.scope
}

/**
 * Each refresh token opens once and brings the next; within the grace its pair comes again. One that is shown later has
 * been copied, so everything that came of it is dead with it.
 */
function refresh(token: string | undefined, world: World): Record<string, unknown> {
  const tokens = world.state.collection<Refresh>('ghl_refresh_tokens')
  const row = tokens.find(token ?? '')
  const now = world.now()
  if (!row || row.endsAt <= now) throw new GhlRefusal(400, 'Invalid grant: refresh token is invalid')
  const place = idOf(row.scope)
  if (row.usedAt !== null && row.usedAt + REFRESH_GRACE_MS <= now) {
    changePlace(place, { reuses: placeOf(place, world).reuses + 1 }, world)
    revokeTokens(place, world)
    throw new GhlRefusal(400, 'Invalid grant: refresh token is invalid')
  }
  if (row.usedAt !== null) return row.pair
  const pair = withRefresh(row.scope, world)
  tokens.update(row.id, { usedAt: now, pair })
  changePlace(place, { refreshes: placeOf(place, world).refreshes + 1 }, world)
  return pair
}

function idOf(scope: TokenScope): string {
  return scope.kind === 'Location' ? scope.locationId : scope.companyId
}

/** Every token of a location, or of the agency, opens nothing from here on. */
export function revokeTokens(id: string, world: World): void {
  const tokens = world.state.collection<Refresh>('ghl_refresh_tokens')
  for (const row of tokens.list().filter(({ scope }) => idOf(scope) === id)) tokens.remove(row.id)
  changePlace(id, { tokensFrom: world.now() + 1 }, world)
}

function withRefresh(scope: TokenScope, world: World): Record<string, unknown> {
  const id = randomBytes(32).toString('hex')
  const endsAt = world.now() + REFRESH_LIFE_MS
  world.state.collection<Refresh>('ghl_refresh_tokens').insert({ id, scope, endsAt, usedAt: null, pair: {} })
  return { ...accessAnswer(scope, world), refresh_token: id }
}

function accessAnswer(scope: TokenScope, world: World): Record<string, unknown> {
  return {
    access_token: mintToken(scope, world),
    token_type: 'Bearer',
    expires_in: TOKEN_LIFE_S,
    scope: scopesFor(scope, world).join(' '),
    userType: scope.kind,
    companyId: scope.companyId,
    ...(scope.kind === 'Location' ? { locationId: scope.locationId } : {}),
    userId: USER_ID,
  }
}

/** The answer has no refresh token: when this one ends, another is minted from the agency's. */
function mintLocationToken(call: GhlCall): EmulatorResponse {
  const form = readFields(readForm(call.request), LocationTokenForm)
  if (form.companyId !== call.scope.companyId)
    throw new GhlRefusal(403, 'The token does not have access to this company.')
  const place = placeOf(form.locationId, call.world)
  if (place.isDeleted) throw new GhlRefusal(400, 'Location not found')
  if (!place.isInstalled) throw new GhlRefusal(400, 'App is not installed for this location')
  const scope: TokenScope = { kind: 'Location', companyId: form.companyId, locationId: form.locationId }
  const { userType: _type, companyId: _company, ...json } = accessAnswer(scope, call.world)
  return answer(json)
}

function listInstalled(call: GhlCall): EmulatorResponse {
  const query = readQuery(call, InstalledQuery)
  if (query.companyId !== call.scope.companyId)
    throw new GhlRefusal(403, 'The token does not have access to this company.')
  const ids = new Set(call.records.contacts.list().map((contact) => contact.locationId))
  const wanted = [...ids].filter((id) => query.locationId === undefined || query.locationId === id)
  const locations = wanted.map((id) => ({ _id: id, name: `Location ${id}`, address: '', isInstalled: true }))
  return answer({ locations, count: locations.length, installToFutureLocations: true })
}

function readForm(request: EmulatorRequest): Record<string, string> {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    throw new GhlRefusal(400, 'The body must be sent as application/x-www-form-urlencoded')
  }
  return Object.fromEntries(request.form())
}
