import { describeLocalTime } from '../base/local-time.ts'
import { findGround, type Ground } from './consent.ts'
import type { CandidatePlace, Consent, GateAccount, GateCase } from './facts.ts'
import { nextClosing, type TimedClass } from './quiet-hours.ts'

/** What a message was let go on: kept with it, for whoever asks later why it was sent. */
export function giveAccount(
  item: GateCase,
  timed: TimedClass | null,
  places: readonly CandidatePlace[],
  rules: string[],
): GateAccount {
  const ground = groundOf(item)
  const zone = bindingZone(item, timed, places)
  return {
    class: item.class,
    consentBasis: ground?.basis ?? null,
    consentAt: ground?.at ?? null,
    zone,
    localTime: describeLocalTime(zone, item.now),
    rules,
  }
}

/** The newest evidence of the basis on which the message went. */
function groundOf(item: GateCase): Ground | Consent | null {
  const { message, facts } = item
  if (message.audience === 'technician' || message.exemption !== null || message.channel === 'email') return null
  if (!message.byHuman) return findGround(item)
  return facts.consents.toSorted((one, other) => other.at - one.at)[0] ?? null
}

/** Of the zones the reader may be in, the one whose lawful hours end first; any will do where no hours bind. */
function bindingZone(
  { message, facts, now, rules }: GateCase,
  timed: TimedClass | null,
  places: readonly CandidatePlace[],
) {
  if (message.audience === 'technician') return facts.zone
  const zones = places.flatMap((place) => place.zones.map((zone) => ({ ...place, zones: [zone] })))
  const [first] = timed === null ? zones : zones.toSorted((one, other) => closing(one) - closing(other))
  return first?.zones[0] ?? facts.zone

  function closing(place: CandidatePlace): number {
    return timed === null ? Infinity : (nextClosing([place], timed, now, rules) ?? Infinity)
  }
}
