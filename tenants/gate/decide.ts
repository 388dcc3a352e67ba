import { readAreaCode } from '../base/area-code.ts'
import { MINUTE_MS, SECOND_MS, type Instant } from '../base/clock.ts'
import { CONFIRMATION_DELAY_MAX_MS, VALIDITY_MAX_S } from '../base/limits.ts'
import { unreachable } from '../base/result.ts'
import { giveAccount } from './account.ts'
import { ruleOnCaps } from './caps.ts'
import { findBasis, ruleOnConsent } from './consent.ts'
import type { GateCode } from './codes.ts'
import type {
  CandidatePlace,
  GateCase,
  GateDecision,
  GateDenial,
  GateFacts,
  GateMessage,
  GateRuling,
  MessageClass,
} from './facts.ts'
import { lintText } from './lint.ts'
import { isOpen, nextClosing, nextOpening, type TimedClass } from './quiet-hours.ts'
import { STATES_WITHOUT_FIRST_PRICE } from './states-data.ts'

/** Stored with every decision. Raised whenever the same inputs may be decided otherwise than before. */
export const GATE_VERSION = 3

/** An answer that comes later than this no longer answers somebody who has just called. */
const RESPONSE_AGE_MAX_MS = 10 * MINUTE_MS

type Step = { name: string; rule: (item: GateCase) => GateRuling; isForCustomers?: boolean }

/** The first step that objects decides. The names are kept with every message, so none is ever changed. */
const STEPS: readonly Step[] = [
  { name: 'kill_switch', rule: ruleOnKillSwitch },
  { name: 'registration', rule: ruleOnRegistration },
  { name: 'destination', rule: ruleOnDestination },
  { name: 'opt_out', rule: ruleOnSuppression },
  { name: 'exemption', rule: ruleOnExemption },
  { name: 'consent', rule: ruleOnConsent, isForCustomers: true },
  { name: 'words', rule: ruleOnWords },
  { name: 'caps', rule: ruleOnCaps },
  { name: 'hours', rule: ruleOnHours, isForCustomers: true },
  { name: 'usefulness', rule: ruleOnUsefulness },
  { name: 'budget', rule: ruleOnBudget },
]

/**
 * May this message go, now? Pure: the same message, facts and instant give the same answer. A held message is asked
 * about again at `until`, with the facts of that moment.
 */
export function decideGate(message: GateMessage, facts: GateFacts, now: Instant): GateDecision {
  const item: GateCase = { message, facts, class: classAt(message, now), now }
  const steps = STEPS.filter(({ isForCustomers }) => !isForCustomers || isOrdinary(message))
  for (const { rule } of steps) {
    const ruling = rule(item)
    if (ruling === null) continue
    // Held beyond its use it would be dropped then; whoever waits for it should know at once.
    if (ruling.kind === 'hold' && ruling.until > message.usefulUntil - SECOND_MS) {
      return deny('too_late', `${ruling.code} until ${new Date(ruling.until).toISOString()}`)
    }
    return ruling
  }
  const account = giveAccount(
    item,
    timedClassOf(item),
    placesOf(facts),
    steps.map(({ name }) => name),
  )
  return { kind: 'allow', validityS: validityOf(item), reasons: reasonsFor(item), account }
}

/** The class a message counts as at this moment. */
export function classAt(message: GateMessage, now: Instant): MessageClass {
  const isLate = message.class === 'response' && now - message.occasionedAt > RESPONSE_AGE_MAX_MS
  return isLate ? 'response_late' : message.class
}

function ruleOnKillSwitch({ facts }: GateCase): GateRuling {
  return facts.killSwitch ? deny('kill_switch_on', 'the kill switch is on') : null
}

function ruleOnRegistration({ message, facts }: GateCase): GateRuling {
  if (message.channel === 'email') return null
  switch (facts.a2p) {
    case 'live':
      return facts.smsNumber === null ? deny('no_sms_number', 'no number is assigned') : null
    case 'no_number':
      return deny('no_sms_number', facts.a2p)
    case 'brand_pending':
    case 'campaign_pending':
      return deny('registration_pending', facts.a2p)
    case 'suspended':
      return deny('registration_suspended', facts.a2p)
    default:
      return unreachable(facts.a2p)
  }
}

function ruleOnDestination({ message, facts }: GateCase): GateRuling {
  if (message.channel === 'email') {
    return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(message.to) ? null : deny('destination_invalid', 'not an e-mail address')
  }
  if (message.to === facts.smsNumber) return deny('destination_own_number', 'the tenant’s own number')
  const areaCode = readAreaCode(message.to)
  if (areaCode.kind === 'invalid' || areaCode.kind === 'premium') return deny('destination_invalid', areaCode.kind)
  if (areaCode.kind === 'foreign') return deny('destination_foreign', 'not a +1 number')
  if (message.class === 'marketing' && areaCode.kind !== 'us') return deny('marketing_outside_us', areaCode.kind)
  // What is known of the customer's line says nothing about the phone of the technician who is told about it.
  const isLandline = facts.lineType === 'landline' && message.audience === 'customer'
  return isLandline ? deny('destination_landline', 'a landline') : null
}

/** What a customer opted out of says nothing about the technician's own notices. */
function ruleOnSuppression({ message, facts }: GateCase): GateRuling {
  if (!facts.suppressed || message.audience === 'technician' || message.exemption !== null) return null
  return deny('suppressed', `${message.channel} is suppressed`)
}

