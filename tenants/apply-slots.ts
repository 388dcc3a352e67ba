import { DAY_MS, MINUTE_MS, type Instant } from './base/clock.ts'
import { chooseOffers, type Wished } from './booking/choose-offers.ts'
import { readLocalTime, startOfDay } from './base/local-time.ts'
import type { TurnedDown } from './base/turned-down.ts'
import { isWithinPart, stretchOfPart } from './base/part-of-day.ts'
import { isClosedOn, judgeStart, minutesFor, type SlotRules } from './booking/free-slots.ts'
import { findOutside } from './booking/outside-hours.ts'
import type { Schedule, SlotView } from './contract/booking.ts'
import type { Missed, Offer } from './journey/booking/state.ts'
import { rulesOf } from './record-slot.ts'
import { loadBusy } from './storage/appointment-rows.ts'
import { loadOpenJourney } from './storage/journey-rows.ts'
import type { Customer } from './storage/customer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** What can be offered to somebody right now, read from the ledger in the transaction that offers it. */

export type OfferAsk = {
  customer: Pick<Customer, 'customerId'>
  wish: (Wished & { namesDay: boolean }) | null
  service: string | null
  /** Null takes as long as the service does. */
  minutes: number | null
  /** A visit of theirs whose own time counts as free. */
  except: string | null
  /** What they turn down in the same words. */
  turnedDown?: readonly TurnedDown[]
}
export type Offers = { wished: Offer | null; alternatives: Offer[]; missed: Missed | null }

export function findOffers(context: Context, ask: OfferAsk, now: Instant): Offers {
  const rules = rulesOf(context)
  const { schedule } = rules
  const minutes = ask.minutes ?? minutesFor(schedule, ask.service)
  const busy = loadBusy(context.db, now - DAY_MS, now + (schedule.horizonDays + 2) * DAY_MS, ask.except)
  const isEmergency = loadOpenJourney(context.db, ask.customer.customerId, 'emergency') !== null
  const toOffer = (slot: SlotView, isAfterHours: boolean): Offer => ({
    ...slot,
    isAfterHours,
    feeMinor: feeFor(schedule, { isAfterHours, isEmergency }),
  })
  const { wish } = ask
  const judged =
    wish?.granularity === 'time'
      ? judgeStart(rules, busy, { startsAt: wish.at, minutes, afterHours: schedule.afterHoursFeeMinor !== null }, now)
      : null
  if (judged?.kind === 'free')
    return { wished: toOffer(judged.slot, judged.isAfterHours), alternatives: [], missed: null }
  const alternatives = chooseOffers(rules, busy, wish, minutes, now, ask.turnedDown)
  const missed = findOutside(rules, wish, minutes) ?? findMissed(rules, wish, alternatives)
  return { wished: null, alternatives: alternatives.map((slot) => toOffer(slot, false)), missed }
}

/** Who asked for a day is told why none of the times is on it. */
function findMissed(rules: SlotRules, wish: OfferAsk['wish'], found: readonly SlotView[]): Missed | null {
  if (!wish?.namesDay) return null
  const { zone } = rules
  const { part } = wish
  const { day, timeMs } = readLocalTime(zone, wish.at)
  const stretch = stretchOfPart(timeMs, part)
  const meant = found.filter(({ startsAt }) => {
    const local = readLocalTime(zone, startsAt)
    return local.day === day && (part === undefined || isWithinPart(local.timeMs, stretch))
  })
  // Of a day that was named some times are enough; of a part of one they are told why the others are not of it.
  if (part === undefined ? meant.length > 0 : meant.length === found.length) return null
  const hasSome = meant.length > 0
  return { at: startOfDay(zone, day), isClosed: !hasSome && isClosedOn(rules, day), part, hasSome }
}

/** Times that were offered, as they can be had now: with whoever drives then, or null where they are gone. */
export function recheckOffers(
  context: Context,
  offers: readonly Offer[],
  except: string | null,
  now: Instant,
): (Offer | null)[] {
  const rules = rulesOf(context)
  return offers.map((offer) => {
    const { startsAt, endsAt, isAfterHours } = offer
    const busy = loadBusy(context.db, startsAt - DAY_MS, endsAt + DAY_MS, except)
    const minutes = (endsAt - startsAt) / MINUTE_MS
    const judged = judgeStart(rules, busy, { startsAt, minutes, afterHours: isAfterHours }, now)
    return judged.kind === 'free' ? { ...offer, crewId: judged.slot.crewId } : null
  })
}

function feeFor(
  { afterHoursFeeMinor, emergencyFeeMinor }: Schedule,
  { isAfterHours, isEmergency }: { isAfterHours: boolean; isEmergency: boolean },
): number {
  return (isAfterHours ? (afterHoursFeeMinor ?? 0) : 0) + (isEmergency ? (emergencyFeeMinor ?? 0) : 0)
}
