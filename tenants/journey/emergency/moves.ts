import { after, MINUTE_MS, type Instant } from '../../base/clock.ts'
import type { Phone } from '../../base/e164.ts'
import type { TimelineFact } from '../../timeline/event.ts'
import type { Decision, Effect, TextTemplate } from '../effect.ts'
import type { EmergencyFacts, EmergencyInput } from '../input.ts'
import type { Alarm, EmergencyOutcome, EmergencyState, OnCallContact } from '../state.ts'
import { HANDLED_DELAY_MS, UNANSWERED_DELAY_MS } from '../timers.ts'

/** The moves every status shares. */

type Moved = Extract<Decision<EmergencyState>, { kind: 'moved' }>

/** A customer in danger looks at the phone now; an answer that comes later than this is of no use. */
const ANSWER_USEFUL_MS = 30 * MINUTE_MS

export function moveTo(state: EmergencyState, consequences: Partial<Omit<Moved, 'kind' | 'state'>> = {}): Moved {
  return { kind: 'moved', state, effects: [], events: [], timers: {}, ...consequences }
}

export function ignore(reason: string): Decision<EmergencyState> {
  return { kind: 'ignored', reason }
}

export function close(outcome: EmergencyOutcome, now: Instant): Moved {
  return moveTo({ kind: 'emergency', status: 'closed', outcome, closedAt: now })
}

/**
 * Alerts the first on the list whose turn it has not been in this round; where nobody is left, everybody has been. The
 * list is the one of this moment: who has gone from it is alerted no more, and who has come gets their turn.
 */
export function climb(
  alarm: Alarm,
  from: { step: number; hasLeft: boolean },
  facts: EmergencyFacts,
  now: Instant,
  events: TimelineFact[] = [],
): Moved {
  const { contacts, rounds, stepAfterMs } = facts.ladder
  const isAble = ({ phone }: OnCallContact) => !alarm.declined.includes(phone) && !facts.unreachable.includes(phone)
  const able = contacts.filter(isAble)
  const { round: begun, inRound } = turnsOf(alarm)
  const waiting = able.find(({ phone }) => !inRound.includes(phone))
  const contact = waiting ?? able[0]
  const round = waiting ? begun : begun + 1
  if (!contact || round > rounds) return spend(alarm, facts, now, events)
  const alerted = withPhone(alarm.alerted, contact.phone)
  const turns = waiting ? inRound : []
  return moveTo(
    {
      kind: 'emergency',
      status: from.hasLeft ? 'alerted' : 'open',
      alarm: {
        ...alarm,
        ladder: { ...facts.ladder, contacts: withAlerted(contacts, alarm) },
        alerted,
        round,
        inRound: withPhone(turns, contact.phone),
      },
      step: from.step,
    },
    {
      effects: [alertOf(contact, alarm.danger, { step: from.step, round }, turns.length === 0)],
      events,
      timers: { step_due: after(now, stepAfterMs) },
    },
  )
}

/** The round an emergency is in. One that was written down before rounds were kept begins with the first. */
export function turnsOf({ round = 1, inRound, alerted }: Alarm): { round: number; inRound: readonly Phone[] } {
  return { round, inRound: inRound ?? alerted }
}

/** Who was alerted may answer until it is over, whoever is on the list by then. */
function withAlerted(contacts: readonly OnCallContact[], { ladder, alerted }: Alarm): OnCallContact[] {
  const isGone = ({ phone }: OnCallContact) => !contacts.some((contact) => contact.phone === phone)
  return [...contacts, ...ladder.contacts.filter((known) => alerted.includes(known.phone) && isGone(known))]
}

/** Only what a provider has taken is said to have been told; the same alert by another way is said once. */
export function noteReached(
  alarm: Alarm,
  { step, name, round }: Extract<EmergencyInput, { type: 'alert_sent' }>,
): { alarm: Alarm; events: TimelineFact[] } {
  const reached = alarm.reached ?? []
  if (reached.includes(step)) return { alarm, events: [] }
  return { alarm: { ...alarm, reached: [...reached, step] }, events: [{ type: 'on_call_alerted', name, round }] }
}

