import type { LintFinding } from './codes.ts'
import { findAny } from './plain-text.ts'

/** What may not be said about reviews and maintenance plans, whatever the consent. Held against readings of a text. */

/** Sites that forbid asking; a business that asks is punished there. */
const FORBIDDEN_REVIEW_HOSTS = ['yelp.com', 'yelp.to', 'yelp.ca', 'yelp.co.uk', 'yelp.es', 'yelp.com.mx']
const FORBIDDEN_SITE = /\byelp\b/i

const REVIEW = String.raw`\b(?:reviews?|ratings?|rate us|stars?|rese[nñ]as?|calificacion(?:es)?|estrellas)\b`
const REWARD = String.raw`(?:\$ ?\d|\d ?%|\b(?:discounts?|off your|off the|coupons?|gift ?cards?|gifts?|rewards?|raffle|drawing|win|credit|(?<!feel )free|descuentos?|regalos?|premios?|sorteos?|gratis|cupon(?:es)?)\b)`
const PLEASED = String.raw`\b(?:if|since|as) (?:you(?:'re|'ve)?|your \w+) (?:\w+ ){0,2}(?:happy|satisfied|pleased|loved?|liked|enjoyed|(?:a )?(?:great|good) (?:experience|job|visit|work|service))\b|\bsi (?:esta|quedo|le gusto|estuvo) (?:\w+ ){0,2}(?:content[oa]|satisfech[oa]|feliz|servicio|trabajo)\b`
const GOOD_ONLY = String.raw`\b(?:5|five|4|four)[- ]?stars?\b|\b(?:cinco|5) estrellas\b|\b(?:positive|good|great|glowing|excellent) (?:reviews?|ratings?)\b|\b(?:buena|excelente) (?:resena|calificacion)\b`

/** A reward, a condition of being pleased, or asking for a good one by name: each makes the asking selective. */
const CONDITIONAL: readonly RegExp[] = [
  new RegExp(String.raw`${REVIEW}[^\n]{0,80}${REWARD}|${REWARD}[^\n]{0,80}${REVIEW}`, 'i'),
  new RegExp(String.raw`(?:${PLEASED})[^\n]{0,80}${REVIEW}|${REVIEW}[^\n]{0,80}(?:${PLEASED})`, 'i'),
  new RegExp(GOOD_ONLY, 'i'),
]

/** Handing over words that the customer is to pass off as their own (16 CFR 465.2). */
const WRITTEN: readonly RegExp[] = [
  /\b(?:copy|paste|use|post|edit) (?:and paste )?(?:this|the|our|my) (?:\w+ )?(?:reviews?|text|words)\b[^\n]{0,60}\breviews?\b|\b(?:copy|paste|post|use) (?:and paste )?(?:this|our) (?:\w+ )?reviews?\b/i,
  /\b(?:i|we)(?:'ve| have)? (?:wrote|written|drafted|prepared|made) (?:a|the|your|you a) (?:\w+ )?reviews?\b/i,
  /\breviews? (?:i|we)(?:'ve| have)? (?:wrote|written|drafted|prepared) for you\b|\bhere(?:'s| is) (?:a|the|your) (?:\w+ )?review (?:to|you can|for you)\b/i,
  /\b(?:copie|pegue|publique) (?:y pegue )?esta resena\b|\bresena (?:ya )?(?:escrita|redactada|lista)\b/i,
]

/** A maintenance plan is scheduled work. A promise to bear what breaks is insurance, which needs a licence. */
const INDEMNITY: readonly RegExp[] = [
  /\b(?:plan|contract|agreement|membership|coverage|we|it) (?:fully |also |will |'ll )*(?:covers?|pays? for|insures?|includes?) (?:all |any |every |the cost of |the cost for |your )+(?:\w+ ){0,2}(?:repairs?|replacements?|breakdowns?|parts|damages?|costs?|failures?)\b/i,
  /\b(?:repairs?|replacements?|breakdowns?|damages?) (?:are |is )?(?:fully |100% |all )?(?:covered|insured|included|paid)\b/i,
  /\b(?:indemnif\w+|indemnity|home warrant(?:y|ies)|insurance plan|full coverage|fully insured against)\b/i,
  /\b(?:you|you'll|you will) (?:never |not )(?:pay|owe) (?:a cent |anything |again )?(?:for|on) (?:any |a |your )?(?:\w+ )?(?:repairs?|replacements?|breakdowns?)\b/i,
  /\bif (?:it|anything|something) (?:breaks|fails)[^.!?\n]{0,40}\b(?:we(?:'ll| will)? (?:fix|repair|replace|pay)[^.!?\n]{0,20}(?:free|at no|for nothing)|on us|no cost|covered)\b/i,
  /\b(?:el plan|el contrato|la membresia) (?:cubre|paga) (?:todas? |todos? |cualquier |las? |los? )*(?:reparacion(?:es)?|averias?|reemplazos?|danos?)\b|\bgarantia del hogar\b|\bseguro de (?:hogar|averias)\b/i,
]

export function lintOffers(readings: readonly string[]): LintFinding[] {
  const findings: LintFinding[] = []
  const add = (code: LintFinding['code'], patterns: readonly RegExp[]) => {
    const found = findAny(patterns, readings)
    if (found !== undefined) findings.push({ code, detail: `"${found.trim()}"` })
  }
  add('review_link_forbidden', [FORBIDDEN_SITE])
  add('review_conditional', CONDITIONAL)
  add('review_written', WRITTEN)
  add('indemnity_promised', INDEMNITY)
  return findings
}

/** For the settings: whether a page of this host may be set as the place for reviews. */
export function mayHostReviews(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '')
  return !FORBIDDEN_REVIEW_HOSTS.some((forbidden) => name === forbidden || name.endsWith(`.${forbidden}`))
}
