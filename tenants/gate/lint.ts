import { SEGMENTS_MAX, SMS_BODY_CHARS_MAX } from '../base/limits.ts'
import { countSegments, toGsm } from '../base/segments.ts'
import { findAmounts } from './amounts.ts'
import { hasCardNumber } from './card-number.ts'
import type { LintFinding } from './codes.ts'
import type { Channel, GateMessage, MessageClass } from './facts.ts'
import { findForeignLink, HUMAN_CLAIMS, MISUSED_REPLY_WORDS, PROMOTIONS, STOP_OFFER } from './phrases.ts'

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

const SAYS_AUTOMATED =
  /\b(?:automat(?:ed|ic)|virtual|assistant|AI|bot|autom[aá]tic[oa]s?|automatizad[oa]s?|asistente)\b/i

/** Everything that is wrong with a text, the gravest first; empty when it may go. */
export function lintText(text: string, context: LintContext): LintFinding[] {
  const plain = flatten(text)
  const words: Words = { raw: text, plain, own: without(plain, flatten(context.businessName)) }
  const findings = lintSafety(words, context)
  if (context.audience === 'technician') return findings
  findings.push(...lintReplyWords(words, context))
  if (context.byHuman) return findings
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
  const text = own.replaceAll(/\bSTOP\b(?:["']?\s+to\s+\w+)?/gi, 'STOP')
  const misused = MISUSED_REPLY_WORDS.map((pattern) => pattern.exec(text)?.[0]).find((found) => found !== undefined)
  return misused === undefined ? [] : [{ code: 'opt_out_word_misused', detail: misused }]
}

function lintIdentity({ raw, plain, own }: Words, context: LintContext): LintFinding[] {
  const findings: LintFinding[] = []
  const isSms = context.channel === 'sms'
  const isConfirmation = context.exemption === 'opt_out_confirmation'
  const name = flatten(context.businessName)
  const mustName = isSms && (context.first || context.class === 'marketing' || context.exemption !== null)
  if (mustName && (name === '' || !plain.toLowerCase().includes(name.toLowerCase()))) {
    findings.push({ code: 'business_name_missing', detail: name === '' ? 'no business name is set' : name })
  }
  if (mustName && !isConfirmation && !STOP_OFFER.test(own)) {
    findings.push({ code: 'opt_out_words_missing', detail: 'no mention of STOP' })
  }
  if (context.disclosureDue && !SAYS_AUTOMATED.test(own)) {
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
  const find = (words: string) =>
    PROMOTIONS.map((pattern) => pattern.exec(words)?.[0]).find((found) => found !== undefined)
  // Names are taken out only when something was found, which is seldom.
  return find(text) && find(serviceNames.reduce((rest, name) => without(rest, flatten(name)), text))
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
    .replaceAll(/[ \t]+/g, ' ')
    .trim()
}

function onOneLine(text: string): string {
  return text.toLowerCase().replaceAll(/[\s,]+/g, ' ')
}

function without(text: string, name: string): string {
  if (name === '') return text
  return text.replaceAll(new RegExp(name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), 'gi'), '')
}

function describeAmount(amountMinor: number | undefined): string {
  return amountMinor === undefined || Number.isNaN(amountMinor) ? 'an amount in words' : (amountMinor / 100).toFixed(2)
}
