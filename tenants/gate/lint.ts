import { readingsOf } from '../base/confusables.ts'
import { hidesNothing } from '../base/plain-name.ts'
import { SEGMENTS_MAX, SMS_BODY_CHARS_MAX } from '../base/limits.ts'
import { countSegments } from '../base/segments.ts'
import { findAmounts } from './amounts.ts'
import { hasCardNumber } from './card-number.ts'
import type { LintFinding } from './codes.ts'
import type { Channel, GateMessage, MarketingTopic, MessageClass } from './facts.ts'
import { saysUnsubscribed } from './fixed-texts.ts'
import { lintModelWords } from './model-words.ts'
import { lintOffers } from './offer-rules.ts'
import { ASKS_REVIEW, ASKS_SECRET, findForeignLink, HUMAN_CLAIMS, MISUSED_REPLY_WORDS, PROMOTIONS } from './phrases.ts'
import { findAny, flatten, holdsName, onOneLine, without, withoutPageTokens } from './plain-text.ts'
import { offersOptOut, saysAutomated } from './required-words.ts'
import { findShortLink } from './short-links.ts'

/** What the words are measured against. The settings screen fills it for a script, the gate for a message. */
export type LintContext = {
  channel: Channel
  audience: GateMessage['audience']
  class: MessageClass
  /** The first text of the conversation, which has to say who writes and how to opt out. */
  first: boolean
  byHuman: boolean
  disclosureDue: boolean
  exemption: GateMessage['exemption']
  /** A candidate state of the customer bars prices from the first text. */
  priceBarredFromFirst: boolean
  businessName: string
  postalAddress: string
  allowedAmountsMinor: readonly number[]
  allowedHosts: readonly string[]
  /** Names of services that may be said although they sound like an offer. */
  serviceNames: readonly string[]
  /** A model wrote it, so that more is taken for a price or a claim than in words somebody has read before. */
  byModel?: boolean
  /** What a marketing message is about. */
  topic?: MarketingTopic | null
}

type Words = {
  raw: string
  plain: string
  /** Without the name of the business, which may hold any word. */
  own: string
  /** The ways in which the words may be read. */
  readings: readonly string[]
}

/** Everything that is wrong with a text, the gravest first; empty when it may go. */
export function lintText(text: string, context: LintContext): LintFinding[] {
  const plain = withoutPageTokens(flatten(text))
  const own = without(plain, flatten(context.businessName))
  const words: Words = { raw: text, plain, own, readings: readingsOf(own) }
  const findings = lintSafety(words, context)
  if (context.audience === 'technician') return findings
  findings.push(...lintReplyWords(words, context))
  if (context.byHuman) return [...findings, ...lintTyped(words)]
  const secret = findAny([ASKS_SECRET], words.readings)
  if (secret !== undefined) findings.push({ code: 'card_number', detail: `asks for "${secret}"` })
  findings.push(...lintIdentity(words, context), ...lintPromises(words, context))
  if (context.channel === 'email' && context.class === 'marketing') findings.push(...lintMarketingEmail(words, context))
  return findings
}

/**
 * The words by which a text sells something, if it does. What a person types may ask for a review, which is no offer.
 */
export function findOffer(text: string, businessName: string, serviceNames: readonly string[]): string | null {
  const own = without(flatten(text), flatten(businessName))
  const offers = PROMOTIONS.filter((pattern) => pattern !== ASKS_REVIEW)
  return findAny(offers, readingsWithout(offers, readingsOf(own), own, serviceNames))?.trim() ?? null
}

/** A person words a text as they like, but sends nothing hidden and nothing that carriers refuse. */
function lintTyped({ raw, own }: Words): LintFinding[] {
  const findings: LintFinding[] = []
  if (!hidesNothing(raw)) findings.push({ code: 'characters_hidden', detail: 'invisible or steering characters' })
  const link = findShortLink(own)
  if (link !== null) findings.push({ code: 'link_shortened', detail: link })
  return findings
}

/** What holds for everybody's words, the technician's own included. */
function lintSafety({ raw, plain }: Words, { channel }: LintContext): LintFinding[] {
  const findings: LintFinding[] = []
  if (plain === '') findings.push({ code: 'body_empty', detail: 'no visible character' })
  if (hasCardNumber(plain)) findings.push({ code: 'card_number', detail: 'digits that pass as a card number' })
  if (channel === 'sms' && raw.length > SMS_BODY_CHARS_MAX) {
    findings.push({ code: 'body_too_long', detail: `${raw.length} of ${SMS_BODY_CHARS_MAX} characters` })
  }
  return findings
}

