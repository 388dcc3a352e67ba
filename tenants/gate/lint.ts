import { readingsOf } from '../base/confusables.ts'
import { SEGMENTS_MAX, SMS_BODY_CHARS_MAX } from '../base/limits.ts'
import { countSegments, toGsm } from '../base/segments.ts'
import { findAmounts } from './amounts.ts'
import { hasCardNumber } from './card-number.ts'
import type { LintFinding } from './codes.ts'
import type { Channel, GateMessage, MessageClass } from './facts.ts'
import { ASKS_SECRET, findForeignLink, HUMAN_CLAIMS, MISUSED_REPLY_WORDS, PROMOTIONS } from './phrases.ts'
import { offersOptOut, saysAutomated } from './required-words.ts'

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
}

type Words = {
  raw: string
  plain: string
  /** Without the name of the business, which may hold any word. */ own: string
}

/** Everything that is wrong with a text, the gravest first; empty when it may go. */
export function lintText(text: string, context: LintContext): LintFinding[] {
  const plain = flatten(text)
  const words: Words = { raw: text, plain, own: without(plain, flatten(context.businessName)) }
  const findings = lintSafety(words, context)
  if (context.audience === 'technician') return findings
  findings.push(...lintReplyWords(words, context))
  if (context.byHuman) return findings
  const secret = findAny([ASKS_SECRET], readingsOf(words.own))
  if (secret !== undefined) findings.push({ code: 'card_number', detail: `asks for "${secret}"` })
  findings.push(...lintIdentity(words, context), ...lintPromises(words, context))
  if (context.channel === 'email' && context.class === 'marketing') findings.push(...lintMarketingEmail(words, context))
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
function lintReplyWords({ own }: Words, { channel }: LintContext): LintFinding[] {
  if (channel !== 'sms') return []
  // What STOP does may be said in any words.
  const readings = readingsOf(own).map((text) =>
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
  if (mustName && (name === '' || plain.search(patternOf(name)) < 0)) {
    findings.push({ code: 'business_name_missing', detail: name === '' ? 'no business name is set' : name })
  }
  if (mustName && !isConfirmation && !offersOptOut(own)) {
    findings.push({ code: 'opt_out_words_missing', detail: 'no mention of STOP' })
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

function lintPromises({ own }: Words, context: LintContext): LintFinding[] {
  const findings: LintFinding[] = []
  const amounts = findAmounts(own)
  const unknown = amounts.find((amount) => !context.allowedAmountsMinor.includes(amount))
  if (context.channel === 'sms' && context.first && context.priceBarredFromFirst && amounts.length > 0) {
    findings.push({ code: 'price_in_first_text', detail: `names ${describeAmount(amounts[0])}` })
  } else if (unknown !== undefined) {
    findings.push({ code: 'amount_not_allowed', detail: describeAmount(unknown) })
  }
  const promotion = findPromotion(own, context.serviceNames)
  if (context.class !== 'marketing' && promotion !== undefined) {
    findings.push({ code: 'promotion_in_class', detail: `"${promotion.trim()}" in ${context.class}` })
  }
  const link = findForeignLink(own, context.exemption === 'opt_out_confirmation' ? [] : context.allowedHosts)
  if (link !== null) findings.push({ code: 'link_not_allowed', detail: link })
  return findings
}

function findPromotion(text: string, serviceNames: readonly string[]): string | undefined {
  const found = findAny(PROMOTIONS, readingsOf(text))
  if (found === undefined || serviceNames.length === 0) return found
  // Names are taken out only when something was found, which is seldom.
  return findAny(PROMOTIONS, readingsOf(serviceNames.reduce((rest, name) => without(rest, flatten(name)), text)))
}

function findAny(patterns: readonly RegExp[], readings: readonly string[]): string | undefined {
  for (const pattern of patterns) {
    for (const reading of readings) {
      const found = pattern.exec(reading)?.[0]
      if (found !== undefined) return found
    }
  }
  return undefined
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

/** One way of writing each character, so that full-width digits or invisible marks hide nothing from the patterns. */
function flatten(text: string): string {
  return toGsm(text.normalize('NFKC'))
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[ \t]+/g, ' ')
    .trim()
}

function onOneLine(text: string): string {
  return text.toLowerCase().replaceAll(/[\s,]+/g, ' ')
}

function without(text: string, name: string): string {
  return name === '' ? text : text.replaceAll(patternOf(name), '')
}

/** A business called "A" would otherwise stand in most words, and taking it out would spell them otherwise. */
function patternOf(name: string): RegExp {
  const literal = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(name.length < 4 ? String.raw`(?<![\p{L}\p{N}])${literal}(?![\p{L}\p{N}])` : literal, 'giu')
}

function describeAmount(amountMinor: number | undefined): string {
  return amountMinor === undefined || Number.isNaN(amountMinor) ? 'an amount in words' : (amountMinor / 100).toFixed(2)
}
