import { createECDH } from 'node:crypto'
import { fixturePhone } from '../../tests/support/fixture-phones.ts'
import { MATRIX } from '../../tests/support/role-matrix.ts'
import type { Draft, Json } from './draft.ts'
import type { Random } from './random.ts'
import { profileAt, type Shop, type World } from './shop.ts'

/** Calls of the API as the screens make them, one maker each, and the few pages that take a token in their path. */

type Maker = (world: World, shop: Shop, random: Random) => Draft

const TRADES = ['plumbing', 'electrical', 'hvac', 'roofing'] as const
const STATUSES = ['new', 'contacted', 'quoted', 'booked', 'completed', 'lost'] as const
const SCRIPTS = [
  'missed_call_text',
  'price_answer',
  'price_ask_service',
  'booking_received',
  'question_received',
  'missed_call_email',
] as const
/** Where new businesses get their numbers: few, so that most are taken. */
const NEW_NUMBERS_FROM = 1_000
const NEW_NUMBERS = 12

function call(method: string, path: string, value?: Json, query: Record<string, string> = {}): Draft {
  return {
    ...{
      name: `api/${method} ${path.replaceAll(/\/[a-z]{3}_[\w]+/g, '/:id')}`,
      surface: 'api',
      provider: null,
      method,
    },
    ...{ path: `/api/v1${path}`, query: Object.entries(query) },
    headers: value === undefined ? [] : [['content-type', 'application/json']],
    body: value === undefined ? { kind: 'none' } : { kind: 'json', value },
  }
}

const of = (shop: Shop, rest = '') => `/tenants/${shop.id}${rest}`
const customerOf = (shop: Shop, random: Random) => random.pick(shop.customerIds) ?? `cus_${random.hex(24)}`
const entryOf = (shop: Shop, random: Random) => random.pick(shop.entries)?.entryId ?? `eff_${random.hex(24)}`
const lang = (random: Random): Record<string, string> => ({ lang: random.pick(['en', 'es']) })

const READS: readonly [Maker, ...Maker[]] = [
  () => call('GET', '/me'),
  () => call('GET', '/join'),
  (_world, _shop, random) => call('GET', `/join/starter/${random.pick(TRADES)}`),
  () => call('GET', '/unknown-deliveries'),
  () => call('GET', '/tenants', undefined, { limit: '20' }),
  (_world, shop) => call('GET', of(shop)),
  (_world, shop, random) => call('GET', of(shop, '/board'), undefined, lang(random)),
  (_world, shop, random) => {
    const query = { ...lang(random), before: String(random.below(500)) }
    return call('GET', of(shop, `/conversations/${customerOf(shop, random)}`), undefined, query)
  },
  (_world, shop, random) => call('GET', of(shop, '/numbers'), undefined, { days: String(1 + random.below(60)) }),
  (_world, shop, random) => {
    const list = random.pick(['calls', 'messages', 'leads', 'journeys', 'customers', 'timeline'])
    const after = random.pick(['', '9', '100', customerOf(shop, random)])
    return call('GET', of(shop, `/${list}`), undefined, { limit: '20', ...(after ? { after } : {}) })
  },
  (_world, shop) => call('GET', of(shop, '/scripts')),
  (_world, shop) => call('GET', of(shop, '/push')),
  (_world, shop, random) => call('GET', of(shop, '/forwarding-test'), undefined, lang(random)),
]

const business = (random: Random): Json => ({
  ...{ businessName: 'Larkspur & Sons', ownerName: 'Dana Fields', timeZone: 'America/Chicago', language: 'en' },
  ...{ serviceArea: 'Austin, TX', postalAddress: '1 Example Way, Austin, TX 78701' },
  trade: random.pick(['plumbing', 'electrical', 'hvac']),
})
const priceBook: Json = [{ service: 'Drain clearing', from: 11_700, to: 29_100, unit: 'job', keywords: ['drain'] }]

