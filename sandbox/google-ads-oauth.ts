import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import type { AdsAccounts } from './google-ads-accounts.ts'
import { showConsent, showProblem } from './google-ads-consent.ts'
import { adsRecords, type AdsToken } from './google-ads-records.ts'

export const ADS_SCOPE = 'https://www.googleapis.com/auth/adwords'
export const DATA_SCOPE = 'https://www.googleapis.com/auth/datamanager'
const SCOPES = [ADS_SCOPE, DATA_SCOPE, 'openid', 'email', 'https://www.googleapis.com/auth/userinfo.email']

const TOKEN_LIFE_S = 3599
const CODE_LIFE_MS = 600_000

/** Google's sign-in: the page where a person gives leave, and what programs ask with what they got there. */
export function answerOAuth(
  path: string,
  request: EmulatorRequest,
  accounts: AdsAccounts,
  world: World,
): EmulatorResponse {
  switch (`${request.method} ${path}`) {
    case 'GET /o/oauth2/v2/auth':
      return authorize(request, accounts, world)
    case 'POST /token':
      return exchange(request, world)
    case 'POST /revoke':
      return revoke(request, world)
    default:
      return { status: 404, text: 'Not Found' }
  }
}

/** Without a `login` in the address it shows the page; with one it sends the person back, as the page's links do. */
function authorize(request: EmulatorRequest, accounts: AdsAccounts, world: World): EmulatorResponse {
  const { query } = request
  const problem = problemOf(query, world)
  if (problem !== null) return showProblem(problem)
  const back = new URL(query.get('redirect_uri') ?? '')
  const asked = scopesOf(query)
  const sendBack = (answer: Record<string, string>) => {
    for (const [name, value] of Object.entries(answer)) back.searchParams.set(name, value)
    const state = query.get('state')
    if (state !== null) back.searchParams.set('state', state)
    return { status: 302, text: '', headers: { location: back.href } }
  }
  if (query.get('deny') === '1') return sendBack({ error: 'access_denied' })
  const login = query.get('login')
  if (login === null) return showConsent(query, asked, accounts.list(world))
  const left = new Set((query.get('without') ?? '').split(' '))
  const scopes = asked.filter((scope) => !left.has(scope))
  const id = `4/0A${randomBytes(36).toString('base64url')}`
  const hadLeave = adsRecords(world).refreshes.list({ login }).length > 0
  adsRecords(world).codes.insert({
    ...{ id, login, scopes, redirectUri: query.get('redirect_uri') ?? '' },
    challenge: query.get('code_challenge') ?? '',
    // Who gave leave before and is not asked anew brings no second refresh token.
    isOffline: query.get('access_type') === 'offline' && (query.get('prompt') === 'consent' || !hadLeave),
    endsAt: world.now() + CODE_LIFE_MS,
  })
  return sendBack({ code: id, scope: scopes.join(' '), authuser: '0', prompt: query.get('prompt') ?? 'none' })
}

function problemOf(query: URLSearchParams, world: World): string | null {
  const { GOOGLE_CLIENT_ID, APP_URL } = world.settings
  const scopes = scopesOf(query)
  if (query.get('client_id') !== GOOGLE_CLIENT_ID) return 'Error 401: invalid_client. The OAuth client was not found.'
  const redirect = URL.parse(query.get('redirect_uri') ?? '')
  if (redirect?.origin !== new URL(APP_URL).origin) return 'Error 400: redirect_uri_mismatch'
  if (query.get('response_type') !== 'code') return 'Error 400: unsupported_response_type'
  const foreign = scopes.filter((scope) => !SCOPES.includes(scope))
  if (foreign.length > 0) return `Error 400: invalid_scope. Some requested scopes were invalid: ${foreign.join(', ')}`
  if (scopes.length === 0) return 'Error 400: invalid_request. Missing required parameter: scope'
  if (!/^[A-Za-z0-9_-]{43}$/.test(query.get('code_challenge') ?? '')) {
    return 'Error 400: invalid_request. code_challenge must be the base64url of a SHA-256'
  }
  return query.get('code_challenge_method') === 'S256'
    ? null
    : 'Error 400: invalid_request. code_challenge_method must be S256'
}

