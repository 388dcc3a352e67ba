import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
} from 'node:crypto'
import { exportJWK, SignJWT } from 'jose'
import { BadOrder, type Emulator, type EmulatorRequest, type EmulatorResponse, type World } from './emulator.ts'
import { readOrder } from './order.ts'

const CERTS_PATH = '/cdn-cgi/access/certs'
const TOKEN_LIFE_S = 86_400
const TOKEN_LIFE_MAX_S = 31 * 86_400
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/**
 * Cloudflare Access: the team's public keys, and tokens as Access puts them on requests. Two keys are published and the
 * first one signs; POST /sandbox/access/rotate turns them. Certificates, which Access publishes beside the keys, are
 * left out.
 */
export function access(): Emulator {
  return { name: 'access', basePath: '/access', handle, refuse, control }
}

async function handle(request: EmulatorRequest, world: World): Promise<EmulatorResponse> {
  if (request.path !== CERTS_PATH || request.method !== 'GET') return refuse(404)
  const keys = await Promise.all(readKeys(world).map(publish))
  return { status: 200, json: { keys }, headers: { 'cache-control': 'public, max-age=300' } }
}

function refuse(status: number): EmulatorResponse {
  return {
    status,
    text: `<!doctype html><title>Error ${status}</title><h1>Error ${status}</h1>`,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  }
}

async function control(request: EmulatorRequest, world: World): Promise<EmulatorResponse | undefined> {
  switch (`${request.method} ${request.path}`) {
    case 'POST /sandbox/access/token':
      return { status: 200, json: { token: await orderToken(request, world) } }
    case 'GET /sandbox/access/login':
      return login(request, world)
    case 'POST /sandbox/access/rotate':
      rotateKeys(world)
      return { status: 200, json: { ok: true } }
    default:
      return undefined
  }
}

async function orderToken(request: EmulatorRequest, world: World): Promise<string> {
  const order = readOrder(request)
  const email = order.text('email')
  if (!EMAIL.test(email)) throw new BadOrder('email must be an e-mail address')
  return makeToken(world, {
    email,
    lifeS: order.number('expiresInS', { min: -TOKEN_LIFE_MAX_S, max: TOKEN_LIFE_MAX_S, preset: TOKEN_LIFE_S }),
    aud: order.optionalText('aud') ?? world.settings.ACCESS_AUD,
    iss: order.optionalText('iss') ?? world.settings.ACCESS_TEAM_URL,
  })
}

/** Logs a browser in: sets Access's cookie and goes on to Shoulder. The cookies of a host reach all its ports. */
async function login(request: EmulatorRequest, world: World): Promise<EmulatorResponse> {
  const { APP_URL, ADMIN_EMAILS, ACCESS_AUD, ACCESS_TEAM_URL } = world.settings
  const email = request.query.get('email') ?? ADMIN_EMAILS.split(',')[0]?.trim() ?? ''
  const to = request.query.get('to') ?? '/'
  if (!EMAIL.test(email)) throw new BadOrder('email must be an e-mail address')
  if (!/^\/(?!\/)/.test(to)) throw new BadOrder('to must be a path')
  const token = await makeToken(world, { email, lifeS: TOKEN_LIFE_S, aud: ACCESS_AUD, iss: ACCESS_TEAM_URL })
  const cookie = `CF_Authorization=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${TOKEN_LIFE_S}`
  return { status: 302, headers: { location: `${APP_URL}${new URL(to, APP_URL).pathname}`, 'set-cookie': cookie } }
}

type Wish = { email: string; lifeS: number; aud: string; iss: string }

async function makeToken(world: World, { email, lifeS, aud, iss }: Wish): Promise<string> {
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
function rotateKeys(world: World): void {
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

async function publish(pem: string) {
  return { kid: nameKey(pem), alg: 'RS256', use: 'sig', ...(await exportJWK(createPublicKey(pem))) }
}
