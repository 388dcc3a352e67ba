import { DAY_MS, MINUTE_MS, SECOND_MS, type Instant } from '../../tenants/base/clock.ts'
import { decide } from '../../tenants/journey/decide.ts'
import type { Decision, Effect } from '../../tenants/journey/effect.ts'
import type { JourneyFacts, JourneyInput, Reply, ReplyLabel } from '../../tenants/journey/input.ts'
import type { Episode, MissedCallState } from '../../tenants/journey/state.ts'
import type { MissedCallTimer } from '../../tenants/journey/timers.ts'

/** Tuesday, 24 November 2026, 15:00 in Chicago. */
export const CALLED_AT: Instant = Date.UTC(2026, 10, 24, 21, 0, 0)

export const POLICY: JourneyFacts['policy'] = {
  textAfterMs: 20 * SECOND_MS,
  textDeadlineMs: 30 * SECOND_MS,
  emailAfterMs: 5 * MINUTE_MS,
  answerWithinMs: 60 * SECOND_MS,
  staleAfterMs: 120 * MINUTE_MS,
}

export function makeFacts(
  customer: Partial<JourneyFacts['customer']> = {},
  rest: Partial<Omit<JourneyFacts, 'customer'>> = {},
): JourneyFacts {
  return {
    customer: {
      hasPhone: true,
      withheld: false,
      hasEmail: false,
      optedOut: false,
      lookUpPending: false,
      lastAnsweredAt: null,
      ...customer,
    },
    policy: POLICY,
    services: ['Drain cleaning', 'Water heater repair'],
    canText: true,
    ...rest,
  }
}

export function makeReply(label: ReplyLabel, more: Partial<Reply> = {}): Reply {
  return {
    messageId: 'msg_1',
    label,
    emergency: null,
    asksIfBot: false,
    services: [],
    wishedAt: null,
    answeredByCarrier: false,
    ...more,
  }
}

export function replyReceived(label: ReplyLabel, more: Partial<Reply> = {}): JourneyInput {
  return { type: 'reply_received', reply: makeReply(label, more) }
}

export function callMissed(endedAt: Instant = CALLED_AT): JourneyInput & { type: 'call_missed' } {
  return { type: 'call_missed', callId: 'cal_1', outcome: 'no_answer', endedAt }
}

export const EPISODE: Episode = {
  firstCallId: 'cal_1',
  callCount: 1,
  lastCallEndedAt: CALLED_AT,
  toldOfRepeatAt: null,
}

export function freezeDeeply<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) freezeDeeply(part)
  }
  return value
}

/** How one customer's matter goes, with timers that fire when their time comes. */
export class Matter {
  facts: JourneyFacts
  now: Instant = CALLED_AT
  state: MissedCallState | null = null
  readonly timers = new Map<MissedCallTimer, Instant>()
  readonly effects: Effect[] = []
  readonly events: string[] = []

  constructor(facts: JourneyFacts = makeFacts()) {
    this.facts = facts
  }

  /** Tells the journey something and keeps what follows, as the one transaction around `decide` does. */
  hears(input: JourneyInput): Decision {
    const decision = decide(freezeDeeply(this.state), freezeDeeply(input), freezeDeeply(this.facts), this.now)
    if (decision.kind === 'ignored') return decision
    this.state = decision.state
    this.effects.push(...decision.effects)
    this.events.push(...decision.events.map((event) => event.type))
    for (const [name, dueAt] of Object.entries(decision.timers) as [MissedCallTimer, Instant | null][]) {
      if (dueAt === null) this.timers.delete(name)
      else this.timers.set(name, dueAt)
    }
    if (decision.state.status === 'closed') this.timers.clear()
    return decision
  }

  learns(customer: Partial<JourneyFacts['customer']>): void {
    this.facts = { ...this.facts, customer: { ...this.facts.customer, ...customer } }
  }

  passTime(delayMs: number): void {
    const until = this.now + delayMs
    for (;;) {
      const next = this.nextTimer()
      if (!next || next.dueAt > until) break
      this.now = Math.max(this.now, next.dueAt)
      this.timers.delete(next.name)
      this.hears({ type: next.name })
    }
    this.now = until
  }

  /** The call is missed, the text falls due and leaves. */
  isTexted(): void {
    this.hears(callMissed(this.now))
    this.passTime(20 * SECOND_MS)
    this.hears({ type: 'text_sent', template: 'missed_call_text' })
  }

  get status(): string {
    if (this.state === null) return 'none'
    return this.state.status === 'closed' ? `closed: ${this.state.outcome}` : this.state.status
  }

  /** Templates of the texts ordered so far. */
  get texts(): string[] {
    return this.effects.flatMap((effect) => (effect.type === 'send_sms' ? [effect.template] : []))
  }

  /** What the technician was told so far: `reason` or `reason: detail`. */
  get notices(): string[] {
    return this.effects.flatMap((effect) => {
      if (effect.type !== 'tell_technician') return []
      return [effect.detail === null ? effect.reason : `${effect.reason}: ${effect.detail}`]
    })
  }

  get leadStatuses(): string[] {
    return this.effects.flatMap((effect) => (effect.type === 'change_lead' ? [effect.status] : []))
  }

  count(type: Effect['type']): number {
    return this.effects.filter((effect) => effect.type === type).length
  }

  private nextTimer(): { name: MissedCallTimer; dueAt: Instant } | null {
    const [first] = [...this.timers].toSorted(([, one], [, other]) => one - other)
    return first ? { name: first[0], dueAt: first[1] } : null
  }
}

export const IDLE_MS = 3 * DAY_MS
