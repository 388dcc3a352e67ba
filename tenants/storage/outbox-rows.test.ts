import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { after, DAY_MS, HOUR_MS, MINUTE_MS } from '../base/clock.ts'
import { DOUBT_HOLD_MAX_MS } from '../base/limits.ts'
import { inside, openOf } from '../../tests/support/inside.ts'
import { NOON, openShop } from '../../tests/support/open-shop.ts'
import { loadFailedEntries } from './attention-rows.ts'
import { loadNextDue, loadNextEntryAt, recordEntry, saveEntry, type EntryChange } from './outbox-rows.ts'
import { emptyOrdersBefore } from './retention-rows.ts'
import type { Context } from './tenant-rows.ts'

/** What is due and when, of two notices of one sequence, the second of them in doubt and due. */
async function lookAt(first: EntryChange) {
  const shop = await openShop()
  const { now } = shop.watch
  return runInDurableObject(shop.tenant.stub(), async (_, state) => {
    const { db } = await openOf(shop, state)
    const order = { type: 'notice', channel: 'sms', reason: 'booking_wish', detail: null } as never
    const rest = { journeyId: null, customerId: null, lane: 'twilio', sequenceKey: 'notice_sms:story' } as const
    const record = () => recordEntry(db, { ...rest, order, dueAt: now, usefulUntil: after(now, HOUR_MS) }, now)
    return state.storage.transactionSync(() => {
      const [earlier, later] = [record(), record()]
      saveEntry(db, earlier, first)
      saveEntry(db, later, { status: 'in_doubt', dueAt: now, doubtSince: now })
      const found = { due: loadNextDue(db, ['twilio'], now)?.entryId ?? null, wakeInMs: at(loadNextEntryAt(db, now)) }
      for (const entryId of [earlier, later])
        saveEntry(db, entryId, { status: 'cancelled', dueAt: null, settledAt: now })
      return { ...found, isLater: found.due === later }
    })
  })

  function at(instant: number | null): number | null {
    return instant === null ? null : instant - now
  }
}

const NOW_ALREADY = { due: expect.any(String), wakeInMs: 0, isLater: true }

describe('an entry in doubt', () => {
  test('behind one that is tried again wakes nobody before that one is due', async () => {
    const retried = await lookAt({ status: 'pending', dueAt: after(NOON, MINUTE_MS) })
    expect(retried).toEqual({ due: null, wakeInMs: MINUTE_MS, isLater: false })
  })

  test('is looked for at once where nothing is ahead of it, or what is has been in doubt for long', async () => {
    const now = NOON
    expect(await lookAt({ status: 'sent', dueAt: null, settledAt: now })).toEqual(NOW_ALREADY)
    const left = { status: 'in_doubt', dueAt: after(now, MINUTE_MS), doubtSince: now - DOUBT_HOLD_MAX_MS } as const
    expect(await lookAt(left)).toEqual(NOW_ALREADY)
  })
})

/** Orders of one business, each in a sequence of its own, as old as is said. */
function record({ db }: Context, order: object, change: EntryChange, at = NOON) {
  const rest = { journeyId: null, customerId: null, lane: 'twilio', sequenceKey: 'sms:story' } as const
  const entryId = recordEntry(db, { ...rest, order: order as never, dueAt: at, usefulUntil: after(at, HOUR_MS) }, at)
  saveEntry(db, entryId, { dueAt: null, settledAt: at, ...change })
  return entryId
}

const CONFIRMATION = { type: 'send_sms', template: 'opt_out_confirmation' }
const NUDGE = { type: 'send_sms', template: 'nudge', words: 'what went into it' }

describe('what failed', () => {
  test('is shown where a person can do something about it, newest first', async () => {
    const shop = await openShop()
    const { recorded, found } = await inside(shop, (context) => {
      const dead = record(context, NUDGE, { status: 'dead' })
      record(context, NUDGE, { status: 'expired' })
      const unconfirmed = record(context, CONFIRMATION, { status: 'expired' })
      record(context, NUDGE, { status: 'refused' })
      record(context, CONFIRMATION, { status: 'sent' })
      const refused = record(context, CONFIRMATION, { status: 'refused' })
      const found = loadFailedEntries(context.db).map(({ entryId }) => entryId)
      return { recorded: [refused, unconfirmed, dead], found }
    })
    expect(found).toEqual(recorded)
  })
})

describe('an order that was settled long ago', () => {
  test('is emptied also where one before it is settled later', async () => {
    const shop = await openShop()
    await inside(shop, (context) => {
      const { db } = context
      const payloadOf = (id: string) =>
        db.$client.sql.exec<{ payload: string }>('select payload from outbox where entry_id = ?', id).one().payload
      const open = record(context, NUDGE, { status: 'in_doubt', settledAt: after(NOON, 90 * DAY_MS) })
      const done = record(context, NUDGE, { status: 'sent' })
      const empty = (days: number) => emptyOrdersBefore(db, after(NOON, days * DAY_MS), 200)
      expect(empty(31)).toBe(1)
      expect([payloadOf(open), payloadOf(done)]).toEqual([
        JSON.stringify(NUDGE),
        '{"type":"send_sms","template":"nudge"}',
      ])
      expect([empty(32), empty(91), empty(92)]).toEqual([0, 1, 0])
      expect(payloadOf(open)).toBe(payloadOf(done))
    })
  })
})
