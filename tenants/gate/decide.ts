import { MINUTE_MS, SECOND_MS, type Instant } from '../base/clock.ts'
import { unreachable } from '../base/result.ts'
import { giveAccount } from './account.ts'
import { ruleOnCaps } from './caps.ts'
import { findGround, ruleOnConsent } from './consent.ts'
import type { GateCode } from './codes.ts'
import { ruleOnDestination } from './destination.ts'
import { bindDlt, isIndian, ruleOnDlt } from './dlt.ts'
import type {
  GateCase,
  GateDecision,
  GateDenial,
  GateFacts,
  GateHold,
  GateMessage,
  GateRuling,
  MessageClass,
} from './facts.ts'
import { placesOf, ruleOnHours, timedClassOf, validityOf } from './hours.ts'
import { findOffer, lintText } from './lint.ts'
import { lintContextOf } from './lint-context.ts'
import { ruleOnExemption, ruleOnSuppression } from './opt-out.ts'
import { ruleOnPace, ruleOnVolume } from './pace.ts'
import { STATE_RULES, type StateRules } from './states-data.ts'

/** Stored with every decision. Raised whenever the same inputs may be decided otherwise than before. */
export const GATE_VERSION = 6

/** An answer that comes later than this no longer answers somebody who has just called. */
const RESPONSE_AGE_MAX_MS = 10 * MINUTE_MS
/** How many reasons to wait, one after another, are looked through for the first lawful instant. */
const HOLDS_SEEN_MAX = 12

type Step = {
  name: string
  rule: (item: GateCase) => GateRuling
  isForCustomers?: boolean
  isForIndia?: boolean
  /** Of use only at the instant the facts were taken: what the carriers count has moved on a minute later. */
  isMomentary?: boolean
}

/** The first step that objects decides. The names are kept with every message, so none is ever changed. */
const STEPS: readonly Step[] = [
  { name: 'kill_switch', rule: ruleOnKillSwitch },
  { name: 'registration', rule: ruleOnRegistration },
  { name: 'destination', rule: ruleOnDestination },
  { name: 'opt_out', rule: ruleOnSuppression },
  { name: 'exemption', rule: ruleOnExemption },
  { name: 'consent', rule: ruleOnConsent, isForCustomers: true },
  { name: 'words', rule: ruleOnWords },
  { name: 'dlt', rule: ruleOnDlt, isForIndia: true },
  { name: 'caps', rule: ruleOnCaps },
  { name: 'volume', rule: ruleOnVolume, isForCustomers: true },
  { name: 'hours', rule: (item) => ruleOnHours(bindToHours(item)), isForCustomers: true },
  { name: 'pace', rule: ruleOnPace, isForCustomers: true, isMomentary: true },
  { name: 'usefulness', rule: ruleOnUsefulness },
  { name: 'budget', rule: ruleOnBudget },
]

/**
 * May this message go, now? Pure: the same message, facts and instant give the same answer. A held message is asked
 * about again at `until`, with the facts of that moment.
 */
export function decideGate(
  message: GateMessage,
  facts: GateFacts,
  now: Instant,
  rules: StateRules = STATE_RULES,
): GateDecision {
  const item: GateCase = { message, facts, class: classOf(message, facts, now), now, rules, findings: new Map() }
  const steps = stepsFor(message)
  const ruling = firstRuling(steps, item)
  if (ruling?.kind === 'deny') return ruling
  if (ruling?.kind === 'hold') return describeHold(ruling, item, steps)
  const account = giveAccount(
    item,
    timedClassOf(bindToHours(item)),
    placesOf(item),
    steps.map(({ name }) => name),
  )
  const dlt = message.channel === 'sms' && isIndian(message.to) ? bindDlt(item) : null
  return {
    kind: 'allow',
    validityS: validityOf(bindToHours(item)),
    reasons: reasonsFor(item),
    account,
    ...(dlt === null ? {} : { dlt }),
  }
}

/** The class a message counts as at this moment. */
export function classAt(message: GateMessage, now: Instant): MessageClass {
  const isLate = message.class === 'response' && now - message.occasionedAt > RESPONSE_AGE_MAX_MS
  return isLate ? 'response_late' : message.class
}

/** What a person types is theirs to word; where it sells, it is an offer like any other. */
function classOf(message: GateMessage, facts: GateFacts, now: Instant): MessageClass {
  const isTyped = message.byHuman && message.channel === 'sms' && isOrdinary(message)
  const sells = isTyped && findOffer(message.body, facts.businessName, facts.serviceNames ?? []) !== null
  return sells ? 'marketing' : classAt(message, now)
}

