import { flatten, holdsName } from '../../tenants/gate/plain-text.ts'
import { offersOptOut } from '../../tenants/gate/required-words.ts'

/** The answer to HELP, whose contents carriers prescribe. */

export type HelpField = 'business_name' | 'contact' | 'rates' | 'frequency' | 'opt_out'

const PHONE = /(?:\+?1[ .-]?)?\(?\b[2-9]\d{2}\)?[ .-]?\d{3}[ .-]?\d{4}\b|\+\d{8,15}\b/
const EMAIL = /\b[^\s@,;:]+@[^\s@,;:]+\.[a-z]{2,}\b/i
const SITE = /\bhttps?:\/\/[^\s.]+\.[^\s]+/i
const RATES = /\b(?:msg|message)s? ?(?:&|and) ?data rates\b|\btarifas de (?:mensajes|sms) y datos\b/i
const FREQUENCY =
  /\bfreq(?:uency)?\b|\bfrecuencia\b|\b\d+ (?:msgs?|messages|mensajes) ?(?:\/|per|a|al|por) ?(?:mo|month|mes)\b/i

/** What an answer to HELP lacks of the five things it must hold; empty when it is complete. */
export function judgeHelpText(text: string, businessName: string): HelpField[] {
  const plain = flatten(text)
  const held: Record<HelpField, boolean> = {
    business_name: holdsName(plain, flatten(businessName)),
    contact: PHONE.test(plain) || EMAIL.test(plain) || SITE.test(plain),
    rates: RATES.test(plain),
    frequency: FREQUENCY.test(plain),
    opt_out: offersOptOut(plain),
  }
  return (Object.keys(held) as HelpField[]).filter((field) => !held[field])
}
