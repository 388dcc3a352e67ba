import { SAME_ANSWER_REST_MS } from '../../base/answer-limits.ts'
import { after, type Instant } from '../../base/clock.ts'
import type { TimelineFact } from '../../timeline/event.ts'
import type { Effect, TextTemplate } from '../effect.ts'
import type { LastText, Reply } from '../input.ts'

/**
 * Whoever writes in pieces, or twice, asks one thing and is told it once: what our last text said a moment ago answers
 * the new piece as well. Pure.
 */

type Text = Extract<Effect, { type: 'send_sms' }>
type Said = { effects: Effect[]; events: TimelineFact[] }

/** Danger, HELP and "are you a bot?" are answered each time. */
const SAID_ONCE: ReadonlySet<TextTemplate> = new Set<TextTemplate>([
  ...(['price_answer', 'price_ask_service', 'booking_received', 'question_received'] as const),
])

/** The same without a text that would only repeat the last one; the timeline says that and why nothing was sent. */
export function leaveOutSaid({ effects, events }: Said, reply: Reply, last: LastText | null, now: Instant): Said {
  if (last === null || now > after(last.orderedAt, SAME_ANSWER_REST_MS)) return { effects, events }
  const left = effects.filter((effect) => !isSaid(effect, reply, last.text))
  if (left.length === effects.length) return { effects, events }
  const isAnswered = ({ type }: TimelineFact) => type === 'price_answered'
  const kept = events.filter((event) => !isAnswered(event))
  return { effects: left, events: [...kept, { type: 'text_cancelled', reason: 'said_already' }] }
}

function isSaid(effect: Effect, reply: Reply, last: Text): boolean {
  if (effect.type !== 'send_sms' || !SAID_ONCE.has(effect.template) || effect.template !== last.template) return false
  if (reply.emergency !== null || reply.asksIfBot || reply.turnsToSpanish === true) return false
  // The same words pass every question on, so a further one deserves to be heard as well.
  if (effect.template === 'question_received' && reply.asksSomething === true) return false
  return saysTheSame(effect, last)
}

/** Whether two texts come out with the same words, as long as nobody changes the script. */
export function saysTheSame(one: Text, other: Text): boolean {
  const said = ({ template, services, wishedAt, priced }: Text) =>
    JSON.stringify([template, services, wishedAt, priced ?? null])
  return said(one) === said(other)
}
