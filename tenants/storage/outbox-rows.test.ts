import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { after, HOUR_MS, MINUTE_MS } from '../base/clock.ts'
import { DOUBT_HOLD_MAX_MS } from '../base/limits.ts'
import { openOf } from '../../tests/support/inside.ts'
import { NOON, openShop } from '../../tests/support/open-shop.ts'
import { loadNextDue, loadNextEntryAt, recordEntry, saveEntry, type EntryChange } from './outbox-rows.ts'

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