/** One confirmation within its five minutes, one answer to each request for help; neither is stopped by the opt-out. */
function ruleOnExemption({ message, facts, now }: GateCase): GateRuling {
  const sentSince = (from: Instant) =>
    facts.sent.some((sent) => sent.template === message.template && sent.channel === message.channel && sent.at >= from)
  switch (message.exemption) {
    case null:
      return null
    case 'opt_out_confirmation':
      if (facts.confirmationDueBy === null) return deny('confirmation_not_due', 'none is owed')
      if (now > facts.confirmationDueBy) return deny('confirmation_too_late', 'its five minutes have passed')
      if (!sentSince(facts.confirmationDueBy - CONFIRMATION_DELAY_MAX_MS)) return null
      return deny('confirmation_already_sent', message.template)
    case 'help':
      return sentSince(message.occasionedAt) ? deny('help_already_answered', message.template) : null
    default:
      return unreachable(message.exemption)
  }
}

function ruleOnWords(item: GateCase): GateRuling {
  const { message, facts } = item
  const findings = lintText(message.body, {
    channel: message.channel,
    audience: message.audience,
    class: item.class,
    first: message.firstInConversation,
    byHuman: message.byHuman,
    disclosureDue: message.disclosureDue,
    exemption: message.exemption,
    priceBarredFromFirst: facts.places.some(({ state }) => state !== null && STATES_WITHOUT_FIRST_PRICE.has(state)),
    businessName: facts.businessName,
    postalAddress: facts.postalAddress,
    allowedAmountsMinor: facts.allowedAmountsMinor,
    allowedHosts: facts.allowedHosts,
    serviceNames: message.unprompted ? [] : (facts.serviceNames ?? []),
  })
  const [gravest] = findings
  return gravest === undefined ? null : { ...deny(gravest.code, gravest.detail), findings }
}

/** Step 10. An answer to somebody who has just called or written may go at any hour. */
function ruleOnHours(item: GateCase): GateRuling {
  const timed = timedClassOf(item)
  if (timed === null) return null
  const places = placesOf(item.facts)
  const open = isOpen(places, timed, item.now)
  const closing = open ? nextClosing(places, timed, item.now) : item.now
  // A window that closes within the second leaves no validity, so it counts as closed.
  if (open && (closing === null || closing - item.now >= SECOND_MS)) return null
  const until = nextOpening(places, timed, closing ?? item.now)
  if (until === null) return deny('no_lawful_hour', describePlaces(places))
  return { kind: 'hold', until, code: 'quiet_hours', detail: `${timed} in ${describePlaces(places)}` }
}

function ruleOnUsefulness(item: GateCase): GateRuling {
  return validityOf(item) < 1 ? deny('too_late', 'its use has passed') : null
}

/** The technician's notices and what the law or the carriers ask for are not saved on. */
function ruleOnBudget({ message, facts }: GateCase): GateRuling {
  if (message.audience === 'technician' || message.exemption !== null) return null
  return facts.budgetLeft !== null && facts.budgetLeft < 1 ? deny('budget_spent', 'nothing left') : null
}

/** Whole seconds until the message loses its use or the lawful hours end, whichever is first. */
function validityOf(item: GateCase): number {
  const usefulS = (item.message.usefulUntil - item.now) / SECOND_MS
  const timed = item.message.audience === 'technician' ? null : timedClassOf(item)
  const closing = timed === null ? null : nextClosing(placesOf(item.facts), timed, item.now)
  const openS = closing === null ? VALIDITY_MAX_S : (closing - item.now) / SECOND_MS
  return Math.floor(Math.min(usefulS, openS, VALIDITY_MAX_S))
}

/** The class whose hours bind this message; null when it may go at any hour. E-mail wakes nobody. */
function timedClassOf({ message, class: messageClass }: GateCase): TimedClass | null {
  if (messageClass === 'response' || message.byHuman || message.exemption !== null) return null
  return message.channel === 'email' ? null : messageClass
}

function placesOf(facts: GateFacts): readonly CandidatePlace[] {
  return facts.places.length > 0 ? facts.places : [{ state: null, zones: [facts.zone], source: 'tenant' }]
}

function describePlaces(places: readonly CandidatePlace[]): string {
  return places.map(({ state, zones }) => `${state ?? 'an unknown state'} (${zones.join(', ')})`).join(' and ')
}

function reasonsFor(item: GateCase): string[] {
  const { message, facts, now } = item
  if (message.audience === 'technician') return ['technician']
  if (message.exemption !== null) return [`exempt_${message.exemption}`]
  const reasons: string[] = [`class_${item.class}`]
  if (message.byHuman) reasons.push('typed_by_technician')
  if (message.channel === 'email') return reasons
  const found = findBasis(facts.consents, item.class, facts.conversationOpenUntil, now)
  if (found.kind === 'found') reasons.push(`consent_${found.basis}`)
  return reasons
}

/** To a customer, and not owed to them by law or by the carriers' rules. */
function isOrdinary({ audience, exemption }: GateMessage): boolean {
  return audience === 'customer' && exemption === null
}

function deny(code: GateCode, detail: string): GateDenial {
  return { kind: 'deny', code, detail }
}
