import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { World } from './emulator.ts'
import { placeOf } from './ghl-places.ts'
import { COMPANY_ID } from './ghl-records.ts'
import { AGENCY_SCOPES, ALL_SCOPES } from './ghl-scopes.ts'

export const TOKEN_LIFE_S = 86_399

export type TokenScope = (
  { kind: 'Company'; companyId: string } | { kind: 'Location'; companyId: string; locationId: string }
) & { granted?: string[] }

/** What a token for it opens: what the app asks for, without what a person withheld. */
export function scopesFor(scope: TokenScope, world: World): string[] {
  const id = scope.kind === 'Location' ? scope.locationId : scope.companyId
  const { withheld } = placeOf(id, world)
  return (scope.kind === 'Company' ? AGENCY_SCOPES : ALL_SCOPES).filter((one) => !withheld.includes(one))
}

/** An access token as GoHighLevel makes them: a JWT that says whose it is. It needs no storing to outlive a restart. */
export function mintToken(scope: TokenScope, world: World): string {
  const claims = {
    authClass: scope.kind,
    authClassId: scope.kind === 'Location' ? scope.locationId : scope.companyId,
    exp: Math.floor(world.now() / 1000) + TOKEN_LIFE_S,
    /** To the millisecond, so that what was minted before a revocation is known. */
    mintedAt: world.now(),
    scope: scopesFor(scope, world).join(' '),
    jti: randomBytes(9).toString('base64url'),
  }
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${signed}.${sign(signed, world)}`
}

type Claims = { authClass: TokenScope['kind']; authClassId: string; exp: number; mintedAt: number; scope: string }

/** Whose token an Authorization header carries; undefined when it is absent, forged or expired. */
export function readToken(authorization: string | undefined, world: World): TokenScope | undefined {
  const claims = readClaims(authorization ?? '', world)
  if (!claims || claims.exp * 1000 <= world.now()) return undefined
  if (claims.mintedAt < placeOf(claims.authClassId, world).tokensFrom) return undefined
  const granted = claims.scope.split(' ')
  return claims.authClass === 'Company'
    ? { kind: 'Company', companyId: claims.authClassId, granted }
    : { kind: 'Location', companyId: COMPANY_ID, locationId: claims.authClassId, granted }
}

/** A token opens hundreds of calls before the next one is made. */
const known = new Map<string, Claims>()
const KNOWN_MAX = 50

/** What a token of ours says, whether or not that still holds. */
function readClaims(authorization: string, world: World): Claims | undefined {
  const key = keyOf(world)
  const told = known.get(`${key} ${authorization}`)
  if (told) return told
  const [scheme, token] = authorization.split(' ')
  const [head, body, signature] = (token ?? '').split('.')
  if (scheme?.toLowerCase() !== 'bearer' || !head || !body || !signature) return undefined
  if (!isSame(signature, sign(`${head}.${body}`, world))) return undefined
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(`${key} ${authorization}`, claims)
  return claims
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

function sign(text: string, world: World): string {
  return createHmac('sha256', keyOf(world)).update(text).digest('base64url')
}

function keyOf(world: World): string {
  return world.state.keep('GHL_TOKEN_KEY', () => randomBytes(32).toString('hex'))
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}
