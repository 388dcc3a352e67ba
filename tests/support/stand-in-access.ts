import { exportJWK, generateKeyPair, SignJWT, type JWTHeaderParameters } from 'jose'
import { vi } from 'vitest'

/** Cloudflare Access as the Worker meets it: tokens it made, and its keys at the team's address. */

export const ACCESS_TEAM_URL = 'https://team.example.com'
export const ACCESS_AUD = 'a'.repeat(64)

const pair = await generateKeyPair('RS256', { extractable: true })
const stranger = await generateKeyPair('RS256')
const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' }] }

export type TokenOptions = {
  email?: string | undefined
  aud?: string
  iss?: string
  /** From now. */
  expiresInS?: number
  notBeforeInS?: number
  header?: Partial<JWTHeaderParameters>
  signedBy?: 'access' | 'stranger' | Uint8Array | CryptoKey
}

export async function accessToken(options: TokenOptions = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const {
    email,
    aud = ACCESS_AUD,
    iss = ACCESS_TEAM_URL,
    expiresInS = 600,
    notBeforeInS = -5,
    signedBy = 'access',
  } = options
  const jwt = new SignJWT({ ...(email ? { email } : {}), type: 'app', country: 'US' })
    .setProtectedHeader({ alg: 'RS256', kid: 'key-1', ...options.header })
    .setAudience([aud])
    .setIssuer(iss)
    .setIssuedAt(now - 5)
    .setNotBefore(now + notBeforeInS)
    .setExpirationTime(now + expiresInS)
    .setSubject('person')
  if (signedBy === 'access') return jwt.sign(pair.privateKey)
  return jwt.sign(signedBy === 'stranger' ? stranger.privateKey : signedBy)
}

/** The public key in the form in which a forger would use it as a shared secret. */
export async function publicKeyText(): Promise<string> {
  return JSON.stringify(jwks.keys[0])
}

/** Answers at the team's address, with the keys or as told. Everything else that is fetched fails. */
export function standInAccess(answer: () => Response | Promise<Response> = () => Response.json(jwks)) {
  return vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    const url = input instanceof Request ? input.url : String(input)
    if (url.endsWith('/cdn-cgi/access/certs')) return answer()
    throw new Error(`Nothing in this test may fetch ${url}`)
  })
}
