import { findBareAmounts } from './amounts.ts'
import type { LintFinding } from './codes.ts'

/** What only a model would write: ours and the business's scripts were read before anybody used them. */

/** Somebody who is on the way, has a family, or puts a first name under the text. */
const PERSONAS: readonly RegExp[] = [
  /(?:^|[.!?,:]\s+)(?!AI\b|Bot\b|Assistant\b)[A-Z][a-z]+ here\b(?! (?:is|are)\b)/,
  /\b[Ii]t's [A-Z][a-z]+ (?:from|with|at)\b/,
  /\bI(?:'m| am|'ll be| will be) (?:\w+ ){0,2}(?:finishing|wrapping|heading|on my way|coming|right over|there in|out there|at a (?:job|house|customer))\b/i,
  /\bI(?:'ll| will| can) (?:come|stop|swing|drop|head|drive|be) (?:by|over|out|there)\b/i,
  /\bmy (?:truck|van|wife|husband|kids?|hands?|tools?|crew|guys|lunch|cell|camioneta|esposa)\b/i,
  /\bI(?:'ve| have) (?:been|worked|fixed|seen|done)\b|\bin my (?:\d+ )?years\b|\bllevo \d+ años\b/i,
  /(?:^|\n)\s*[-–—~]\s?[A-Z][a-z]+\s*$/,
  /\bestoy (?:en (?:un|otro) (?:trabajo|servicio)|manejando|en camino)\b|\bvoy (?:en camino|para allá)\b/i,
]

const ESTIMATE = /\bestimat(?:e|es|ed)\b|\bballpark\b|\bapprox|\bestimad[oa]s?\b|\baproximad[oa]s?\b|\bpresupuesto\b/i

/** `amounts` are the ones with a sign or a currency, which the caller has found already. */
export function lintModelWords(
  text: string,
  amounts: readonly number[],
  allowedAmountsMinor: readonly number[],
): LintFinding[] {
  const findings: LintFinding[] = []
  const claim = PERSONAS.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined)
  if (claim !== undefined) findings.push({ code: 'human_claim', detail: claim.trim() })
  const bare = findBareAmounts(text)
  const unknown = bare.find((amount) => !allowedAmountsMinor.includes(amount))
  if (unknown !== undefined) {
    findings.push({
      code: 'amount_not_allowed',
      detail: Number.isNaN(unknown) ? 'an amount in words' : `${unknown / 100}`,
    })
  }
  if (amounts.length + bare.length > 0 && !ESTIMATE.test(text)) {
    findings.push({ code: 'estimate_words_missing', detail: 'names a price and no estimate' })
  }
  return findings
}
