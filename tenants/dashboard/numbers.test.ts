import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../../tests/support/open-shop.ts'
import type { DayNumbers, NumbersView } from '../contract/board.ts'
import { recordCustomer } from '../storage/customer-rows.ts'
import { moveLead, recordCall, recordLead, saveLead } from '../storage/lead-rows.ts'
import { recordMessage } from '../storage/message-rows.ts'
import { openDatabase, type TenantDb } from '../storage/open.ts'
import { loadTenant } from '../storage/tenant-rows.ts'
import { readNumbers } from './numbers.ts'

const at = (text: string) => Date.parse(text)

/** A tenant in Chicago whose rows are written as of given moments. */
async function history(write: (db: TenantDb, go: (text: string) => number) => void, dayCount: number, now: string) {
  const shop = await openShop()
  return inTenant(shop, (db) => {
    write(db, (text) => (shop.watch.now = at(text)))
    const tenant = loadTenant(db)
    if (!tenant) throw new Error('There is no tenant.')
    return readNumbers(db, tenant, dayCount, at(now))
  })
}

async function inTenant<T>(shop: Shop, work: (db: TenantDb) => T): Promise<T> {
  return runInDurableObject(shop.tenant.stub(), async (_, state) => work(await openDatabase(state.storage)))
}

let calls = 0
function missCall(db: TenantDb, now: number): void {
  const caller = { phone: null, withheld: true, contactRef: null, language: 'en' as const }
  const { customerId } = recordCustomer(db, caller, now)
  calls += 1
  const call = { callKey: `call${calls}`, customerId, durationS: 3, via: 'twilio', recordingUrl: null, endedAt: now }
  recordCall(db, { ...call, status: 'no_answer' })
}

function sendText(db: TenantDb, template: string, sentAt: number, delayMs: number): void {
  recordMessage(db, {
    customerId: 'cus_1',
    audience: 'customer',
    channel: 'sms',
    direction: 'outbound',
    fromAddress: null,
    toAddress: null,
    subject: null,
    body: 'Hello.',
    status: 'sent',
    errorCode: null,
    template,
    class: 'response',
    unprompted: template === 'missed_call_text',
    label: null,
    segments: 1,
    providerRef: null,
    entryId: null,
    episodeId: null,
    occasionedAt: sentAt - delayMs,
    sentAt,
    createdAt: sentAt,
  })
}

const missedBy = ({ days }: NumbersView) => Object.fromEntries(days.map(({ day, missed }) => [day, missed]))

describe('the business’s own days', () => {
  test('have 25 hours when the clocks go back, and each call stands in one of them', async () => {
    const numbers = await history(
      (db, go) => {
        missCall(db, go('2026-10-31T23:59:59.999-05:00'))
        missCall(db, go('2026-11-01T00:00:00-05:00'))
        missCall(db, go('2026-11-01T01:30:00-05:00'))
        missCall(db, go('2026-11-01T01:30:00-06:00'))
        missCall(db, go('2026-11-01T23:59:59.999-06:00'))
        missCall(db, go('2026-11-02T00:00:00-06:00'))
      },
      3,
      '2026-11-02T08:00:00-06:00',
    )
    expect(missedBy(numbers)).toEqual({ '2026-10-31': 1, '2026-11-01': 4, '2026-11-02': 1 })
    expect(numbers).toMatchObject({ timeZone: 'America/Chicago', currency: 'USD', total: { missed: 6 } })
  })

  test('have 23 hours when the clocks go forward', async () => {
    const numbers = await history(
      (db, go) => {
        missCall(db, go('2026-03-08T00:00:00-06:00'))
        missCall(db, go('2026-03-08T03:00:00-05:00'))
        missCall(db, go('2026-03-08T23:59:59-05:00'))
        missCall(db, go('2026-03-09T00:00:00-05:00'))
      },
      2,
      '2026-03-09T12:00:00-05:00',
    )
    expect(missedBy(numbers)).toEqual({ '2026-03-08': 3, '2026-03-09': 1 })
  })

  test('without anything are there all the same', async () => {
    const numbers = await history(() => undefined, 30, '2026-11-10T12:00:00-06:00')
    expect(numbers.days).toHaveLength(30)
    expect(numbers.days[0]?.day).toBe('2026-10-12')
    expect(numbers.days.at(-1)).toEqual({ day: '2026-11-10', ...numbers.total })
    expect(numbers.total).toMatchObject({ missed: 0, textP50Ms: null, answerP95Ms: null })
  })
})

