import { after, DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../base/clock.ts'
import type { AppointmentId } from '../../base/ids.ts'
import type { NoticeReason, TimelineFact } from '../../timeline/event.ts'
import type { Effect } from '../effect.ts'
import type { Reply } from '../input.ts'
import { remindersFor } from './reminders.ts'
import type { Agreed, BookingOutcome, BookingState, Offer, VisitText, VisitTemplate } from './state.ts'
import type { BookingDecision, BookingFacts, BookingMoved, VisitOrder } from './input.ts'

/** The moves every status shares. A status file says when; this file says what such a move consists of. */

/** An answer to words of theirs is of no use much later, for the times in it may be gone by then. */
const ANSWER_USEFUL_MS = 30 * MINUTE_MS
/** What was offered and not kept can be taken for so long, where it is free still. */
const OFFER_DELAY_MS = 2 * DAY_MS
/** The technician is given so long to say what became of a visit. */
const REPORT_DELAY_MS = 14 * DAY_MS
/** How long after its end a visit is asked about. */
const OVER_DELAY_MS = 30 * MINUTE_MS
const NEWS_USEFUL_MS = 12 * HOUR_MS

export function moveTo(state: BookingState, more: Partial<Omit<BookingMoved, 'kind' | 'state'>> = {}): BookingMoved {
  return { kind: 'moved', state, visits: [], effects: [], events: [], timers: {}, ...more }
}

export function ignore(reason: string): BookingDecision {
  return { kind: 'ignored', reason }
}

export function close(
  outcome: BookingOutcome,
  now: Instant,
  more: Partial<Omit<BookingMoved, 'kind' | 'state' | 'timers'>> = {},
): BookingMoved {
  return moveTo({ kind: 'booking', status: 'closed', outcome, closedAt: now }, more)
}

export function tell(reason: NoticeReason, wishedAt: Instant | null, detail: string | null = null): Effect {
  return { type: 'tell_technician', reason, wishedAt, detail }
}

type Text = Extract<Effect, { type: 'send_sms' }>

const NO_VISIT: VisitText = { offers: [], visitId: null, startsAt: null, endsAt: null, feeMinor: 0 }

/** A text that answers what they have just written. */
export function answer(template: VisitTemplate, visit: Partial<VisitText>, now: Instant, priced?: string[]): Text {
  return {
    ...text(template, visit, now),
    ...(priced === undefined ? {} : { priced }),
    class: 'response',
    unprompted: false,
    usefulUntil: after(now, ANSWER_USEFUL_MS),
  }
}

/** A text about a visit that is agreed, which nobody has just asked for. */
export function inform(
  template: VisitTemplate,
  visit: Partial<VisitText>,
  now: Instant,
  usefulUntil?: Instant,
): Effect {
  const until = usefulUntil ?? after(now, NEWS_USEFUL_MS)
  return { ...text(template, visit, now), class: 'service', unprompted: true, usefulUntil: until }
}

function text(template: VisitTemplate, visit: Partial<VisitText>, now: Instant) {
  return {
    type: 'send_sms' as const,
    template,
    services: [],
    wishedAt: null,
    emergency: null,
    text: null,
    occasionedAt: now,
    visit: { ...NO_VISIT, ...visit },
  }
}

/** What a text says of a visit that is agreed. */
export function aboutVisit({
  visitId,
  startsAt,
  endsAt,
  feeMinor,
}: Omit<Agreed, 'offers' | 'isKept'>): Partial<VisitText> {
  return { visitId, startsAt, endsAt, feeMinor }
}

export function received({ messageId, label }: Reply): TimelineFact {
  return { type: 'reply_received', messageId, label }
}

type Offering = {
  service: string | null
  template?: VisitTemplate
  visitId?: AppointmentId | null
  priced?: string[] | undefined
}

/**
 * The time that was wished for is kept for them, in place of the one that is (`visitId`), and they are asked to agree;
 * where it is gone, or none was named, they choose from what is free. Null where nothing is.
 */
export function offerTimes(
  facts: BookingFacts,
  { service, template = 'visit_choices', visitId: kept = null, priced }: Offering,
  now: Instant,
): BookingMoved | null {
  const { wished, alternatives, missed, newVisitId, holdMs } = facts
  if (wished !== null) {
    const until = after(now, holdMs)
    const visitId = kept ?? newVisitId
    const type = kept === null ? ('hold' as const) : ('keep_instead' as const)
    return moveTo(
      { kind: 'booking', status: 'offered', offers: [wished], visitId, service },
      {
        visits: [{ type, visitId, offer: wished, service, until }],
        effects: [answer('visit_offer', { offers: [wished] }, now, priced)],
        timers: { hold_due: until, choice_due: after(now, OFFER_DELAY_MS) },
      },
    )
  }
  if (alternatives.length === 0) return null
  return moveTo(
    { kind: 'booking', status: 'offered', offers: alternatives, visitId: null, service },
    {
      visits: kept === null ? [] : [{ type: 'release', visitId: kept, by: 'text' }],
      effects: [answer(template, { offers: alternatives, missed }, now, priced)],
      timers: { hold_due: null, choice_due: after(now, OFFER_DELAY_MS) },
    },
  )
}

/** It is agreed: both sides hear of it, and it is reminded of. */
export function agree(
  visit: { visitId: AppointmentId; service: string | null; offer: Offer },
  order: VisitOrder,
  facts: BookingFacts,
  now: Instant,
): BookingMoved {
  const { startsAt, endsAt, feeMinor } = visit.offer
  const agreed: Agreed = { ...visitOf(visit), startsAt, endsAt, feeMinor, offers: [], isKept: false }
  return moveTo(
    { kind: 'booking', status: 'confirmed', ...agreed },
    {
      visits: [order],
      effects: [tell('visit_confirmed', startsAt), answer('visit_confirmed', aboutVisit(agreed), now)],
      timers: { hold_due: null, choice_due: null, ...timersFor(agreed, facts, now) },
    },
  )
}

function visitOf({ visitId, service }: { visitId: AppointmentId; service: string | null }) {
  return { visitId, service }
}

/** Reminders, and when it is over. A time that changes takes them all along. */
export function timersFor(
  { startsAt, endsAt }: Pick<Agreed, 'startsAt' | 'endsAt'>,
  facts: BookingFacts,
  now: Instant,
) {
  const { day, hours } = remindersFor(startsAt, facts.zone, now)
  return {
    day_reminder_due: day,
    hours_reminder_due: hours,
    visit_due: after(endsAt, OVER_DELAY_MS),
    report_due: after(endsAt, REPORT_DELAY_MS),
  }
}

/** Texts about a time that is no longer so, where they have not left. */
export const TAKE_BACK: Effect = {
  type: 'cancel_unsent',
  reason: 'visit_changed',
  templates: [
    ...(['visit_offer', 'visit_choices', 'visit_taken', 'visit_confirmed', 'visit_moved', 'visit_reminder'] as const),
    ...(['visit_moved_by_us', 'visit_noted', 'visit_kept', 'visit_off_ask', 'visit_waits'] as const),
  ],
}

export function dropKept({ isKept, visitId }: Pick<Agreed, 'isKept' | 'visitId'>): VisitOrder[] {
  return isKept ? [{ type: 'drop_beside', visitId }] : []
}
