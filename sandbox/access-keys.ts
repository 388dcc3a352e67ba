import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
} from 'node:crypto'
import { exportJWK, SignJWT } from 'jose'
import type { World } from './emulator.ts'

export const TOKEN_LIFE_S = 86_400

/** The cookie by which a browser is known to Shoulder. The cookies of a host reach all its ports. */
export async function makeCookie(world: World, email: string): Promise<string> {
  const { ACCESS_AUD: aud, ACCESS_TEAM_URL: iss } = world.settings
  const token = await makeToken(world, { email, lifeS: TOKEN_LIFE_S, aud, iss })
  return `CF_Authorization=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${TOKEN_LIFE_S}`
}

export type Wish = { email: string; lifeS: number; aud: string; iss: string }

export async function makeToken(world: World, { email, lifeS, aud, iss }: Wish): Promise<string> {
  const [pem = ''] = readKeys(world)
  const now = Math.floor(world.now() / 1000)
  const issuedAt = Math.min(now, now + lifeS)
  // A person keeps one subject however often they log in.
  const sub = asUuid(createHash('sha256').update(email.toLowerCase()).digest('hex'))
  return new SignJWT({ email, type: 'app', identity_nonce: randomBytes(12).toString('base64url'), country: 'US' })
    .setProtectedHeader({ alg: 'RS256', kid: nameKey(pem), typ: 'JWT' })
    .setIssuer(iss)
    .setAudience([aud])
    .setSubject(sub)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(now + lifeS)
    .setJti(randomUUID())
    .sign(createPrivateKey(pem))
}

function asUuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

/** Private keys as PEM, the signing one first. They outlive a reset, since Shoulder remembers the public halves. */
function readKeys(world: World): string[] {
  const turns = rotations(world).count()
  return [turns + 1, turns].map((place) => world.state.keep(`ACCESS_KEY_${place}`, makeKey))
}

/** The next key signs from now on; the one before it stays published, as Access keeps it for a week. */
export function rotateKeys(world: World): void {
  rotations(world).insert({ id: randomUUID() })
}

function rotations(world: World) {
  return world.state.collection('access_rotations')
}

function makeKey(): string {
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
}

function nameKey(pem: string): string {
  return createHash('sha256')
    .update(createPublicKey(pem).export({ type: 'spki', format: 'der' }))
    .digest('hex')
}

/** The public halves, as Access publishes them. Certificates, which it publishes beside them, are left out. */
export async function publishKeys(world: World) {
  return Promise.all(readKeys(world).map((pem) => published.get(pem) ?? remember(pem)))
}

/** Everybody asks for the keys at once after a start, and they are the same for all. */
const published = new Map<string, ReturnType<typeof publish>>()

function remember(pem: string) {
  const key = publish(pem)
  published.set(pem, key)
  return key
}

async function publish(pem: string) {
  return { kid: nameKey(pem), alg: 'RS256', use: 'sig', ...(await exportJWK(createPublicKey(pem))) }
}
