import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { openOf } from '../../tests/support/inside.ts'
import { openShop } from '../../tests/support/open-shop.ts'
import { after, HOUR_MS } from '../base/clock.ts'
import type { EffectId } from '../base/ids.ts'
import { CLAIM_LEASE_MS, OUTBOX_ATTEMPTS_MAX } from '../base/limits.ts'
import { loadEntry, recordEntry, saveEntry, type EntryChange } from '../storage/outbox-rows.ts'
import { Leases } from './leases.ts'

/** How a claimed entry stands at the end of its lease, after something befell it meanwhile. */
async function lapse(befalls: (leases: Leases, entryId: EffectId) => EntryChange | void) {
  const shop = await openShop()
  const { now } = shop.watch
  const lapsedAt = after(now, CLAIM_LEASE_MS)
  return runInDurableObject(shop.tenant.stub(), async (_, state) => {
    const context = await openOf(shop, state)
    const { db } = context
    return state.storage.transactionSync(() => {
      const order = { type: 'sync_crm', leadId: null } as never
      const rest = { journeyId: null, customerId: null, lane: 'gohighlevel', sequenceKey: 'crm:story' } as const
      const entryId = recordEntry(db, { ...rest, order, dueAt: now, usefulUntil: after(now, HOUR_MS) }, now)
      saveEntry(db, entryId, { status: 'claimed', claimedAt: now, claimedBy: 'this life', dueAt: lapsedAt })
      const leases = new Leases()
      leases.begin(entryId, now)
      const early = leases.hasLapsed(lapsedAt - 1)
      const change = befalls(leases, entryId)
      if (change) saveEntry(db, entryId, change)
      if (leases.hasLapsed(lapsedAt)) leases.renew(context, lapsedAt)
      const { status, dueAt = null } = loadEntry(db, entryId) ?? {}
      saveEntry(db, entryId, { status: 'cancelled', dueAt: null, settledAt: now })
      return { early, status, dueInMs: dueAt === null ? null : dueAt - lapsedAt, isLapsed: leases.hasLapsed(lapsedAt) }
    })
  })
}

describe('a claim whose lease is over', () => {
  test('is renewed while its call goes on', async () => {
    const found = await lapse(() => undefined)
    expect(found).toEqual({ early: false, status: 'claimed', dueInMs: CLAIM_LEASE_MS, isLapsed: false })
  })

  test('is tried again where its end could not be written down', async () => {
    const found = await lapse((leases, entryId) => leases.lose(entryId))
    expect(found).toEqual({ early: false, status: 'pending', dueInMs: 0, isLapsed: false })
  })

  test('is given up, and told, where that went on for long', async () => {
    const found = await lapse((leases, entryId) => {
      leases.lose(entryId)
      return { attempts: OUTBOX_ATTEMPTS_MAX }
    })
    expect(found).toEqual({ early: false, status: 'dead', dueInMs: null, isLapsed: false })
  })

  test('is left alone where it has been settled', async () => {
    const found = await lapse(() => ({ status: 'sent', dueAt: null, settledAt: 1 }))
    expect(found).toEqual({ early: false, status: 'sent', dueInMs: null, isLapsed: false })
  })
})
