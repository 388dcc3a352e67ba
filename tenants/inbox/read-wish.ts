import { normalise } from '../reading/normalise.ts'
import { OPT_IN_WORDS } from '../reading/evidence-other.ts'
import { scoreEvidence } from '../reading/intent.ts'
import { REPLY_LABELS } from '../reading/labels.ts'
import { scoreLearned } from '../reading/learned.ts'
import { isOpeningAlone } from '../reading/opening.ts'
import { isCarrierKeyword } from '../reading/opt-out.ts'
import { isBeyondUs } from '../reading/other-languages.ts'
import { readReply, type Reading } from '../reading/read-reply.ts'
import { revocationScope, type RevocationScope } from '../base/revocation.ts'
import type { Instant } from '../base/clock.ts'

/** Whether a person wants no more messages, wants them again, or may want none: what the law looks for in a text. */

type CarrierKeyword = 'stop' | 'start' | 'help' | null

export type Wish = {
  reading: Reading
  /** They ask for texts again in so many words, which alone lifts an opt-out. */
  lifts: boolean
  /** Nobody can tell by rules; a person has to read it, and nothing automated may answer (47 CFR 64.1200(a)(10)). */
  mayBeOptOut: boolean
}

/**
 * Where no wording of ours stands in a text, what it resembles still counts. In the corpora one text in a hundred and
 * fifty that is no opt-out resembles one by so much, and none that is one was missed below it.
 */
const RESEMBLANCE_MIN = 0.2
/** As `reading/intent.ts` weighs what was learned beside its rules. */
const LEARNED_SHARE = 1.5

export function readWish(text: string, carrierKeyword: CarrierKeyword, wasSuppressed: boolean): Wish {
  const reading = readWithCarrier(text, carrierKeyword, wasSuppressed)
  const isYes = wasSuppressed && isYesAlone(text)
  const lifts = reading.label === 'opt_in_again' && (carrierKeyword === 'start' || isYes || saysAgain(text, reading))
  return { reading, lifts, mayBeOptOut: carrierKeyword === null && mayBeOptOut(text, reading) }
}

/** What the carrier handled is what it was; and YES opens the door again only for those who had closed it. */
function readWithCarrier(text: string, carrierKeyword: CarrierKeyword, wasSuppressed: boolean): Reading {
  const reading = readReply(text)
  if (carrierKeyword === 'stop') return { ...reading, label: 'opt_out' }
  if (carrierKeyword === 'start') return { ...reading, label: 'opt_in_again' }
  if (carrierKeyword === 'help') return { ...reading, label: 'help' }
  if (wasSuppressed && isYesAlone(text)) return { ...reading, label: 'opt_in_again' }
  return reading
}

function isYesAlone(text: string): boolean {
  return /^\s*yes\W*$/i.test(text)
}

/** A wording of ours, or one of the words alone; "ugh, not again" only resembles them. */
function saysAgain(text: string, { evidence }: Reading): boolean {
  if (evidence.length > 0) return true
  const [word, ...more] = normalise(text).words
  return word !== undefined && more.length === 0 && OPT_IN_WORDS.has(word)
}

function mayBeOptOut(text: string, { label, evidence, emergency }: Reading): boolean {
  if (label === 'opt_out' || label === 'spam' || emergency !== null) return false
  if (isBeyondUs(text)) return true
  if (isOpeningAlone(normalise(text))) return false
  // Taken at its word it would cost the customer their number, so it must stand there.
  if (label === 'wrong_number') return evidence.length === 0
  return resemblance(text) >= RESEMBLANCE_MIN
}

/** How much of all intents together the opt-out would have, were it weighed like the others. */
function resemblance(text: string): number {
  const normalised = normalise(text)
  if (normalised.words.length === 0) return 0
  const { scores } = scoreEvidence(normalised)
  const learned = scoreLearned(normalised)
  const weights = REPLY_LABELS.map((label) => (scores.get(label) ?? 0) + LEARNED_SHARE * learned[label])
  const most = Math.max(...weights)
  const optOut = weights[REPLY_LABELS.indexOf('opt_out')] ?? 0
  return Math.exp(optOut - most) / weights.reduce((sum, weight) => sum + Math.exp(weight - most), 0)
}

const OFFERS =
  /\b(offers?|promos?|promotions?|deals?|ads?|advert\w*|marketing|coupons?|discounts?|specials?|reviews?|ratings?|ofertas?|promoci[oó]n(?:es)?|publicidad|anuncios?|descuentos?|rese[nñ]as?|opiniones|valoraci[oó]n(?:es)?)\b/i
const EVERYTHING =
  /\b(all|any|anything|everything|texts?|texting|messages?|messaging|contact\w*|me alone|todo|todos|nada|mensajes?|textos?)\b/i

/**
 * What an opt-out is about. Everything, unless the business honours opt-outs by topic, the words name offers or reviews
 * and no more, and no carrier has blocked the number for all.
 */
export function judgeTopic(text: string, chosen: RevocationScope, now: Instant): 'all' | 'marketing' {
  if (revocationScope(chosen, now) === 'all' || isCarrierKeyword(text)) return 'all'
  return OFFERS.test(text) && !EVERYTHING.test(text) ? 'marketing' : 'all'
}