/** Nobody answered. The board keeps it in red, and the customer hears that nobody could be reached. */
function spend(alarm: Alarm, facts: EmergencyFacts, now: Instant, events: TimelineFact[]): Moved {
  const effects: Effect[] = [
    { type: 'tell_technician', reason: 'emergency_unanswered', wishedAt: null, detail: alarm.danger },
  ]
  if (facts.mayText) effects.push(text('emergency_unanswered', alarm.danger, null, now))
  return moveTo(
    { kind: 'emergency', status: 'spent', alarm, spentAt: now },
    {
      effects,
      events: [...events, { type: 'on_call_unanswered' }],
      timers: { step_due: null, rest_due: after(now, UNANSWERED_DELAY_MS) },
    },
  )
}

/** Somebody has it: the others are told, and so is the customer where nobody has talked to them yet. */
export function acknowledge(
  alarm: Alarm,
  { by, phone, via }: Extract<EmergencyInput, { type: 'acknowledged' }>,
  facts: EmergencyFacts,
  now: Instant,
): Moved {
  const { contacts } = alarm.ladder
  const effects: Effect[] = [{ type: 'cancel_alerts', contacts, reason: 'acknowledged' }]
  if (facts.mayText && (via === 'text' || via === 'board')) {
    effects.push(text('emergency_seen', alarm.danger, by, now))
  }
  for (const contact of contacts) {
    const isOther = contact.phone !== phone && !alarm.declined.includes(contact.phone)
    if (!isOther || !alarm.alerted.includes(contact.phone)) continue
    effects.push({
      type: 'alert_contact',
      contact,
      reason: 'emergency_taken',
      detail: by,
      step: null,
      round: 1,
      alsoBrowsers: false,
    })
  }
  return moveTo(
    { kind: 'emergency', status: 'acknowledged', alarm, by, phone, acknowledgedAt: now },
    {
      effects,
      events: [{ type: 'emergency_acknowledged', name: by, via }],
      timers: { step_due: null, rest_due: after(now, HANDLED_DELAY_MS) },
    },
  )
}

export function alertOf(
  contact: OnCallContact,
  danger: string,
  at: { step: number | null; round: number },
  alsoBrowsers: boolean,
): Effect {
  return { type: 'alert_contact', contact, reason: 'emergency', detail: danger, ...at, alsoBrowsers }
}

function text(
  template: Extract<TextTemplate, 'emergency_seen' | 'emergency_unanswered'>,
  danger: string,
  by: string | null,
  now: Instant,
): Effect {
  return {
    type: 'send_sms',
    template,
    class: 'response',
    services: [],
    wishedAt: null,
    emergency: danger,
    text: null,
    by,
    // It answers what has just become of their call for help, and nobody's sleep is worth holding that back.
    occasionedAt: now,
    usefulUntil: after(now, ANSWER_USEFUL_MS),
    unprompted: false,
  }
}

/** From what harms a house to what kills in minutes. */
const GRAVITY = ['flooding', 'sparks', 'gas', 'carbon_monoxide']

/** Further words belong to the emergency that is open; the gravest danger names it. */
export function addDanger(alarm: Alarm, danger: string): { alarm: Alarm; told: TimelineFact } {
  const isGraver = GRAVITY.indexOf(danger) > GRAVITY.indexOf(alarm.danger)
  return {
    alarm: isGraver ? { ...alarm, danger } : alarm,
    told: { type: 'emergency_told', danger, isMore: true },
  }
}

export function withPhone(phones: readonly Phone[], phone: Phone): Phone[] {
  return phones.includes(phone) ? [...phones] : [...phones, phone]
}
