import { runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { openShop } from '../../tests/support/open-shop.ts'
import { LIVE_BEHIND_LOOK_MS, LIVE_SILENT_MAX_MS, LIVE_UNHEARD_CHARS_MAX } from '../base/limits.ts'
import { openDatabase } from '../storage/open.ts'
import { loadTenant } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import { Live, type Viewer } from './live.ts'

/** A browser's end that takes what it is sent, for as long as it is open. */
class Tab {
  readyState: number = WebSocket.OPEN
  chars = 0
  closedWith: number | null = null
  #attachment: unknown = null
  send(text: string): void {
    this.chars += text.length
  }
  close(code: number): void {
    this.closedWith = code
    this.readyState = WebSocket.CLOSING
  }
  serializeAttachment(value: unknown): void {
    this.#attachment = structuredClone(value)
  }
  deserializeAttachment(): unknown {
    return this.#attachment
  }
}

test('a tab of which nothing is heard is sent so much and no more, catches up once heard, and is shut out otherwise', async () => {
  const shop = await openShop()
  await runInDurableObject(shop.tenant.stub(), async (_, state) => {
    const db = await openDatabase(state.storage)
    let now = shop.watch.now
    let looks = 0
    const heard = new Map<Tab, number>()
    const [lost, present] = [new Tab(), new Tab()]
    const live = new Live({
      db,
      tenant: () => loadTenant(db),
      sockets: () => [lost, present] as unknown as WebSocket[],
      heardAt: (socket) => heard.get(socket as unknown as Tab) ?? null,
      lookAgain: () => (looks += 1),
      now: () => now,
    })
    const viewer = { language: 'en' as const, email: 'dana@example.com', expiresAt: now + 1e9 }
    for (const tab of [lost, present]) live.join(tab as unknown as WebSocket, viewer, null)
    const fields = ['x'.repeat(20_000)]
    /** Each change of the settings brings the whole board anew. */
    const change = () => {
      now += 10
      recordEvent(db, { customerId: null, journeyId: null, fact: { type: 'settings_changed', fields } }, now)
      heard.set(present, now)
      live.push()
    }
    for (let more = 0; lost.chars < LIVE_UNHEARD_CHARS_MAX && more < 5_000; more += 1) change()
    const reached = lost.chars
    for (let more = 0; more < 20; more += 1) change()
    expect([lost.chars, looks, lost.closedWith]).toEqual([reached, 20, null])
    expect(present.chars).toBeGreaterThan(reached)

    heard.set(lost, now)
    live.push()
    expect(lost.chars).toBeGreaterThan(reached)
    const seqs = [lost, present].map((tab) => (tab.deserializeAttachment() as Viewer).seq)
    expect(seqs[0]).toBe(seqs[1])

    for (let more = 0, had = -1; had < lost.chars && more < 5_000; more += 1) {
      had = lost.chars
      change()
    }
    now += LIVE_SILENT_MAX_MS + 1
    heard.set(present, now)
    live.push()
    expect([lost.closedWith, present.closedWith]).toEqual([1013, null])
  })
}, 60_000)

test('the first sign-in to end of those who look on is what it has to be awake for', async () => {
  const shop = await openShop()
  await runInDurableObject(shop.tenant.stub(), async (_, state) => {
    const db = await openDatabase(state.storage)
    let now = shop.watch.now
    const tabs = [new Tab(), new Tab(), new Tab()]
    const live = new Live({
      ...{ db, tenant: () => loadTenant(db), heardAt: () => now, lookAgain: () => undefined, now: () => now },
      sockets: () => tabs as unknown as WebSocket[],
    })
    expect(live.nextEndAt()).toBeNull()
    const start = now
    for (const [place, tab] of tabs.entries()) {
      const viewer = { language: 'en' as const, email: 'dana@example.com', expiresAt: start + (3 - place) * 1_000 }
      live.join(tab as unknown as WebSocket, viewer, null)
    }
    expect(live.nextEndAt()).toBe(start + 1_000)
    now = start + 1_000
    // One that is over and could not be closed wakes nobody again and again.
    expect(live.nextEndAt()).toBe(start + 2_000)
    live.push()
    expect(tabs.map(({ closedWith }) => closedWith)).toEqual([null, null, 4401])
    expect(live.nextEndAt()).toBe(start + 2_000)
    now = start + 3_000
    live.push()
    expect([live.nextEndAt(), tabs.map(({ closedWith }) => closedWith)]).toEqual([null, [4401, 4401, 4401]])
  })
})

test('whoever lives pings twice before they are taken for gone', () => {
  expect(LIVE_SILENT_MAX_MS).toBeGreaterThan(2 * 25_000)
  expect(LIVE_BEHIND_LOOK_MS).toBeLessThan(25_000)
})
