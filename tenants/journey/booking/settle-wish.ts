import { HOUR_MS, MINUTE_MS, type Instant } from '../../base/clock.ts'
import { instantOn, readLocalTime } from '../../base/local-time.ts'
import type { TurnedDown } from '../../base/turned-down.ts'
import type { BookingState, VisitReply } from './state.ts'

type Shift = NonNullable<NonNullable<VisitReply['words']>['shift']>
type Wish = NonNullable<VisitReply['wish']>

const LATER_BY_MS = HOUR_MS
/** As long as a part of a day, so that the search ends at the time it begins from. */
const EARLIER_BY_MS = 4 * HOUR_MS

/**
 * What is wished for, seen from what is being talked of: "at 10" is ten of the day that was offered or agreed, and
 * "earlier" is earlier than that. A day that they name themselves stays what it is.
 */
export function settleWish({ words, wish }: VisitReply, state: BookingState | null, zone: string): Wish | null {
  const from = discussed(state)
  // Of an agreed visit "as soon as possible" says nothing, unless they want it sooner.
  if (wish?.granularity === 'soonest') return isAgreed(state) && !words?.wantsMove && !words?.than ? null : wish
  if (from === null) return wish
  if (words !== null && words.shift !== null) return shifted(from, words.shift, wish, zone)
  if (wish === null) {
    if (words === null || words.than === null) return null
    const at = words.than === 'later' ? from + LATER_BY_MS : from - EARLIER_BY_MS
    return { at, granularity: 'part_of_day', namesDay: true }
  }
  if (wish.namesDay || wish.granularity === 'day') return wish
  const { timeMs } = readLocalTime(zone, wish.at)
  return { ...wish, at: instantOn(zone, readLocalTime(zone, from).day, timeMs) }
}

/** "A day later" is the same hour of the day behind it; "Friday, an hour later" is so much later on that Friday. */
function shifted(from: Instant, { days, minutes }: Shift, wish: Wish | null, zone: string): Wish {
  const { day, timeMs } = readLocalTime(zone, from)
  const isOtherDay = days === 0 && wish?.granularity === 'day' && wish.namesDay
  const meant = isOtherDay ? readLocalTime(zone, wish.at).day : day + days
  return { at: instantOn(zone, meant, timeMs) + minutes * MINUTE_MS, granularity: 'time', namesDay: true }
}

/** What they turn down, with the day that is talked of where they say no more than "that day". */
export function settleTurnedDown(
  { words, turnedDown = [] }: VisitReply,
  state: BookingState | null,
): readonly TurnedDown[] {
  const from = discussed(state)
  if (from === null || !words?.refusesDay) return turnedDown
  return [...turnedDown, { at: from, granularity: 'day', namesDay: true, isWeekly: false }]
}

function isAgreed(state: BookingState | null): boolean {
  return state?.status === 'confirmed' || state?.status === 'reminded'
}

function discussed(state: BookingState | null): Instant | null {
  if (state === null || state.status === 'closed' || state.status === 'over') return null
  const [first] = state.offers
  if (first) return first.startsAt
  return state.status === 'offered' ? null : state.startsAt
}
