import { abortAllDurableObjects, env } from 'cloudflare:test'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { clock } from '../../tenants/base/clock.ts'
import { newPhone, openShop, type Shop } from '../support/open-shop.ts'
import { orderText } from '../support/order-text.ts'
import type { SandboxEmail } from '../support/sandbox-rows.ts'

type View = { on: boolean; reason: string | null; told: number; failed: number; remaining: number }

const SWITCH = '/fleet/kill-switch'
const turn = (shop: Shop, on: boolean) => shop.api<View>('PUT', SWITCH, { on, reason: 'A fault of ours' })
const mailTo = (shop: Shop) => shop.control<SandboxEmail[]>(`/emails?to=${encodeURIComponent(shop.email)}`)

let last: Shop
beforeAll(async () => {
  // Businesses of other tests would be told as well, each time.
  const { DIRECTORY } = env as unknown as { DIRECTORY: D1Database }
  for (const table of ['tenant_key', 'tenant']) await DIRECTORY.prepare(`delete from ${table}`).run()
})
afterEach(async () => {
  // The directory is everybody's, so the switch must not stay on for the next story.
  await turn(last, false)
})

async function open(over: Record<string, unknown> = {}): Promise<Shop> {
  last = await openShop({ primaryPhone: newPhone(), ...over })
  return last
}

describe('the switch for all businesses', () => {
  test('silences every one of them, and its technicians hear by e-mail', async () => {
    const one = await open()
    const other = await open()
    expect(await turn(one, true)).toMatchObject({ on: true, failed: 0, remaining: 0 })
    for (const shop of [one, other]) {
      // Each shop has a clock of its own, and the newest is heard.
      vi.spyOn(clock, 'now').mockImplementation(() => shop.watch.now)
      const pat = shop.customer()
      await pat.callsAndHangsUp()
      await shop.tenant.passSeconds(30)
      expect(await pat.received()).toEqual([])
      expect(await shop.told()).toEqual([])
      expect((await mailTo(shop)).map(({ text }) => text).join()).toContain(pat.phone.slice(-4))
      expect(await shop.tenant.timeline()).toContain('fleet_switched')
    }
  })

  test('outlasts the memory of the object, and off means that texts go again', async () => {
    const shop = await open()
    await turn(shop, true)
    await abortAllDurableObjects()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(30)
    expect(await pat.received()).toEqual([])
    await turn(shop, false)
    const kim = shop.customer()
    await kim.callsAndHangsUp()
    await shop.tenant.passSeconds(30)
    expect(await kim.received()).toHaveLength(1)
  })

  test('is known to a business that is opened while it is on', async () => {
    await turn(await open(), true)
    const late = await open()
    const pat = late.customer()
    await pat.callsAndHangsUp()
    await late.tenant.passSeconds(30)
    expect(await pat.received()).toEqual([])
  })

  test('that comes between planning and sending wins', async () => {
    const shop = await open()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(19)
    await turn(shop, true)
    await shop.tenant.passMinutes(5)
    expect(await pat.received()).toEqual([])
  })

  test('stops the confirmation of an opt-out as well, and the opt-out stands', async () => {
    const shop = await open()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(30)
    await turn(shop, true)
    await pat.texts('please do not text me any more')
    await shop.tenant.passMinutes(10)
    await turn(shop, false)
    await pat.callsAndHangsUp()
    await shop.tenant.passMinutes(10)
    expect(await pat.received()).toHaveLength(1)
  })

  test('lets a person write, who answers for it themselves', async () => {
    const shop = await open()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(30)
    await turn(shop, true)
    const [customer] = await shop.tenant.list<{ id: string }>('customers')
    await shop.api('POST', `/tenants/${shop.id}/conversations/${customer?.id}/messages`, { text: 'I am on my way.' })
    await shop.tenant.settle()
    expect((await pat.received()).at(-1)).toContain('I am on my way.')
  })

  test('is shown with who turned it and why', async () => {
    const shop = await open()
    await turn(shop, true)
    const view = await shop.api<View>('GET', SWITCH)
    expect(view).toMatchObject({ on: true, reason: 'A fault of ours', changedBy: 'admin@example.com', remaining: 0 })
    expect(view.told).toBeGreaterThan(0)
  })
})

describe('what is held when the switch is turned', () => {
  /** A text about a visit, ordered at night: it waits for the morning. */
  async function openHeld(): Promise<{ shop: Shop; received: () => Promise<string[]> }> {
    const shop = await open()
    const pat = shop.customer()
    await pat.texts('Do you repair old boilers?')
    await shop.tenant.passHours(11)
    const [customer] = await shop.tenant.list<{ id: string }>('customers')
    await orderText(shop, [customer?.id ?? ''], { class: 'service', unprompted: true })
    expect(await shop.tenant.timeline()).toContain('text_held')
    return { shop, received: () => pat.received() }
  }

  test('is asked about anew when its time comes, and goes once the switch is off', async () => {
    const { shop, received } = await openHeld()
    await turn(shop, true)
    await shop.tenant.passHours(1)
    await turn(shop, false)
    expect(await received()).toHaveLength(1)
    await shop.tenant.passHours(9)
    expect(await received()).toHaveLength(2)
  })

  test('is not sent while it is on, and not behind its back afterwards', async () => {
    const { shop, received } = await openHeld()
    await turn(shop, true)
    await shop.tenant.passHours(10)
    await turn(shop, false)
    await shop.tenant.passHours(1)
    expect(await received()).toHaveLength(1)
    expect(await shop.tenant.query("select last_code from outbox where status = 'refused'")).toContainEqual({
      last_code: 'kill_switch_on',
    })
  })
})