/** A person answers at any hour. What they offer out of the blue waits for the hours of offers. */
function bindToHours(item: GateCase): GateCase {
  const { message, facts, now } = item
  const isOpen = facts.conversationOpenUntil !== null && now < facts.conversationOpenUntil
  return item.class !== 'marketing' || isOpen ? item : { ...item, message: { ...message, byHuman: false } }
}

function stepsFor(message: GateMessage): Step[] {
  const isToIndia = message.channel === 'sms' && isIndian(message.to)
  return STEPS.filter(
    ({ isForCustomers, isForIndia }) => (!isForCustomers || isOrdinary(message)) && (!isForIndia || isToIndia),
  )
}

function firstRuling(steps: readonly Step[], item: GateCase): GateRuling {
  for (const { rule } of steps) {
    const ruling = rule(item)
    if (ruling !== null) return ruling
  }
  return null
}

/**
 * What is held by one rule until an hour that another one bars waits for that one too: `until` is the first instant at
 * which, as things stand, no rule holds it. Beyond its use it would be dropped then, and whoever waits for it should
 * know at once.
 */
function describeHold(hold: GateHold, item: GateCase, steps: readonly Step[]): GateHold | GateDenial {
  const { message } = item
  const lasting = steps.filter(({ isMomentary }) => !isMomentary)
  let { until } = hold
  for (let seen = 0; seen < HOLDS_SEEN_MAX && until <= message.usefulUntil - SECOND_MS; seen += 1) {
    const later = firstRuling(lasting, { ...item, class: classOf(message, item.facts, until), now: until })
    if (later?.kind !== 'hold') break
    until = later.until
  }
  if (until <= message.usefulUntil - SECOND_MS) return { ...hold, until }
  return deny('too_late', `${hold.code} until ${new Date(until).toISOString()}`)
}

function ruleOnKillSwitch({ facts }: GateCase): GateRuling {
  return facts.killSwitch ? deny('kill_switch_on', 'the kill switch is on') : null
}

function ruleOnRegistration({ message, facts }: GateCase): GateRuling {
  if (message.channel === 'email') return ruleOnEmailStanding(message, facts)
  switch (facts.a2p) {
    case 'live':
      if (facts.smsNumber === null) return deny('no_sms_number', 'no number is assigned')
      // What sells needs a campaign that says so; carriers block a number that is found to do otherwise.
      if (message.class !== 'marketing' || facts.coversMarketing !== false) return null
      return deny('marketing_unregistered', 'the campaign covers no offers')
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

/** Mailbox providers judge a domain by all that comes from it: one business's offers would sink everybody's answers. */
function ruleOnEmailStanding(message: GateMessage, facts: GateFacts): GateRuling {
  if (message.class !== 'marketing') return null
  if (facts.emailDomain === 'shared') return deny('email_domain_missing', 'offers from the shared domain')
  return facts.reputationPoor === true ? deny('complaints_high', 'called junk too often') : null
}

function ruleOnWords(item: GateCase): GateRuling {
  const { message, facts, findings } = item
  const found = findings.get(item.class) ?? lintText(message.body, lintContextOf(message, item.class, facts))
  findings.set(item.class, found)
  const [gravest] = found
  return gravest === undefined ? null : { ...deny(gravest.code, gravest.detail), findings: [...found] }
}

function ruleOnUsefulness(item: GateCase): GateRuling {
  return validityOf(bindToHours(item)) < 1 ? deny('too_late', 'its use has passed') : null
}

/** The technician's notices and what the law or the carriers ask for are not saved on. */
function ruleOnBudget({ message, facts }: GateCase): GateRuling {
  if (message.audience === 'technician' || message.exemption !== null) return null
  return facts.budgetLeft !== null && facts.budgetLeft < 1 ? deny('budget_spent', 'nothing left') : null
}

function reasonsFor(item: GateCase): string[] {
  const { message } = item
  if (message.audience === 'technician') return ['technician']
  if (message.exemption !== null) return [`exempt_${message.exemption}`]
  const reasons: string[] = [`class_${item.class}`]
  if (message.byHuman) reasons.push('typed_by_technician')
  if (message.channel === 'email') return reasons
  const ground = findGround(item)
  if (ground !== null) reasons.push(`consent_${ground.basis}`)
  return reasons
}

/** To a customer, and not owed to them by law or by the carriers' rules. */
function isOrdinary({ audience, exemption }: GateMessage): boolean {
  return audience === 'customer' && exemption === null
}

function deny(code: GateCode, detail: string): GateDenial {
  return { kind: 'deny', code, detail }
}
