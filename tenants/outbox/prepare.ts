import { after, HOUR_MS, type Instant } from '../base/clock.ts'
import { CONFIRMATION_DELAY_MAX_MS } from '../base/limits.ts'
import { revocationScope } from '../base/revocation.ts'
import { decideGate } from '../gate/decide.ts'
import type { GateDecision, GateFacts, GateMessage, SentMessage } from '../gate/facts.ts'
import { amountsOf } from '../replies/facts.ts'
import { NO_SCRIPTS, type FindScript } from '../replies/own-words.ts'
import { loadConsentsFor, loadSuppressed, type Suppressed } from '../storage/consent-rows.ts'
import { isFleetStopped } from '../storage/fleet-rows.ts'
import { loadCustomer, type Customer } from '../storage/customer-rows.ts'
import { loadDlt } from '../storage/dlt-rows.ts'
import { loadNoticesSince, loadSentMessages } from '../storage/message-rows.ts'
import type { Composed, Entry } from '../storage/outbox-rows.ts'
import type { Shown } from '../storage/experiment-rows.ts'
import { findScriptIn } from '../storage/script-rows.ts'
import { loadUseCase } from '../storage/registration-rows.ts'
import { loadOfferedAmounts } from '../storage/quote-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { textingOf } from '../storage/texting.ts'
import { keepPace, loadPaceFacts } from './pace.ts'
import { findTestedWords, isTested } from './tested-words.ts'
import { dealingsWith, emailStanding, placesFor } from './customer-facts.ts'
import { isModels, withoutDraft } from './models-words.ts'
import { wroteLately } from './wrote-lately.ts'
import {
  composeMessage,
  scriptFacts,
  isText,
  takeWay,
  type Matter,
  type Message,
  type Origin,
  type Words,
} from './compose-message.ts'

/**
 * `passedOver`: own words of the business that did not go, and why. `shown`: the arm of an experiment that the customer
 * is in, also where its words had to stand back.
 */
export type Prepared = Judged & { class: string; unprompted: boolean }
type Judged = Words & { gate: GateDecision; shown: Shown | null }

const SENT_MAX = 100

/**
 * Makes the words of a message and asks the gate about them, in the same turn in which the entry is claimed: an opt-out
 * that came a moment ago is seen. Words that an earlier attempt may have delivered are kept to the letter.
 */
export function prepare(context: Context, entry: Entry, order: Message, origin: Origin, now: Instant): Prepared {
  const customer = entry.customerId ? loadCustomer(context.db, entry.customerId) : null
  const sent = order.type === 'notice' ? noticesSent(context, now) : textsSent(context, customer, entry)
  const isFirst = order.type !== 'notice' && !wroteLately(sent, now)
  const matter: Matter = { entry, order, customer, isFirst }
  const plan = planFacts(order)
  const describe = (composed: Composed) => gateMessage(entry, order, composed, isFirst)
  const chosen = choose({ context, matter, origin, now }, (composed) => {
    const message = describe(composed)
    return decideGate(message, gateFacts(context, message, { customer, sent, plan, order }, origin, now), now)
  })
  const message = describe(chosen.composed)
  keepPace(context, { message, isRepeat: entry.composed !== null }, chosen.gate, now)
  return { ...chosen, class: message.class, unprompted: message.unprompted }
}

type Occasion = { context: Context; matter: Matter; origin: Origin; now: Instant }

/**
 * Ours, where the gate finds fault with the business's own words: a customer is not left waiting for their sake. Words
 * that are being tried stand back behind those that stand.
 */
