import { after, DAY_MS, type Instant } from '../../base/clock.ts'
import type { NoticeReason, TimelineFact } from '../../timeline/event.ts'
import type { Decision, Effect } from '../effect.ts'
import { timersOf } from './terms.ts'
import type { AmcFacts, AmcInput, AmcOutcome, AmcState } from './states.ts'

/** The moves every status shares. */

type Moved = Extract<Decision<AmcState>, { kind: 'moved' }>

export const LOOK_AGAIN_MS = DAY_MS
/** An offer that could not be made for so long has lost its occasion. */
export const OFFER_AGE_MAX_MS = 60 * DAY_MS
/** From the order: the gate may hold an offer for two weeks, and whoever wants it answers within two more. */
export const OFFER_REST_MS = 28 * DAY_MS
/** Terms that nobody has agreed to for a week are off the table. */
export const TERMS_REST_MS = 7 * DAY_MS
/** Between two offers to one customer, so that anniversaries come round. */
export const OFFER_EVERY_MS = 330 * DAY_MS

export function moveTo(state: AmcState, consequences: Partial<Omit<Moved, 'kind' | 'state'>> = {}): Moved {
  return { kind: 'moved', state, effects: [], events: [], timers: {}, ...consequences }
}

export function ignore(reason: string): Decision<AmcState> {
  return { kind: 'ignored', reason }
}

export function close(
  outcome: AmcOutcome,
  now: Instant,
  { effects = [], events = [] }: { effects?: Effect[]; events?: TimelineFact[] } = {},
): Moved {
  const ended: TimelineFact = { type: 'plan_closed', outcome }
  return moveTo({ kind: 'amc', status: 'closed', outcome, closedAt: now }, { effects, events: [...events, ended] })
}

/** Nothing is offered, and the technician can read why. */
export function leaveOut(code: string, now: Instant): Moved {
  const state: AmcState = { kind: 'amc', status: 'closed', outcome: 'not_offered', closedAt: now }
  return moveTo(state, { events: [{ type: 'plan_not_offered', code }] })
}

export function waitForPerson(state: Extract<AmcState, { status: 'planned' | 'offered' }>, now: Instant): Moved {
  const { plan, reason, plannedAt } = state
  return moveTo(
    { kind: 'amc', status: 'planned', plan, reason, plannedAt },
    { timers: { offer_due: after(now, LOOK_AGAIN_MS), offer_rest_due: null } },
  )
}

/** It stands from now on as if it had come of our texts. What was offered instead is taken back. */
export function note(
  { term, acceptedAt, how }: Extract<AmcInput, { type: 'noted_by_hand' }>,
  { zone }: AmcFacts,
  effects: Effect[] = [],
): Moved {
  return moveTo(
    { kind: 'amc', status: 'active', contractId: null, term, acceptedAt, notice: null, mayRenew: true },
    {
      effects,
      events: [{ type: 'plan_noted', plan: term.plan.name, how, until: term.renewsOn }],
      timers: { ...timersOf(term, zone), offer_due: null, offer_rest_due: null },
    },
  )
}

export function tell(reason: NoticeReason, detail: string | null = null): Effect {
  return { type: 'tell_technician', reason, wishedAt: null, detail }
}
