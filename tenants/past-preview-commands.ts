import { DAY_MS, type Instant } from './base/clock.ts'
import { PAST_DAYS, PAST_EXAMPLES_MAX, PAST_TEXTS_MAX } from './base/limits.ts'
import { countSegments } from './base/segments.ts'
import type { PastPreview, PastText } from './contract/past-preview.ts'
import type { ScriptQuestion } from './contract/scripts.ts'
import { classAt } from './gate/decide.ts'
import { lintContextOf } from './gate/lint-context.ts'
import { lintText } from './gate/lint.ts'
import { placesFor, withoutBarredPrice } from './outbox/customer-facts.ts'
import { gateMessage, planFacts } from './outbox/prepare.ts'
import { readLanguage } from './reading/language.ts'
import { normalise } from './reading/normalise.ts'
import { composeText } from './replies/compose.ts'
import { composeEmail } from './replies/email.ts'
import { amountsOf, factsOf, type Language } from './replies/facts.ts'
import { NO_SCRIPTS, type FindScript, type OwnScript } from './replies/own-words.ts'
import type { ScriptName } from './replies/placeholders.ts'
import { shippedScript, tidy } from './script-commands.ts'
import { loadCustomer, type Customer } from './storage/customer-rows.ts'
import { loadEntry, type Entry } from './storage/outbox-rows.ts'
import { loadPastMessages, type PastMessage } from './storage/past-texts.ts'
import { findScriptIn } from './storage/script-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** What was sent, in other words. Reads alone: a preview leaves no trace. */

/** A price that was asked for and is in no list is asked about or passed on, in the words of another script. */
const SENT_AS: Partial<Record<ScriptName, readonly string[]>> = {
  price_ask_service: ['price_ask_service', 'price_answer'],
  question_received: ['question_received', 'price_ask_service', 'price_answer'],
}

type Order = Extract<Entry['order'], { type: 'send_sms' | 'send_email' }>
/** All that goes into one message, as far as it is kept. */
type Kept = { message: PastMessage; entry: Entry; order: Order; customer: Customer }
type Wording = { body: string; refusedFor: string | null }

export function previewPast(context: Context, question: ScriptQuestion, appUrl: string, now: Instant): PastPreview {
  const { name, language } = question
  const host = new URL(appUrl).hostname
  const since = now - PAST_DAYS * DAY_MS
  const found = loadPastMessages(context.db, SENT_AS[name] ?? [name], since, PAST_TEXTS_MAX + 1)
  const looked = found.slice(0, PAST_TEXTS_MAX)
  const preview: PastPreview = {
    ...{ days: PAST_DAYS, texts: 0, isCut: found.length > PAST_TEXTS_MAX, unknown: 0 },
    ...{ changed: 0, refused: 0, segmentsBefore: 0, segmentsAfter: 0, examples: [] },
  }
  const current = findScriptIn(context.db) as FindScript
  const other = ownWords(question)
  for (const message of looked) {
    const kept = findKept(context, message)
    if (kept === null) {
      preview.unknown += 1
      continue
    }
    if (languageOf(context, kept, current, host) !== language) continue
    let isOfScript = false
    const changed: FindScript = (wanted, spoken) => {
      if (wanted !== name || spoken !== language) return current(wanted, spoken)
      isOfScript = true
      return other
    }
    const after = word(context, kept, changed, language, host)
    if (isOfScript) count(preview, kept, word(context, kept, current, language, host), after)
  }
  return preview
}

/** Null where they are ours. */
function ownWords({ name, language, text }: ScriptQuestion): OwnScript | null {
  const given = tidy(text)
  return given === '' || given === shippedScript(name, language) ? null : { text: given, version: 0 }
}

function findKept({ db }: Context, message: PastMessage): Kept | null {
  const entry = loadEntry(db, message.entryId)
  const customer = entry?.customerId ? loadCustomer(db, entry.customerId) : null
  const order = entry?.order
  if (!entry || !customer || !order || (order.type !== 'send_sms' && order.type !== 'send_email')) return null
  // Of an order that is old enough its kind alone is kept.
  return order.occasionedAt === undefined ? null : { message, entry, order, customer }
}

