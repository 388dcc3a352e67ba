import { env } from 'cloudflare:test'
import { afterEach, describe, expect, inject, test, vi } from 'vitest'
import { clock, MINUTE_MS } from '../../tenants/base/clock.ts'
import type { JoinView } from '../../tenants/contract/join.ts'
import { newJoiner, STEPS, type Answered } from '../support/joiner.ts'

const { DIRECTORY } = env as unknown as { DIRECTORY: D1Database }

afterEach(async () => {
  vi.restoreAllMocks()
  await newJoiner().control('/faults', undefined, 'DELETE')
})

/** The id that a number is bought under, before anybody but us knows it. */
async function tenantIdOf(email: string): Promise<string> {
  const row = await DIRECTORY.prepare('SELECT tenant_id AS id FROM join_draft WHERE email = ?').bind(email).first('id')
  return String(row)
}

/** Somebody else buys all that Twilio has in an area. */
async function buyOut(area: string): Promise<void> {
  const { TWILIO_API_URL, TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: secret } = inject('sandboxSettings')
  const url = `${TWILIO_API_URL}/2010-04-01/Accounts/${sid}/IncomingPhoneNumbers.json`
  const headers = { authorization: `Basic ${btoa(`${sid}:${secret}`)}` }
  const buy = async () =>
    (await fetch(url, { method: 'POST', headers, body: new URLSearchParams({ AreaCode: area }) })).status
  let bought = 0
  while ((await buy()) === 201) bought += 1
  expect(bought).toBeGreaterThan(0)
}