function scopesOf(query: URLSearchParams): string[] {
  return (query.get('scope') ?? '').split(' ').filter(Boolean)
}

function exchange(request: EmulatorRequest, world: World): EmulatorResponse {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return refuse(400, 'invalid_request', 'Bad Request')
  const form = request.form()
  if (!isOurClient(form, world)) return refuse(401, 'invalid_client', 'Unauthorized')
  switch (form.get('grant_type') ?? '') {
    case 'authorization_code':
      return takeCode(form, world)
    case 'refresh_token': {
      const row = adsRecords(world).refreshes.find(form.get('refresh_token') ?? '')
      if (!row) return refuse(400, 'invalid_grant', 'Token has been expired or revoked.')
      return { status: 200, json: mint(row.login, row.scopes, world) }
    }
    default:
      return refuse(400, 'unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type') ?? ''}`)
  }
}

function takeCode(form: URLSearchParams, world: World): EmulatorResponse {
  const { codes, refreshes } = adsRecords(world)
  const row = codes.find(form.get('code') ?? '')
  if (!row || row.endsAt <= world.now()) return refuse(400, 'invalid_grant', 'Malformed auth code.')
  if (form.get('redirect_uri') !== row.redirectUri) return refuse(400, 'redirect_uri_mismatch', 'Bad Request')
  const verifier = form.get('code_verifier')
  if (verifier === null) return refuse(400, 'invalid_grant', 'Missing code verifier.')
  const isOurs = createHash('sha256').update(verifier).digest('base64url') === row.challenge
  if (!isOurs) return refuse(400, 'invalid_grant', 'Invalid code verifier.')
  codes.remove(row.id)
  const access = mint(row.login, row.scopes, world)
  if (!row.isOffline) return { status: 200, json: access }
  const id = `1//0${randomBytes(48).toString('base64url')}`
  refreshes.insert({ id, login: row.login, scopes: row.scopes })
  return { status: 200, json: { ...access, refresh_token: id } }
}

function mint(login: string, scopes: string[], world: World): Record<string, unknown> {
  const { tokens } = adsRecords(world)
  const id = `ya29.${randomBytes(48).toString('base64url')}`
  tokens.insert({ id, login, scopes, endsAt: world.now() + TOKEN_LIFE_S * 1000, isRevoked: false })
  return { access_token: id, expires_in: TOKEN_LIFE_S, scope: scopes.join(' '), token_type: 'Bearer' }
}

function isOurClient(form: URLSearchParams, { settings }: World): boolean {
  const isSame = (given: string | null, ours: string) => timingSafeEqual(digest(given ?? ''), digest(ours))
  return (
    isSame(form.get('client_id'), settings.GOOGLE_CLIENT_ID) &&
    isSame(form.get('client_secret'), settings.GOOGLE_CLIENT_SECRET)
  )
}

/** Either token takes the whole leave back. */
function revoke(request: EmulatorRequest, world: World): EmulatorResponse {
  const token = request.form().get('token') ?? request.query.get('token') ?? ''
  const { tokens, refreshes } = adsRecords(world)
  const login = refreshes.find(token)?.login ?? tokens.list({ id: token, isRevoked: false })[0]?.login
  if (login === undefined) return refuse(400, 'invalid_token', 'Token expired or revoked')
  revokeLeave(login, world)
  return { status: 200, json: {} }
}

/** A person takes back the leave they gave, here or in their own account at Google. */
export function revokeLeave(login: string, world: World): number {
  const { tokens, refreshes } = adsRecords(world)
  const own = refreshes.list({ login })
  for (const row of own) refreshes.remove(row.id)
  for (const row of tokens.list({ login })) tokens.update(row.id, { isRevoked: true })
  return own.length
}

export function findToken(request: EmulatorRequest, world: World): AdsToken | undefined {
  const given = /^Bearer\s+(\S+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
  return given === undefined ? undefined : adsRecords(world).tokens.find(given)
}

function refuse(status: number, error: string, description: string): EmulatorResponse {
  return { status, json: { error, error_description: description } }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
