import { readLocalTime } from '../../base/local-time.ts'
import { isWithinPart, stretchOfPart } from '../../base/part-of-day.ts'
import type { Offer, VisitReply } from './state.ts'

export type Choice =
  | { kind: 'chosen'; place: number }
  /** What they said fits more than one. */
  | { kind: 'several'; places: number[] }
  /** They ask whether they could have one of these, and have agreed to none. */
  | { kind: 'asked'; places: number[] }
  | { kind: 'none' }

/** Which of the times that were offered somebody takes. What they name counts more than that they say yes. */
export function chooseOffer(offers: readonly Offer[], said: VisitReply, zone: string): Choice {
  const { words, wish } = said
  const all = offers.map((_, place) => place)
  if (words?.rejects || words?.wantsCancel || words?.mayCancel || words?.wantsMove) return NOTHING
  const named = placeOf(words?.choice ?? null, offers.length)
  // "2" after a list is the second of it, although it is also an hour.
  if (named !== null && offers.length > 1) return { kind: 'chosen', place: named }
  // "Next week" is an answer to one time alone, and only with a yes; of a list it chooses nothing.
  if (words?.namesWeek && !(words.isYes && offers.length === 1)) return NOTHING
  if (wish !== null && !words?.namesWeek) {
    const places = all.filter((place) => isMeant(offers[place], wish, zone))
    return places.length > 0 && isAsked(said) ? { kind: 'asked', places } : pick(places)
  }
  if (words?.namesAll && offers.length > 1) return pick(all)
  if (words?.takesAny) return all.length > 0 ? { kind: 'chosen', place: 0 } : NOTHING
  if (words?.isYes || named !== null) return pick(all)
  return NOTHING
}

const NOTHING: Choice = { kind: 'none' }

function pick(places: number[]): Choice {
  const [first, ...others] = places
  if (first === undefined) return NOTHING
  return others.length === 0 ? { kind: 'chosen', place: first } : { kind: 'several', places }
}

/** "What about Monday?" books nothing, and neither does "an hour later", which is an hour behind one of several. */
function isAsked({ words, wish, isQuestion }: VisitReply): boolean {
  return (
    words?.asksFree === true || (words?.shift ?? null) !== null || (isQuestion === true && wish?.granularity !== 'time')
  )
}

function placeOf(choice: number | 'last' | null, count: number): number | null {
  if (choice === null) return null
  const place = choice === 'last' ? count - 1 : choice - 1
  return place >= 0 && place < count ? place : null
}

/** "9" is nine of whichever day was offered; "Friday" any time of that day; "Friday at 9" that moment alone. */
function isMeant(offer: Offer | undefined, wish: NonNullable<VisitReply['wish']>, zone: string): boolean {
  if (!offer) return false
  const offered = readLocalTime(zone, offer.startsAt)
  const meant = readLocalTime(zone, wish.at)
  const isSameDay = offered.day === meant.day
  if (wish.namesDay && !isSameDay) return false
  switch (wish.granularity) {
    case 'time':
      return offered.timeMs === meant.timeMs
    case 'part_of_day':
      return isWithinPart(offered.timeMs, stretchOfPart(meant.timeMs, wish.part))
    case 'day':
      return isSameDay
    // Whoever asks for the soonest again is told what that is by now.
    case 'soonest':
      return false
  }
}
