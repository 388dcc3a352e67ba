import type { Instant } from '../../base/clock.ts'
import type { Decision, Effect } from '../effect.ts'
import type { JourneyFacts, JourneyInput } from '../input.ts'
import { isFoundLate, receivedEvents } from './lead-again.ts'
import { close, ignore, tell, text } from './moves.ts'

type Words = Extract<JourneyInput, { type: 'reply_received' | 'lead_submitted' }>

/**
 * Words of somebody who is no customer like any other: a supplier's delivery is no visit, and a mother's "call me" no
 * request. The technician reads them; they get no automated text, no time and no card in the CRM. Whatever they are to
 * the business, in danger they are told what everybody is told.
 */
export function decideKnown(input: Words, facts: JourneyFacts, now: Instant): Decision {
  const { relation = null } = facts.customer
  const { reply } = input
  const emergency = reply?.emergency ?? null
  // Whoever is texted may ask by whom; that is owed to everybody, whatever they are to the business.
  const asksForHelp = input.type === 'reply_received' && reply?.label === 'help' && emergency === null
  if (relation === 'spam' && emergency === null && !asksForHelp) return ignore('marked_spam')
  const events =
    input.type === 'lead_submitted'
      ? receivedEvents(input, false)
      : [{ type: 'reply_received' as const, messageId: input.reply.messageId, label: input.reply.label }]
  const canWait = input.type === 'lead_submitted' && isFoundLate(input, facts, now)
  // Of a danger those on call are told, see `decideEmergency`.
  const effects: Effect[] = asksForHelp
    ? helpFor(input, facts, now)
    : emergency === null
      ? [tell('known_wrote', { detail: relation, canWait })]
      : facts.customer.optedOut
        ? []
        : [text('emergency_answer', facts, now, { emergency })]
  return close('known', now, { effects, events })
}

function helpFor(input: Words, facts: JourneyFacts, now: Instant): Effect[] {
  return input.reply?.answeredByCarrier ? [] : [text('help_answer', facts, now)]
}
