import { HOUR_MS, type Instant } from './base/clock.ts'
import { countSegments, toGsm } from './base/segments.ts'
import type { ScriptPreview, ScriptQuestion } from './contract/scripts.ts'
import { describeGateCode, type LintCode } from './gate/codes.ts'
import type { MarketingTopic } from './gate/facts.ts'
import { lintText, type LintContext } from './gate/lint.ts'
import { isAfterScript } from './replies/compose-after.ts'
import { fillOwnText, namesOf, type TextScriptName } from './replies/compose.ts'
import { composeEmail } from './replies/email.ts'
import { amountsOf, type PriceLine, type ScriptFacts } from './replies/facts.ts'
import { findFit } from './replies/fit.ts'
import { describeMoment } from './replies/moment.ts'
import { checkScript, describeScriptRule, SCRIPT_RULE_CODES, type ScriptRuleCode } from './replies/script-rules.ts'

/** How own words would read, and everything that forbids them. Pure, so that preview and save cannot disagree. */

type Finding = ScriptPreview['findings'][number]

/** A line of a price book that is long, though nobody would wonder at it: own words must leave room for one. */
const LONG_LINE: PriceLine = {
  service: 'Water heater replacement',
  from: 1_250_000,
  to: 2_450_000,
  unit: 'square foot',
  keywords: [],
}
/** A Wednesday in September, half past noon in Greenwich: as long as a moment gets, give or take a digit. */
const LONG_MOMENT: Instant = Date.UTC(2026, 8, 23, 12, 30)
/** The tenant's id, a point and a token. */
const LINK_TOKEN_CHARS = 57
const SAMPLE_PLAN = {
  ...{ planId: 'sample', name: 'Comfort', priceMinor: 18_900, termMonths: 12 },
  ...{ holds: '2 visits a year', renewsByItself: true },
}
const LONG_PLAN = { ...SAMPLE_PLAN, name: 'x'.repeat(24), holds: 'x'.repeat(40), priceMinor: 1_250_000 }
const SAMPLE_LINE: PriceLine = { service: 'Drain cleaning', from: 9_900, to: 19_900, unit: 'job', keywords: [] }

/** The words for an example customer and this business, with what is wrong with them. */
export function judgeScript(
  { name, text }: ScriptQuestion,
  facts: ScriptFacts,
  allowedHosts: readonly string[],
): ScriptPreview {
  const known: ScriptFacts = facts.priceBook.length > 0 ? facts : { ...facts, priceBook: [SAMPLE_LINE] }
  const isEmail = name === 'missed_call_email'
  const host = allowedHosts[0] ?? 'example.com'
  const words = isEmail ? exampleEmail(text, known, allowedHosts) : exampleText(name, text, known, host)
  const findings: Finding[] = [
    ...checkScript(name, facts.language, text),
    ...lintText(words, lintContext(name, known, allowedHosts)),
    ...(isEmail || fitsAlways(name, text, known, host) ? [] : [TOO_LONG]),
  ]
  const { encoding, units, segments } = countSegments(words)
  return {
    text: words,
    encoding: encoding === 'gsm7' ? 'GSM-7' : 'UCS-2',
    segments: isEmail ? 0 : segments,
    characters: isEmail ? words.length : units,
    // The sharper of two that say the same comes first.
    findings: findings.filter(({ code }, index) => findings.findIndex((other) => other.code === code) === index),
  }
}

const TOO_LONG: Finding = {
  code: 'too_many_segments',
  detail: 'with the longest service, price and time, after your name and how to opt out',
}

/** One thing that is wrong, as a sentence. */
export function describeFinding({ code, detail }: Finding): string {
  const isRule = (known: string): known is ScriptRuleCode => SCRIPT_RULE_CODES.includes(known as ScriptRuleCode)
  return `${isRule(code) ? describeScriptRule(code) : describeGateCode(code as LintCode)} (${detail})`
}

function exampleText(name: TextScriptName, text: string, facts: ScriptFacts, host: string): string {
  const sample = { link: `https://${host}/r/${'x'.repeat(LINK_TOKEN_CHARS)}`, plan: SAMPLE_PLAN }
  const request = { services: firstService(facts), wishedAt: tomorrowAtNine(facts), isFirst: false, ...sample }
  const filled = fillOwnText(name, text, request, facts)
  return findFit(filled, namesOf(facts).business) ?? toGsm(filled.at(-1) ?? text)
}

function exampleEmail(text: string, facts: ScriptFacts, allowedHosts: readonly string[]): string {
  const request = {
    customerName: facts.language === 'es' ? 'María' : 'Pat',
    calledAt: facts.now,
    unsubscribeUrl: `https://${allowedHosts[0] ?? 'example.com'}/u/example`,
  }
  return composeEmail('missed_call_email', request, facts, () => ({ text, version: 0 })).text
}

/** Whether two segments hold it with the longest there is, framed as the first text of a conversation. */
function fitsAlways(name: TextScriptName, text: string, facts: ScriptFacts, host: string): boolean {
  const isAboutPrices = name === 'price_answer' || name === 'price_ask_service'
  const lines = isAboutPrices ? [...facts.priceBook, LONG_LINE] : facts.priceBook.slice(0, 1)
  return lines.every((line) => {
    const sample = { link: `https://${host}/r/${'x'.repeat(LINK_TOKEN_CHARS)}`, plan: LONG_PLAN }
    const request = { services: [line.service], wishedAt: LONG_MOMENT, isFirst: true, ...sample }
    const filled = fillOwnText(name, text, request, { ...facts, priceBook: [line] })
    return findFit(filled, namesOf(facts).business) !== null
  })
}

/** As the gate sorts them. */
const TOPICS: Partial<Record<ScriptQuestion['name'], MarketingTopic>> = {
  review_request: 'review',
  amc_offer: 'amc',
  reengage: 'winback',
}

function lintContext(name: ScriptQuestion['name'], facts: ScriptFacts, allowedHosts: readonly string[]): LintContext {
  const isFirst = name === 'missed_call_text'
  const isOffer = isAfterScript(name)
  const isAnswer = !isFirst && !isOffer && name !== 'missed_call_email'
  return {
    channel: name === 'missed_call_email' ? 'email' : 'sms',
    audience: 'customer',
    class: isOffer ? 'marketing' : 'response',
    first: isFirst,
    byHuman: false,
    disclosureDue: isFirst || isOffer,
    exemption: null,
    // Some states bar prices from a first text, and nobody knows where the next caller lives.
    priceBarredFromFirst: isFirst,
    businessName: facts.businessName,
    postalAddress: facts.postalAddress,
    allowedAmountsMinor: [...amountsOf(facts), ...(isOffer ? [SAMPLE_PLAN.priceMinor] : [])],
    topic: TOPICS[name] ?? null,
    allowedHosts,
    serviceNames: isAnswer ? facts.priceBook.map((line) => line.service) : [],
  }
}

export function firstService({ priceBook }: ScriptFacts): string[] {
  return priceBook.slice(0, 1).map((line) => line.service)
}

/** A time as customers wish for one. */
export function tomorrowAtNine({ now, zone }: ScriptFacts): Instant {
  const hour = Math.ceil(now / HOUR_MS) * HOUR_MS
  const hours = Array.from({ length: 24 }, (_, ahead) => hour + (24 + ahead) * HOUR_MS)
  return hours.find((at) => describeMoment(at, zone, 'en').endsWith(' 9 AM')) ?? hour
}
