import type { Instant } from '../base/clock.ts'
import { describePhone } from '../base/phone.ts'
import { unreachable } from '../base/result.ts'
import type { VisitText } from '../journey/booking/state.ts'
import type { TextTemplate } from '../journey/effect.ts'
import type { AfterTemplate, PlanWords } from '../journey/offer-types.ts'
import { afterBodies, fillAfterText, isAfterScript, isAfterTemplate, shippedAfterText } from './compose-after.ts'
import { ENGLISH } from './english.ts'
import type { Language, ScriptFacts } from './facts.ts'
import { findFit, fitText } from './fit.ts'
import { framed, type WordedTemplate } from './frame.ts'
import { describeMoment, describeNamed } from './moment.ts'
import {
  fillOwnWords,
  NO_SCRIPTS,
  SERVICES_NAMED_MAX,
  variantOf,
  type FindScript,
  type PassedOver,
  type Variant,
} from './own-words.ts'
import { PLACEHOLDERS, type AfterScriptName, type ScriptName } from './placeholders.ts'
import { withPrice } from './price-beside.ts'
import { findQuotes } from './prices.ts'
import { SPANISH } from './spanish.ts'
import { isQuoteTemplate, quoteBodies, type Offered } from './quote.ts'
import { isVisitTemplate, visitBodies } from './visit-texts.ts'
import { readDanger } from './read-danger.ts'
import type { Names, Words } from './words.ts'

export type TextRequest = {
  template: TextTemplate
  /** Names of services in the price book that a price was asked for. */
  services: string[]
  wishedAt: Instant | null
  /** The kind of emergency as it was read, for `emergency_answer`. */
  emergency: string | null
  /** A person's own words, for `human_text`. */
  text: string | null
  /** Words of a model, which stand in for ours where they have room. */
  drafted?: { text: string; version: number }
  /** Who has taken the emergency, for `emergency_seen`. */
  by?: string | null
  /** Services whose price is told in front of what else is said, see `price-beside.ts`. */
  priced?: string[]
  /** What a job was offered for, for the texts of a quote. */
  quote?: Offered | null
  /** For texts that come after a job. */
  link?: string | null
  plan?: PlanWords | null
  /** What a text about a visit says of it; its link leads to its page. */
  visit?: VisitText
  /** The first text this customer gets in this conversation: it has to say who writes and how to opt out. */
  isFirst: boolean
}

/** `script` is the own script that was used. */
export type ComposedText = {
  body: string
  variant: Variant
  script: ScriptName | null
  passedOver: PassedOver | null
}

/**
 * The body of a text to a customer, in the language of the facts and within two segments whatever the names and the
 * price book hold: the business's own words where it has some that fit, else ours. Services are shortened between words
 * and the owner's name is left out where there is no room; the business's name is whole and spelled as it is wherever
 * it stands. A person's own words are left exactly as written.
 */
export function composeText(request: TextRequest, facts: ScriptFacts, find: FindScript = NO_SCRIPTS): ComposedText {
  if (request.template === 'human_text')
    return { body: request.text ?? '', variant: 'typed', script: null, passedOver: null }
  if (isAfterTemplate(request.template)) return composeAfter(request.template, request, facts, find)
  const words = wordsIn(facts.language)
  const names = namesOf(facts)
  const worded: Worded = { ...request, template: answerableAs(request.template, request.services, facts) }
  const script = isScript(worded.template) ? worded.template : null
  const better = draftedBody(request, worded, words, names)
  if (better !== null) return { ...better, script: null, passedOver: null }
  const own = script && find(script, facts.language)
  const filled = own ? fillOwnText(script, own.text, worded, facts) : []
  const body = findFit(filled, names.business)
  if (own && body !== null) return { body, variant: variantOf(own), script, passedOver: null }
  const isTooLong = own !== null && filled.length > 0
  const passedOver = isTooLong ? { name: script as ScriptName, version: own.version, code: 'too_many_segments' } : null
  const plain = bodiesFor(worded, facts, words, names)
  const told = worded.priced ? [...withPrice(plain, worded.priced, facts), ...plain] : plain
  const bodies = told.flatMap((ours) => framed(worded, ours, words, names))
  return { body: fitText(bodies, names.business), variant: 'ours', script: null, passedOver }
}

/** A model's words, with what a first text has to say around them. */
function draftedBody(
  { drafted }: Pick<TextRequest, 'drafted'>,
  worded: Worded,
  words: Words,
  names: Names,
): Pick<ComposedText, 'body' | 'variant'> | null {
  if (drafted === undefined) return null
  const body = findFit(framed(worded, drafted.text, words, names), names.business)
  return body === null ? null : { body, variant: `model@${drafted.version}` }
}

function composeAfter(
  template: AfterTemplate,
  request: TextRequest,
  facts: ScriptFacts,
  find: FindScript,
): ComposedText {
  const names = namesOf(facts)
  const own = isAfterScript(template) ? find(template, facts.language) : null
  if (own && isAfterScript(template)) {
    const body = findFit(fillAfterText(template, own.text, request, facts, names), names.business)
    if (body !== null) return { body, variant: variantOf(own), script: template, passedOver: null }
  }
  const passedOver = own
    ? { name: template as ScriptName, version: own.version, code: 'too_many_segments' as const }
    : null
  const body = fitText(afterBodies(template, request, facts, names), names.business)
  return { body, variant: 'ours', script: null, passedOver }
}

