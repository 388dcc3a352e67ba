import type { Instant } from '../base/clock.ts'
import { unreachable } from '../base/result.ts'
import type { Language, ScriptFacts } from './facts.ts'
import { cutWords } from './fit.ts'
import { describeNamed } from './moment.ts'
import { fillPlaceholders, fillQuotes, hasPlaceholder, type AfterScriptName, type ScriptName } from './placeholders.ts'
import { findQuotes, type Quote } from './prices.ts'
import type { Names } from './words.ts'

/** The business's own words for one template in one language. */
export type OwnScript = { text: string; version: number; variant?: Variant }
export type FindScript = (name: ScriptName, language: Language) => OwnScript | null

/**
 * Whose words a message has; the number says which version of the business's own or of a model's prompt, and `test@`
 * which arm of which experiment.
 */
export type Variant = 'ours' | 'typed' | `own@${number}` | `model@${number}` | `test@${string}:${string}`

export const variantOf = ({ version, variant }: OwnScript): Variant => variant ?? `own@${version}`

export const NO_SCRIPTS: FindScript = () => null

/** Own words that stand and were not used, and why: the technician is told. */
export type PassedOver = { name: ScriptName; version: number; code: string }

export const SERVICES_NAMED_MAX = 3
/** Names of services as far as there is room for them; ours are cut to the same widths. */
const SERVICE_CHARS = [80, 40, 24]
/** Stands for a service whose name is one long word that had to be left out. */
const UNNAMED: Record<Language, string> = { en: 'This job', es: 'Este trabajo' }

/**
 * Own words filled in, richest first, as ours are given. Empty where a placeholder has nothing to stand for, such as a
 * time that nobody named: ours then say what there is to say.
 */
export function fillOwnWords(
  name: Exclude<ScriptName, 'missed_call_email' | AfterScriptName>,
  text: string,
  request: { services: string[]; wishedAt: Instant | null },
  facts: ScriptFacts,
  { business, owner, phone }: Names,
): string[] {
  const always = { business, owner, phone }
  switch (name) {
    case 'price_answer': {
      const quotes = findQuotes(request.services, facts)
      const some = (list: Quote[], chars: number) => fillQuotes(text, cutNames(list, chars, facts.language), always)
      return [...SERVICE_CHARS.map((chars) => some(quotes, chars)), some(quotes.slice(0, 1), SERVICE_CHARS.at(-1) ?? 0)]
    }
    case 'price_ask_service': {
      const services = facts.priceBook.slice(0, SERVICES_NAMED_MAX).map((line) => line.service.trim())
      if (services.length === 0 || !hasPlaceholder(text, 'services')) return [fillPlaceholders(text, always)]
      const lists = services.map((_, left) => services.slice(0, services.length - left))
      const shortest = cutWords(services[0] ?? '', SERVICE_CHARS.at(-1) ?? 0)
      if (shortest !== '') lists.push([shortest])
      return lists.map((list) => fillPlaceholders(text, { ...always, services: list.join(', ') }))
    }
    case 'booking_received': {
      const { wishedAt } = request
      if (wishedAt === null) return hasPlaceholder(text, 'time') ? [] : [fillPlaceholders(text, always)]
      const time = describeNamed(wishedAt, facts.zone, facts.language, facts.now)
      return [fillPlaceholders(text, { ...always, time })]
    }
    case 'missed_call_text':
    case 'question_received':
      return [fillPlaceholders(text, always)]
    default:
      return unreachable(name)
  }
}

function cutNames(quotes: readonly Quote[], chars: number, language: Language): Quote[] {
  return quotes.map((quote) => ({ ...quote, service: cutWords(quote.service, chars) || UNNAMED[language] }))
}
