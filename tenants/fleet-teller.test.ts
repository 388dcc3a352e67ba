import { runInDurableObject } from 'cloudflare:test'
import { beforeEach, expect, test } from 'vitest'
import { openOf } from '../tests/support/inside.ts'
import { openShop, type Shop } from '../tests/support/open-shop.ts'
import { TICKER_BATCH_EVENTS_MAX, TICKER_EVERY_MS, TICKER_FACTS_MAX } from './base/fleet-limits.ts'
import type { TickerBatch } from './contract/fleet-room.ts'
import type { TenantHealth } from './contract/health.ts'
import { FleetTeller } from './fleet-teller.ts'
import { recordEvent } from './storage/timeline-rows.ts'

let shop: Shop
beforeEach(async () => void (shop = await openShop()))

const MISSED = { type: 'call_missed', callId: 'cal_1', outcome: 'busy' } as const

type Stage = {
  batches: TickerBatch[]
  isAway: boolean
  record(count: number): void
  told(count: number): Promise<void>
  health: TenantHealth | null
}

/** A teller of its own in the object's storage, and a room that takes down what it is told. */
async function stage(work: (teller: FleetTeller, on: Stage) => Promise<void>): Promise<void> {
  await runInDurableObject(shop.tenant.stub(), async (_, state) => {
    const { db } = await openOf(shop, state)
    const on: Stage = {
      ...{ batches: [], isAway: false, health: null },
      record: (count) => {
        for (let one = 0; one < count; one += 1) {
          recordEvent(db, { fact: MISSED, customerId: null, journeyId: null }, shop.watch.now)
        }
      },
      async told(count) {
        const giveUpAt = Date.now() + 20_000
        while (this.batches.length < count && Date.now() < giveUpAt)
          await new Promise((resolve) => setTimeout(resolve, 5))
        expect(this.batches).toHaveLength(count)
      },
    }
    const takeTicker = async (batch: TickerBatch) => {
      on.batches.push(batch)
      if (on.isAway) throw new Error('away')
      // What the clock of a story does not pass, the teller need not wait for.
      return { everyMs: 1 }
    }
    const rest = { tenantId: () => shop.id as `ten_${string}`, now: () => shop.watch.now, report: () => undefined }
    const ports = { db, room: { getByName: () => ({ takeTicker }) }, health: () => on.health, ...rest }
    await work(new FleetTeller(ports), on)
  })
}

test('many commits are told at once, each fact once, and of very many what did not fit is counted', async () => {
  await stage(async (teller, on) => {
    on.record(3)
    for (let one = 0; one < 3; one += 1) teller.noteCommit()
    await on.told(1)
    expect(on.batches[0]).toMatchObject({
      tenantId: shop.id,
      counts: { missed_call: 3 },
      events: { length: 3 },
      dropped: 0,
    })
    on.record(TICKER_BATCH_EVENTS_MAX + 5)
    teller.noteCommit()
    await on.told(2)
    expect(on.batches[1]).toMatchObject({
      ...{ counts: { missed_call: TICKER_BATCH_EVENTS_MAX + 5 }, events: { length: TICKER_BATCH_EVENTS_MAX } },
      dropped: 0,
    })
    on.record(TICKER_FACTS_MAX + 7)
    teller.noteCommit()
    await on.told(3)
    expect(on.batches[2]).toMatchObject({ counts: { missed_call: TICKER_FACTS_MAX }, dropped: 7 })
  })
})

test('what a room that was away did not hear is counted as dropped, and calls to providers are told later', async () => {
  await stage(async (teller, on) => {
    on.isAway = true
    on.record(4)
    teller.noteCall('twilio', 'sent', 80)
    await on.told(1)
    on.isAway = false
    // Whoever was not answered waits as long as anybody.
    shop.watch.now += TICKER_EVERY_MS
    on.record(1)
    teller.noteCommit()
    await on.told(2)
    expect(on.batches[1]).toMatchObject({
      ...{ counts: { missed_call: 1 }, dropped: 4 },
      figures: { measures: [{ name: 'provider_call', labels: { provider: 'twilio', outcome: 'sent' }, count: 1 }] },
    })
  })
})

test('how the business is doing is told once, again when it changes, and as news for as long as nobody heard it', async () => {
  await stage(async (teller, on) => {
    const tell = async (count: number) => {
      shop.watch.now += TICKER_EVERY_MS
      teller.noteCommit()
      await on.told(count)
      return on.batches.at(-1)?.health
    }
    const well = { isCanaryBroken: false, isTextingRefused: false }
    on.health = well
    expect(await tell(1)).toEqual({ ...well, isNews: false, at: shop.watch.now })
    on.record(1)
    expect(await tell(2)).toBeUndefined()
    on.health = { ...well, isTextingRefused: true }
    on.isAway = true
    expect(await tell(3)).toMatchObject({ isTextingRefused: true, isNews: true })
    on.isAway = false
    expect(await tell(4)).toMatchObject({ isTextingRefused: true, isNews: true })
    on.health = well
    expect(await tell(5)).toMatchObject({ isTextingRefused: false, isNews: true })
  })
})
