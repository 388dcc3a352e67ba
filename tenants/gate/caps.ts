import { DAY_MS, HOUR_MS, type Instant } from '../base/clock.ts'
import { unreachable } from '../base/result.ts'
import type { GateCode } from './codes.ts'
import type { GateCase, GateDenial, GateFacts, GateHold, GateRuling, SentMessage } from './facts.ts'
import { readLocalTime } from '../base/local-time.ts'
import { findRule } from './states-data.ts'

/** Automated answers to one message of the customer, where it is not known which message each one answered. */
const ANSWERS_MAX = 3
/** Fixed words that are owed besides the answer: the truth about the bot, advice in a danger, what carriers ask for. */
const OWED_BESIDES: ReadonlySet<string> = new Set([
  'bot_answer',
  'emergency_answer',
  'emergency_seen',
  'emergency_unanswered',
  'help_answer',
  'opt_out_confirmation',
])
const FOLLOWUP_SILENCE_MS = DAY_MS
const FOLLOWUPS_MAX = 2
const SERVICE_PER_EPISODE_MAX = 6
const MARKETING_CAPS = [
  { textsMax: 1, withinMs: 7 * DAY_MS },
  { textsMax: 4, withinMs: 90 * DAY_MS },
]
/** Two machines answering each other stop here; no person is texted this often. */
const CUSTOMER_PER_HOUR_MAX = 20
const TECHNICIAN_PER_HOUR_MAX = 60
/** Alerts about one emergency: far above the fifteen of a ladder, so only a loop of ours meets it. */
const EMERGENCY_PER_HOUR_MAX = 40

/** Step 9 of the gate: how often. A message the technician typed is theirs to repeat. */
export function ruleOnCaps(item: GateCase): GateRuling {
  const { message, facts, now } = item
  if (message.byHuman) return null
  const lastHour = facts.sent.filter((sent) => !sent.byHuman && sent.at > now - HOUR_MS).length
  if (message.audience === 'technician') return ruleOnNotices(item)
  if (message.exemption === 'opt_out_confirmation') return null
  if (lastHour >= CUSTOMER_PER_HOUR_MAX) return deny('customer_loop', `${lastHour} within an hour`)
  if (message.exemption === 'help') return null
  return ruleOnClass(item) ?? ruleOnStates(item)
}

/**
 * A text to the business about a danger is counted against what went out about that one emergency, and against nothing
 * else: neither a flood of bookings nor another emergency can use it up. E-mail has bounds of its own where it is
 * ordered, and is what is left when texts are spent.
 */
function ruleOnNotices({ message, facts, now }: GateCase): GateRuling {
  if (message.channel === 'email') return null
  const isAlike = (sent: SentMessage) =>
    message.emergency === true
      ? sent.emergency === true && sent.episodeId === message.episodeId
      : sent.emergency !== true
  const { length } = facts.sent.filter((sent) => isAlike(sent) && sent.at > now - HOUR_MS)
  const most = message.emergency === true ? EMERGENCY_PER_HOUR_MAX : TECHNICIAN_PER_HOUR_MAX
  return length < most ? null : deny('technician_loop', `${length} within an hour`)
}

function ruleOnClass(item: GateCase): GateRuling {
  switch (item.class) {
    case 'response':
    case 'response_late':
      return ruleOnResponse(item)
    case 'service':
      return ruleOnService(item)
    case 'followup':
      return ruleOnFollowup(item)
    case 'marketing':
      return ruleOnMarketing(item)
    default:
      return unreachable(item.class)
  }
}

/** One unprompted message per missed call and channel; after that only what the customer writes is answered. */
function ruleOnResponse({ message, facts }: GateCase): GateRuling {
  const responses = facts.sent.filter((sent) => isResponse(sent) && sent.channel === message.channel && !sent.byHuman)
  if (message.unprompted) {
    const texted = responses.some((sent) => sent.unprompted && sent.episodeId === message.episodeId)
    return texted ? deny('episode_already_texted', message.episodeId ?? 'no episode') : null
  }
  const answers = responses.filter((sent) => !sent.unprompted && sent.at >= message.occasionedAt)
  if (answers.length >= ANSWERS_MAX) return deny('answers_spent', `${answers.length} answers`)
  const isOne = OWED_BESIDES.has(message.template)
    ? (sent: SentMessage) => sent.template === message.template
    : (sent: SentMessage) => !OWED_BESIDES.has(sent.template)
  const toThis = answers.filter((sent) => sent.occasionedAt === message.occasionedAt && isOne(sent))
  return toThis.length < countMessages(facts, message.occasionedAt)
    ? null
    : deny('answers_spent', `${toThis.length} answers to this message`)
}