function choose({ context, matter, origin, now }: Occasion, judge: (composed: Composed) => GateDecision): Judged {
  const { composed: kept } = matter.entry
  if (kept) {
    const composed = isText(matter.order) ? takeWay(context, kept) : kept
    return { composed, script: null, passedOver: null, shown: null, gate: judge(composed) }
  }
  const compose = (find: FindScript) => {
    const words = composeMessage(context, matter, find, origin, now)
    return { ...words, gate: judge(words.composed) }
  }
  const { find, shown } = findTestedWords(context.db, matter.customer?.customerId ?? null, now)
  const first = compose(find)
  // Words of a model stood a guard before; where the gate finds more, ours stand behind them.
  if (isModels(first.composed) && isRefusedForWords(first)) {
    return choose({ context, matter: withoutDraft(matter), origin, now }, judge)
  }
  const arm = shown()
  const hasFailed = arm?.isVariant === true && (!isTested(first.composed) || isRefusedForWords(first))
  const words = hasFailed ? compose(findScriptIn(context.db)) : first
  const shownArm = arm && { experimentId: arm.experimentId, arm: arm.arm }
  const version = Number(/^own@(\d+)$/.exec(words.composed.variant)?.[1] ?? 0)
  const { script, gate } = words
  if (script === null || isTested(words.composed) || gate.kind !== 'deny' || !isRefusedForWords(words)) {
    return { ...words, shown: shownArm }
  }
  return {
    ...compose(NO_SCRIPTS),
    shown: shownArm,
    script: null,
    passedOver: { name: script, version, code: gate.code },
  }
}

function isRefusedForWords({ gate }: { gate: GateDecision }): boolean {
  return gate.kind === 'deny' && gate.findings !== undefined
}

const EXEMPTIONS: Partial<Record<string, GateMessage['exemption']>> = {
  opt_out_confirmation: 'opt_out_confirmation',
  help_answer: 'help',
  help_asked: 'help',
}

export function gateMessage(entry: Entry, order: Message, composed: Composed, isFirst: boolean): GateMessage {
  const isNotice = order.type === 'notice'
  const isSms = order.type === 'send_sms'
  const template = isNotice ? order.reason : order.template
  return {
    channel: isSms || (isNotice && order.channel === 'sms') ? 'sms' : 'email',
    audience: isNotice ? 'technician' : 'customer',
    to: composed.to,
    class: isSms ? order.class : 'response',
    template,
    body: composed.body,
    firstInConversation: isFirst,
    unprompted: isSms ? order.unprompted : !isNotice,
    byHuman: template === 'human_text',
    ...(isModels(composed) ? { byModel: true } : {}),
    // Whoever is first answered by a machine hears so, in our words or in the business's own.
    disclosureDue: isSms && isFirst && template !== 'human_text' && !(template in EXEMPTIONS),
    exemption: isNotice ? null : (EXEMPTIONS[template] ?? null),
    episodeId: entry.journeyId,
    // What is told of a danger at home goes at any hour.
    ...((isSms && order.emergency !== null) || (isNotice && isAlarming(order.reason)) ? { emergency: true } : {}),
    occasionedAt: isNotice ? entry.createdAt : order.occasionedAt,
    usefulUntil: entry.usefulUntil,
  }
}

function isQuote(template: string): boolean {
  return template === 'quote_text' || template === 'quote_followup'
}

function isAlarming(reason: string | null): boolean {
  return reason?.startsWith('emergency') === true
}

type PlanFacts = { names: string[]; amounts: number[] }

/** A plan that was agreed on may be named, and its prices, where what sells may not. */
export function planFacts(order: Message): PlanFacts {
  const plan = order.type === 'send_sms' ? order.plan : undefined
  if (!plan) return { names: [], amounts: [] }
  const { name, holds, priceMinor, oldPriceMinor } = plan
  return { names: [name, holds], amounts: [priceMinor, ...(oldPriceMinor === undefined ? [] : [oldPriceMinor])] }
}

/** What the schedule adds for the hour or the danger, as it stood when the time was offered. */
function feesOf(order: Message): number[] {
  if (order.type !== 'send_sms' || !order.visit) return []
  return [order.visit.feeMinor, ...order.visit.offers.map(({ feeMinor }) => feeMinor)].filter((fee) => fee > 0)
}

const NOT_SUPPRESSED: Suppressed = { allSince: null, topics: [] }

