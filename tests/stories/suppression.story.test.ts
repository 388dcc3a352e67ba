import { runInDurableObject } from 'cloudflare:test'
import { afterEach, describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../tenants/base/clock.ts'
import { newId, type MessageId } from '../../tenants/base/ids.ts'
import { openAddressKeys } from '../../tenants/storage/address-key.ts'
import { openKeyring } from '../../tenants/base/sealing.ts'
import { isSuppressed, liftSuppressions } from '../../tenants/storage/consent-rows.ts'
import { openDatabase } from '../../tenants/storage/open.ts'
import type { BoardView } from '../../tenants/contract/board.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

let shop: Shop
afterEach(() => shop.control('/faults', undefined, 'DELETE'))

/** A customer who was texted about a missed call. */
async function textedCustomer(over: Record<string, unknown> = {}) {
  shop = await openShop(over)
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  expect(await pat.received()).toHaveLength(1)
  return pat
}

const suppressions = () =>
  shop.tenant.query<{ topic: string; suppressed: number; liftedBy: string | null; key: string }>(
    'select topic, suppressed_at as suppressed, lifted_by as liftedBy, address_key as key from suppressions',
  )

const attention = async (lang = 'en') =>
  (await shop.api<BoardView>('GET', `/tenants/${shop.id}/board?lang=${lang}`)).attention

/** Everything of the customer's is deleted, as by an erasure; what suppresses them is not theirs to lose. */
async function forgetCustomers(): Promise<void> {
  for (const table of ['customers', 'messages', 'consents', 'journeys', 'timers', 'leads', 'call_logs', 'outbox']) {
    await shop.tenant.query(`delete from ${table}`)
  }
}

describe('an opt-out', () => {
  test('keeps nothing of the number but a hash that only this business can make', async () => {
    const pat = await textedCustomer()
    await pat.texts('stop texting me')
    const [row] = await suppressions()
    expect(row?.key).toMatch(/^[0-9a-f]{64}$/)
    const mine = row?.key
    const again = shop.customer(pat.phone)
    await again.texts('stop texting me')
    expect((await suppressions()).map(({ key }) => key)).toEqual([mine])
    shop = await openShop()
    await shop.customer(pat.phone).texts('stop texting me')
    expect((await suppressions())[0]?.key).not.toBe(mine)
  })

  test('outlives the customer and meets them when they come back under another row', async () => {
    const pat = await textedCustomer()
    await pat.texts('stop texting me')
    await forgetCustomers()
    await shop.tenant.evict()
    await pat.callsTracked()
    await shop.tenant.passHours(1)
    expect(await pat.received()).toHaveLength(2)
    const [card] = await shop.tenant.list<{ optedOut: boolean }>('customers')
    expect(card?.optedOut).toBe(true)
    expect((await shop.told()).at(-1)).toContain('opted out')
  })

  test('still stands in ten years', async () => {
    const pat = await textedCustomer()
    await pat.texts('unsubscribe')
    shop.watch.now += 3_653 * DAY_MS
    await pat.callsAndHangsUp()
    await shop.tenant.passMinutes(1)
    expect(await pat.received()).toHaveLength(1)
    const isStill = await runInDurableObject(shop.tenant.stub(), async (_, state) => {
      const db = await openDatabase(state.storage)
      openAddressKeys(db, openKeyring(shop.settings['SEALING_KEY'] ?? ''), state.id.toString())
      return isSuppressed(db, 'sms', pat.phone)
    })
    expect(isStill).toBe(true)
  })

  test('counts from the first time it was said', async () => {
    const pat = await textedCustomer()
    await pat.texts('stop texting me')
    const saidAt = shop.watch.now
    await shop.tenant.passMinutes(4)
    await pat.texts('I SAID stop texting me')
    expect((await suppressions()).map(({ suppressed }) => suppressed)).toEqual([saidAt])
  })

  test('is heard while a text waits for lawful hours, and the text never goes', async () => {
    shop = await openShop()
    // 7:30 in the morning in Chicago: an answer that comes this late waits for 8:00.
    shop.watch.now -= 4.5 * HOUR_MS
    const pat = shop.customer()
    await pat.callsTracked('no-answer', crypto.randomUUID(), shop.watch.now - 15 * MINUTE_MS)
    await shop.tenant.passSeconds(5)
    const held = `select status, last_code as code from outbox where sequence_key like 'sms:%'`
    expect(await shop.tenant.query(held)).toEqual([{ status: 'held', code: 'quiet_hours' }])
    await pat.texts('STOP')
    expect(await shop.tenant.query(held)).toEqual([{ status: 'cancelled', code: 'opted_out' }])
    await shop.tenant.passHours(5)
    expect(await pat.received()).toEqual([])
  })
})

describe('an opt-out is lifted', () => {
  test.each(['START', 'unstop', 'Yes.'])(
    'by %s from the customer, whose words are kept as a new consent',
    async (says) => {
      const pat = await textedCustomer()
      await pat.texts('stop texting me')
      await shop.tenant.passMinutes(1)
      await pat.texts(says)
      const [message] = await shop.tenant.query<{ id: string }>(
        'select message_id as id from messages order by seq desc limit 1',
      )
      expect((await suppressions()).map(({ liftedBy }) => liftedBy)).toEqual([`message:${message?.id}`])
      const newest = 'select basis, wording, purpose, given_at as at from consents order by consent_id desc limit 1'
      expect(await shop.tenant.query(newest)).toEqual([
        { basis: 'inbound_message', wording: says, purpose: 'texts_again', at: shop.watch.now },
      ])
    },
  )

  test.each(['ok', 'ugh not again', 'how much is a drain clearing?', 'HELP', 'thanks'])(
    'by no such words as "%s"',
    async (says) => {
      const pat = await textedCustomer()
      await pat.texts('stop texting me')
      await pat.texts(says)
      expect((await suppressions()).map(({ liftedBy }) => liftedBy)).toEqual([null])
    },
  )

  test('by nobody else: no route of ours, and no message that is not theirs', async () => {
    const pat = await textedCustomer()
    await pat.texts('stop texting me')
    const customer = 'select customer_id as id from customers'
    const path = `/tenants/${shop.id}/conversations/${(await shop.tenant.query<{ id: string }>(customer))[0]?.id}`
    for (const act of ['takeover', 'handback', 'confirm']) await shop.api('POST', `${path}/${act}`, {})
    await expect(shop.api('POST', `${path}/messages`, { text: 'Hello?' })).rejects.toThrow(/409/)
    for (const method of ['DELETE', 'PUT', 'PATCH'])
      await expect(shop.api(method, `${path}/opt-out`, {})).rejects.toThrow(/40[45]/)
    await shop.ghl({ type: 'ContactUpdate', locationId: shop.ghlLocationId, id: 'con_1', phone: pat.phone, dnd: false })
    const outbound = `select message_id as id from messages where direction = 'outbound' limit 1`
    const ours = (await shop.tenant.query<{ id: MessageId }>(outbound))[0]?.id ?? newId('msg')
    await runInDurableObject(shop.tenant.stub(), async (_, state) => {
      const db = await openDatabase(state.storage)
      openAddressKeys(db, openKeyring(shop.settings['SEALING_KEY'] ?? ''), state.id.toString())
      for (const id of [ours, newId('msg')])
        expect(() => liftSuppressions(db, pat.phone, id, shop.watch.now)).toThrow(/came from this number/)
    })
    expect((await suppressions()).map(({ liftedBy }) => liftedBy)).toEqual([null])
  })
})

describe('an opt-out from offers alone', () => {
  test.each([
    ['all', 'all', 2],
    ['topic', 'marketing', 1],
  ])('under the scope "%s" is one from: %s', async (revocationScope, topic, texts) => {
    const pat = await textedCustomer({ policy: { revocationScope } })
    await pat.texts('please stop sending me offers')
    expect((await suppressions()).map((row) => row.topic)).toEqual([topic])
    expect(await pat.received()).toHaveLength(texts)
    await pat.texts('how much is a drain clearing?')
    const answer = (await pat.received()).at(-1)
    if (topic === 'all') expect(answer).toMatch(/unsubscribed/i)
    else expect(answer).toContain('$117')
    expect(await shop.tenant.timeline()).toContain(topic === 'all' ? 'customer_opted_out' : 'customer_opted_out_of')
  })

  test.each(['stop', 'stop all texts and offers', 'no more offers, leave me alone'])(
    'under the scope "topic" is from everything when it reads "%s"',
    async (says) => {
      const pat = await textedCustomer({ policy: { revocationScope: 'topic' } })
      await pat.texts(says)
      expect((await suppressions()).map((row) => row.topic)).toEqual(['all'])
    },
  )

  test('is announced in good time to become one from everything, once, and does', async () => {
    const pat = await textedCustomer({ policy: { revocationScope: 'topic' } })
    const told = async () => (await shop.tenant.timeline()).filter((type) => type === 'revocation_rule_changes').length
    await shop.tenant.passTime(Date.parse('2027-01-14T18:00:00Z') - shop.watch.now)
    expect([await told(), (await attention()).length]).toEqual([0, 0])
    await shop.tenant.passTime(2 * DAY_MS)
    expect(await told()).toBe(1)
    expect(await attention()).toMatchObject([{ kind: 'rule_change', sentence: expect.stringContaining('2027-01-31') }])
    await shop.tenant.passTime(16 * DAY_MS)
    expect(await told()).toBe(1)
    await pat.texts('please stop sending me offers')
    expect((await suppressions()).map((row) => row.topic)).toEqual(['all'])
    await shop.api('PATCH', `/tenants/${shop.id}/policy`, { revocationScope: 'all' })
    expect(await attention()).toEqual([])
  })
})

describe('words that may be an opt-out', () => {
  test.each(['no more review requests please', 'I would like less of this', 'is there a way to turn this off'])(
    '"%s" stop the automation and go to a person',
    async (says) => {
      const pat = await textedCustomer()
      await pat.texts(says)
      await shop.tenant.passHours(2)
      expect(await pat.received()).toHaveLength(1)
      expect(await suppressions()).toEqual([])
      expect(await shop.tenant.timeline()).toContain('automation_stopped')
      expect((await shop.told()).at(-1)).toContain(says)
      expect(await attention()).toMatchObject([{ kind: 'waiting' }])
    },
  )
})

describe('the confirmation of an opt-out', () => {
  test('that could not leave in five minutes is not sent, and somebody hears of it', async () => {
    const pat = await textedCustomer()
    await shop.control('/faults', { provider: 'twilio', kind: 'status', status: 429, rate: 1, forMs: 3_600_000 })
    await pat.texts('please stop texting me')
    await shop.tenant.passMinutes(6)
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passHours(1)
    expect(await pat.received()).toHaveLength(1)
    const [alert] = await attention()
    expect(alert).toMatchObject({ kind: 'unconfirmed', sentence: expect.stringContaining('opt-out') })
    expect((await attention('es'))[0]?.sentence).toContain('baja')
    // Trying again changes nothing: its time is over.
    await shop.api('POST', `/tenants/${shop.id}/outbox/${alert?.entryId}/retry`)
    await shop.tenant.settle()
    expect(await pat.received()).toHaveLength(1)
    await shop.api('POST', `/tenants/${shop.id}/outbox/${alert?.entryId}/dismiss`)
    expect(await attention()).toEqual([])
  })

  test('that stood still for six minutes with the whole object is not sent either', async () => {
    const pat = await textedCustomer()
    await shop.control('/faults', { provider: 'twilio', kind: 'status', status: 503, rate: 1, forMs: 3_600_000 })
    await pat.texts('please stop texting me')
    shop.watch.now += 6 * 60_000
    await shop.control('/faults', undefined, 'DELETE')
    await shop.tenant.passHours(2)
    expect(await pat.received()).toHaveLength(1)
    expect(await attention()).toMatchObject([{ kind: 'unconfirmed' }])
  })
})

test('HELP is answered once to somebody who opted out, with all that it must say', async () => {
  const pat = await textedCustomer()
  await pat.texts('please stop texting me')
  await pat.texts('HELP')
  await shop.tenant.passHours(1)
  const [help, ...more] = (await pat.received()).slice(2)
  expect(more).toEqual([])
  // The name, how to reach a person, what texts cost, how many come, and the way out.
  expect(help).toContain(shop.businessName)
  expect(help?.replaceAll(/\D/g, '')).toContain(shop.primaryPhone.slice(2))
  expect(help).toMatch(/msg & data rates may apply/i)
  expect(help).toMatch(/frequency|msgs?\/|messages? var/i)
  expect(help).toMatch(/STOP/)
})
