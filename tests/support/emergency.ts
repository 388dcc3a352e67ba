import type { Instant } from '../../tenants/base/clock.ts'
import { decideEmergency } from '../../tenants/journey/decide.ts'
import type { Decision, Effect } from '../../tenants/journey/effect.ts'
import type { EmergencyFacts, EmergencyInput } from '../../tenants/journey/input.ts'
import type { Alarm, EmergencyState, OnCallContact } from '../../tenants/journey/state.ts'
import type { TimerName } from '../../tenants/journey/timers.ts'
import { freezeDeeply } from './missed-call.ts'

export const TOLD_AT: Instant = Date.UTC(2026, 10, 25, 9, 0, 0)
export const STEP_MS = 120_000

export const ANA: OnCallContact = { name: 'Ana', phone: '+15125550141', email: null }
export const BEN: OnCallContact = { name: 'Ben', phone: '+15125550142', email: 'ben@example.com' }
export const CAM: OnCallContact = { name: 'Cam', phone: '+15125550143', email: null }

export function makeAlarm(over: Partial<Alarm> = {}): Alarm {
  return {
    danger: 'flooding',
    toldAt: TOLD_AT,
    ladder: { contacts: [ANA, BEN], stepAfterMs: STEP_MS, rounds: 2 },
    alerted: [ANA.phone],
    declined: [],
    ...over,
  }
}

export function makeEmergencyFacts(over: Partial<EmergencyFacts> = {}): EmergencyFacts {
  return { ladder: makeAlarm().ladder, unreachable: [], mayText: true, ...over }
}

/** What a decision orders, in one line: whom it alerts, and what the customer and the technician hear. */
export function describeOrder(effect: Effect): string {
  if (effect.type === 'send_sms') return `text ${effect.template}`
  if (effect.type === 'tell_technician') return `tell ${effect.reason}`
  if (effect.type !== 'alert_contact') return effect.type
  const what = effect.reason === 'emergency' ? 'alert' : 'tell taken'
  return `${what} ${effect.contact.name}${effect.alsoBrowsers ? ' and browsers' : ''}`
}

/** How one emergency goes, with timers that fire when their time comes. */
export class Plight {
  facts: EmergencyFacts
  now: Instant = TOLD_AT
  state: EmergencyState | null = null
  readonly timers = new Map<TimerName, Instant>()
  readonly orders: string[] = []
  readonly events: string[] = []

  constructor(facts: EmergencyFacts = makeEmergencyFacts()) {
    this.facts = facts
  }

  hears(input: EmergencyInput): Decision<EmergencyState> {
    const decision = decideEmergency(freezeDeeply(this.state), freezeDeeply(input), freezeDeeply(this.facts), this.now)
    if (decision.kind === 'ignored') return decision
    this.state = decision.state
    this.orders.push(...decision.effects.map(describeOrder))
    this.events.push(...decision.events.map(({ type }) => type))
    for (const [name, dueAt] of Object.entries(decision.timers) as [TimerName, Instant | null][]) {
      if (dueAt === null) this.timers.delete(name)
      else this.timers.set(name, dueAt)
    }
    if (decision.state.status === 'closed') this.timers.clear()
    return decision
  }

  passTime(delayMs: number): void {
    const until = this.now + delayMs
    for (;;) {
      const [next] = [...this.timers].toSorted(([, one], [, other]) => one - other)
      if (!next || next[1] > until) break
      this.now = Math.max(this.now, next[1])
      this.timers.delete(next[0])
      this.hears({ type: next[0] as 'step_due' | 'rest_due' })
    }
    this.now = until
  }

  get status(): string {
    if (this.state === null) return 'none'
    return this.state.status === 'closed' ? `closed: ${this.state.outcome}` : this.state.status
  }
}