function gateFacts(
  context: Context,
  message: GateMessage,
  { customer, sent, plan, order }: { customer: Customer | null; sent: SentMessage[]; plan: PlanFacts; order: Message },
  origin: Origin,
  now: Instant,
): GateFacts {
  const { db, tenant } = context
  const { profile, policy } = tenant
  const { a2p, number: smsNumber, coversOffers } = textingOf(tenant)
  const { allSince: suppressedAt, topics } =
    message.audience === 'customer' ? loadSuppressed(db, message.channel, message.to) : NOT_SUPPRESSED
  return {
    killSwitch: isSwitchedOff(context, message),
    a2p,
    ...(message.class === 'marketing'
      ? { coversMarketing: coversOffers ?? loadUseCase(db) === 'low_volume_mixed' }
      : {}),
    ...loadPaceFacts(context, message, now),
    smsNumber,
    lineType: customer?.lineType ?? 'unknown',
    suppressed: suppressedAt !== null,
    suppressedTopics: topics,
    revocationScope: revocationScope(policy.revocationScope, now),
    consents: customer
      ? loadConsentsFor(db, customer.customerId, message.to).map(({ basis, givenAt }) => ({ basis, at: givenAt }))
      : [],
    conversationOpenUntil: customer?.conversationOpenUntil ?? null,
    sent,
    businessName: profile.businessName,
    postalAddress: profile.postalAddress,
    allowedAmountsMinor: [
      ...amountsOf(scriptFacts(context, customer, now)),
      ...feesOf(order),
      // Read only where it counts: what one customer was offered a job for.
      ...(customer && isQuote(message.template) ? loadOfferedAmounts(db, customer.customerId) : []),
      ...plan.amounts,
    ],
    serviceNames: [...profile.priceBook.map((line) => line.service), ...plan.names],
    allowedHosts: [new URL(origin.appUrl).hostname],
    ...dealingsWith(context, message, customer),
    ...emailStanding(context, message, now),
    places: placesFor(context, message, customer),
    zone: profile.timeZone,
    confirmationDueBy: suppressedAt === null ? null : after(suppressedAt, CONFIRMATION_DELAY_MAX_MS),
    budgetLeft: null,
    // Read only where it counts: texts within the United States are in a hurry. GoHighLevel takes no such ids.
    ...(message.to.startsWith('+91') ? { dlt: coversOffers === null ? loadDlt(db) : null } : {}),
  }
}

/**
 * The technician pauses what goes to customers. Switched off for all businesses, texts to technicians rest as well, and
 * e-mail carries their notices, but for a danger to somebody. What a person types goes in either case.
 */
function isSwitchedOff({ db, tenant }: Context, message: GateMessage): boolean {
  // A closed business says nothing more, whoever types it; only its technician still hears what became of it.
  if (tenant.closing && (message.audience === 'customer' || tenant.closing.stage === 'emptied')) return true
  if (message.byHuman) return false
  if (message.audience === 'customer') return tenant.policy.paused || isFleetStopped(db)
  return message.channel === 'sms' && !isAlarming(message.template) && isFleetStopped(db)
}

function noticesSent({ db }: Context, now: Instant): SentMessage[] {
  const same = { channel: 'sms' as const, class: 'response' as const, unprompted: false, byHuman: false }
  return loadNoticesSince(db, now - HOUR_MS).map(({ at, template, episodeId }) => {
    return { ...same, at, template: template ?? '', episodeId, emergency: isAlarming(template) }
  })
}

function textsSent({ db }: Context, customer: Customer | null, entry: Entry): SentMessage[] {
  if (!customer) return []
  return loadSentMessages(db, customer.customerId, SENT_MAX)
    .filter((message) => message.status !== 'failed' && message.entryId !== entry.entryId)
    .map((message) => ({
      at: message.createdAt,
      channel: message.channel === 'email' ? 'email' : 'sms',
      class: (message.class ?? 'response') as SentMessage['class'],
      template: message.template ?? '',
      episodeId: message.episodeId,
      unprompted: message.unprompted === 1,
      byHuman: message.template === 'human_text',
      occasionedAt: message.occasionedAt,
    }))
}
