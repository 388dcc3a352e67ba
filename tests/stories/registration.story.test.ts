import { describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { newPhone, openShop, type Shop } from '../support/open-shop.ts'
import { orderText } from '../support/order-text.ts'
import { wholeRegistration } from '../support/registration.ts'
import type { SandboxEmail } from '../support/sandbox-rows.ts'

type View = {
  state: string
  einMasked: string | null
  rejection: { of: string; reason: string | null } | null
  issues: { path: string }[]
  isOpen: boolean
}

const at = (shop: Shop, rest = '') => `/tenants/${shop.id}/registration${rest}`
const judge = (shop: Shop, kind: string, reason: string | null = null) =>
  shop.api<View>('POST', at(shop, '/outcome'), { kind, reason })
const mailTo = (shop: Shop) => shop.control<SandboxEmail[]>(`/emails?to=${encodeURIComponent(shop.email)}`)

async function openUnregistered(over: Record<string, unknown> = {}): Promise<Shop> {
  return openShop({ a2p: 'no_number', primaryPhone: newPhone(), ...over })
}

async function submit(shop: Shop, over: Record<string, unknown> = {}): Promise<View> {
  await shop.api('PUT', at(shop), wholeRegistration(shop.businessName, over))
  return shop.api<View>('POST', at(shop, '/submit'))
}

describe('a business that registers for texting', () => {
  test('texts nobody until the carriers have approved brand and campaign, and then does', async () => {
    const shop = await openUnregistered()
    expect(await submit(shop)).toMatchObject({ state: 'brand_pending', isOpen: false, issues: [] })
    expect((await judge(shop, 'brand_approved')).state).toBe('campaign_pending')
    const early = shop.customer()
    await early.callsAndHangsUp()
    await shop.tenant.passMinutes(1)
    expect(await early.received()).toEqual([])
    expect((await judge(shop, 'campaign_approved')).state).toBe('live')
    const late = shop.customer()
    await late.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    expect(await late.received()).toHaveLength(1)
    expect((await shop.told())[0]).toMatch(/approved your number/)
    expect(await shop.tenant.timeline()).toContain('registration_moved')
  })

  test('keeps its EIN sealed and shows its end only, also after the object has left memory', async () => {
    const shop = await openUnregistered()
    await shop.api('PUT', at(shop), wholeRegistration(shop.businessName))
    await shop.tenant.evict()
    const view = await shop.api<View>('GET', at(shop))
    expect(view.einMasked).toBe('••-•••6789')
    expect(JSON.stringify(view)).not.toContain('3456789')
    const rows = await shop.tenant.query<{ value: string }>("select value from settings where name = 'registration'")
    expect(rows[0]?.value).not.toMatch(/12-?3456789/)
    await shop.api('PUT', at(shop), wholeRegistration(shop.businessName, { ein: undefined, legalName: 'Other LLC' }))
    expect((await shop.api<View>('GET', at(shop))).einMasked).toBe('••-•••6789')
    await shop.api('PUT', at(shop), wholeRegistration(shop.businessName, { ein: null }))
    expect((await shop.api<View>('GET', at(shop))).issues).toMatchObject([{ path: 'ein' }])
  })

  test('cannot submit while a field is missing, and hears which', async () => {
    const shop = await openUnregistered()
    const incomplete = submit(shop, { legalName: '', website: 'nowhere' })
    await expect(incomplete).rejects.toThrow(/400.*registration_incomplete.*legalName.*website/)
    expect((await shop.api<View>('GET', at(shop))).state).toBe('no_number')
  })

  test('that is rejected is told why by e-mail, mends it and submits again', async () => {
    const shop = await openUnregistered()
    await submit(shop)
    const rejected = await judge(shop, 'brand_rejected', 'The legal name does not match the EIN.')
    expect(rejected).toMatchObject({ state: 'no_number', isOpen: true })
    expect(rejected.rejection).toMatchObject({ of: 'brand', reason: 'The legal name does not match the EIN.' })
    await shop.tenant.settle()
    expect((await mailTo(shop)).map(({ subject }) => subject)).toEqual(['Texting registration'])
    expect(await submit(shop, { legalName: 'Larkspur LLC' })).toMatchObject({ state: 'brand_pending', rejection: null })
  })

  test('cannot change what the carriers are looking at', async () => {
    const shop = await openUnregistered()
    await submit(shop)
    const change = shop.api('PUT', at(shop), wholeRegistration(shop.businessName))
    await expect(change).rejects.toThrow(/409.*registration_not_open/)
    await expect(judge(shop, 'campaign_approved')).rejects.toThrow(/409.*registration_not_open/)
  })

  test('does not go live while HELP leads nowhere, whoever brought it this far', async () => {
    const shop = await openUnregistered()
    await shop.api('PATCH', `/tenants/${shop.id}`, { a2p: 'campaign_pending' })
    await expect(judge(shop, 'campaign_approved')).rejects.toThrow(/409.*HELP.*helpPhone/)
    expect((await shop.api<View>('GET', at(shop))).state).toBe('campaign_pending')
  })

  test('that is suspended texts nobody and comes back', async () => {
    const shop = await openShop({ primaryPhone: newPhone() })
    await judge(shop, 'suspended', 'Complaints')
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(30)
    expect(await pat.received()).toEqual([])
    await judge(shop, 'reinstated')
    await shop.customer().callsAndHangsUp()
    await shop.tenant.passSeconds(30)
    expect((await shop.told()).some((text) => /may send texts again/.test(text))).toBe(true)
  })

  test('that is suspended between planning and sending keeps the text back', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(10)
    await judge(shop, 'suspended')
    await shop.tenant.passSeconds(20)
    expect(await pat.received()).toEqual([])
    expect(await shop.tenant.timeline()).toContain('text_refused')
  })
})