/** A customer who answers with one of these words is blocked by the carrier, whatever we meant by it. */
function lintReplyWords({ readings: all }: Words, { channel }: LintContext): LintFinding[] {
  if (channel !== 'sms') return []
  // What STOP does may be said in any words.
  const readings = all.map((text) =>
    text.replaceAll(/\b(?:STOP|ALTO)\b(?:["']?\s+(?:to|para)\s+(?:no\s+)?\w+)?/gi, 'STOP'),
  )
  const misused = findAny(MISUSED_REPLY_WORDS, readings)
  return misused === undefined ? [] : [{ code: 'opt_out_word_misused', detail: misused }]
}

function lintIdentity({ raw, plain, own }: Words, context: LintContext): LintFinding[] {
  const findings: LintFinding[] = []
  const isSms = context.channel === 'sms'
  const isConfirmation = context.exemption === 'opt_out_confirmation'
  const name = flatten(context.businessName)
  const mustName = isSms && (context.first || context.class === 'marketing' || context.exemption !== null)
  if (mustName && !holdsName(plain, name)) {
    findings.push({ code: 'business_name_missing', detail: name === '' ? 'no business name is set' : name })
  }
  if (mustName && !isConfirmation && !offersOptOut(own)) {
    findings.push({ code: 'opt_out_words_missing', detail: 'no mention of STOP' })
  }
  if (isConfirmation && !saysUnsubscribed(own)) {
    findings.push({ code: 'confirmation_incomplete', detail: 'does not say that no more messages come' })
  }
  if (context.disclosureDue && !saysAutomated(own)) {
    findings.push({ code: 'disclosure_missing', detail: 'does not say that an automated assistant writes' })
  }
  const claim = HUMAN_CLAIMS.map((pattern) => pattern.exec(own)?.[0]).find((found) => found !== undefined)
  if (claim !== undefined) findings.push({ code: 'human_claim', detail: claim.trim() })
  const { segments } = countSegments(raw)
  if (isSms && segments > SEGMENTS_MAX) {
    findings.push({ code: 'too_many_segments', detail: `${segments} of ${SEGMENTS_MAX} segments` })
  }
  return findings
}

function lintPromises({ own, readings }: Words, context: LintContext): LintFinding[] {
  const findings: LintFinding[] = []
  const amounts = findAmounts(own)
  const allowed = context.exemption === 'opt_out_confirmation' ? [] : context.allowedAmountsMinor
  const unknown = amounts.find((amount) => !allowed.includes(amount))
  if (context.channel === 'sms' && context.first && context.priceBarredFromFirst && amounts.length > 0) {
    findings.push({ code: 'price_in_first_text', detail: `names ${describeAmount(amounts[0])}` })
  } else if (unknown !== undefined) {
    findings.push({ code: 'amount_not_allowed', detail: describeAmount(unknown) })
  }
  const barred = barredPromotions(context)
  const promotion = findAny(barred, readingsWithout(barred, readings, own, context.serviceNames))
  if (promotion !== undefined) {
    findings.push({ code: 'promotion_in_class', detail: `"${promotion.trim()}" in ${context.topic ?? context.class}` })
  }
  findings.push(...lintOffers(readings))
  const link = findForeignLink(own, context.exemption === 'opt_out_confirmation' ? [] : context.allowedHosts)
  if (link !== null) findings.push({ code: 'link_not_allowed', detail: link })
  const isNews = (finding: LintFinding) => findings.every(({ code }) => code !== finding.code)
  if (context.byModel) findings.push(...lintModelWords(own, amounts, allowed).filter(isNews))
  return findings
}

/** An answer sells nothing; what asks for a review on the strength of old dealings sells nothing else. */
function barredPromotions({ class: messageClass, topic }: LintContext): readonly RegExp[] {
  if (messageClass !== 'marketing') return PROMOTIONS
  return topic === 'review' ? PROMOTIONS.filter((pattern) => pattern !== ASKS_REVIEW) : []
}

/** Names are taken out only when something was found, which is seldom. */
function readingsWithout(
  patterns: readonly RegExp[],
  readings: readonly string[],
  text: string,
  names: readonly string[],
): readonly string[] {
  if (names.length === 0 || findAny(patterns, readings) === undefined) return readings
  return readingsOf(names.reduce((rest, name) => without(rest, flatten(name)), text))
}

function lintMarketingEmail({ plain }: Words, context: LintContext): LintFinding[] {
  const findings: LintFinding[] = []
  const address = flatten(context.postalAddress)
  if (address === '' || !onOneLine(plain).includes(onOneLine(address))) {
    findings.push({ code: 'postal_address_missing', detail: address === '' ? 'no postal address is set' : address })
  }
  if (!/unsubscribe|opt[ -]?out/i.test(plain) || !/https:\/\//i.test(plain)) {
    findings.push({ code: 'unsubscribe_missing', detail: 'no link to unsubscribe' })
  }
  return findings
}

function describeAmount(amountMinor: number | undefined): string {
  return amountMinor === undefined || Number.isNaN(amountMinor) ? 'an amount in words' : (amountMinor / 100).toFixed(2)
}