const JOINS: readonly [Maker, ...Maker[]] = [
  (_world, _shop, random) => call('PUT', '/join/business', business(random)),
  () => call('PUT', '/join/services', { priceBook }),
  () => call('PUT', '/join/phone', { primaryPhone: '+15125550100', carrier: 'verizon' }),
  () => call('PUT', '/join/consent', { consentMode: 'spoken_notice', acceptsTerms: true }),
  () => call('PUT', '/join/gohighlevel', { choice: 'skipped' }),
  () => call('POST', '/join/live'),
]

const CHANGES: readonly [Maker, ...Maker[]] = [
  (_world, _shop, random) => {
    const place = 100 + random.below(NEW_NUMBERS)
    const numbers = { smsNumber: fixturePhone(NEW_NUMBERS_FROM + place), primaryPhone: fixturePhone(place) }
    return call('POST', '/tenants', profileAt(place, { ...numbers, email: `owner${place}@example.com` }))
  },
  (_world, shop, random) => ({
    ...call('PATCH', of(shop), { businessName: 'Larkspur Plumbing', timeZone: 'America/Denver', priceBook }),
    headers: [
      ['content-type', 'application/json'],
      ...(random.chance(0.3) ? [['if-match', '"1"'] as [string, string]] : []),
    ],
  }),
  (_world, shop) =>
    call('PATCH', of(shop, '/policy'), {
      ...{ textAfterMs: 0, textDeadlineMs: 600_000, emailAfterMs: 300_000, answerWithinMs: 60_000 },
      ...{ staleAfterMs: 7_200_000, notifyBy: ['sms', 'push'], autonomy: { monitor: 'act' }, paused: false },
    }),
  (_world, shop, random) =>
    call('POST', of(shop, `/conversations/${customerOf(shop, random)}/messages`), { text: 'On my way, Dana' }),
  (_world, shop, random) => call('POST', of(shop, `/conversations/${customerOf(shop, random)}/takeover`)),
  (_world, shop, random) => call('POST', of(shop, `/conversations/${customerOf(shop, random)}/handback`)),
  (_world, shop, random) =>
    call('POST', of(shop, `/conversations/${customerOf(shop, random)}/confirm`), { at: Date.now() + 86_400_000 }),
  (_world, shop, random) => call('POST', of(shop, `/outbox/${entryOf(shop, random)}/retry`)),
  (_world, shop, random) => call('POST', of(shop, `/outbox/${entryOf(shop, random)}/dismiss`)),
  (_world, shop, random) => {
    const [status, from] = [random.pick(STATUSES), random.pick(STATUSES)] as [string, string]
    const leadId = random.pick(shop.leadIds) ?? `led_${random.hex(24)}`
    return call('PATCH', of(shop, `/leads/${leadId}`), { status, from, revenueMinor: 12_900 })
  },
  (world, shop, random) =>
    call('POST', of(shop, '/push'), { endpoint: `${world.pushUrl}/${random.hex(24)}`, expirationTime: null, keys }),
  (world, shop, random) => call('DELETE', of(shop, '/push'), { endpoint: `${world.pushUrl}/${random.hex(24)}` }),
  (_world, shop) => call('POST', of(shop, '/push/test')),
  (_world, shop, random) =>
    call('POST', of(shop, '/scripts/preview'), {
      ...{ name: random.pick(SCRIPTS) ?? '', language: random.pick(['en', 'es']) },
      text: random.pick([
        '',
        'Got it 👍 {owner} will answer.',
        '{business}: sorry we missed you. Reply STOP to opt out',
      ]),
    }),
  (_world, shop, random) =>
    call('PUT', of(shop, '/scripts'), {
      ...{ name: random.pick(SCRIPTS) ?? '', language: 'en', text: 'Got it. {owner} will answer.' },
      version: random.below(4),
    }),
  (_world, shop) => call('POST', of(shop, '/forwarding-test')),
]

/**
 * What ends the world in which the others are tried: all texting, a business, a person in it, or what a forged request
 * is recognized by.
 */
const SPARED =
  /kill-switch|\/close$|\/reopen|\/people|\/invitations|privacy-requests|\/resellers|DELETE .*gohighlevel|fleet\/live/
