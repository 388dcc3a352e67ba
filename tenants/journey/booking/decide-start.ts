import type { Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Effect } from '../effect.ts'
import { aboutVisit, ignore, inform, moveTo, offerTimes, timersFor } from './moves.ts'
import type { Agreed } from './state.ts'
import type { BookingDecision, BookingFacts, BookingInput } from './input.ts'

/** No visit of this kind stands yet: a wish begins one, or somebody of the business enters it. */
export function decideBookingStart(input: BookingInput, facts: BookingFacts, now: Instant): BookingDecision {
  switch (input.type) {
    case 'visit_wished':
      if (!facts.mayText) return ignore('may_not_text')
      return offerTimes(facts, input, now) ?? ignore('nothing_free')
    case 'visit_agreed':
      return takeAgreed(input, facts, now)
    case 'visit_answered':
    case 'visit_moved':
    case 'visit_ended':
    case 'opted_out':
    case 'text_failed':
    case 'hold_due':
    case 'choice_due':
    case 'day_reminder_due':
    case 'hours_reminder_due':
    case 'visit_due':
    case 'report_due':
      return ignore('no_visit')
    default:
      return unreachable(input)
  }
}

/** Entered as agreed, or a time that was kept and that the business has agreed to itself. */
export function takeAgreed(
  { visit, by, tell }: Extract<BookingInput, { type: 'visit_agreed' }>,
  facts: BookingFacts,
  now: Instant,
): BookingDecision {
  const agreed: Agreed = { ...visit, offers: [], isKept: false }
  const isAhead = visit.startsAt > now
  const effects: Effect[] =
    tell && facts.mayText && isAhead ? [inform('visit_confirmed', aboutVisit(visit), now, visit.startsAt)] : []
  // What is agreed in the CRM is reminded of from there.
  const remindedThere = by === 'crm' ? { day_reminder_due: null, hours_reminder_due: null } : {}
  return moveTo(
    { kind: 'booking', status: 'confirmed', ...agreed },
    { effects, timers: { hold_due: null, choice_due: null, ...timersFor(visit, facts, now), ...remindedThere } },
  )
}