/** Own words as they would leave, richest first: filled in and, where they come first, framed as ours are. */
export function fillOwnText(
  name: TextScriptName,
  text: string,
  request: Pick<TextRequest, 'services' | 'wishedAt' | 'isFirst' | 'link' | 'plan' | 'priced'>,
  facts: ScriptFacts,
): string[] {
  const names = namesOf(facts)
  if (isAfterScript(name)) return fillAfterText(name, text, request, facts, names)
  const filled = withPrice(fillOwnWords(name, text, request, facts, names), request.priced, facts)
  return filled.flatMap((body) => framed({ ...request, template: name }, body, wordsIn(facts.language), names))
}

export type TextScriptName = Exclude<ScriptName, 'missed_call_email'>

/** Our words for a script, with its placeholders where names and prices will stand. */
export function shippedText(name: TextScriptName, language: Language): string {
  if (isAfterScript(name)) return shippedAfterText(name, language)
  const words = wordsIn(language)
  const names: Names = { business: '{business}', owner: '{owner}', phone: '{phone}', email: '' }
  switch (name) {
    case 'missed_call_text':
      return words.missedCall(names)[0] ?? ''
    case 'price_answer':
      return words.priceAnswer([{ service: '{service}', price: '{price}', per: '' }])[0] ?? ''
    case 'price_ask_service':
      return words.priceAskService(['{services}'])[0] ?? ''
    case 'booking_received':
      return words.bookingReceived('{time}', names)[0] ?? ''
    case 'question_received':
      return words.questionReceived(names)[0] ?? ''
    default:
      return unreachable(name)
  }
}

function wordsIn(language: Language): Words {
  return language === 'es' ? SPANISH : ENGLISH
}

export function namesOf(facts: ScriptFacts): Names {
  return {
    business: facts.businessName.trim(),
    owner: facts.ownerName.trim(),
    phone: describePhone(facts.primaryPhone),
    email: facts.email.trim(),
  }
}

type Worded = { template: WordedTemplate } & Pick<TextRequest, 'services' | 'wishedAt' | 'isFirst'> &
  Partial<Pick<TextRequest, 'priced' | 'emergency' | 'by' | 'quote' | 'visit' | 'link'>>

function isScript(template: WordedTemplate): template is Exclude<TextScriptName, AfterScriptName> {
  return Object.hasOwn(PLACEHOLDERS, template)
}

/** The price book may have changed since the question was read: what is gone from it is asked about, never guessed. */
function answerableAs(template: WordedTemplate, services: string[], facts: ScriptFacts): WordedTemplate {
  if (template === 'price_answer' && findQuotes(services, facts).length > 0) return template
  if (template !== 'price_answer' && template !== 'price_ask_service') return template
  return facts.priceBook.length === 0 ? 'question_received' : 'price_ask_service'
}

function bodiesFor(request: Worded, facts: ScriptFacts, words: Words, names: Names): string[] {
  const { template, visit, link } = request
  if (isQuoteTemplate(template)) return quoteBodies(template, request.quote ?? null, facts, names)
  if (isVisitTemplate(template)) return visitBodies(template, visit, facts, names, link ?? '')
  switch (template) {
    case 'missed_call_text':
      return words.missedCall(names)
    case 'visit_call_text': {
      const { wishedAt } = request
      const when = wishedAt === null ? null : describeNamed(wishedAt, facts.zone, facts.language, facts.now)
      return [...words.visitCall(when, names), ...words.visitCall(null, names)]
    }
    case 'web_lead_text':
      return words.webLead(names)
    case 'price_answer':
      return words.priceAnswer(findQuotes(request.services, facts))
    case 'price_ask_service':
      return priceAskService(facts, words)
    case 'booking_received': {
      const { wishedAt } = request
      return words.bookingReceived(
        wishedAt === null ? null : describeMoment(wishedAt, facts.zone, facts.language),
        names,
      )
    }
    case 'question_received':
      return words.questionReceived(names)
    case 'emergency_answer':
      return words.emergency(readDanger(request.emergency ?? ''), names)
    case 'emergency_seen':
      return words.emergencySeen(request.by ?? null, names)
    case 'emergency_unanswered':
      return words.emergencyUnanswered(readDanger(request.emergency ?? '') !== 'flooding', names)
    case 'bot_answer':
      return words.bot(names)
    case 'help_answer':
      return words.help(names)
    case 'opt_out_confirmation':
      return words.optOut(names)
    default:
      return unreachable(template)
  }
}

function priceAskService(facts: ScriptFacts, words: Words): string[] {
  const services = facts.priceBook.slice(0, SERVICES_NAMED_MAX).map((line) => line.service.trim())
  const shorter = services.map((_, left) => services.slice(0, services.length - left))
  return [...shorter.flatMap((list) => words.priceAskService(list).slice(0, 1)), ...words.priceAskService([])]
}