describe('a technician who joins', () => {
  test('comes step by step to a business that is live, with a number near theirs', async () => {
    const dana = newJoiner()
    expect((await dana.sees()).json).toMatchObject({ email: dana.email, draft: {}, next: 'business', isLive: false })
    const { json: starter } = await dana.api<{ priceBook: unknown[] }>('GET', '/join/starter/plumbing')
    expect((await dana.does('business')).json.next).toBe('services')
    expect((await dana.does('services', { priceBook: starter.priceBook })).json.next).toBe('phone')
    const { json: phoned } = await dana.does('phone')
    expect(phoned).toMatchObject({ next: 'consent', smsNumber: expect.stringMatching(/^\+1512\d{7}$/) })
    expect(phoned.forwarding?.codes[0]).toEqual({ condition: 'all_missed', code: `*71${phoned.smsNumber?.slice(2)}` })
    expect(phoned.previews).toHaveLength(3)
    expect(phoned.previews[0]?.text).toContain('Larkspur Plumbing')
    const { json: tenant } = await dana.api<Record<string, unknown>>('GET', `/tenants/${phoned.tenantId}`)
    expect(tenant).toMatchObject({
      a2p: 'live',
      email: dana.email,
      policy: { paused: true },
      serviceTypes: ['plumbing'],
    })
    // Nobody has to say whether they work with GoHighLevel.
    expect((await dana.does('consent')).json.next).toBe('gohighlevel')
    expect((await dana.goesLive()).json).toMatchObject({ next: null, isLive: true, tenantId: phoned.tenantId })
    const { json: live } = await dana.api<Record<string, unknown>>('GET', `/tenants/${phoned.tenantId}`)
    expect(live).toMatchObject({ smsNumber: phoned.smsNumber, policy: { paused: false } })
    const { json: me } = await dana.api<{ grants: unknown[] }>('GET', '/me')
    expect(me.grants).toEqual([{ role: 'technician', tenantId: phoned.tenantId, businessName: 'Larkspur Plumbing' }])
  })

  test('may stop anywhere and go on elsewhere, and do a step again', async () => {
    const lee = newJoiner()
    await lee.does('business')
    await lee.does('services')
    const again = newJoiner(lee.email)
    expect((await again.sees()).json).toMatchObject({
      next: 'phone',
      draft: { business: { ownerName: 'Dana Fields' } },
    })
    const { json: first } = await again.does('phone')
    const { json: second } = await again.does('phone', { primaryPhone: '+15125550102', carrier: 'tmobile' })
    expect(second).toMatchObject({ tenantId: first.tenantId, smsNumber: first.smsNumber })
    expect(second.forwarding?.carrier).toBe('tmobile')
    await again.does('business', { businessName: 'Lee Pipes', language: 'es' })
    const { json: tenant } = await again.api<Record<string, unknown>>('GET', `/tenants/${first.tenantId}`)
    expect(tenant).toMatchObject({ businessName: 'Lee Pipes', primaryPhone: '+15125550102', policy: { paused: true } })
    const { json: seen } = await again.sees()
    expect(seen.previews[0]?.text).toContain('Lee Pipes')
    expect(seen.forwarding?.hints[0]).toContain('Marque')
    expect(await again.bought(first.tenantId ?? '')).toEqual([first.smsNumber])
  })

  test('is led through the steps in their order, and out of them once live', async () => {
    const mo = newJoiner()
    const tooEarly = [await mo.does('services'), await mo.does('phone'), await mo.does('consent'), await mo.goesLive()]
    expect(tooEarly.map(({ status, json }) => [status, json.code])).toEqual(Array(4).fill([409, 'join_incomplete']))
    const { tenantId } = await mo.doesAllSteps()
    expect((await mo.goesLive()).status).toBe(200)
    expect((await mo.goesLive()).json).toMatchObject({ isLive: true, tenantId })
    const tooLate = await mo.does('business', { businessName: 'Another' })
    expect([tooLate.status, tooLate.json.code]).toEqual([409, 'join_done'])
  })

  test.each([
    ['business', { businessName: ' ' }, 'businessName'],
    ['business', { timeZone: 'Mars/Base' }, 'timeZone'],
    ['business', { trade: 'baking' }, 'trade'],
    ['business', { invented: 1 }, 'invented'],
    ['services', { priceBook: [] }, 'priceBook'],
    ['services', { priceBook: [{ service: 'Drain', from: 2, to: 1 }] }, 'priceBook.0'],
    ['phone', { primaryPhone: '555-0100' }, 'primaryPhone'],
    ['phone', { primaryPhone: '+442071234567' }, 'primaryPhone'],
    ['phone', { primaryPhone: '+19005550100' }, 'primaryPhone'],
    ['phone', { primaryPhone: '+18005550100' }, 'primaryPhone'],
    ['phone', { primaryPhone: '+18765550100' }, 'primaryPhone'],
    ['phone', { carrier: 'pigeon' }, 'carrier'],
    ['consent', { acceptsTerms: false }, 'acceptsTerms'],
    ['consent', { consentMode: 'shrug' }, 'consentMode'],
  ] as const)('is told beside the field what is wrong with %s %j', async (step, over, path) => {
    const sam = newJoiner()
    const { status, json } = await sam.does(step, over)
    expect([status, json.code]).toEqual([400, 'body_invalid'])
    expect(json.issues?.map((issue) => issue.path)).toContain(path)
    expect((await sam.sees()).json.draft).toEqual({})
  })

  test('may not give a number of ours for their own phone, which would call itself', async () => {
    const ann = newJoiner()
    const { smsNumber } = await ann.doesAllSteps()
    const bob = newJoiner()
    await bob.does('business')
    await bob.does('services')
    const { status, json } = await bob.does('phone', { primaryPhone: smsNumber })
    expect([status, json.issues?.[0]?.path]).toEqual([400, 'primaryPhone'])
  })

  test('sees nobody else’s draft and business', async () => {
    const ann = newJoiner()
    const { tenantId } = await ann.doesAllSteps()
    const eve = newJoiner()
    expect((await eve.sees()).json).toMatchObject({ draft: {}, tenantId: null })
    expect((await eve.api('GET', `/tenants/${tenantId}`)).status).toBe(403)
  })
})

