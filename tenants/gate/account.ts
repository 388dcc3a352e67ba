import { describeLocalTime } from '../base/local-time.ts'
import { findBasis } from './consent.ts'
import type { CandidatePlace, Consent, GateAccount, GateCase } from './facts.ts'
import { nextClosing, type TimedClass } from './quiet-hours.ts'

/** What a message was let go on: kept with it, for whoever asks later why it was sent. */
export function giveAccount(
  item: GateCase,
  timed: TimedClass | null,
  places: readonly CandidatePlace[],
  rules: string[],
): GateAccount {
  const consent = consentOf(item)
  const zone = bindingZone(item, timed, places)
  return {
    class: item.class,
    consentBasis: consent?.basis ?? null,
    consentAt: consent?.at ?? null,
    zone,
    localTime: describeLocalTime(zone, item.now),
    rules,
  }
}

/** The newest evidence of the basis on which the message went. */
function consentOf({ message, facts, class: messageClass, now }: GateCase): Consent | null {
  if (message.audience === 'technician' || message.exemption !== null || message.channel === 'email') return null
  const newestFirst = facts.consents.toSorted((one, other) => other.at - one.at)
  if (message.byHuman) return newestFirst[0] ?? null
  const found = findBasis(facts.consents, messageClass, facts.conversationOpenUntil, now)
  if (found.kind !== 'found') return null
  return newestFirst.find(({ basis }) => basis === found.basis) ?? null
}

/** Of the zones the reader may be in, the one whose lawful hours end first; any will do where no hours bind. */
function bindingZone({ message, facts, now }: GateCase, timed: TimedClass | null, places: readonly CandidatePlace[]) {
  if (message.audience === 'technician') return facts.zone
  const zones = places.flatMap((place) => place.zones.map((zone) => ({ ...place, zones: [zone] })))
  const [first] = timed === null ? zones : zones.toSorted((one, other) => closing(one) - closing(other))
  return first?.zones[0] ?? facts.zone

  function closing(place: CandidatePlace): number {
    return timed === null ? Infinity : (nextClosing([place], timed, now) ?? Infinity)
  }
}
