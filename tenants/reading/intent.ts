import { once } from '../base/once.ts'
import { OPT_OUT_HINTS } from './evidence-opt-out.ts'
import { OPT_IN_WORDS } from './evidence-other.ts'
import { PRICED_VISIT_PHRASES } from './evidence-price.ts'
import { evidencePhrases, phrasesOf, type Evidence } from './intent-evidence.ts'
import { REPLY_LABELS, type ReplyLabel } from './labels.ts'
import { scoreLearned } from './learned.ts'
import type { Normalised } from './normalise.ts'
import { findJobSense } from './opt-out.ts'
import { PhraseBook } from './phrase.ts'
import { WORD_CLASSES } from './word-classes.ts'

/** `certain` when a phrase or word of the label stood in the text, beyond mere resemblance. */
export type Intent = { label: ReplyLabel; confidence: number; evidence: string[]; certain: boolean }

type Sign = { source: string; value: Evidence; start: number; end: number }
type Weighed = { scores: Map<ReplyLabel, number>; signs: Sign[] }

const openBook = once(() => new PhraseBook<Evidence>(evidencePhrases()))
const openHints = once(() => new PhraseBook<Evidence>(phrasesOf('opt_out', OPT_OUT_HINTS)))
const openPricedVisits = once(() => new PhraseBook(PRICED_VISIT_PHRASES.map((source) => [source, true] as const)))
const DENIALS = new Set([
  'not',
  'no',
  'never',
  'longer',
  'stop',
  'quit',
  'nunca',
  'without',
  'revoke',
  'revoking',
  'withdraw',
  'withdrawing',
])
const DENIAL_WORDS = 3
const COURTESIES = classOf('courtesy', 'thanking')
const THANKING = classOf('thanking')
const TIMING = classOf('timing')
const SLOT = classOf('slot', 'part')
const JOB = classOf('job')
const POLITE = classOf('polite')

/** What further signs for the same label add, so that ten weak ones do not outweigh one that is certain. */
const FURTHER_SIGN_SHARE = 0.35
const FURTHER_SIGNS_MAX = 5
const STOP_BESIDE_JOB_WEIGHT = 2
const COURTESY_WEIGHT = 8
const VISIT_WEIGHT_MIN = 6
const VISIT_WORDS_MIN = 3
const VISIT_BESIDE_PRICE_WEIGHT = 4
const TIME_ALONE_WEIGHT = 7
const PRICE_BESIDE_MIN = 4
const OPT_IN_WORD_WEIGHT = 14
const LEARNED_SHARE = 1.5
const EVIDENCE_MAX = 5

/** Weighs the signs for every intent. Confidence is the winner's share among all, 0 to 1. */
export function weighIntent(text: Normalised): Intent {
  const { scores, signs } = scoreEvidence(text)
  const learned = scoreLearned(text)
  for (const [label, score] of scores) scores.set(label, score + LEARNED_SHARE * learned[label])
  const [label, score] = strongest(scores)
  const evidence = signs.filter((sign) => sign.value.label === label).map((sign) => `${label}: ${sign.source}`)
  const certain = evidence.length > 0 || (label === 'opt_in_again' && isOptInWord(text))
  return { label, confidence: shareOf(score, scores), evidence: evidence.slice(0, EVIDENCE_MAX), certain }
}

/** The weight of the written rules alone. `opt_out` is absent where no word for it stands in the text. */
export function scoreEvidence(text: Normalised): Weighed {
  const told = withoutDenied(text, openBook().find(text))
  const asksAgain = told.some((sign) => sign.value.label === 'opt_in_again')
  const hints = asksAgain ? [] : findOptOutHints(text)
  const signs = [...told, ...hints]
  const scores = new Map<ReplyLabel, number>()
  for (const label of REPLY_LABELS) {
    const weights = signs.filter((sign) => sign.value.label === label).map((sign) => sign.value.weight)
    if (label !== 'opt_out' || hints.length > 0) scores.set(label, addWeights(weights))
  }
  if (asksPriceAndVisit(signs)) add(scores, 'booking', VISIT_BESIDE_PRICE_WEIGHT)
  if (isCourtesyAlone(text)) add(scores, 'thanks', COURTESY_WEIGHT)
  if (isTimeAlone(text)) add(scores, 'booking', TIME_ALONE_WEIGHT)
  if (isOptInWord(text)) add(scores, 'opt_in_again', OPT_IN_WORD_WEIGHT)
  return { scores, signs }
}

