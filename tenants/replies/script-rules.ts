import type { Language } from './facts.ts'
import { findUnknownPlaceholder, hasPlaceholder, type ScriptName } from './placeholders.ts'

/** What a script itself must hold, whatever its placeholders come to stand for. The gate's lint sees it filled in. */

export type ScriptRuleCode =
  'placeholder_unknown' | 'placeholder_missing' | 'estimate_missing' | 'time_promised' | 'human_claim'
export type ScriptFinding = { code: ScriptRuleCode; detail: string }

/** A price is a range from the price book, and never an offer that binds (compliance: section 8). */
const ESTIMATE: Record<Language, RegExp> = {
  en: /(?<!\b(?:not|no|isn't) (?:an? )?)\bestimate[sd]?\b/i,
  es: /(?<!\b(?:no|sin) (?:es |son )?(?:un |una )?(?:precios? )?)\b(?:estimad[oa]s?|estimaci[oó]n|aproximad[oa]s?)/i,
}

/** Nobody has looked at the calendar when this is sent. */
const PROMISES: Record<Language, RegExp> = {
  en: /\byou(?:'re| are) (?:all )?(?:booked|set|scheduled|confirmed)\b|\b(?:is|are) (?:now )?(?:booked|confirmed|scheduled)\b/i,
  es: /\b(?:est[aá]|queda|quedó) (?:confirmad|agendad|reservad)[oa]|\bnos vemos\b|\ble esperamos\b/i,
}
const MEETING = /\bsee you\b|\bwe(?:'ll| will) be there\b/i

/** Who reads "This is Dana" believes that Dana writes. */
const SPEAKS_AS_OWNER = /\b(?:i'm|i am|this is|it's|my name is|me llamo|soy|habla|le escribe) \{owner\}/i

/** The word that the disclosure is known by, and the contrary said with it. */
const DENIES_AUTOMATION = /\b(?:not|isn't|no es|no son|sin)\b[^.!?\n]{0,24}\bautom[aá]ti?[zc]?/i

const SENTENCES: Record<ScriptRuleCode, string> = {
  placeholder_unknown: 'The braces hold nothing that we can fill in here.',
  placeholder_missing: 'Something that has to be in it is missing.',
  estimate_missing: 'A price counts as a firm offer unless the text says that it is an estimate.',
  time_promised: 'It promises a visit that you have not confirmed yet. Say that you will confirm the time.',
  human_claim: 'It reads as if a person wrote it, and none did. Word it as coming from the business.',
}

export const SCRIPT_RULE_CODES = Object.keys(SENTENCES) as ScriptRuleCode[]

/** What is wrong and what to do, for the person who writes the script. */
export function describeScriptRule(code: ScriptRuleCode): string {
  return SENTENCES[code]
}

/** Everything that forbids a script; `detail` is the place, or what is missing. */
export function checkScript(name: ScriptName, language: Language, text: string): ScriptFinding[] {
  const findings: ScriptFinding[] = []
  const add = (code: ScriptRuleCode, detail: string | null | undefined) => {
    if (detail !== null && detail !== undefined) findings.push({ code, detail })
  }
  add('placeholder_unknown', findUnknownPlaceholder(name, text))
  if (name === 'price_answer') {
    if (!hasPlaceholder(text, 'price')) add('placeholder_missing', '{price}')
    if (!ESTIMATE[language].test(text)) add('estimate_missing', language === 'es' ? 'estimado' : 'estimate')
  }
  if (name === 'booking_received') add('time_promised', (PROMISES[language].exec(text) ?? MEETING.exec(text))?.[0])
  add('human_claim', (SPEAKS_AS_OWNER.exec(text) ?? DENIES_AUTOMATION.exec(text))?.[0])
  return findings
}
