import { MINUTE_MS, type Instant } from '../base/clock.ts'
import {
  CARRIER_TEXTS_PER_DAY_MAX,
  CARRIER_TEXTS_PER_MINUTE_MAX,
  SOLE_TEXTS_PER_DAY_MAX,
  SOLE_TEXTS_PER_MINUTE_MAX,
  UNUSUAL_VOLUME_FLOOR,
} from '../base/limits.ts'
import { readLocalTime, startOfDay } from '../base/local-time.ts'
import { countSegments } from '../base/segments.ts'
import type { GateDecision, GateFacts, GateMessage } from '../gate/facts.ts'
import { tellBusiness } from '../record-order.ts'
import {
  addSending,
  countInbound,
  countLastHour,
  loadSendings,
  saveSendings,
  usualPerHour,
} from '../storage/pace-rows.ts'
import { loadBrandType } from '../storage/registration-rows.ts'
import { amendTenant, type Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'

/** T-Mobile begins to count anew at midnight there. */
const CARRIERS_ZONE = 'America/Los_Angeles'

/** What the gate weighs a text against: the carriers' pace, and whether this many can be right. */
export function loadPaceFacts(
  context: Context,
  message: GateMessage,
  now: Instant,
): Pick<GateFacts, 'pace' | 'volume'> {
  if (message.channel !== 'sms' || message.audience !== 'customer') return {}
  const { db } = context
  const sendings = letGoOn(context)
  const recent = sendings.recent.filter((at) => at > now - MINUTE_MS)
  const [oldest] = recent
  const { day } = readLocalTime(CARRIERS_ZONE, now)
  const isSole = loadBrandType(db) === 'sole_proprietor'
  const sentLastHour = countLastHour(sendings, now)
  return {
    pace: {
      sentLastMinute: recent.length,
      ...(oldest === undefined ? {} : { minuteFreesAt: oldest + MINUTE_MS }),
      sentToday: sendings.day === day ? sendings.segmentsToday : 0,
      dayEndsAt: startOfDay(CARRIERS_ZONE, day + 1),
      perMinuteMax: isSole ? SOLE_TEXTS_PER_MINUTE_MAX : CARRIER_TEXTS_PER_MINUTE_MAX,
      perDayMax: isSole ? SOLE_TEXTS_PER_DAY_MAX : CARRIER_TEXTS_PER_DAY_MAX,
    },
    // So few are never too many, and what came in need not be counted.
    volume:
      sentLastHour < UNUSUAL_VOLUME_FLOOR
        ? null
        : { sentLastHour, baselinePerHour: Math.max(countInbound(db, now), usualPerHour(sendings, day)) },
  }
}

/**
 * Counts a text that is about to leave, or stops the business where the gate found that there are too many. Carriers
 * count each try; to be taken for a loop it takes texts, not tries of the same one while a provider is down.
 */
export function keepPace(
  context: Context,
  { message, isRepeat }: { message: GateMessage; isRepeat: boolean },
  gate: GateDecision,
  now: Instant,
): void {
  if (message.channel !== 'sms') return
  if (gate.kind === 'deny' && gate.code === 'unusual_volume') stop(context, now)
  if (gate.kind !== 'allow') return
  const isAutomated = message.audience === 'customer' && !message.byHuman && !isRepeat
  const { day } = readLocalTime(CARRIERS_ZONE, now)
  const { segments } = countSegments(message.body)
  saveSendings(context.db, addSending(loadSendings(context.db), { segments, isAutomated, day }, now))
}

/** The business is paused as its technician would pause it, and goes on the same way: there is one such switch. */
function stop(context: Context, now: Instant): void {
  const { db, tenant } = context
  const sendings = loadSendings(db)
  const { day } = readLocalTime(CARRIERS_ZONE, now)
  const sentLastHour = countLastHour(sendings, now)
  const baselinePerHour = Math.round(Math.max(countInbound(db, now), usualPerHour(sendings, day)))
  saveSendings(db, { ...sendings, stoppedAt: now })
  amendTenant(context, { policy: { ...tenant.policy, paused: true } })
  const fact = { type: 'sending_stopped' as const, sentLastHour, baselinePerHour }
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
  tellBusiness(context, 'sending_stopped', null, now)
}

/** Somebody has looked and started it again, so the hour is counted anew. */
function letGoOn({ db, tenant }: Context) {
  const sendings = loadSendings(db)
  if (sendings.stoppedAt === null || tenant.policy.paused) return sendings
  const anew = { ...sendings, minutes: [], stoppedAt: null }
  saveSendings(db, anew)
  return anew
}