function addWeights(weights: number[]): number {
  if (weights.length === 0) return 0
  const most = Math.max(...weights)
  const rest = weights.reduce((sum, weight) => sum + weight, 0) - most
  return most + Math.min(FURTHER_SIGNS_MAX, rest * FURTHER_SIGN_SHARE)
}

/** A bare `stop` that no guard explains is close to certain; beside words about the job it says little. */
function findOptOutHints(text: Normalised): Sign[] {
  const jobSense = findJobSense(text)
  const aboutJob = text.words.some((word) => JOB.has(word))
  const hints = openHints()
    .find(text)
    .filter((hint) => !jobSense.some((sense) => overlaps(sense, hint)))
  return hints.map((hint) => {
    if (hint.source !== 'stop' || !aboutJob) return hint
    return { ...hint, value: { ...hint.value, weight: STOP_BESIDE_JOB_WEIGHT } }
  })
}

/**
 * Leaves out what the words around it take back: texts that somebody does not want again, and a visit that is only
 * named to ask its price.
 */
function withoutDenied(text: Normalised, found: Sign[]): Sign[] {
  const priced = openPricedVisits().find(text)
  return found.filter((sign) => {
    const { label } = sign.value
    // "I did not mean to stop" denies the stop, not the wish for texts.
    if (label === 'opt_in_again') return /\b(?:stop|not)\b/.test(sign.source) || !isDenied(text, sign)
    return label !== 'booking' || !priced.some((visit) => overlaps(visit, sign))
  })
}

function isDenied(text: Normalised, { start, end }: Sign): boolean {
  return text.words.slice(Math.max(0, start - DENIAL_WORDS), end).some((word) => DENIALS.has(word))
}

/** A visit asked for in other words than the price is: whoever wants both wants the visit. */
function asksPriceAndVisit(signs: Sign[]): boolean {
  const prices = signs.filter(({ value }) => value.label === 'price_question')
  const visits = signs.filter(
    ({ value, start, end }) =>
      value.label === 'booking' && value.weight >= VISIT_WEIGHT_MIN && end - start >= VISIT_WORDS_MIN,
  )
  return prices.length > 0 && visits.some((visit) => !prices.some((price) => overlaps(price, visit)))
}

/** Nothing but thanks, acknowledgement and good wishes. */
function isCourtesyAlone(text: Normalised): boolean {
  if (text.asksQuestion || !text.words.every((word) => COURTESIES.has(word))) return false
  return text.words.some((word) => THANKING.has(word))
}

/** Nothing but a day or a time, as people answer when asked for one. */
export function isTimeAlone(text: Normalised): boolean {
  return text.words.every((word) => TIMING.has(word)) && text.words.some((word) => SLOT.has(word))
}

/** Whether they want to know a price, whatever else they want; the word alone does not say so. */
export function asksPrice(text: Normalised): boolean {
  return (scoreEvidence(text).scores.get('price_question') ?? 0) >= PRICE_BESIDE_MIN
}

function isOptInWord(text: Normalised): boolean {
  const asked = text.words.filter((word) => !POLITE.has(word) && word !== 'again' && word !== 'yes')
  return asked.length === 1 && OPT_IN_WORDS.has(asked[0] ?? '')
}

function overlaps(one: { start: number; end: number }, other: { start: number; end: number }): boolean {
  return one.start < other.end && other.start < one.end
}

function add(scores: Map<ReplyLabel, number>, label: ReplyLabel, weight: number): void {
  scores.set(label, (scores.get(label) ?? 0) + weight)
}

function strongest(scores: Map<ReplyLabel, number>): [ReplyLabel, number] {
  return [...scores].reduce((best, next) => (next[1] > best[1] ? next : best))
}

function shareOf(score: number, scores: Map<ReplyLabel, number>): number {
  const total = [...scores.values()].reduce((sum, other) => sum + Math.exp(other - score), 0)
  return 1 / total
}

function classOf(...names: string[]): Set<string> {
  return new Set(names.flatMap((name) => WORD_CLASSES[name] ?? []))
}