describe('a number', () => {
  test('goes to one of two who want it at once, and the other gets the next', async () => {
    const pair = [newJoiner(), newJoiner()]
    for (const joiner of pair) {
      await joiner.does('business')
      await joiner.does('services')
    }
    const phone = { primaryPhone: '+12145550100' }
    const answers = await Promise.all(pair.map((joiner) => joiner.does('phone', phone)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const numbers = answers.map(({ json }) => json.smsNumber)
    expect(new Set(numbers).size).toBe(2)
    expect(numbers.every((number) => number?.startsWith('+1214'))).toBe(true)
  })

  test('is bought once for somebody who presses twice', async () => {
    const kim = newJoiner()
    await kim.does('business')
    await kim.does('services')
    const answers = await Promise.all([kim.does('phone'), kim.does('phone')])
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 503)).toEqual([])
    const { json } = await kim.does('phone')
    expect(await kim.bought(json.tenantId ?? '')).toEqual([json.smsNumber])
  })

  test('comes from farther away where the area has none', async () => {
    const pat = newJoiner()
    await pat.does('business')
    await pat.does('services')
    await buyOut('906')
    const { status, json } = await pat.does('phone', { primaryPhone: '+19065550100' })
    expect([status, json.smsNumber]).toEqual([200, expect.not.stringMatching(/^\+1906/)])
  })
})

describe('while Twilio is down', () => {
  async function atPhoneStep() {
    const joiner = newJoiner()
    await joiner.does('business')
    await joiner.does('services')
    return joiner
  }
  const breaks = (joiner: ReturnType<typeof newJoiner>, kind: string) =>
    joiner.control('/faults', { provider: 'twilio', kind, status: 503, path: '/IncomingPhoneNumbers', forMs: 60_000 })
  const expectUnavailable = ({ status, json }: Answered<JoinView>) =>
    expect([status, json.code]).toEqual([503, 'number_unavailable'])

  test('what was entered is kept, and a second try goes on', async () => {
    const joiner = await atPhoneStep()
    await breaks(joiner, 'status')
    expectUnavailable(await joiner.does('phone'))
    expect((await joiner.sees()).json).toMatchObject({ next: 'phone', draft: { phone: STEPS.phone }, tenantId: null })
    await joiner.control('/faults', undefined, 'DELETE')
    expect(await joiner.does('phone')).toMatchObject({ status: 200, json: { next: 'consent' } })
  })

  test('a purchase whose answer was lost is found again, and nothing is bought twice', async () => {
    const joiner = await atPhoneStep()
    const tenantId = await sellWithoutAnswer(joiner)
    const bought = await joiner.bought(tenantId)
    expect(bought).toHaveLength(1)
    expect((await joiner.does('phone')).json).toMatchObject({ smsNumber: bought[0], tenantId })
    expect(await joiner.bought(tenantId)).toEqual(bought)
  })

  test('an order that never arrived is not repeated before it must have failed', async () => {
    const joiner = await atPhoneStep()
    await strike(joiner, 'reset')
    expectUnavailable(await joiner.does('phone'))
    vi.restoreAllMocks()
    expectUnavailable(await joiner.does('phone'))
    vi.spyOn(clock, 'now').mockImplementation(() => Date.now() + MINUTE_MS)
    expect((await joiner.does('phone')).status).toBe(200)
  })

  /** Lets the search for an earlier purchase through, and strikes the purchase itself. */
  async function strike(joiner: ReturnType<typeof newJoiner>, kind: string): Promise<void> {
    const real = globalThis.fetch
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const request = input instanceof Request ? input : null
      const isPurchase = request?.method === 'POST' && request.url.endsWith('/IncomingPhoneNumbers.json')
      if (!isPurchase) return real(input, init)
      await breaks(joiner, kind)
      try {
        return await real(input, init)
      } finally {
        await joiner.control('/faults', undefined, 'DELETE')
      }
    })
  }

  async function sellWithoutAnswer(joiner: ReturnType<typeof newJoiner>): Promise<string> {
    await strike(joiner, 'malformed')
    expectUnavailable(await joiner.does('phone'))
    vi.restoreAllMocks()
    return tenantIdOf(joiner.email)
  }
})
