import { learnShare, weekdayOf, type Dated, type ShareBaseline } from './baseline.ts'
import { cumulate } from './cumulate.ts'
import { evidenceOf, OPEN_SCORE, usualDays, type Raised } from './evidence.ts'
import type { FindingEvidence, MonitorSeen } from './figures.ts'
import { addHits, binomialLlr, clamp, shiftOdds, type Hits } from './statistics.ts'
import { SHARE_WATCHES, type ShareWatch } from './watches.ts'

/** Where one subject of several is looked at, each has a chance to be odd. */
const SUBJECT_SCORE = 0.7
/** Since a day on which something was changed that may move it, for so long. */
const PLANNED_DAYS = 63
/** A change at once shows within so many days; one that creeps needs more. */
const JUMP = { windowDays: 28, isSlow: false }
const DRIFT = { windowDays: 84, isSlow: true }
/** With less behind it nothing is called usual. */
const USUAL_OF_MIN = 40

/** Of each watch the subject that stands out most. */
export function judgeShares(seen: MonitorSeen): Raised[] {
  return SHARE_WATCHES.flatMap((watch) => {
    const [best] = weighSubjects(seen, watch).sort((one, other) => other.score - one.score)
    return best ? [{ kind: watch.kind, severity: watch.severity, evidence: best }] : []
  })
}

function weighSubjects(seen: MonitorSeen, watch: ShareWatch): FindingEvidence[] {
  const read = seen.days.map((day) => watch.read(day))
  const subjects = new Set(read.flatMap((day) => Object.keys(day)))
  // Where there is one, it is the whole.
  const named = subjects.size > 2 ? [...subjects] : ['']
  return named.flatMap((subject) => {
    const days = datedOf(seen, watch, subject, read)
    const jump = weigh(seen, watch, subject, days, { ...JUMP, factor: watch.factor })
    const drift = weigh(seen, watch, subject, days, { ...DRIFT, factor: watch.driftFactor })
    const planned = weighChanges(seen, watch, subject, days)
    return [jump, drift, ...planned].filter((evidence) => evidence !== null)
  })
}

type Sought = { factor: number; windowDays: number; isSlow: boolean }

function weigh(
  seen: MonitorSeen,
  watch: ShareWatch,
  subject: string,
  days: readonly Dated[],
  { factor, windowDays, isSlow }: Sought,
): FindingEvidence | null {
  const until = days.at(-1)?.day ?? 0
  const usual = learnShare(usualDays(seen, watch.kind, days, until - windowDays), watch.floor)
  if (!usual || usual.of < USUAL_OF_MIN) return null
  // What is usual is itself known only so well, and is taken to lie nearer to what is looked for.
  const width = Math.sqrt((usual.spread * usual.share * (1 - usual.share)) / usual.of)
  const doubt = (isSlow || subject !== '' ? 1 : 0.5) * (factor > 1 ? width : -width)
  const steps = days
    .filter(({ day }) => day > until - windowDays)
    .map(({ day, hits, of }) => {
      const share = clamp((usual.byWeekday[weekdayOf(day)] ?? usual.share) + doubt, watch.floor, 1 - watch.floor)
      return { day, hits, of, llr: binomialLlr({ hits, of }, share, shiftOdds(share, factor)) / usual.spread }
    })
  const needed = OPEN_SCORE + (subject === '' ? 0 : SUBJECT_SCORE)
  const sum = cumulate(steps)
  if (!sum || sum.score < needed || sum.of < watch.ofMin || sum.hits < watch.hitsMin) return null
  return evidenceOf(watch.kind, sum, { subject: subject || null, usual: usual.share, factor, isSlow })
}

/**
 * What came since each change that may move this share, against all that came before it. Where it began is known
 * beforehand and not chosen to look worst, so that less is enough. By how much it moved is not known: the evidence is
 * averaged over what might be.
 */
function weighChanges(
  seen: MonitorSeen,
  watch: ShareWatch,
  subject: string,
  days: readonly Dated[],
): FindingEvidence[] {
  const until = days.at(-1)?.day ?? 0
  const touching = seen.changes.filter(
    ({ on, what }) => on > until - PLANNED_DAYS && on <= until && touches(watch, what, subject),
  )
  // Of a first text the change itself names the subject; a price book does not say which price was changed.
  const needed = watch.plannedScore + (subject === '' || watch.kind === 'reply_low' ? 0 : SUBJECT_SCORE)
  return [...new Set(touching.map(({ on }) => on))].flatMap((on) => {
    const usual = learnShare(usualDays(seen, watch.kind, days, on - 1), watch.floor)
    if (!usual || usual.of < USUAL_OF_MIN) return []
    const since = days.filter(({ day }) => day >= on)
    const all = addHits(since)
    if (all.of < watch.ofMin || all.hits < watch.hitsMin) return []
    const width = Math.sqrt((usual.spread * usual.share * (1 - usual.share)) / usual.of)
    const doubt = 0.5 * (watch.factor > 1 ? width : -width)
    const scores = watch.plannedFactors.map((factor) => ({ factor, llr: llrSince(since, usual, watch, doubt, factor) }))
    const best = scores.toSorted((one, other) => other.llr - one.llr)[0]
    const score = Math.log(scores.reduce((sum, { llr }) => sum + Math.exp(llr), 0) / scores.length)
    if (!best || score < needed) return []
    const rest = { subject: subject || null, usual: usual.share, factor: best.factor, isSlow: false }
    return [evidenceOf(watch.kind, { ...all, score, since: on }, rest)]
  })
}

function llrSince(
  days: readonly Dated[],
  usual: ShareBaseline,
  { floor }: ShareWatch,
  doubt: number,
  factor: number,
): number {
  return days.reduce((sum, { day, hits, of }) => {
    const share = clamp((usual.byWeekday[weekdayOf(day)] ?? usual.share) + doubt, floor, 1 - floor)
    return sum + binomialLlr({ hits, of }, share, shiftOdds(share, factor)) / usual.spread
  }, 0)
}

/** The words of a first text move what is replied to that text alone; other words move what is booked. */
function touches({ kind, touchedBy }: ShareWatch, what: string, subject: string): boolean {
  const [field = '', name, language] = what.split(':')
  if (!touchedBy.includes(field)) return false
  if (kind !== 'reply_low' || name === undefined) return kind !== 'reply_low' || subject === ''
  const text = FIRST_TEXTS[name]
  return text !== undefined && (subject === '' || subject === `${text}${language}`)
}

const FIRST_TEXTS: Readonly<Record<string, string>> = { missed_call_text: '', web_lead_text: 'web:' }

/** Days whose outcome is known, of one subject. */
export function datedOf(
  { days, firstDay }: MonitorSeen,
  watch: ShareWatch,
  subject: string,
  read: readonly Readonly<Record<string, Hits>>[] = days.map((day) => watch.read(day)),
): Dated[] {
  return read.slice(0, Math.max(0, days.length - watch.matureDays)).map((day, place) => {
    const { hits, of } = day[subject] ?? NONE
    return { hits, of, day: firstDay + place }
  })
}

const NONE: Hits = { hits: 0, of: 0 }