const ROUTES = Object.keys(MATRIX).filter((route) => / \/api\/v1\//.test(route) && !SPARED.test(route))
const FIELDS: readonly [string, (random: Random) => Json][] = [
  ['name', () => 'Larkspur'],
  ['text', () => 'On my way, Dana'],
  ['kind', (random) => random.pick(['plan', 'review', 'holiday', 'sms'])],
  ['status', (random) => random.pick([...STATUSES, 'cancelled', 'accepted'])],
  ['at', () => Date.now() + 86_400_000],
  ['startsAt', () => Date.now() + 86_400_000],
  ['from', () => '2026-11-01'],
  ['to', () => '2026-11-20'],
  ['day', () => '2026-11-20'],
  ['customerId', (random) => `cus_${random.hex(24)}`],
  ['email', () => 'dana@example.com'],
  ['phone', () => fixturePhone(3)],
  ['number', () => fixturePhone(4)],
  ['priceMinor', (random) => random.below(100_000)],
  ['minutes', (random) => random.below(2_000)],
  ['isOn', (random) => random.chance(0.5)],
  ['url', () => 'https://hooks.example.com/shoulder'],
  ['events', () => ['lead.created']],
  ['scopes', () => ['read:leads']],
  ['until', () => Date.now() + 3_600_000],
  ['items', () => []],
  ['version', (random) => random.below(4)],
]

/** Any route there is, by what its path and a name or two of its body look like. */
function anyRoute(_world: World, shop: Shop, random: Random): Draft {
  const [method = '', route = ''] = (random.pick(ROUTES as [string, ...string[]]) ?? '').split(' ')
  const path = route.replace('/api/v1', '').replaceAll(/:(\w+)/g, (_all, name: string) => {
    if (name === 'id') return shop.id
    if (name === 'customerId') return customerOf(shop, random)
    return name === 'leadId' ? (random.pick(shop.leadIds) ?? '') : `${name.slice(0, 3)}_${random.hex(24)}`
  })
  if (method === 'GET')
    return call(method, path, undefined, random.chance(0.3) ? { limit: '20', from: '2026-11-01' } : {})
  const fields = FIELDS.filter(() => random.chance(0.2)).map(([name, make]) => [name, make(random)] as const)
  return call(method, path, Object.fromEntries(fields))
}

const ANY: readonly [Maker, ...Maker[]] = [anyRoute]

const PAGES: readonly [Maker, ...Maker[]] = [
  (_world, shop, random) => page('GET', `/u/${shop.id.slice(4)}.${random.hex(32)}`),
  (_world, shop, random) => page('POST', `/u/${shop.id.slice(4)}.${random.hex(32)}`),
  (_world, shop) => ({
    ...page('GET', `/live/tenants/${shop.id}`),
    surface: 'api',
    query: [['after', '1']],
    headers: [
      ['connection', 'Upgrade'],
      ['upgrade', 'websocket'],
      ['sec-websocket-version', '13'],
      ['sec-websocket-key', 'dGhlIHNhbXBsZSBub25jZQ=='],
    ],
  }),
]

function page(method: string, path: string): Draft {
  const name = `page/${method} ${path.split('/')[1]}`
  return { ...call(method, ''), name, path, surface: 'page' }
}

const keys: Json = { p256dh: makeBrowserKey(), auth: 'BTBZMqHH6r4Tts7J_aSIgg' }

function makeBrowserKey(): string {
  const ecdh = createECDH('prime256v1')
  ecdh.generateKeys()
  return ecdh.getPublicKey().toString('base64url')
}

export function makeApiCall(world: World, shop: Shop, random: Random): Draft {
  const part = random.pick([READS, CHANGES, CHANGES, CHANGES, JOINS, PAGES, ANY, ANY] as const)
  return random.pick(part)(world, shop, random)
}

/** Only what would change something is worth forging. */
export function makeChange(world: World, shop: Shop, random: Random): Draft {
  const draft = random.pick(random.chance(0.2) ? JOINS : random.chance(0.3) ? ANY : CHANGES)(world, shop, random)
  return draft.method === 'GET' ? makeChange(world, shop, random) : draft
}
