import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { ADMIN, openRouter, type OpenRouter } from '../tests/support/open-router.ts'
import { accessToken, standInAccess } from '../tests/support/stand-in-access.ts'
import type { StandInTenant } from '../tests/support/stand-in-tenant.ts'
import { router as routes } from './routes.ts'

/** Settings that would do harm in anybody's hands, shaped as the real ones are. */
const SECRETS = {
  TWILIO_AUTH_TOKEN: '5f1c0de5ec2e7a0b9d8c7b6a59483726',
  GHL_CLIENT_SECRET: 'pit-3c5e9a7b-secret-of-the-app-1f2e3d',
  RESEND_API_KEY: 're_Vq3kTz8LmNpRsTuWxYz01',
  RESEND_WEBHOOK_SECRET: 'whsec_c2VjcmV0LW9mLXJlc2VuZC0wMDAwMDAw',
  SEALING_KEY: btoa('a key of exactly thirty-two byte'),
}
const WORDS = { phone: '+16025550163', email: 'pat.rivers@example.com', text: 'my heater leaks', pan: 'ABCPE1234F' }
const NEVER = [...Object.values(SECRETS), '6025550163', 'pat.rivers', WORDS.text, WORDS.pan]
/** What a library might put into the words of an error. */
const FAULT = `${Object.values(SECRETS).join(' ')} ${WORDS.phone} ${WORDS.email} ${WORDS.pan} params: ${WORDS.text}`

let router: OpenRouter
let printed: ReturnType<typeof vi.spyOn>

beforeAll(async () => {
  standInAccess()
  printed = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  router = await openRouter(SECRETS)
})
afterEach(() => void printed.mockClear())

const failing = (name: string) => ({
  prepare: () => {
    throw Object.assign(new Error(`D1_ERROR: ${name} ${FAULT}`), { cause: new Error(`D1_ERROR: ${FAULT}`) })
  },
  batch: () => Promise.reject(new Error(`D1_ERROR: ${FAULT}`)),
  get: () => Promise.reject(new Error(FAULT)),
  put: () => Promise.reject(new Error(FAULT)),
  list: () => Promise.reject(new Error(FAULT)),
})

function throwingTenant(): StandInTenant {
  const handler = { get: (_target: object, name: string) => (name === 'then' ? undefined : fails) }
  const fails = () => Promise.reject(new Error(FAULT))
  return new Proxy({}, handler) as StandInTenant
}

const BODIES = [
  JSON.stringify({ ...WORDS, token: SECRETS.RESEND_API_KEY, pan: WORDS.pan, legalName: WORDS.text, address: WORDS }),
  JSON.stringify(WORDS).slice(1),
  JSON.stringify([WORDS]),
]

/** Each route as an admin would call it, with bodies full of what must not be told back. */
async function walk(
  use: OpenRouter,
  id: string,
  email: string,
): Promise<{ path: string; status: number; text: string }[]> {
  const answers = []
  for (const [method, , , pattern = ''] of routes.routes) {
    const path = pattern
      .replace(':id', id)
      .replace(':email', encodeURIComponent(WORDS.email))
      .replaceAll(/:\w+/g, 'some')
    const headers = { 'cf-access-jwt-assertion': await accessToken({ email }), 'content-type': 'application/json' }
    for (const body of method === 'GET' ? [null] : BODIES) {
      const { status, text, headers: given } = await use.send(path.replace('*', 'x'), { method, headers, body })
      answers.push({ path: `${method} ${path}`, status, text: text + JSON.stringify([...given]) })
    }
  }
  return answers
}

function expectSilence(answers: { path: string; text: string }[]): void {
  for (const { path, text } of answers) {
    for (const word of NEVER) expect([path, word, text.includes(word)]).toEqual([path, word, false])
  }
  const lines = JSON.stringify(printed.mock.calls)
  for (const word of NEVER) expect([word, lines.includes(word)]).toEqual([word, false])
}

test('no secret and no word of a person’s comes back or is logged where tenants fail', async () => {
  const shop = await router.openShop()
  router.tenants.set(shop.id, throwingTenant())
  const answers = await walk(router, shop.id, ADMIN)
  expect(answers.filter(({ status }) => status >= 500).length).toBeGreaterThan(10)
  expect(printed.mock.calls.length).toBeGreaterThan(10)
  expectSilence(answers)
})

test('nor where the directory and the files fail', async () => {
  const broken = await openRouter({ ...SECRETS, DIRECTORY: failing('directory'), FILES: failing('files') })
  for (const email of [ADMIN, 'somebody@example.com']) {
    const answers = await walk(broken, `ten_${'0'.repeat(24)}`, email)
    expect(answers.filter(({ status }) => status === 503).length).toBeGreaterThan(10)
    expectSilence(answers)
  }
})

test('nor where settings are wrong: they are named and not quoted', async () => {
  for (const name of ['SEALING_KEY', 'TWILIO_API_URL', 'VAPID_PRIVATE_KEY', 'ACCESS_TEAM_URL']) {
    const broken = await openRouter({ ...SECRETS, [name]: SECRETS.TWILIO_AUTH_TOKEN })
    const answer = await broken.send('/api/v1/me')
    expect([answer.status, answer.json.code]).toEqual([503, 'settings_missing'])
    expect(answer.json.detail).toContain(name)
    expectSilence([{ path: name, text: answer.text }])
  }
})

test('nor where nobody is signed in, or the signature is wrong', async () => {
  const answers = []
  for (const path of ['/hooks/twilio/sms', '/hooks/ghl', '/hooks/resend']) {
    const headers = { 'x-twilio-signature': SECRETS.TWILIO_AUTH_TOKEN, 'content-type': 'application/json' }
    answers.push({ path, ...(await router.send(path, { method: 'POST', headers, body: JSON.stringify(WORDS) })) })
  }
  const cookie = `CF_Authorization=${SECRETS.RESEND_API_KEY}`
  answers.push({ path: 'me', ...(await router.send('/api/v1/me', { headers: { cookie } })) })
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
  expectSilence(answers)
})
