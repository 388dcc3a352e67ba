import { OPT_IN_WORDS } from './evidence-other.ts'
import { PRICED_VISIT_PHRASES } from './evidence-questions.ts'
import { evidencePhrases, type Evidence } from './intent-evidence.ts'
import { REPLY_LABELS, type ReplyLabel } from './labels.ts'
import { scoreLearned } from './learned.ts'
import type { Normalised } from './normalise.ts'
import { findOptOutHints } from './opt-out.ts'
import { PhraseBook } from './phrase.ts'
import { WORD_CLASSES } from './word-classes.ts'

/** `certain` when a phrase or word of the label stood in the text, beyond mere resemblance. */
export type Intent = { label: ReplyLabel; confidence: number; evidence: string[]; certain: boolean }

type Sign = { source: string; value: Evidence; start: number; end: number }

const BOOK = new PhraseBook<Evidence>(evidencePhrases())
const PRICED_VISITS = new PhraseBook(PRICED_VISIT_PHRASES.map((source) => [source, true] as const))
const DENIALS = new Set(['not', 'no', 'never', 'longer', 'stop', 'quit', 'nunca', 'without'])
const DENIAL_WORDS = 3
const COURTESIES = new Set([...(WORD_CLASSES['courtesy'] ?? []), ...(WORD_CLASSES['thanking'] ?? [])])
const THANKING = new Set(WORD_CLASSES['thanking'])
const TIMING = new Set(WORD_CLASSES['timing'])
const JOB = new Set(WORD_CLASSES['job'])
const SLOT = new Set([...(WORD_CLASSES['slot'] ?? []), ...(WORD_CLASSES['part'] ?? [])])
const POLITE = new Set(WORD_CLASSES['polite'])

/** What further signs for the same label add, so that ten weak ones do not outweigh one that is certain. */
const FURTHER_SIGN_SHARE = 0.35
const FURTHER_SIGNS_MAX = 5
const COURTESY_WEIGHT = 8
const STOP_WEIGHT = 9
const HINT_WEIGHT = 3.5
const TIME_ALONE_WEIGHT = 7
const OPT_IN_WORD_WEIGHT = 14
const LEARNED_SHARE = Number(process.env.LS ?? 1)
const EVIDENCE_MAX = 5

/** Weighs the signs for every intent but the opt-out. Confidence is the winner's share among all, 0 to 1. */
export function weighIntent(text: Normalised): Intent {
  const found = withoutDenied(text, BOOK.find(text))
  const scores = new Map<ReplyLabel, number>()
  const learned = scoreLearned(text)
  for (const label of REPLY_LABELS) {
    const signs = found.filter((sign) => sign.value.label === label).map((sign) => sign.value.weight)
    scores.set(label, addSigns(signs) + LEARNED_SHARE * learned[label])
  }
  const asksAgain = found.some((sign) => sign.value.label === 'opt_in_again')
  const hints = asksAgain ? [] : findOptOutHints(text)
  // Resemblance alone never opts anybody out: a word for it has to stand in the text.
  if (hints.length === 0) scores.delete('opt_out')
  else add(scores, 'opt_out', addSigns(hints.map(hintWeight(text))))
  if (isCourtesyAlone(text)) add(scores, 'thanks', COURTESY_WEIGHT)
  if (isTimeAlone(text)) add(scores, 'booking', TIME_ALONE_WEIGHT)
  if (isOptInWord(text)) add(scores, 'opt_in_again', OPT_IN_WORD_WEIGHT)
  const [label, score] = strongest(scores)
  const evidence = found.filter((sign) => sign.value.label === label).map((sign) => `${label}: ${sign.source}`)
  return {
    label,
    confidence: shareOf(score, scores),
    evidence: evidence.slice(0, EVIDENCE_MAX),
    certain: evidence.length > 0 || isOptInWord(text),
  }
}

/**
 * Leaves out what the words around it take back: texts that somebody does not want again, and a visit that is only
 * named to ask its price.
 */
function withoutDenied(text: Normalised, found: Sign[]): Sign[] {
  const priced = PRICED_VISITS.find(text)
  return found.filter(({ value: { label }, source, start, end }) => {
    if (label === 'opt_in_again') return source.startsWith('did not') || !deniedBefore(text, start)
    return label !== 'booking' || !priced.some((visit) => visit.start < end && start < visit.end)
  })
}

/** A bare `stop` that no guard explains is close to certain; beside words about the job it says little. */
function hintWeight(text: Normalised): (hint: string) => number {
  const aboutJob = text.words.some((word) => JOB.has(word))
  return (hint) => (hint === 'stop' ? (aboutJob ? 2 : STOP_WEIGHT) : HINT_WEIGHT)
}

function deniedBefore(text: Normalised, start: number): boolean {
  return text.words.slice(Math.max(0, start - DENIAL_WORDS), start).some((word) => DENIALS.has(word))
}

function addSigns(weights: number[]): number {
  if (weights.length === 0) return 0
  const most = Math.max(...weights)
  const rest = weights.reduce((sum, weight) => sum + weight, 0) - most
  return most + Math.min(FURTHER_SIGNS_MAX, rest * FURTHER_SIGN_SHARE)
}

/** Nothing but thanks, acknowledgement and good wishes. */
function isCourtesyAlone(text: Normalised): boolean {
  if (text.asksQuestion || !text.words.every((word) => COURTESIES.has(word))) return false
  return text.words.some((word) => THANKING.has(word))
}

/** Nothing but a day or a time, as people answer when asked for one. */
function isTimeAlone(text: Normalised): boolean {
  return text.words.every((word) => TIMING.has(word)) && text.words.some((word) => SLOT.has(word))
}

function isOptInWord(text: Normalised): boolean {
  const asked = text.words.filter((word) => !POLITE.has(word) && word !== 'again')
  return asked.length === 1 && OPT_IN_WORDS.has(asked[0] ?? '')
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
