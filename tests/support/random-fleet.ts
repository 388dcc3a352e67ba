import { describeDay } from '../../tenants/base/local-time.ts'
import { sketchOf } from '../../tenants/base/sketch.ts'
import { TRADES } from '../../tenants/base/trade.ts'
import { AGENTS, DECISION_STATUSES } from '../../tenants/contract/agent-lists.ts'
import type { ArmCounts, DayExport, TenantDay } from '../../tenants/contract/fleet-day.ts'
import { LEAD_STATUSES, SOURCES } from '../../tenants/contract/fleet-lists.ts'
import { digestOf, exportOf } from './fleet-days.ts'

/** Numbers from 0 to 1 that are the same in every run (Park and Miller). */
export function openDice(seed: number): {
  roll: () => number
  upTo: (most: number) => number
  isHit: (share: number) => boolean
} {
  let state = seed
  const roll = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  return { roll, upTo: (most) => Math.floor(roll() * (most + 1)), isHit: (share) => roll() < share }
}

type Dice = ReturnType<typeof openDice>

/** What one business's delays were, which its sketches only tell roughly. */
export type RandomTenant = { told: DayExport; textsMs: Map<string, number[]> }

/** Businesses of every kind: in two currencies, paused, suspended, quiet, slow, and unheard of for days. */
export function makeFleet(
  seed: number,
  options: { tenants: number; from: number; days: number; now: number },
): RandomTenant[] {
  const dice = openDice(seed)
  return Array.from({ length: options.tenants }, (_, place) => makeTenant(dice, place, options))
}

function makeTenant(
  dice: Dice,
  place: number,
  { from, days, now }: { from: number; days: number; now: number },
): RandomTenant {
  const textsMs = new Map<string, number[]>()
  const isQuiet = dice.isHit(0.15)
  const isSlow = dice.isHit(0.25)
  const failing = dice.isHit(0.25) ? 0.2 : 0.01
  const booking = dice.isHit(0.3) ? 0.1 : 0.6
  const counts = Array.from({ length: days }, (_unused, index) => {
    const day = describeDay(from + index)
    const missed = isQuiet || dice.isHit(0.2) ? 0 : dice.upTo(6)
    const delays = Array.from({ length: missed }, () =>
      isSlow && dice.isHit(0.3) ? 90_000 : 2_000 + dice.upTo(20_000),
    )
    textsMs.set(day, delays)
    return makeDay(dice, { day, missed, delays, failing, booking })
  })
  const exportedAt = dice.isHit(0.1) ? now - 4 * 86_400_000 : now - 3_600_000
  const told = exportOf(place, exportedAt, [])
  const isAbroad = dice.isHit(0.3)
  told.facts = {
    ...told.facts,
    joinedOn: describeDay(from - dice.upTo(200)),
    trade: TRADES[dice.upTo(TRADES.length - 1)] ?? 'other',
    region: isAbroad ? null : (['TX', 'FL', 'OH'][dice.upTo(2)] ?? null),
    currency: isAbroad ? 'INR' : 'USD',
    a2p: dice.isHit(0.1) ? 'suspended' : dice.isHit(0.2) ? 'campaign_pending' : 'live',
    texting: dice.isHit(0.2) ? 'gohighlevel' : 'twilio',
    isPaused: dice.isHit(0.1),
  }
  // Rolled apart, so that the rest of a fleet is what it was before there were agents.
  const agentsDice = openDice(place + 1)
  told.days = counts.map((each) => ({ digest: digestOf(each), counts: { ...each, ...decideSome(agentsDice) } }))
  told.experiments = trySome(agentsDice, from)
  return { told, textsMs }
}

type DayWish = { day: string; missed: number; delays: number[]; failing: number; booking: number }

function makeDay(dice: Dice, { day, missed, delays, failing, booking }: DayWish): TenantDay {
  const some = (of: number, share: number) => Array.from({ length: of }, () => dice.isHit(share)).filter(Boolean).length
  const texted = some(missed, 0.9)
  const booked = some(missed, booking)
  const failed = some(texted, failing)
  const leads = new Map<string, TenantDay['leads'][number]>()
  for (let lead = 0; lead < missed; lead += 1) {
    const [source, status] = [SOURCES[dice.upTo(3)] ?? 'web', LEAD_STATUSES[dice.upTo(5)] ?? 'new']
    leads.set(source + status, { source, status, count: (leads.get(source + status)?.count ?? 0) + 1 })
  }
  const message = { channel: 'sms', direction: 'outbound', segments: 0 } as const
  return {
    day,
    leads: [...leads.values()],
    calls: [{ status: 'no_answer', count: missed, durationS: 0 }],
    messages: [
      { ...message, status: 'delivered', count: texted - failed },
      { ...message, status: 'failed', count: failed },
      { ...message, direction: 'inbound', status: 'received', count: dice.upTo(3) },
      { ...message, channel: 'note', status: 'sent', count: dice.upTo(3) },
    ],
    funnel: {
      ...{ missed, texted, replied: some(texted, 0.5), booked, completed: some(booked, 0.7), lost: some(missed, 0.1) },
      revenueMinor: booked * dice.upTo(90_000),
    },
    delays: delays.length === 0 ? [] : [{ measure: 'text', ...sketchOf(delays) }],
  }
}

/** What agents decided on a day, and what was measured on it. */
function decideSome(dice: Dice): Pick<TenantDay, 'agents' | 'models'> {
  if (dice.isHit(0.7)) return {}
  const status = DECISION_STATUSES[dice.upTo(DECISION_STATUSES.length - 1)] ?? 'proposed'
  const agent = AGENTS[dice.upTo(AGENTS.length - 1)] ?? 'cx'
  const measured = status === 'measured' ? dice.upTo(2) : 0
  const impactMinor = measured * (dice.upTo(40_000) - 10_000)
  return {
    agents: [{ agent, status, count: dice.upTo(3), measured, succeeded: dice.upTo(measured), impactMinor }],
    models: { calls: dice.upTo(9), costMicros: dice.upTo(90_000) },
  }
}

/** Trials of a business, one after the other: some run, some ended long ago. */
function trySome(dice: Dice, from: number): ArmCounts[] {
  return Array.from({ length: dice.upTo(3) }, (_, place) => {
    const status = (['running', 'won', 'even', 'stopped'] as const)[dice.upTo(3)] ?? 'running'
    const startedOn = from - 60 + dice.upTo(150)
    const winner = status === 'won' ? (dice.isHit(0.8) ? 'shorter' : 'current') : null
    return ['current', 'shorter'].map((arm) => ({
      ...{ experimentId: `exp_${String(place).padStart(24, '0')}`, arm, status, isWinner: arm === winner },
      ...{ subject: dice.isHit(0.5) ? ('missed_call_text' as const) : ('price_answer' as const) },
      ...{ language: 'en' as const, metric: 'replied' as const, startedOn: describeDay(startedOn) },
      ...{ endedOn: status === 'running' ? null : describeDay(startedOn + dice.upTo(40)) },
      ...{ exposed: 50 + dice.upTo(200), succeeded: dice.upTo(50), optedOut: dice.upTo(3) },
    }))
  }).flatMap((arms) =>
    arms.map((arm) => ({ ...arm, subject: arms[0]?.subject ?? arm.subject, endedOn: arms[0]?.endedOn ?? null })),
  )
}
