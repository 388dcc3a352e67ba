import { findOffers } from '../apply-slots.ts'
import {
  ANSWER_MARGIN_MS,
  ANSWER_TOKENS_MAX,
  TALK_MESSAGES_MAX,
  TALK_SAID_MAX,
  TALK_SLOTS_MAX,
} from '../base/answer-limits.ts'
import type { Instant } from '../base/clock.ts'
import type { CustomerId, EffectId } from '../base/ids.ts'
import type { Order } from '../journey/effect.ts'
import type { ModelAnswer, ModelPort, ModelRequest } from '../providers/model-port.ts'
import type { SendOutcome } from '../providers/port.ts'
import { guardDraft, type GuardFacts } from '../replies/guard.ts'
import { pricesNamed } from '../replies/guard-money.ts'
import {
  answerInstructions,
  answerTurns,
  ANSWER_VERSION,
  DraftSchema,
  type Draft,
  type Said,
} from '../replies/prompt.ts'
import { loadCustomer } from '../storage/customer-rows.ts'
import { loadOpenJourney } from '../storage/journey-rows.ts'
import { loadTalk, loadMemories } from '../storage/memory-rows.ts'
import { loadSentMessages } from '../storage/message-rows.ts'
import { cancelEntry, loadEntry, saveEntry, type Entry } from '../storage/outbox-rows.ts'
import { loadSchedule } from '../storage/schedule-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { wroteLately } from './wrote-lately.ts'

/**
 * A model words an answer that waits. It may be late, down or hostile: our own words stand in the outbox and leave when
 * their time has come, and nothing here ever makes them later.
 */

export type DraftPlan = { request: ModelRequest<Draft>; slots: Instant[] }
export type AskedDraft = { answer: ModelAnswer<Draft>; slots: Instant[] }

type DraftOrder = Extract<Order, { type: 'draft_answer' }>
type Waiting = Entry & { order: Extract<Order, { type: 'send_sms' }> }

/** Null for other orders, and where nobody is to be asked: then our own words need wait no longer. */
export function planDraft(context: Context, entry: Entry, now: Instant): DraftPlan | null {
  const { order, customerId } = entry
  if (order.type !== 'draft_answer' || customerId === null) return null
  const waiting = loadWaiting(context, order)
  // What is told of a danger is for people, and so is all that is said around it.
  if (waiting.length === 0 || loadOpenJourney(context.db, customerId, 'emergency') !== null) return null
  const slots = slotsFor(context, customerId, now)
  const talk = loadTalk(context.db, customerId, TALK_MESSAGES_MAX)
  const facts = guardFactsFor(context, customerId, { slots, talk }, now)
  const memories = loadMemories(context.db, customerId, now)
  const { currency } = context.tenant.profile
  const request: ModelRequest<Draft> = {
    purpose: 'answer',
    runId: entry.entryId,
    system: facts.instructions,
    turns: answerTurns({ facts, currency, conversation: talk, memories, now }),
    names: facts.customerName === null ? [] : [facts.customerName],
    schema: DraftSchema,
    schemaName: 'answer',
    maxOutputTokens: ANSWER_TOKENS_MAX,
    deadlineAt: Math.min(...waiting.map(({ dueAt, usefulUntil }) => dueAt ?? usefulUntil)) - ANSWER_MARGIN_MS,
  }
  return { request, slots }
}

/** Ends in any case as something that was done: nobody has to try it again. */
export async function askForDraft(
  models: ModelPort,
  plan: DraftPlan | null,
): Promise<{ outcome: SendOutcome; drafted: AskedDraft }> {
  const answer: ModelAnswer<Draft> =
    plan === null
      ? { ok: false, reason: 'off', detail: 'not asked' }
      : await models
          .ask(plan.request)
          .catch(() => ({ ok: false, reason: 'failed', detail: 'the port threw' }) as ModelAnswer<Draft>)
  const providerRef = answer.ok ? `answered:${answer.provider}` : `none:${answer.reason}`
  return { outcome: { kind: 'sent', providerRef }, drafted: { answer, slots: plan?.slots ?? [] } }
}

