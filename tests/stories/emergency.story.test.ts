import { describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../tenants/base/clock.ts'
import type { AttentionView, BoardView } from '../../tenants/contract/board.ts'
import { openBrowser, type KeptPush } from '../support/browser.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { putOnCall } from '../support/on-call.ts'

type Journey = { id: string; kind: string; status: string; outcome: string | null }

const attention = async (shop: Shop): Promise<AttentionView[]> =>
  (await shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=en`)).attention
const emergencies = async (shop: Shop) =>
  (await shop.tenant.list<Journey>('journeys')).filter(({ kind }) => kind === 'emergency')
const acknowledge = (shop: Shop, id: string) => shop.api('POST', `/tenants/${shop.id}/emergencies/${id}/acknowledge`)
const customersOf = (shop: Shop) => shop.tenant.query<{ phone: string }>('select phone from customers')

describe('somebody in danger', () => {
  test.each([
    ['I smell gas in the kitchen', /^Leave the building now\. Do not switch anything/],
    ['the carbon monoxide alarm is going off', /^Get everyone outside into fresh air/],
    ['sparks are coming out of the outlet', /^Do not touch it.*breaker/],
    ['the basement is flooding', /^Shut off the main water valve.*power/],
    ['huele a gas en la casa', /^Salga del edificio ya\./],
  ])('who writes "%s" is told what to do at once, and whoever is on call hears of it', async (words, advice) => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts(words)
    expect((await pat.received()).at(-1)).toMatch(advice)
    const [alert] = await shop.told()
    expect(alert).toContain('EMERGENCY')
    expect(alert).toContain(pat.phone.slice(-4))
    expect(alert).toMatch(/Reply OK/)
  })

  test('in the dead of night is told what to do, too', async () => {
    const shop = await openShop()
    await shop.tenant.passHours(15)
    const pat = shop.customer()
    await pat.texts('gas leak, help')
    expect(await pat.received()).toHaveLength(1)
  })

  test('hears who has seen it, and nobody further is woken', async () => {
    const shop = await openShop()
    const [ana, ben, cam] = await putOnCall(shop, [{ name: 'Ana' }, { name: 'Ben' }, { name: 'Cam' }])
    const pat = shop.customer()
    await pat.texts('water is pouring through the ceiling')
    expect(await ana?.received()).toHaveLength(1)
    expect((await ana?.received())?.[0]).toContain(shop.businessName)
    await shop.tenant.passMinutes(2)
    expect(await ben?.received()).toHaveLength(1)
    await ben?.texts('On it!')
    expect((await pat.received()).at(-1)).toMatch(/^Ben has seen your message and will call you/)
    expect((await ana?.received())?.at(-1)).toMatch(/is taken: Ben has it/)
    await shop.tenant.passMinutes(30)
    expect(await cam?.received()).toEqual([])
    expect(await ben?.received()).toHaveLength(1)
    expect(await pat.received()).toHaveLength(2)
    expect(await customersOf(shop)).toEqual([{ phone: pat.phone }])
    await shop.tenant.passHours(12)
    expect(await emergencies(shop)).toMatchObject([{ status: 'closed', outcome: 'handled' }])
  })

  test('whom nobody answers is told so, and the board keeps it in red until somebody takes it', async () => {
    const shop = await openShop()
    const [ana, ben] = await putOnCall(shop, [{ name: 'Ana' }, { name: 'Ben' }])
    const pat = shop.customer()
    await pat.texts('I smell gas')
    const [open] = await attention(shop)
    expect(open).toMatchObject({ kind: 'emergency', sentence: expect.stringMatching(/^Emergency \(gas\): call/) })
    await shop.tenant.passMinutes(8)
    expect([await ana?.received(), await ben?.received()].map((texts) => texts?.length)).toEqual([2, 2])
    expect((await pat.received()).at(-1)).toMatch(/could not reach anyone yet.*call 911/)
    expect((await shop.told()).at(-1)).toMatch(/Nobody on call answered/)
    const [spent] = await attention(shop)
    expect(spent?.sentence).toMatch(/nobody on call has answered/)
    await shop.tenant.passHours(3)
    await ana?.texts('sí, voy')
    expect((await pat.received()).at(-1)).toMatch(/^Ana has seen your message/)
    expect((await attention(shop)).map(({ kind }) => kind)).toEqual(['booking'])
  })

  test('writes more, and it is one emergency with one ladder', async () => {
    const shop = await openShop()
    const [ana] = await putOnCall(shop, [{ name: 'Ana' }])
    const pat = shop.customer()
    await pat.texts('the basement is flooding')
    await shop.tenant.passSeconds(1)
    await pat.texts('and now I smell gas too')
    expect(await emergencies(shop)).toHaveLength(1)
    expect(await ana?.received()).toHaveLength(1)
    expect((await pat.received()).at(-1)).toMatch(/^Leave the building now/)
    await shop.tenant.passMinutes(2)
    expect((await ana?.received())?.at(-1)).toMatch(/EMERGENCY \(gas\).*smell gas too/)
  })

  test('whose conversation a person has gets no word of ours, and the ladder runs all the same', async () => {
    const shop = await openShop()
    const [ana, ben] = await putOnCall(shop, [{ name: 'Ana' }, { name: 'Ben' }])
    const pat = shop.customer()
    await pat.texts('do you work on sundays?')
    const [{ id } = { id: '' }] = await shop.tenant.query<{ id: string }>('select customer_id as id from customers')
    await shop.api('POST', `/tenants/${shop.id}/conversations/${id}/takeover`)
    const before = await pat.received()
    await pat.texts('the house is filling with gas, I smell gas everywhere')
    await shop.tenant.passMinutes(2)
    expect(await pat.received()).toEqual(before)
    expect([(await ana?.received())?.length, (await ben?.received())?.length]).toEqual([1, 1])
    await shop.api('POST', `/tenants/${shop.id}/conversations/${id}/messages`, { text: 'Get out, I called 911.' })
    await shop.tenant.passMinutes(20)
    expect(await pat.received()).toEqual([...before, 'Get out, I called 911.'])
    expect((await ben?.received())?.at(-1)).toMatch(/is taken/)
    expect(await emergencies(shop)).toMatchObject([{ status: 'acknowledged' }])
  })

  test('who wants no texts gets none, and is called', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.texts('STOP', { OptOutType: 'STOP' })
    await pat.texts('there is gas leaking, please hurry')
    expect(await pat.received()).toEqual([])
    expect((await shop.told()).at(-1)).toMatch(/EMERGENCY \(gas\)/)
    await shop.tenant.passMinutes(10)
    expect(await pat.received()).toEqual([])
  })
})

describe('the ladder', () => {
  test('goes on where it was after the object left memory in the middle of it', async () => {
    const shop = await openShop()
    const [ana, ben] = await putOnCall(shop, [{ name: 'Ana' }, { name: 'Ben' }])
    const pat = shop.customer()
    await pat.texts('I smell gas')
    await shop.tenant.evict()
    await shop.tenant.passMinutes(2)
    await shop.tenant.evict()
    await shop.tenant.passTime(2 * MINUTE_MS)
    expect([(await ana?.received())?.length, (await ben?.received())?.length]).toEqual([2, 1])
    await shop.tenant.evict()
    await ana?.texts('ok')
    expect((await pat.received()).at(-1)).toMatch(/^Ana has seen/)
    await shop.tenant.passMinutes(20)
    expect([(await ana?.received())?.length, (await ben?.received())?.length]).toEqual([2, 2])
  })

  test('leaves a contact who says STOP alone for good, and goes on to the next at once', async () => {
    const shop = await openShop()
    const [ana, ben] = await putOnCall(shop, [{ name: 'Ana' }, { name: 'Ben' }])
    const pat = shop.customer()
    await pat.texts('pipe burst, water everywhere')
    await ana?.texts('STOP', { OptOutType: 'STOP' })
    expect(await ben?.received()).toHaveLength(1)
    await shop.tenant.passMinutes(20)
    expect(await ana?.received()).toHaveLength(1)
    const view = await shop.api<{ optedOut: string[] }>('GET', `/tenants/${shop.id}/on-call`)
    expect(view.optedOut).toEqual([ana?.phone])
    await shop.customer().texts('I smell gas')
    expect(await ana?.received()).toHaveLength(1)
    await ana?.texts('START')
    expect(await customersOf(shop)).not.toContainEqual({ phone: ana?.phone })
    expect((await shop.api<{ optedOut: string[] }>('GET', `/tenants/${shop.id}/on-call`)).optedOut).toEqual([])
  })

  test('goes on to the next at once from a phone that takes no text, where an e-mail takes its place', async () => {
    const shop = await openShop()
    // The sandbox plays a landline behind this number.
    const ana = { name: 'Ana', phone: '+15125550190', email: `ana-${shop.id}@example.com` }
    const [, ben] = await putOnCall(shop, [ana, { name: 'Ben' }])
    await shop.customer().texts('I smell gas')
    expect(await ben?.received()).toHaveLength(1)
    const mail = await shop.control<{ subject: string; text: string }[]>(`/emails?to=${ana.email}`)
    expect(mail).toHaveLength(1)
    expect(mail[0]?.subject).toMatch(/^EMERGENCY/)
  })

  test('goes by e-mail alone where the business cannot text, past whoever has no address', async () => {
    const shop = await openShop()
    const email = `ana-${shop.id}@example.com`
    await putOnCall(shop, [{ name: 'Ben' }, { name: 'Ana', email }])
    await shop.api('PATCH', `/tenants/${shop.id}`, { a2p: 'suspended' })
    await shop.customer().texts('I smell gas')
    const mail = await shop.control<unknown[]>(`/emails?to=${email}`)
    expect(mail).toHaveLength(1)
    await shop.tenant.passMinutes(20)
    expect(await emergencies(shop)).toMatchObject([{ status: 'spent' }])
  })

  test('reaches browsers and mailboxes besides, where the business is told that way', async () => {
    const shop = await openShop({ policy: { notifyBy: ['sms', 'email', 'push'] } })
    // Push services compare our clock with theirs.
    shop.watch.now = Date.now()
    const browser = await openBrowser(shop.settings['PUSH_SANDBOX_URL'] ?? '')
    await shop.api('POST', `/tenants/${shop.id}/push`, browser.subscription)
    const email = `ana-${shop.id}@example.com`
    const [ana] = await putOnCall(shop, [{ name: 'Ana', email }, { name: 'Ben' }])
    await shop.customer().texts('I smell gas')
    const path = `/pushes?endpoint=${encodeURIComponent(browser.endpoint)}`
    const [push, ...more] = await shop.control<KeptPush[]>(path)
    expect(more).toEqual([])
    expect(push?.urgency).toBe('high')
    expect(push && (await browser.read(push)).title).toMatch(/^EMERGENCY/)
    expect(await shop.control<unknown[]>(`/emails?to=${email}`)).toHaveLength(1)
    expect(await ana?.received()).toHaveLength(1)
    await shop.tenant.passMinutes(2)
    // The second contact of the round is woken alone; the next round begins with everybody again.
    expect(await shop.control<KeptPush[]>(path)).toHaveLength(1)
    await shop.tenant.passMinutes(2)
    expect(await shop.control<KeptPush[]>(path)).toHaveLength(2)
  })

  test('goes on to the next at once from a contact who cannot', async () => {
    const shop = await openShop()
    const [ana, ben, cam] = await putOnCall(shop, [{ name: 'Ana' }, { name: 'Ben' }, { name: 'Cam' }])
    const pat = shop.customer()
    await pat.texts('I smell gas')
    await ana?.texts("sorry, can't tonight")
    expect(await ben?.received()).toHaveLength(1)
    await ben?.texts('no')
    expect(await cam?.received()).toHaveLength(1)
    expect(await shop.tenant.timeline()).toContain('on_call_declined')
  })

  test('by a button on the board stops as well, and twice is once', async () => {
    const shop = await openShop()
    await putOnCall(shop, [{ name: 'Ana' }])
    const pat = shop.customer()
    await pat.texts('I smell gas')
    const [matter] = await attention(shop)
    await acknowledge(shop, matter?.journeyId ?? '')
    await acknowledge(shop, matter?.journeyId ?? '')
    await shop.tenant.passMinutes(20)
    const texts = await pat.received()
    expect(texts).toHaveLength(2)
    // Whoever pressed it is nobody the customer could be told of by name.
    expect(texts[1]).toMatch(new RegExp(`^${shop.businessName} has seen your message`))
    await expect(acknowledge(shop, 'jny_none')).rejects.toThrow(/404.*emergency_missing/)
  })

  test('of two emergencies lets one answer take the newer one only', async () => {
    const shop = await openShop()
    const [ana] = await putOnCall(shop, [{ name: 'Ana' }])
    const pat = shop.customer()
    const sam = shop.customer()
    await pat.texts('I smell gas')
    await shop.tenant.passSeconds(5)
    await sam.texts('the basement is flooding')
    await ana?.texts('ok')
    expect((await sam.received()).at(-1)).toMatch(/^Ana has seen/)
    expect((await pat.received()).at(-1)).not.toMatch(/has seen/)
    await ana?.texts('1')
    expect((await pat.received()).at(-1)).toMatch(/^Ana has seen/)
  })
})

describe('people on call', () => {
  test('who text, call or say YES never become customers, whatever they write', async () => {
    const shop = await openShop()
    const [ana] = await putOnCall(shop, [{ name: 'Ana' }])
    await ana?.texts('YES')
    await ana?.texts('how much is a drain?')
    await ana?.callsAndHangsUp()
    await shop.tenant.passMinutes(10)
    await shop.customer(shop.primaryPhone).texts('ok')
    expect(await ana?.received()).toEqual([])
    expect(await customersOf(shop)).toEqual([])
    expect(await shop.tenant.query('select * from consents')).toEqual([])
    expect(await shop.tenant.list('journeys')).toEqual([])
  })

  test('cannot be our own number, each other, or somebody whom no text reaches', async () => {
    const shop = await openShop()
    const put = (contacts: unknown[]) =>
      shop.api('PUT', `/tenants/${shop.id}/on-call`, { contacts, stepAfterMs: 120_000, rounds: 2, version: 0 })
    const ana = { name: 'Ana', phone: '+15125550147' }
    await expect(put([{ name: 'Us', phone: shop.smsNumber }])).rejects.toThrow(/400.*contacts\.0\.phone/)
    await expect(put([ana, { ...ana, name: 'Ben' }])).rejects.toThrow(/400.*contacts\.1\.phone/)
    await expect(put([{ name: 'Far', phone: '+442079460018' }])).rejects.toThrow(/400.*contacts\.0\.phone/)
    await expect(put([{ name: 'Ana: 50% off', phone: ana.phone }])).rejects.toThrow(/400.*contacts\.0\.name/)
    await put([ana])
    await expect(put([])).rejects.toThrow(/412.*edited_meanwhile/)
  })
})

test('callers who cannot be texted stand on the board until somebody deals with them', async () => {
  const shop = await openShop()
  const pat = shop.customer()
  await pat.texts('STOP', { OptOutType: 'STOP' })
  await pat.callsAndHangsUp()
  const [matter] = await attention(shop)
  expect(matter).toMatchObject({ kind: 'waiting', sentence: expect.stringMatching(/someone who opted out/) })
  await shop.api('POST', `/tenants/${shop.id}/conversations/${matter?.customerId}/confirm`, {})
  expect(await attention(shop)).toEqual([])
})