/** Each text of the customer is kept as evidence of its own, so that two at the same instant are known to be two. */
function countMessages({ consents }: GateFacts, at: Instant): number {
  return Math.max(1, consents.filter((consent) => consent.basis === 'inbound_message' && consent.at === at).length)
}

function ruleOnService({ message, facts }: GateCase): GateRuling {
  if (message.episodeId === null) return null
  const texts = facts.sent.filter((sent) => sent.class === 'service' && sent.episodeId === message.episodeId)
  return texts.length < SERVICE_PER_EPISODE_MAX ? null : deny('service_texts_spent', `${texts.length} texts`)
}

/** A reminder needs a reply to remind of: until the customer has written, one text per missed call is all there is. */
function ruleOnFollowup({ message, facts, now }: GateCase): GateRuling {
  const ofEpisode = facts.sent.filter((sent) => sent.episodeId === message.episodeId)
  const reminders = ofEpisode.filter((sent) => sent.class === 'followup')
  if (reminders.length >= FOLLOWUPS_MAX) return deny('followups_spent', `${reminders.length} reminders`)
  const repliedAt = latest(facts.consents.filter(({ basis }) => basis === 'inbound_message'))
  const isUnanswered = ofEpisode.some((sent) => isResponse(sent) && sent.unprompted && sent.at > repliedAt)
  if (isUnanswered) return deny('reply_missing', 'no reply since the first text')
  // Somebody who called an hour ago is not silent, though a call is no reply.
  const lastWordAt = Math.max(repliedAt, facts.lastInquiryAt ?? Number.NEGATIVE_INFINITY, latest(facts.sent))
  const until = lastWordAt + FOLLOWUP_SILENCE_MS
  return now >= until ? null : hold('followup_too_soon', until, 'less than 24 hours of silence')
}

function ruleOnMarketing({ facts, now }: GateCase): GateRuling {
  const offers = facts.sent.filter((sent) => sent.class === 'marketing')
  const until = Math.max(...MARKETING_CAPS.map((cap) => freeAt(offers, cap, now)))
  return until <= now ? null : hold('marketing_too_soon', until, `${offers.length} offers before this one`)
}

/** State caps bind what solicits. The narrowest candidate decides. */
function ruleOnStates({ facts, class: messageClass, now, rules }: GateCase): GateRuling {
  if (messageClass !== 'followup' && messageClass !== 'marketing') return null
  const solicitations = facts.sent.filter((sent) => sent.class === 'followup' || sent.class === 'marketing')
  let held: GateHold | null = null
  for (const { state, zones } of facts.places) {
    const { cap } = findRule(rules, state, readLocalTime(zones[0] ?? facts.zone, now).day)
    if (cap === null) continue
    const until = freeAt(solicitations, cap, now)
    if (until <= now || (held !== null && held.until >= until)) continue
    held = hold('state_cap_reached', until, `${cap.textsMax} within ${cap.withinMs / HOUR_MS} hours in ${state}`)
  }
  return held
}

/** When one more message fits under the cap: once the oldest of the newest `textsMax` has left the window. */
function freeAt(sent: SentMessage[], cap: { textsMax: number; withinMs: number }, now: Instant): Instant {
  const newestFirst = sent.map(({ at }) => at).sort((one, other) => other - one)
  const barring = newestFirst[cap.textsMax - 1]
  return barring === undefined ? now : barring + cap.withinMs
}

function isResponse(sent: SentMessage): boolean {
  return sent.class === 'response' || sent.class === 'response_late'
}

/** The newest of the instants, or minus infinity when there is none. */
function latest(items: readonly { at: Instant }[]): Instant {
  return Math.max(Number.NEGATIVE_INFINITY, ...items.map(({ at }) => at))
}

function deny(code: GateCode, detail: string): GateDenial {
  return { kind: 'deny', code, detail }
}

function hold(code: GateCode, until: Instant, detail: string): GateHold {
  return { kind: 'hold', until, code, detail }
}
