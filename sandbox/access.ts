import { makeCookie, makeToken, publishKeys, rotateKeys, TOKEN_LIFE_S } from './access-keys.ts'
import { answerLogin } from './access-login.ts'
import { BadOrder, type Emulator, type EmulatorRequest, type EmulatorResponse, type World } from './emulator.ts'
import { readOrder } from './order.ts'

const CERTS_PATH = '/cdn-cgi/access/certs'
/** What a test may order; Access itself lets nobody stay longer than a month. Stories walk months ahead. */
const TOKEN_LIFE_MAX_S = 120 * 86_400
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/**
 * Cloudflare Access: the team's public keys, the page where people sign in with a code from their mail, and tokens as
 * Access puts them on requests. Two keys are published and the first one signs; POST /sandbox/access/rotate turns them.
 */
export function access(): Emulator {
  return { name: 'access', basePath: '/access', handle, refuse, control }
}

async function handle(request: EmulatorRequest, world: World): Promise<EmulatorResponse> {
  if (request.path !== CERTS_PATH) return (await answerLogin(request, world)) ?? refuse(404)
  if (request.method !== 'GET') return refuse(404)
  return { status: 200, json: { keys: await publishKeys(world) }, headers: { 'cache-control': 'public, max-age=300' } }
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

/** Signs a browser in without a code, and goes on to Shoulder. */
async function login(request: EmulatorRequest, world: World): Promise<EmulatorResponse> {
  const { APP_URL, ADMIN_EMAILS } = world.settings
  const email = request.query.get('email') ?? ADMIN_EMAILS.split(',')[0]?.trim() ?? ''
  const to = request.query.get('to') ?? '/'
  if (!EMAIL.test(email)) throw new BadOrder('email must be an e-mail address')
  if (!/^\/(?!\/)/.test(to)) throw new BadOrder('to must be a path')
  const { pathname, search } = new URL(to, APP_URL)
  const headers = { location: `${APP_URL}${pathname}${search}`, 'set-cookie': await makeCookie(world, email) }
  return { status: 302, headers }
}
