import type { Instant } from '../base/clock.ts'
import { readCallOff } from './call-off-words.ts'
import { flatten, spellHour, turnsTimeDown } from './slot-words.ts'
import { readNamed, readWhen, type Wish } from './when.ts'
import { turnedDownTimes } from './when-words.ts'

/** Where one thing that is said ends and the next begins; the dots of "p.m." end nothing. */
const BREAK = /[;!?\n]+|(?<!\b[apm])\.(?=\s|$)|,(?!\s*\d{4}\b)|\b(?:and|but|so|instead|y|pero|sino|mejor|entonces)\b/i
/** They name no time, because each is too far for them. */
const SOONEST = new RegExp(
  [
    String.raw`\b(?:asap|soonest|right away|right now|immediately|urgent\w*|as (?:soon|quick\w*|fast) as (?:possible|you can|u can|he can|they can|someone can))\b`,
    String.raw`\b(?:earliest|first|next) (?:(?:time|slot|opening|appointment|visit) )?(?:available|possible|opening|you have|you'?ve got)\b`,
    String.raw`\b(?:cuanto antes|lo (?:antes|mas pronto|mas rapido)(?: posible| que \w+)?|ahor(?:a|ita) mismo|de inmediato|inmediatamente|ya mismo)\b`,
    String.raw`^(?:ahora|ahorita)(?: por favor)?$|(?<!\bno )\b(?:vengan?|pueden? venir) (?:ahora|ahorita)\b`,
  ].join('|'),
)
const EITHER = /\b(?:or|nor|o|ni)\b/i

/**
 * The time that somebody would like. Of several that they name, one that they turn down or call off is none: "Thursday
 * doesn't work, Friday at 10" and "cancel Thursday, come Friday at 10" wish for Friday.
 */
export function readWished(text: string, now: Instant, zone: string): Wish | undefined {
  const clauses = text.split(BREAK).filter((clause) => clause.trim() !== '')
  const left = clauses.filter((clause) => !isTurnedDown(clause))
  if (left.length > 0 && left.length < clauses.length) {
    const [other] = readWhen(spellHour(left.join(', ')), now, zone)
    if (other) return other
  }
  if (turnsTimeDown(text)) return undefined
  const named = readWhen(spellHour(text), now, zone)
  return named.length > 1 && callsOff(text) && !EITHER.test(text) ? named.at(-1) : named[0]
}

/** A time that does not suit, and with a weekday's own name none of that weekday does. */
export type TurnedDown = Omit<Wish, 'text'> & { isWeekly: boolean }

const TURNED_DOWN_MAX = 4
const WEEKDAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/

/** The times that are turned down or called off: "no, not Tuesday", "mornings don't work", "can't do 9". */
export function readTurnedDown(text: string, now: Instant, zone: string): TurnedDown[] {
  const clauses = text.split(BREAK).filter((clause) => clause.trim() !== '' && isTurnedDown(clause))
  const wishes = [...turnedDownTimes(text), ...clauses].flatMap((piece) => readNamed(piece, now, zone))
  return wishes
    .map(({ text: named, ...wish }) => ({ ...wish, isWeekly: WEEKDAY.test(named) }))
    .filter(({ startAt, granularity }, place, all) => {
      return all.findIndex((other) => other.startAt === startAt && other.granularity === granularity) === place
    })
    .slice(0, TURNED_DOWN_MAX)
}

/** Whether they want whatever comes first. "Now" is that and no time. */
export function asksSoonest(text: string, wished: Wish | undefined): boolean {
  if (wished !== undefined) return wished.text.trim() === 'now'
  return SOONEST.test(flatten(text))
}

function isTurnedDown(clause: string): boolean {
  return turnsTimeDown(clause) || callsOff(clause)
}

function callsOff(text: string): boolean {
  return readCallOff(flatten(text), false) !== null
}
