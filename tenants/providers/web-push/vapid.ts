import { HOUR_MS, SECOND_MS, type Instant } from '../../base/clock.ts'
import { fromBase64Url, toBase64Url } from './base64url.ts'

/** Who we are, for push services (RFC 8292). Keys in base64url: a point of 65 bytes, a scalar of 32. */
export type VapidKeys = { publicKey: string; privateKey: string; subject: string }

/** The `Authorization` header for a request to this endpoint. */
export type Vapid = (endpoint: string) => Promise<string>

/** Push services take no token that is good for more than a day. */
const TOKEN_LIFE_MS = 12 * HOUR_MS
/** A token is not handed out any more when it is this near its end; clocks differ. */
const TOKEN_SPARE_MS = HOUR_MS
const TOKENS_MAX = 20

type Token = { header: string; goodUntil: Instant }

/** Signing takes far longer than all the rest of a request, so a token serves its origin for half a day. */
export function openVapid({ publicKey, privateKey, subject }: VapidKeys, now: () => Instant): Vapid {
  const tokens = new Map<string, Token>()
  let signingKey: Promise<CryptoKey> | null = null
  return async (endpoint) => {
    const { origin } = new URL(endpoint)
    const known = tokens.get(origin)
    if (known && known.goodUntil > now()) return known.header
    signingKey ??= importSigningKey(publicKey, privateKey)
    const expiresAt = now() + TOKEN_LIFE_MS
    const claims = { aud: origin, exp: Math.floor(expiresAt / SECOND_MS), sub: subject }
    const header = `vapid t=${await sign(claims, await signingKey)}, k=${publicKey}`
    if (tokens.size >= TOKENS_MAX) tokens.clear()
    tokens.set(origin, { header, goodUntil: expiresAt - TOKEN_SPARE_MS })
    return header
  }
}

async function sign(claims: object, key: CryptoKey): Promise<string> {
  const signed = [{ typ: 'JWT', alg: 'ES256' }, claims].map(encodePart).join('.')
  // WebCrypto gives r and s side by side, which is the form a JWT wants.
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, new TextEncoder().encode(signed))
  return `${signed}.${toBase64Url(new Uint8Array(signature))}`
}

function encodePart(part: object): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(part)))
}

async function importSigningKey(publicKey: string, privateKey: string): Promise<CryptoKey> {
  const point = fromBase64Url(publicKey)
  const [x, y] = [point.slice(1, 33), point.slice(33)].map(toBase64Url)
  const jwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '', d: privateKey }
  return crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
}
