import type { EmailTemplate, TextTemplate } from '../journey/effect.ts'
import type { AfterTemplate } from '../journey/offer-types.ts'
import type { Quote } from './prices.ts'

/** Of what comes after a job. What somebody agrees to, and its notices, stay ours. */
export type AfterScriptName = Extract<AfterTemplate, 'review_request' | 'amc_offer' | 'reengage'>

/** Templates whose words a business may write itself. What the law words for us, and safety advice, stay ours. */
export type ScriptName =
  | Extract<
      TextTemplate,
      'missed_call_text' | 'price_answer' | 'price_ask_service' | 'booking_received' | 'question_received'
    >
  | Extract<EmailTemplate, 'missed_call_email'>
  | AfterScriptName

export type Placeholder =
  'business' | 'owner' | 'phone' | 'service' | 'services' | 'price' | 'time' | 'link' | 'plan' | 'holds'

const ALWAYS: readonly Placeholder[] = ['business', 'owner', 'phone']

/** What may stand in the braces of each script. */
export const PLACEHOLDERS: Record<ScriptName, readonly Placeholder[]> = {
  missed_call_text: ALWAYS,
  price_answer: ['service', 'price', ...ALWAYS],
  price_ask_service: ['services', ...ALWAYS],
  booking_received: ['time', ...ALWAYS],
  question_received: ALWAYS,
  missed_call_email: ['time', ...ALWAYS],
  review_request: ['link', ...ALWAYS],
  amc_offer: ['plan', 'holds', 'price', ...ALWAYS],
  reengage: ALWAYS,
}

export const SCRIPT_NAMES = Object.keys(PLACEHOLDERS) as ScriptName[]

export type PlaceholderValues = Partial<Record<Placeholder, string>>

const BRACES = /\{(\w+)\}/g

/** A price and its service within one sentence, which is said once for each service that was asked for. */
const QUOTED = String.raw`\{service\}[^.!?\n{}]*\{price\}|\{price\}[^.!?\n{}]*\{service\}`
const QUOTED_OR_BRACES = new RegExp(`(${QUOTED})|${BRACES.source}`, 'g')

export function hasPlaceholder(text: string, name: Placeholder): boolean {
  return text.includes(`{${name}}`)
}

/** Puts values where their names stand. What was put in is not looked at again, so a name may hold braces. */
export function fillPlaceholders(text: string, values: PlaceholderValues): string {
  return text.replaceAll(BRACES, (whole, name: string) => valueOf(values, name) ?? whole)
}

/** The same with prices: the part from service to price is repeated for each, and a price alone names its service. */
export function fillQuotes(text: string, quotes: readonly Quote[], values: PlaceholderValues): string {
  const prices = quotes.map(({ price, per }) => `${price}${per}`)
  const list = quotes.map(({ service }, index) => `${service}: ${prices[index]}`)
  const all: PlaceholderValues = {
    ...values,
    service: quotes.map(({ service }) => service).join(', '),
    price: quotes.length === 1 ? (prices[0] ?? '') : list.join('; '),
  }
  return text.replaceAll(QUOTED_OR_BRACES, (whole, pair: string | undefined, name: string | undefined) => {
    if (pair === undefined) return valueOf(all, name ?? '') ?? whole
    const each = quotes.map(({ service }, index) => fillPlaceholders(pair, { service, price: prices[index] ?? '' }))
    return each.join('; ')
  })
}

function valueOf(values: PlaceholderValues, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name as Placeholder] : undefined
}

/** Whatever stands in braces and is no placeholder of this script, and braces that have lost their other half. */
export function findUnknownPlaceholder(name: ScriptName, text: string): string | null {
  const known: readonly string[] = PLACEHOLDERS[name]
  for (const [whole, inner] of text.matchAll(/\{([^{}\n]*)\}/g)) {
    if (!known.includes(inner ?? '')) return whole
  }
  return /[{}]/.exec(text.replaceAll(BRACES, ''))?.[0] ?? null
}
