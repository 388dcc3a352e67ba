import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../tenants/base/clock.ts'
import type { GateFacts, GateMessage, SentMessage } from '../../tenants/gate/facts.ts'

/** A Tuesday without a holiday near it, 11:00 in Dallas. */
export const TUESDAY_11: Instant = Date.parse('2026-11-17T11:00:00-06:00')

export const DALLAS = { state: 'TX', zones: ['America/Chicago'], source: 'service_address' } as const
export const MIAMI = { state: 'FL', zones: ['America/New_York'], source: 'service_address' } as const

export const FIRST_TEXT =
  'Hi, this is Lone Star Plumbing. Sorry we missed your call! How can we help? Reply STOP to opt out.'

/** The first text after a missed call of a minute ago, unless told otherwise. */
export function writeMessage(change: Partial<GateMessage> = {}, now: Instant = TUESDAY_11): GateMessage {
  return {
    channel: 'sms',
    audience: 'customer',
    to: '+12145550147',
    class: 'response',
    template: 'missed_call_text',
    body: FIRST_TEXT,
    firstInConversation: true,
    unprompted: true,
    byHuman: false,
    disclosureDue: false,
    exemption: null,
    episodeId: 'jny_call',
    occasionedAt: now - MINUTE_MS,
    usefulUntil: now + 2 * HOUR_MS,
    ...change,
  }
}

/** A later message of the same conversation: any class, nothing said that a class forbids. */
export function writeLater(change: Partial<GateMessage> = {}, now: Instant = TUESDAY_11): GateMessage {
  return writeMessage(
    {
      template: 'note',
      body: 'Lone Star Plumbing: can we still help with your drain? Reply STOP to opt out.',
      firstInConversation: false,
      unprompted: true,
      episodeId: 'jny_later',
      usefulUntil: now + 30 * DAY_MS,
      ...change,
    },
    now,
  )
}

export function knowFacts(change: Partial<GateFacts> = {}, now: Instant = TUESDAY_11): GateFacts {
  return {
    killSwitch: false,
    a2p: 'live',
    smsNumber: '+12145550100',
    lineType: 'mobile',
    suppressed: false,
    consents: [{ basis: 'spoken_notice', at: now - MINUTE_MS }],
    conversationOpenUntil: null,
    sent: [],
    businessName: 'Lone Star Plumbing',
    postalAddress: '12 Example Street, Dallas, TX 75201',
    allowedAmountsMinor: [],
    allowedHosts: ['shoulder.example.com'],
    places: [DALLAS],
    zone: 'America/Chicago',
    confirmationDueBy: null,
    budgetLeft: null,
    ...change,
  }
}

export function recallSent(at: Instant, change: Partial<SentMessage> = {}): SentMessage {
  return {
    at,
    channel: 'sms',
    class: 'response',
    template: 'missed_call_text',
    episodeId: 'jny_call',
    unprompted: true,
    byHuman: false,
    ...change,
  }
}

/** A repeatable stream of numbers in [0, 1). */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function pickFrom<Item>(chance: () => number, items: readonly Item[]): Item {
  const item = items[Math.floor(chance() * items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}
