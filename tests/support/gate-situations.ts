import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../tenants/base/clock.ts'
import { decideGate } from '../../tenants/gate/decide.ts'
import type {
  CandidatePlace,
  GateDecision,
  GateFacts,
  GateMessage,
  MessageClass,
  SentMessage,
} from '../../tenants/gate/facts.ts'
import { STATE_RULES, type StateRules } from '../../tenants/gate/states-data.ts'
import { knowFacts, pickFrom, recallSent, seededChance, writeMessage } from './gate-message.ts'

/** Situations made up at random, the same ones for the same seed, in which properties of the gate have to hold. */

export type Situation = { message: GateMessage; facts: GateFacts; now: Instant }

const CLASSES: readonly MessageClass[] = ['response', 'response_late', 'service', 'followup', 'marketing']
const BASES = [
  'implied_single',
  'spoken_notice',
  'press_1',
  'spoken_yes',
  'inbound_message',
  'contract',
  'written',
] as const
const ZONES = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'Pacific/Honolulu',
]
const DAYS = ['2026-03-08', '2026-11-01', '2026-11-17', '2026-11-26', '2026-12-25'].map((day) => Date.parse(day))
const BODIES = [
  'Lone Star Plumbing: sorry we missed your call. Reply STOP to opt out.',
  'Lone Star Plumbing: sorry we missed your call. Reply STOP to opt out.',
  'Lone Star Plumbing: please leave us a review. Reply STOP to opt out.',
  'Lone Star Plumbing: 10% off. Reply STOP to opt out.',
  'A drain is $179.',
  'On our way.',
]
export const ROUNDS = 3_000

export function forEachSituation(seed: number, check: (situation: Situation, chance: () => number) => void): void {
  const chance = seededChance(seed)
  for (let round = 0; round < ROUNDS; round += 1) check(imagine(chance), chance)
}

export function decide({ message, facts, now }: Situation, rules?: StateRules): GateDecision {
  return decideGate(message, facts, now, rules)
}

export function knowing(situation: Situation, change: Partial<GateFacts>): Situation {
  return { ...situation, facts: { ...situation.facts, ...change } }
}

/** Whether the second decision sends no more than the first: not at all, not earlier, not for longer. */
export function sendsNoMore(before: GateDecision, after: GateDecision): boolean {
  if (after.kind === 'allow') return before.kind === 'allow' && after.validityS <= before.validityS
  return true
}

function imagine(chance: () => number): Situation {
  const now = Math.floor(pickFrom(chance, DAYS) + chance() * 2 * DAY_MS)
  const isIndian = chance() < 0.1
  const message = imagineMessage(chance, now, isIndian)
  const consents = BASES.filter(() => chance() < 0.4).map((basis) => ({ basis, at: ago(chance, now, 10 * DAY_MS) }))
  const inboundAt = consents.find(({ basis }) => basis === 'inbound_message')?.at ?? null
  const facts = knowFacts(
    {
      consents,
      conversationOpenUntil: chance() < 0.7 ? now + DAY_MS : null,
      lastInquiryAt: inboundAt ?? (chance() < 0.5 ? ago(chance, now, 120 * DAY_MS) : null),
      lastPurchaseAt: chance() < 0.4 ? ago(chance, now, 600 * DAY_MS) : null,
      sent: chance() < 0.4 ? [imagineSent(chance, now)] : [],
      allowedAmountsMinor: [17_900],
      places: [imaginePlace(chance)],
      confirmationDueBy: chance() < 0.5 ? now + MINUTE_MS : null,
      budgetLeft: chance() < 0.05 ? 0 : null,
      suppressedTopics: chance() < 0.05 ? [pickFrom(chance, CLASSES)] : [],
      revocationScope: pickFrom(chance, ['all', 'topic'] as const),
      pace: chance() < 0.3 ? imaginePace(chance, now) : null,
      volume: chance() < 0.1 ? { sentLastHour: Math.floor(chance() * 100), baselinePerHour: 12 } : null,
      dlt: isIndian ? { peId: '1101', headerId: 'LSPLMB', templates: BODIES.map(asTemplate) } : null,
    },
    now,
  )
  return { message, facts, now }
}

function imagineMessage(chance: () => number, now: Instant, isIndian: boolean): GateMessage {
  return writeMessage(
    {
      to: isIndian ? '+919812345678' : '+12145550147',
      class: pickFrom(chance, CLASSES),
      topic: pickFrom(chance, ['review', 'amc', 'promotion'] as const),
      body: pickFrom(chance, BODIES),
      firstInConversation: chance() < 0.3,
      unprompted: chance() < 0.5,
      byHuman: chance() < 0.1,
      byModel: chance() < 0.2,
      emergency: chance() < 0.1,
      audience: chance() < 0.05 ? 'technician' : 'customer',
      exemption: chance() < 0.1 ? pickFrom(chance, ['opt_out_confirmation', 'help'] as const) : null,
      occasionedAt: ago(chance, now, 20 * MINUTE_MS),
      usefulUntil: now + Math.floor(chance() * 5 * DAY_MS),
    },
    now,
  )
}

function asTemplate(body: string, index: number) {
  const category = index === 0 ? ('service_implicit' as const) : ('service_explicit' as const)
  return { templateId: `t${index}`, body, category }
}

export function imaginePlace(chance: () => number): CandidatePlace {
  return { state: pickFrom(chance, [...STATE_RULES.keys(), null]), zones: [pickFrom(chance, ZONES)], source: 'zip' }
}

export function imagineSent(chance: () => number, now: Instant): SentMessage {
  const at = ago(chance, now, 10 * DAY_MS)
  return recallSent(at, { class: pickFrom(chance, CLASSES), unprompted: chance() < 0.5, occasionedAt: at - MINUTE_MS })
}

function imaginePace(chance: () => number, now: Instant) {
  return {
    sentLastMinute: Math.floor(chance() * 80),
    minuteFreesAt: now + 1 + Math.floor(chance() * MINUTE_MS),
    sentToday: Math.floor(chance() * 2_500),
    dayEndsAt: now + 1 + Math.floor(chance() * 24 * HOUR_MS),
    perMinuteMax: 60,
    perDayMax: 2_000,
  }
}

/** Hours that are narrower than a state's, by minutes, by days and by a cap. */
export function narrowRules(chance: () => number): StateRules {
  const cut = Math.floor(chance() * 200)
  const closesSunday = chance() < 0.5
  return new Map(
    [...STATE_RULES].map(([state, rules]) => [
      state,
      rules.map((rule) => ({
        ...rule,
        weekday: rule.weekday && ([rule.weekday[0] + cut, rule.weekday[1] - cut] as const),
        sunday: closesSunday ? null : rule.sunday,
        holiday: 'closed' as const,
        cap: rule.cap ?? { textsMax: 1, withinMs: DAY_MS },
      })),
    ]),
  )
}

function ago(chance: () => number, now: Instant, longestMs: number): Instant {
  return now - Math.floor(chance() * longestMs)
}
