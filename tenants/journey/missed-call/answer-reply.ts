import { after, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { TimelineFact } from '../../timeline/event.ts'
import type { Decision, Effect } from '../effect.ts'
import type { JourneyFacts, Reply } from '../input.ts'
import type { Episode, MissedCallState } from '../state.ts'
import { IDLE_DELAY_MS } from '../timers.ts'
import { withDrafts } from './draft.ts'
import { close, moveTo, tell, text } from './moves.ts'
import { leaveOutSaid } from './said-already.ts'

type Open = Exclude<MissedCallState, { status: 'closed' }>

/** A customer's words, and what we say and do about them. An opt-out never gets here: it is an input of its own. */
export function answerReply(state: Open | null, reply: Reply, facts: JourneyFacts, now: Instant): Decision {
  const received: TimelineFact = { type: 'reply_received', messageId: reply.messageId, label: reply.label }
  const opening: Effect[] = []
  // Someone who writes first, or before the planned text has left, needs no apology for a missed call any more.
  if (state === null) opening.push({ type: 'change_lead', status: 'new' })
  if (state?.status === 'awaiting_text' || state?.status === 'awaiting_reply') {
    opening.push({ type: 'cancel_unsent', reason: 'customer_wrote' })
    opening.push({ type: 'change_lead', status: 'contacted' })
  }
  if (reply.mayBeOptOut && !facts.customer.optedOut) return askHuman(state, opening, received, now)
  if (reply.label === 'not_interested' || reply.label === 'wrong_number' || reply.label === 'spam') {
    return letGo(state, reply.label, opening, received, now)
  }
  const whole = answerFor(readAfterQuestion(state, reply, facts), facts, now)
  const answer = { ...whole, ...leaveOutSaid(whole, reply, facts.lastText ?? null, now) }
  const wasBooking = state?.status === 'booking_wanted'
  return moveTo(
    {
      kind: 'missed_call',
      status: answer.isBooking || wasBooking ? 'booking_wanted' : 'in_conversation',
      episode: state?.episode ?? withoutCall(now),
      repliedAt: now,
      wasAskedForService: whole.effects.some(asksForService),
    },
    {
      effects: [...opening, ...withDrafts(answer.effects, reply, facts, now)],
      events: [received, ...answer.events],
      timers: { text_due: null, silence_due: null, idle_due: after(now, IDLE_DELAY_MS) },
    },
  )
}

function asksForService(effect: Effect): boolean {
  if (effect.type === 'send_sms' && effect.template === 'price_ask_service') return true
  return (effect.type === 'send_sms' || effect.type === 'offer_visit') && effect.priced?.length === 0
}

/** Uncertain counts as certain until a person has read it: nothing automated is sent (47 CFR 64.1200(a)(10)). */
function askHuman(state: Open | null, opening: Effect[], received: TimelineFact, now: Instant): Decision {
  const effects: Effect[] = [...opening, { type: 'cancel_unsent', reason: 'taken_over' }, tell('unclear_reply')]
  return moveTo(
    {
      kind: 'missed_call',
      status: 'taken_over',
      episode: state?.episode ?? withoutCall(now),
      takenOverAt: now,
      wasBooking: state?.status === 'booking_wanted',
    },
    {
      effects,
      events: [received, { type: 'automation_stopped' }],
      timers: { text_due: null, silence_due: null, idle_due: after(now, IDLE_DELAY_MS) },
    },
  )
}

/**
 * "Water heater" alone is read as a wish for a visit; after our question which job it is, it asks for the price, and
 * "both" for those of the first that we named. Said to anything else, "both" is for a person to make sense of.
 */
function readAfterQuestion(state: Open | null, reply: Reply, facts: JourneyFacts): Reply {
  const isBoth = reply.visit?.words?.namesAll === true && reply.services.length === 0
  const wasAsked = state !== null && 'wasAskedForService' in state && state.wasAskedForService
  if (isBoth && wasAsked) return { ...reply, label: 'price_question', services: facts.services.slice(0, 2) }
  if (isBoth) return { ...reply, label: 'question_other' }
  if (state?.status !== 'in_conversation' && state?.status !== 'booking_wanted') return reply
  const namesService = reply.services.length > 0 && reply.wishedAt === null
  const mayBeAnswer = reply.label === 'booking' || reply.label === 'question_other'
  if (!state.wasAskedForService || !namesService || !mayBeAnswer) return reply
  return { ...reply, label: 'price_question' }
}

function withoutCall(now: Instant): Episode {
  return { firstCallId: 'cal_none', callCount: 0, lastCallEndedAt: now, toldOfRepeatAt: null }
}

function letGo(
  state: Open | null,
  label: 'not_interested' | 'wrong_number' | 'spam',
  opening: Effect[],
  received: TimelineFact,
  now: Instant,
): Decision {
  const effects: Effect[] = [...opening]
  // An answer to their earlier words, still on its way, would now be one text too many.
  if (state?.status === 'in_conversation' || state?.status === 'booking_wanted') {
    effects.push({ type: 'cancel_unsent', reason: label })
  }
  effects.push({ type: 'change_lead', status: 'lost' })
  if (label === 'not_interested') effects.push(tell('customer_declined'))
  return close(label === 'not_interested' ? 'declined' : label, now, { effects, events: [received] })
}

type Answer = { effects: Effect[]; events: TimelineFact[]; isBooking: boolean }

function answerFor(reply: Reply, facts: JourneyFacts, now: Instant): Answer {
  if (facts.customer.optedOut && reply.label !== 'help') return passOn(reply)
  if (reply.emergency !== null) return answerEmergency(reply, reply.emergency, facts, now)
  if (!reply.asksIfBot) return answerWords(reply, facts, now)
  const truth = text('bot_answer', facts, now)
  if (reply.label !== 'booking' && reply.label !== 'price_question') return say(truth)
  // "Is this a robot? Can Mike come tomorrow?" deserves the truth and the visit.
  const answer = answerWords(reply, facts, now)
  return { ...answer, effects: [truth, ...answer.effects] }
}

/** Someone who opted out and writes again is heard, and answered by the technician alone. */
function passOn(reply: Reply): Answer {
  const { wishedAt } = reply
  if (reply.emergency === null && reply.label !== 'booking') {
    const wantsAnswer = reply.label === 'price_question' || reply.label === 'question_other' || reply.asksIfBot
    return wantsAnswer ? say(tell('question_asked', { detail: 'opted_out' })) : say()
  }
  // Of a danger those on call are told, see `decideEmergency`.
  const notices = reply.emergency === null ? [tell('booking_wanted', { wishedAt, detail: 'opted_out' })] : []
  return {
    effects: [{ type: 'want_visit' }, ...notices, { type: 'sync_crm' }],
    events: [{ type: 'booking_wanted', wishedAt }],
    isBooking: true,
  }
}

function answerWords(reply: Reply, facts: JourneyFacts, now: Instant): Answer {
  switch (reply.label) {
    case 'booking':
      return answerBooking(reply, facts, now)
    case 'price_question':
      return answerPrice(reply, facts, now)
    case 'question_other':
      return say(text('question_received', facts, now), tell('question_asked'))
    case 'help':
      return reply.answeredByCarrier ? say() : say(text('help_answer', facts, now))
    case 'thanks':
    case 'opt_in_again':
    case 'opt_out':
    case 'not_interested':
    case 'wrong_number':
    case 'spam':
      return say()
    default:
      return unreachable(reply.label)
  }
}

function say(...effects: Effect[]): Answer {
  return { effects, events: [], isBooking: false }
}

function answerBooking(reply: Reply, facts: JourneyFacts, now: Instant): Answer {
  const { wishedAt, services } = reply
  const priced = pricedBeside(reply, facts)
  const beside = priced === null ? {} : { priced }
  const isPriced = priced !== null && priced.length > 0
  return {
    effects: [
      ...(isPriced ? [{ type: 'change_lead' as const, status: 'quoted' as const }] : []),
      { type: 'want_visit' },
      tell('booking_wanted', { wishedAt, detail: facts.offersVisits ? 'offered' : null }),
      // Where times can be offered, the text with them is the answer; the technician hears of the wish all the same.
      facts.offersVisits
        ? { type: 'offer_visit', services, ...beside }
        : text('booking_received', facts, now, { wishedAt, services, ...beside }),
      { type: 'sync_crm' },
    ],
    events: [
      { type: 'booking_wanted', wishedAt },
      ...(isPriced ? [{ type: 'price_answered' as const, services: priced }] : []),
    ],
    isBooking: true,
  }
}

/** The services whose price is told with the answer; none where we have to ask for which, null where no price is. */
function pricedBeside(
  { label, asksPrice = false, services, recalled = null, namesJob = false }: Reply,
  facts: JourneyFacts,
): string[] | null {
  if (!asksPrice && label !== 'price_question') return null
  if (services.length > 0) return services.slice(0, 2)
  if (recalled !== null && facts.services.includes(recalled)) return [recalled]
  // A job that they describe and that is in no list is for the technician to price.
  return facts.services.length === 0 || recalled !== null || namesJob ? null : []
}

function answerEmergency(reply: Reply, emergency: string, facts: JourneyFacts, now: Instant): Answer {
  return {
    effects: [{ type: 'want_visit' }, text('emergency_answer', facts, now, { emergency }), { type: 'sync_crm' }],
    events: [{ type: 'booking_wanted', wishedAt: reply.wishedAt }],
    isBooking: true,
  }
}

/** "How much is a drain on Friday?" is asked by somebody who wants us there. */
export function wantsVisitToo({ label, services, wishedAt, visit }: Reply): boolean {
  if (label !== 'price_question') return false
  const words = visit?.words ?? null
  if (services.length > 0) return wishedAt !== null || words?.asksWhen === true
  return wishedAt !== null && words?.proposes === true
}

function answerPrice(reply: Reply, facts: JourneyFacts, now: Instant): Answer {
  if (facts.offersVisits && wantsVisitToo(reply)) return answerBooking(reply, facts, now)
  const namesAnother = reply.namesJob === true && reply.services.length === 0
  const services = namesAnother ? null : pricedBeside(reply, facts)
  if (services !== null && services.length > 0) {
    return {
      effects: [{ type: 'change_lead', status: 'quoted' }, text('price_answer', facts, now, { services })],
      events: [{ type: 'price_answered', services }],
      isBooking: false,
    }
  }
  // Who has said which job it is, and it is in no list, is not asked for it.
  const template = services === null ? 'question_received' : 'price_ask_service'
  return say(text(template, facts, now), tell('price_unknown'))
}
