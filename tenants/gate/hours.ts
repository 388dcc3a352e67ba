import { SECOND_MS } from '../base/clock.ts'
import { VALIDITY_MAX_S } from '../base/limits.ts'
import { isIndian } from './dlt.ts'
import type { CandidatePlace, GateCase, GateRuling } from './facts.ts'
import { isOpen, nextClosing, nextOpening, type TimedClass } from './quiet-hours.ts'

const INDIA: CandidatePlace = { state: null, zones: ['Asia/Kolkata'], source: 'area_code', country: 'IN' }

/** Step 10 of the gate. An answer to somebody who has just called or written may go at any hour. */
export function ruleOnHours(item: GateCase): GateRuling {
  const timed = timedClassOf(item)
  if (timed === null) return null
  const places = placesOf(item)
  const open = isOpen(places, timed, item.now, item.rules)
  const closing = open ? nextClosing(places, timed, item.now, item.rules) : item.now
  // A window that closes within the second leaves no validity, so it counts as closed.
  if (open && (closing === null || closing - item.now >= SECOND_MS)) return null
  const until = nextOpening(places, timed, closing ?? item.now, item.rules)
  if (until === null) return { kind: 'deny', code: 'no_lawful_hour', detail: describePlaces(places) }
  return { kind: 'hold', until, code: 'quiet_hours', detail: `${timed} in ${describePlaces(places)}` }
}

/** Whole seconds until the message loses its use or the lawful hours end, whichever is first. */
export function validityOf(item: GateCase): number {
  const usefulS = (item.message.usefulUntil - item.now) / SECOND_MS
  const timed = item.message.audience === 'technician' ? null : timedClassOf(item)
  const closing = timed === null ? null : nextClosing(placesOf(item), timed, item.now, item.rules)
  const openS = closing === null ? VALIDITY_MAX_S : (closing - item.now) / SECOND_MS
  return Math.floor(Math.min(usefulS, openS, VALIDITY_MAX_S))
}

/** The class whose hours bind this message; null when it may go at any hour. E-mail wakes nobody. */
export function timedClassOf({ message, class: messageClass }: GateCase): TimedClass | null {
  if (messageClass === 'response' || message.byHuman || message.exemption !== null) return null
  if (messageClass === 'service' && message.emergency === true) return null
  return message.channel === 'email' ? null : messageClass
}

/** Where the hours are read. Operators in India hold theirs against every number of the country. */
export function placesOf({ message, facts }: GateCase): readonly CandidatePlace[] {
  if (message.channel === 'sms' && isIndian(message.to)) {
    return facts.places.some(({ country }) => country === 'IN') ? facts.places : [...facts.places, INDIA]
  }
  return facts.places.length > 0 ? facts.places : [{ state: null, zones: [facts.zone], source: 'tenant' }]
}

function describePlaces(places: readonly CandidatePlace[]): string {
  return places
    .map(
      ({ state, zones, country }) =>
        `${country === 'IN' ? 'India' : (state ?? 'an unknown state')} (${zones.join(', ')})`,
    )
    .join(' and ')
}
