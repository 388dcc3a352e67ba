import { afterEach, describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../support/open-shop.ts'

/** What was decided and then came out otherwise: a text on its way, a call that was answered after all. */

let shop: Shop
afterEach(() => shop.control('/faults', undefined, 'DELETE'))

const twilioFails = () =>
  shop.control('/faults', { provider: 'twilio', kind: 'status', status: 500, rate: 1, forMs: 60_000 })
const twilioRecovers = () => shop.control('/faults', undefined, 'DELETE')

describe('a text that may or may not have left', () => {
  test('is not tried again once the technician has taken the conversation over', async () => {
    shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await twilioFails()
    await shop.tenant.passSeconds(21)
    const [customer] = await shop.tenant.list<{ id: string }>('customers')
    await shop.api('POST', `/tenants/${shop.id}/conversations/${customer?.id}/takeover`)
    await twilioRecovers()
    await shop.tenant.passMinutes(5)
    expect(await pat.received()).toEqual([])
    expect(await shop.tenant.timeline()).toContain('text_cancelled')
  })

  test('is not tried again once the caller has been answered', async () => {
    shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await twilioFails()
    await shop.tenant.passSeconds(21)
    await pat.callsAndIsAnswered()
    await twilioRecovers()
    await shop.tenant.passMinutes(5)
    expect(await pat.received()).toEqual([])
  })

  test('counts for nothing once it was tried in vain and taken back: the answer says who writes', async () => {
    shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.control('/faults', { provider: 'twilio', kind: 'status', status: 429, rate: 1, forMs: 60_000 })
    await shop.tenant.passSeconds(21)
    await pat.texts('how much to fix a water heater')
    await twilioRecovers()
    await shop.tenant.passMinutes(1)
    const [answer, ...more] = await pat.received()
    expect(more).toEqual([])
    expect(answer).toMatch(/^Automated reply from .*\$179.* Reply STOP to opt out$/)
    const messages = await shop.tenant.list<{ template: string; status: string }>('messages')
    expect(messages.find(({ template }) => template === 'missed_call_text')?.status).toBe('failed')
  })

  test('is told to the technician at the deadline, by e-mail where texts do not leave at all', async () => {
    shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await twilioFails()
    await shop.tenant.passSeconds(31)
    const mail = await shop.control<unknown[]>(`/emails?to=${encodeURIComponent(shop.email)}`)
    expect(mail).toHaveLength(1)
    expect(await shop.tenant.timeline()).toContain('entry_delayed')
  })
})

describe('a call that was answered after all', () => {
  test('is not texted, although it was taken for missed when it rang', async () => {
    shop = await openShop()
    const pat = shop.customer()
    const callSid = `CA${'4'.repeat(32)}`
    await pat.callsAndHangsUp({ callSid })
    await pat.callsAndIsAnswered({ callSid })
    await shop.tenant.passMinutes(10)
    expect(await pat.received()).toEqual([])
    expect(await shop.tenant.list('calls')).toMatchObject([{ outcome: 'answered' }])
  })

  test('is not texted for an earlier call that is reported late', async () => {
    shop = await openShop()
    const pat = shop.customer()
    const { now } = shop.watch
    await pat.callsAndIsAnswered({ endedAt: now - 5_000 })
    await pat.callsTracked('no-answer', crypto.randomUUID(), now - 15_000)
    await shop.tenant.passMinutes(10)
    expect(await pat.received()).toEqual([])
  })
})
