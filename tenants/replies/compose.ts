import type { Instant } from '../base/clock.ts'
import { describePhone } from '../base/phone.ts'
import { unreachable } from '../base/result.ts'
import type { TextTemplate } from '../journey/effect.ts'
import { ENGLISH } from './english.ts'
import type { ScriptFacts } from './facts.ts'
import { fitText } from './fit.ts'
import { describeMoment } from './moment.ts'
import { findQuotes } from './prices.ts'
import { SPANISH } from './spanish.ts'
import type { Danger, Names, Words } from './words.ts'

export type TextRequest = {
  template: TextTemplate
  /** Names of services in the price book that a price was asked for. */
  services: string[]
  wishedAt: Instant | null
  /** The kind of emergency as it was read, for `emergency_answer`. */
  emergency: string | null
  /** A person's own words, for `human_text`. */
  text: string | null
  /** The first text this customer gets in this conversation: it has to say who writes and how to opt out. */
  isFirst: boolean
}

const SERVICES_NAMED_MAX = 3

/**
 * The body of a text to a customer, in the language of the facts and within two segments whatever the names and the
 * price book hold. Services are shortened between words and the owner's name is left out where there is no room; the
 * business's name is whole and spelled as it is wherever it stands. A person's own words are left exactly as written.
 */
export function composeText(request: TextRequest, facts: ScriptFacts): string {
  if (request.template === 'human_text') return request.text ?? ''
  const words = facts.language === 'es' ? SPANISH : ENGLISH
  const names: Names = {
    business: facts.businessName.trim(),
    owner: facts.ownerName.trim(),
    phone: describePhone(facts.primaryPhone),
    email: facts.email.trim(),
  }
  const bodies = bodiesFor({ ...request, template: request.template }, facts, words, names)
  if (!request.isFirst) return fitText(bodies, names.business)
  return fitText(
    bodies.flatMap((body) => frame(request.template, body, words, names)),
    names.business,
  )
}

type Worded = TextRequest & { template: Exclude<TextTemplate, 'human_text'> }

function bodiesFor(request: Worded, facts: ScriptFacts, words: Words, names: Names): string[] {
  switch (request.template) {
    case 'missed_call_text':
      return words.missedCall(names)
    case 'price_answer':
      return priceAnswer(request.services, facts, words, names)
    case 'price_ask_service':
      return priceAskService(facts, words, names)
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
    case 'bot_answer':
      return words.bot(names)
    case 'help_answer':
      return words.help(names)
    case 'opt_out_confirmation':
      return words.optOut(names)
    default:
      return unreachable(request.template)
  }
}

/** The price book may have changed since the question was read: what is gone from it is asked about, never guessed. */
function priceAnswer(services: string[], facts: ScriptFacts, words: Words, names: Names): string[] {
  const quotes = findQuotes(services, facts)
  return quotes.length === 0 ? priceAskService(facts, words, names) : words.priceAnswer(quotes)
}

function priceAskService(facts: ScriptFacts, words: Words, names: Names): string[] {
  if (facts.priceBook.length === 0) return words.questionReceived(names)
  const services = facts.priceBook.slice(0, SERVICES_NAMED_MAX).map((line) => line.service.trim())
  const shorter = services.map((_, left) => services.slice(0, services.length - left))
  return [...shorter.flatMap((list) => words.priceAskService(list).slice(0, 1)), ...words.priceAskService([])]
}

function frame(template: TextTemplate, body: string, words: Words, names: Names): string[] {
  switch (template) {
    case 'missed_call_text':
    case 'help_answer':
    case 'opt_out_confirmation':
    case 'human_text':
      return [body]
    case 'bot_answer':
      return words.addOptOut(body)
    case 'emergency_answer':
      return words.frameFirstEmergency(body, names)
    case 'price_answer':
    case 'price_ask_service':
    case 'booking_received':
    case 'question_received':
      return words.frameFirst(body, names)
    default:
      return unreachable(template)
  }
}

/** The kinds come as words of the reader; one we have no advice for gets the general one. */
function readDanger(emergency: string): Danger {
  const kind = emergency.toLowerCase()
  if (/monoxide|\bco\b/.test(kind)) return 'carbon_monoxide'
  if (/gas/.test(kind)) return 'gas'
  if (/fire|smoke/.test(kind)) return 'fire'
  if (/spark|electr|shock|wire/.test(kind)) return 'electrical'
  return /flood|water|burst/.test(kind) ? 'flooding' : 'other'
}
