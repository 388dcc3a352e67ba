import { licenseLine } from '../base/license.ts'
import { unreachable } from '../base/result.ts'
import type { TextTemplate } from '../journey/effect.ts'
import type { ScriptFacts } from './facts.ts'
import { cutWords } from './fit.ts'
import { describeRange } from './prices.ts'
import { QUOTE_ENGLISH } from './quote-english.ts'
import { QUOTE_SPANISH } from './quote-spanish.ts'
import type { Names } from './words.ts'

export type QuoteTemplate = Extract<TextTemplate, `quote_${string}`>

/** What a job was offered for; the business's own licence goes along with it. */
export type Offered = { fromMinor: number; toMinor: number; what: string | null }

const WHAT_CHARS = [60, 30]

export function isQuoteTemplate(template: string): template is QuoteTemplate {
  return template.startsWith('quote_')
}

export function quoteBodies(
  template: QuoteTemplate,
  offered: Offered | null,
  facts: ScriptFacts,
  names: Names,
): string[] {
  const words = facts.language === 'es' ? QUOTE_SPANISH : QUOTE_ENGLISH
  switch (template) {
    case 'quote_ask_what':
      return words.askWhat
    case 'quote_ask_where':
      return words.askWhere(names)
    case 'quote_ask_when':
      return words.askWhen
    case 'quote_passed_on':
      return words.passedOn(names)
    case 'quote_text':
      return tellings(offered, facts).flatMap((told) => words.offer(told))
    case 'quote_followup':
      return tellings(offered, facts).flatMap((told) => words.followup(told))
    default:
      return unreachable(template)
  }
}

function tellings(offered: Offered | null, facts: ScriptFacts): { what: string; price: string; license: string }[] {
  if (offered === null) return []
  const price = describeRange(offered.fromMinor, offered.toMinor, facts)
  const line = licenseLine(facts.license, facts.businessName)
  const license = line === null ? '' : ` ${line}.`
  const named = WHAT_CHARS.map((chars) => cutWords(offered.what ?? '', chars)).filter((what) => what !== '')
  const by = facts.language === 'es' ? ' por' : ' for'
  return [...new Set(named)]
    .map((what) => ({ what: `${by} ${what}`, price, license }))
    .concat({ what: '', price, license })
}
