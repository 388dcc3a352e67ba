import { HOUR_MS } from '../../tenants/base/clock.ts'
import type { Agreed, BookingState, Offer, VisitReply } from '../../tenants/journey/booking/state.ts'
import type { BookingDecision, BookingFacts, BookingInput } from '../../tenants/journey/booking/input.ts'
import { makeReply } from './missed-call.ts'

export const ZONE = 'America/Chicago'
/** Monday, 1 June 2026, 10:00 in Chicago. */
export const NOW = Date.parse('2026-06-01T15:00:00Z')

export function offer(local: string, over: Partial<Offer> = {}): Offer {
  const startsAt = Date.parse(`2026-06-${local.replace(' ', 'T')}:00-05:00`)
  return { startsAt, endsAt: startsAt + HOUR_MS, crewId: 'owner', feeMinor: 0, isAfterHours: false, ...over }
}

export const TUESDAY = offer('02 09:00')
export const WEDNESDAY = offer('03 14:00')
export const FRIDAY = offer('05 09:00')

const SILENT: NonNullable<VisitReply['words']> = {
  isYes: false,
  choice: null,
  takesAny: false,
  namesAll: false,
  namesWeek: false,
  rejects: false,
  wantsMove: false,
  wantsCancel: false,
  isAway: false,
  needsNobody: false,
  mayCancel: false,
  nods: false,
  defers: false,
  asksWhen: false,
  informs: false,
  proposes: false,
  than: null,
  shift: null,
  asksFree: false,
  refusesDay: false,
}

export function says(
  words: Partial<NonNullable<VisitReply['words']>> | null,
  wish: VisitReply['wish'] = null,
): Extract<BookingInput, { type: 'visit_answered' }> {
  const visit = { words: words && { ...SILENT, ...words }, wish }
  return { type: 'visit_answered', reply: makeReply('booking', { visit }), isLast: true }
}

export function bookingFacts(over: Partial<BookingFacts> = {}): BookingFacts {
  return {
    zone: ZONE,
    mayText: true,
    holdMs: HOUR_MS,
    newVisitId: 'apt_new',
    wished: null,
    alternatives: [WEDNESDAY, FRIDAY],
    missed: null,
    stillFree: [TUESDAY, WEDNESDAY, FRIDAY],
    otherAt: null,
    ...over,
  }
}

export const AGREED: { kind: 'booking' } & Agreed = {
  kind: 'booking',
  visitId: 'apt_1',
  service: null,
  startsAt: TUESDAY.startsAt,
  endsAt: TUESDAY.endsAt,
  feeMinor: 0,
  offers: [],
  isKept: false,
}

export const VISIT = {
  visitId: 'apt_1',
  service: null,
  startsAt: TUESDAY.startsAt,
  endsAt: TUESDAY.endsAt,
  feeMinor: 0,
} as const

/** `confirmed | book, tell visit_confirmed, text visit_confirmed`, or why nothing changes. */
export function describeBooking(decision: BookingDecision): string {
  if (decision.kind === 'ignored') return `ignored: ${decision.reason}`
  const { state, visits, effects } = decision
  const ordered = [
    ...visits.map(({ type }) => type),
    ...effects.flatMap((effect) => {
      if (effect.type === 'tell_technician') return [`tell ${effect.reason}`]
      if (effect.type === 'send_sms') return [`text ${effect.template}`]
      return effect.type === 'cancel_unsent' ? ['take back'] : [effect.type]
    }),
  ].join(', ')
  const status = statusOf(state)
  return ordered === '' ? status : `${status} | ${ordered}`
}

function statusOf(state: BookingState): string {
  return state.status === 'closed' ? `closed: ${state.outcome}` : state.status
}