describe('response times', () => {
  test('are percentiles of the day and of the whole range, of our own answers only', async () => {
    const numbers = await history(
      (db, go) => {
        for (let place = 1; place <= 20; place += 1) {
          sendText(
            db,
            'missed_call_text',
            go(`2026-11-09T10:${String(place).padStart(2, '0')}:00-06:00`),
            place * 1_000,
          )
        }
        sendText(db, 'missed_call_text', go('2026-11-10T10:00:00-06:00'), 100_000)
        sendText(db, 'price_answer', go('2026-11-10T10:01:00-06:00'), 1_500)
        sendText(db, 'human_text', go('2026-11-10T10:02:00-06:00'), 9_000)
      },
      2,
      '2026-11-10T12:00:00-06:00',
    )
    const [yesterday, today] = numbers.days
    expect(yesterday).toMatchObject({ texted: 20, textP50Ms: 10_000, textP95Ms: 19_000, answerP50Ms: null })
    expect(today).toMatchObject({ texted: 1, textP50Ms: 100_000, answerP50Ms: 1_500, answerP95Ms: 1_500 })
    expect(numbers.total).toMatchObject({ texted: 21, textP50Ms: 11_000, textP95Ms: 20_000 })
  })

  test('count a text that was written before midnight on the day it left', async () => {
    const numbers = await history(
      (db, go) => {
        go('2026-11-09T23:59:58-06:00')
        sendText(db, 'missed_call_text', at('2026-11-10T00:00:03-06:00'), 25_000)
      },
      1,
      '2026-11-10T12:00:00-06:00',
    )
    expect(numbers.days[0]).toMatchObject({ day: '2026-11-10', texted: 1, textP50Ms: 25_000 })
  })
})

test('a booking stays on its day when the job is completed on another', async () => {
  const numbers = await history(
    (db, go) => {
      const lead = recordLead(db, 'cus_1', 'missed_call', go('2026-11-08T10:00:00-06:00'))
      moveLead(db, lead, 'booked', go('2026-11-09T10:00:00-06:00'))
      const booked = { ...lead, status: 'booked' as const, bookedAt: at('2026-11-09T10:00:00-06:00') }
      moveLead(db, booked, 'completed', go('2026-11-10T10:00:00-06:00'))
      saveLead(db, lead.leadId, { revenueMinor: 25_000 }, go('2026-11-10T10:00:00-06:00'))
      const undone = recordLead(db, 'cus_2', 'missed_call', go('2026-11-09T10:00:00-06:00'))
      moveLead(db, undone, 'booked', go('2026-11-09T11:00:00-06:00'))
      moveLead(db, { ...undone, status: 'booked' }, 'quoted', go('2026-11-09T12:00:00-06:00'))
      const gone = recordLead(db, 'cus_3', 'missed_call', go('2026-11-09T10:00:00-06:00'))
      moveLead(db, gone, 'lost', go('2026-11-10T11:00:00-06:00'))
    },
    2,
    '2026-11-10T12:00:00-06:00',
  )
  expect(numbers.days[0]).toMatchObject({ booked: 1, completed: 0, lost: 0, revenueMinor: 0 })
  expect(numbers.days[1]).toMatchObject({ booked: 0, completed: 1, lost: 1, revenueMinor: 25_000 })
  expect(numbers.total).toMatchObject({ booked: 1, completed: 1, lost: 1, revenueMinor: 25_000 })
})

test('a real day is counted from what really happened', async () => {
  const shop = await openShop()
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  await pat.texts('how much to fix a water heater')
  await pat.texts('ok please come tomorrow at 9am')
  await pat.texts('yes')
  const [today] = (await shop.api<NumbersView>('GET', `/tenants/${shop.id}/numbers?days=1`)).days
  const expected: Partial<DayNumbers> = { missed: 1, texted: 1, replied: 1, booked: 1, completed: 0, textP50Ms: 20_000 }
  expect(today).toMatchObject(expected)
  expect(today?.answerP95Ms).toBeLessThan(1_000)
  await expect(shop.api('GET', `/tenants/${shop.id}/numbers?days=367`)).rejects.toThrow(/400.*query_invalid/)
})