describe('a missed call of a business that may not text', () => {
  test.each(['no_number', 'brand_pending', 'campaign_pending', 'suspended'])(
    'while %s is told to the technician by push and e-mail at once, and no text is tried',
    async (a2p) => {
      const shop = await openShop({ a2p, policy: { notifyBy: ['push', 'email'] } })
      // Push services compare our clock with theirs.
      shop.watch.now = Date.now()
      const browser = await openBrowser(shop.settings['PUSH_SANDBOX_URL'] ?? '')
      await shop.api('POST', `/tenants/${shop.id}/push`, browser.subscription)
      const pat = shop.customer()
      await pat.callsAndHangsUp()
      await shop.tenant.passSeconds(30)
      const pushes = await shop.control<unknown[]>(`/pushes?endpoint=${encodeURIComponent(browser.endpoint)}`)
      expect(pushes).toHaveLength(1)
      expect((await mailTo(shop)).map(({ text }) => text).join()).toContain('Texting is off')
      expect(await pat.received()).toEqual([])
      expect(await shop.tenant.query("select entry_id from outbox where lane = 'twilio'")).toEqual([])
    },
  )
})

describe('an offer', () => {
  test.each([
    ['customer_care', 'marketing_unregistered'],
    ['low_volume_mixed', 'written_consent_missing'],
  ])('of a business registered for %s is refused as %s', async (useCase, code) => {
    const shop = await openUnregistered()
    await submit(shop, { useCase })
    await judge(shop, 'brand_approved')
    await judge(shop, 'campaign_approved')
    await shop.customer().callsAndHangsUp()
    await shop.tenant.passSeconds(30)
    const [customer] = await shop.tenant.list<{ id: string }>('customers')
    await orderText(shop, [customer?.id ?? ''], { class: 'marketing', unprompted: true })
    const refused = "select last_code from outbox where status = 'refused' and lane = 'twilio'"
    expect(await shop.tenant.query(refused)).toEqual([{ last_code: code }])
  })
})
