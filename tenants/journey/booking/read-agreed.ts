import { readLocalTime } from '../../base/local-time.ts'
import type { Instant } from '../../base/clock.ts'
import { isWithinPart, stretchOfPart } from '../../base/part-of-day.ts'
import { isTurnedDown } from '../../base/turned-down.ts'
import type { Reply } from '../input.ts'
import type { VisitReply } from './state.ts'

/** What words mean to a visit that is agreed; null where they are about something else. */
export type Meaning =
  /** They call it off, or may want to. */
  | 'cancel'
  | 'doubt'
  | 'move'
  /** For whoever drives there. */
  | 'inform'
  | 'ask_when'
  /** Thanks, and what needs no answer. */
  | 'nod'
  | null

/** Reads words to which nothing in particular was asked. `wish` is settled, see `settle-wish.ts`. */
export function readAgreed(reply: Reply, startsAt: Instant, zone: string): Meaning {
  const { label, visit } = reply
  if (visit === undefined) return null
  const { words, wish } = visit
  const isOther = wish !== null && !isThen(wish, startsAt, zone)
  if (words?.needsNobody) return 'cancel'
  if (words?.wantsMove || (words?.wantsCancel && isOther)) return 'move'
  if (words?.wantsCancel) return 'cancel'
  const asksPrice = label === 'price_question' && (!words?.asksWhen || reply.services.length > 0)
  if (reply.asksIfBot || asksPrice || label === 'wrong_number' || label === 'spam') return null
  if (words?.proposes && (isOther || words.than !== null)) return 'move'
  if (isTurnedDown(startsAt, visit.turnedDown ?? [], zone)) return 'move'
  if (words?.informs) return 'inform'
  if (words?.than) return 'move'
  if (words?.asksWhen) return 'ask_when'
  if (words?.nods || words?.isYes || label === 'thanks') return isOther ? 'ask_when' : 'nod'
  if (words?.mayCancel || label === 'not_interested') return 'doubt'
  if (label !== 'booking') return null
  // A day or an hour and nothing else is a wish for it.
  return isOther && reply.isTimeAlone ? 'move' : 'inform'
}

/** Whether the visit is at the time they name. */
function isThen(wish: NonNullable<VisitReply['wish']>, startsAt: Instant, zone: string): boolean {
  if (wish.granularity === 'soonest') return false
  const visit = readLocalTime(zone, startsAt)
  const named = readLocalTime(zone, wish.at)
  if (visit.day !== named.day) return false
  if (wish.granularity === 'day') return true
  if (wish.granularity === 'time') return visit.timeMs === named.timeMs
  return isWithinPart(visit.timeMs, stretchOfPart(named.timeMs, wish.part))
}