/** As it was sent. Who wrote in Spanish later got the first text in the business's own language. */
function languageOf(context: Context, kept: Kept, current: FindScript, host: string): Language {
  const { customer, message } = kept
  const languages: Language[] = customer.language === 'es' ? ['es', 'en'] : ['en', 'es']
  const sent = withoutLinks(message.body)
  const isFrom = (find: FindScript, language: Language) =>
    withoutLinks(compose(context, kept, find, language, host).body) === sent
  const known = languages.find((each) => isFrom(current, each) || isFrom(NO_SCRIPTS, each))
  // Words that were changed since are read as any others are.
  return known ?? readLanguage(sent, normalise(sent))
}

function withoutLinks(body: string): string {
  return body.replaceAll(/(\/[ru]\/)\S+/g, '$1')
}

/** The tenant's id, a point and a token. */
const LINK_TOKEN = 'x'.repeat(57)

type Composed = { body: string; isOwn: boolean; passedOver: string | null }

function compose(
  context: Context,
  { message, order, customer }: Kept,
  find: FindScript,
  language: Language,
  host: string,
): Composed {
  const facts = factsOf(context.tenant.profile, language, message.at)
  if (order.type === 'send_email') {
    const unsubscribeUrl = `https://${host}/u/${LINK_TOKEN}`
    const request = { customerName: customer.name, calledAt: order.occasionedAt, unsubscribeUrl }
    const { text: body, variant } = composeEmail(order.template, request, facts, find)
    return { body, isOwn: variant !== 'ours', passedOver: null }
  }
  const link = order.template === 'review_request' ? `https://${host}/r/${LINK_TOKEN}` : null
  const { isFirst } = message
  const said = withoutBarredPrice(context, order, { customer, isFirst })
  const { body, variant, passedOver } = composeText({ ...said, isFirst, link }, facts, find)
  return { body, isOwn: variant !== 'ours', passedOver: passedOver?.code ?? null }
}

/** As the outbox chooses: ours, where own words are too long or the gate finds fault with them. */
function word(context: Context, kept: Kept, find: FindScript, language: Language, host: string): Wording {
  const composed = compose(context, kept, find, language, host)
  if (!composed.isOwn) return { body: composed.body, refusedFor: composed.passedOver }
  const [gravest] = lintFor(context, kept, composed.body, language, host)
  if (gravest === undefined) return { body: composed.body, refusedFor: null }
  return { body: compose(context, kept, NO_SCRIPTS, language, host).body, refusedFor: gravest.code }
}

function lintFor(context: Context, kept: Kept, body: string, language: Language, host: string) {
  const { message, entry, order, customer } = kept
  const { profile } = context.tenant
  const isEmail = order.type === 'send_email'
  const plain = { from: '', subject: null, html: null, headers: {}, variant: 'own' }
  const to = (isEmail ? customer.email : customer.phone) ?? ''
  const told = gateMessage(entry, order, { ...plain, to, body }, message.isFirst)
  const { names, amounts } = planFacts(order)
  const facts = {
    places: placesFor(context, told, customer),
    businessName: profile.businessName,
    postalAddress: profile.postalAddress,
    allowedAmountsMinor: [...amountsOf(factsOf(profile, language, message.at)), ...amounts],
    allowedHosts: [host],
    serviceNames: [...profile.priceBook.map((line) => line.service), ...names],
  }
  return lintText(body, lintContextOf(told, classAt(told, message.at), facts))
}

function count(preview: PastPreview, { message, order, customer }: Kept, before: Wording, after: Wording): void {
  const segmentsOf = (body: string) => (order.type === 'send_sms' ? countSegments(body).segments : 0)
  const [segmentsBefore, segmentsAfter] = [segmentsOf(before.body), segmentsOf(after.body)]
  const isChanged = before.body !== after.body
  const { refusedFor } = after
  preview.texts += 1
  preview.segmentsBefore += segmentsBefore
  preview.segmentsAfter += segmentsAfter
  if (isChanged) preview.changed += 1
  if (refusedFor !== null) preview.refused += 1
  if ((!isChanged && refusedFor === null) || preview.examples.length >= PAST_EXAMPLES_MAX) return
  const { customerId, name: customerName, phone: customerPhone } = customer
  const who = { at: message.at, customerId, customerName, customerPhone }
  const example: PastText = {
    ...who,
    before: before.body,
    after: after.body,
    segmentsBefore,
    segmentsAfter,
    refusedFor,
  }
  preview.examples.push(example)
}