/** The draft takes the place of what waits, if it stands the guard; if not, our own words leave at once. */
export function takeDraft(context: Context, entry: Entry, { answer, slots }: AskedDraft, now: Instant): void {
  const { order, customerId } = entry
  if (order.type !== 'draft_answer' || customerId === null) return
  const waiting = loadWaiting(context, order)
  const newest = waiting.at(-1)
  if (newest === undefined) return
  const verdict = judge(context, customerId, { answer, slots }, now)
  const { text, priced = [], ...kept } = verdict
  saveEntry(context.db, entry.entryId, { gate: JSON.stringify({ prompt: ANSWER_VERSION, ...kept }) })
  if (text === null) {
    for (const { entryId, dueAt } of waiting) {
      saveEntry(context.db, entryId, { dueAt: Math.min(now, dueAt ?? now), lastCode: verdict.code })
    }
    return
  }
  const { draft: _, ...words } = newest.order
  const drafted = { text, version: ANSWER_VERSION, ...(priced.length > 0 ? { priced } : {}) }
  saveEntry(context.db, newest.entryId, { order: { ...words, drafted }, status: 'pending', dueAt: now })
  for (const { entryId } of waiting.slice(0, -1)) cancelEntry(context.db, entryId, 'gathered', now)
}

type Verdict = { text: string | null; code: string; detail?: string; priced?: string[] }

function judge(context: Context, customerId: CustomerId, { answer, slots }: AskedDraft, now: Instant): Verdict {
  if (!answer.ok) return { text: null, code: `model_${answer.reason}` }
  if (answer.value.handOver) return { text: null, code: 'handed_over' }
  if (loadOpenJourney(context.db, customerId, 'emergency') !== null) return { text: null, code: 'emergency' }
  if (!isDisclosed(context, customerId, now)) return { text: null, code: 'disclosure' }
  const free = new Set(slotsFor(context, customerId, now))
  const talk = loadTalk(context.db, customerId, TALK_MESSAGES_MAX)
  const facts = guardFactsFor(context, customerId, { slots: slots.filter((at) => free.has(at)), talk }, now)
  const guarded = guardDraft(answer.value.reply, facts)
  // What was stopped is kept nowhere: its words may be anybody's.
  if (guarded.kind === 'stopped') return { text: null, code: `guard_${guarded.code}` }
  return { text: guarded.text, code: `answered_${answer.provider}`, priced: pricesNamed(guarded.text, facts) }
}

/** A first text says that a machine writes; between texts that a person typed nothing has said so yet. */
function isDisclosed({ db }: Context, customerId: CustomerId, now: Instant): boolean {
  const sent = loadSentMessages(db, customerId, TALK_MESSAGES_MAX).map(({ createdAt, channel, template }) => {
    return { at: createdAt, channel, byHuman: template === 'human_text' }
  })
  return (
    !wroteLately(sent, now) ||
    wroteLately(
      sent.filter(({ byHuman }) => !byHuman),
      now,
    )
  )
}

/** The texts that this draft is for, as far as they still wait. */
function loadWaiting({ db }: Context, { textIds }: DraftOrder): Waiting[] {
  return textIds.flatMap((textId: EffectId) => {
    const entry = loadEntry(db, textId)
    return entry?.status === 'held' && entry.composed === null && entry.order.type === 'send_sms'
      ? [{ ...entry, order: entry.order }]
      : []
  })
}

function slotsFor(context: Context, customerId: CustomerId, now: Instant): Instant[] {
  const customer = loadCustomer(context.db, customerId)
  if (customer === null || customer.relation !== null || loadSchedule(context).mode !== 'offer') return []
  const ask = { customer, wish: null, service: null, minutes: null, except: null }
  return findOffers(context, ask, now)
    .alternatives.slice(0, TALK_SLOTS_MAX)
    .map(({ startsAt }) => startsAt)
}

function guardFactsFor(
  { db, tenant }: Context,
  customerId: CustomerId,
  { slots, talk }: { slots: Instant[]; talk: readonly Said[] },
  now: Instant,
): GuardFacts {
  const { profile } = tenant
  const customer = loadCustomer(db, customerId)
  const language = customer?.language ?? profile.language
  const said = talk.filter(({ by }) => by === 'customer').slice(-TALK_SAID_MAX)
  return {
    ...{ language, slots, now, zone: profile.timeZone, license: profile.license ?? null },
    businessName: profile.businessName,
    ownerName: profile.ownerName,
    primaryPhone: profile.primaryPhone,
    serviceArea: profile.serviceArea,
    serviceTypes: profile.serviceTypes,
    priceBook: profile.priceBook,
    openingHours: profile.openingHours,
    said: said.map(({ text }) => text),
    customerName: customer?.name ?? null,
    instructions: answerInstructions(language),
  }
}
