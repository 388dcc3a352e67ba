import { once } from '../base/once.ts'
import type { Normalised } from './normalise.ts'
import { HINT_GUARDS, OPT_OUT_FOOTERS, OPT_OUT_GUARDS, SOFT_OPT_OUT_PHRASES } from './opt-out-guards.ts'
import { OPT_OUT_PHRASES, OPT_OUT_WORDS } from './opt-out-phrases.ts'
import { OPT_OUT_PHRASES_INDIRECT } from './opt-out-phrases-indirect.ts'
import { OPT_OUT_PHRASES_SPANISH } from './opt-out-phrases-spanish.ts'
import { PhraseBook } from './phrase.ts'
import { WORD_CLASSES } from './word-classes.ts'

export type OptOut = { evidence: string } | null

type Role = 'ask' | 'soft' | 'hint_guard' | 'guard' | 'footer'
type Span = { source: string; value: Role; start: number; end: number }

const openBook = once(
  () =>
    new PhraseBook<Role>([
      ...withRole(OPT_OUT_PHRASES, 'ask'),
      ...withRole(OPT_OUT_PHRASES_INDIRECT, 'ask'),
      ...withRole(OPT_OUT_PHRASES_SPANISH, 'ask'),
      ...withRole(SOFT_OPT_OUT_PHRASES, 'soft'),
      ...withRole(HINT_GUARDS, 'hint_guard'),
      ...withRole(OPT_OUT_GUARDS, 'guard'),
      ...withRole(OPT_OUT_FOOTERS, 'footer'),
    ]),
)
const POLITE = new Set(WORD_CLASSES['polite'])
const ASK = new Set(WORD_CLASSES['ask'])
const STOP_WORDS = new Set(['stop', 'stopall', 'unsubscribe'])
const JOB = new Set(WORD_CLASSES['job'])

/** A text that says little beside the instruction is somebody copying it, not a mass text carrying it. */
const FOOTER_ALONE_WORDS_MAX = 7
const SIGNATURE_WORDS_MAX = 8
const SIGNATURE_START =
  /\n\s*(?:--?|~|sent from|sent via|get outlook|regards|best|sincerely|thanks|thank you|enviado desde)/
/** Words that make a lone CANCEL or END on the first line the start of a sentence about a visit. */
const VISIT_WORDS = new Set([
  'appointment',
  'visit',
  'job',
  'tomorrow',
  'today',
  'service',
  'booking',
  'order',
  'my',
  'the',
])

/**
 * Whether the text asks for no more texts, in the carriers' words or in its own, and by which wording it is known.
 * The FCC's rule (47 CFR 64.1200(a)(10)) counts any wording a reasonable person would read so.
 */
export function readOptOut(text: Normalised): OptOut {
  const keyword = keywordAlone(text) ?? keywordAboveSignature(text)
  if (keyword !== null) return { evidence: `opt-out word: ${keyword}` }
  const spans = [...stopClauses(text), ...openBook().find(text)]
  const aboutJob = text.words.some((word) => JOB.has(word))
  for (const span of spans) {
    if (span.value === 'soft' && aboutJob) continue
    if (span.value !== 'ask' && span.value !== 'soft') continue
    if (!isStruckOut(span, spans, text)) return { evidence: `opt-out wording: ${span.source}` }
  }
  return null
}

/** The places of a text where words that sound like an opt-out are about the job, or belong to a mass text. */
export function findJobSense(text: Normalised): { start: number; end: number }[] {
  const footersCount = text.words.length > FOOTER_ALONE_WORDS_MAX
  return openBook()
    .find(text)
    .filter(({ value }) => value === 'guard' || value === 'hint_guard' || (value === 'footer' && footersCount))
}

/** Whether the text carries the opt-out instruction of a mass text. */
export function hasOptOutFooter(text: Normalised): boolean {
  if (text.words.length <= FOOTER_ALONE_WORDS_MAX) return false
  const spans = openBook().find(text)
  const quotes = spans.filter(({ value }) => value === 'guard')
  return spans.some(
    (span) => span.value === 'footer' && !quotes.some((quote) => quote.start < span.end && span.start < quote.end),
  )
}

function isStruckOut(span: Span, spans: Span[], text: Normalised): boolean {
  const footersCount = text.words.length > FOOTER_ALONE_WORDS_MAX
  return spans.some((other) => {
    const strikes =
      other.value === 'guard' ||
      (other.value === 'footer' && footersCount) ||
      (other.value === 'hint_guard' && span.value === 'soft')
    // "I don't know you, don't text me": what a clause asks is not explained by words that stand before it.
    const opensAfter = other.start < span.start && text.opensClause[span.start] === true
    return strikes && !opensAfter && other.start < span.end && span.start < other.end
  })
}

/** The whole text is an opt-out word, perhaps repeated, perhaps with polite words around it. */
function keywordAlone(text: Normalised): string | null {
  const asked = text.words.filter((word) => !POLITE.has(word))
  const keyword = asked[0]
  if (keyword === undefined || !asked.every((word) => OPT_OUT_WORDS.has(word))) return null
  return text.asksQuestion && keyword !== 'stop' ? null : keyword
}

/** `stop` as a clause of its own, beside whatever else was said: `No. Stop.`, `stop, found a plumber`. */
function stopClauses(text: Normalised): Span[] {
  const aboutJob = text.words.some((word) => JOB.has(word))
  const clauses: Span[] = []
  let start = 0
  for (let end = 1; end <= text.words.length; end += 1) {
    if (end < text.words.length && text.opensClause[end] !== true) continue
    const clause = text.words.slice(start, end)
    const asks =
      clause.some((word) => STOP_WORDS.has(word)) && clause.every((word) => STOP_WORDS.has(word) || ASK.has(word))
    if (asks && !(aboutJob && clause.includes('it')))
      clauses.push({ source: clause.join(' '), value: 'ask', start, end })
    start = end
  }
  return clauses
}

function keywordAboveSignature(text: Normalised): string | null {
  const first = text.words.slice(0, text.firstLineLength).filter((word) => !POLITE.has(word))
  const keyword = first[0]
  if (first.length !== 1 || keyword === undefined || !OPT_OUT_WORDS.has(keyword)) return null
  const below = text.words.slice(text.firstLineLength)
  if (below.length === 0) return null
  if (SIGNATURE_START.test(text.folded)) return keyword
  if (below.length > SIGNATURE_WORDS_MAX) return null
  return below.some((word) => VISIT_WORDS.has(word)) ? null : keyword
}

function withRole(sources: string[], role: Role): (readonly [string, Role])[] {
  return sources.map((source) => [source, role] as const)
}

/** Words that Twilio itself takes for an opt-out when they are the whole message, and answers. */
const CARRIER_KEYWORDS = new Set(['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout'])

/**
 * True where the carrier has confirmed the opt-out, so that we must not. With a mark beside the word nobody promises
 * that: where the carrier confirmed all the same, it refuses our confirmation (21610), and one arrives either way.
 */
export function isCarrierKeyword(text: string): boolean {
  return CARRIER_KEYWORDS.has(text.trim().toLowerCase())
}
