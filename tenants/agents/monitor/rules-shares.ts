import { learnShare, weekdayOf, type Dated } from './baseline.ts'
import { cumulate, type Cumulated, type Step } from './cumulate.ts'
import { evidenceOf, OPEN_SCORE, usualDays, type Raised } from './evidence.ts'
import type { FindingEvidence, MonitorSeen } from './figures.ts'
import { addHits, binomialLlr, clamp, shiftOdds, type Hits } from './statistics.ts'
import { SHARE_WATCHES, type ShareWatch } from './watches.ts'

/** Where one subject of several is looked at, each has a chance to be odd. */
const SUBJECT_SCORE = 0.7
/** By so much less since a day on which something was changed that may move it. */
const PLANNED_SCORE = 3
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
    return [jump, drift].filter((evidence) => evidence !== null)
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
  const found = [cumulate(steps), ...(isSlow ? [] : sinceChanges(seen, watch, subject, steps))]
  const enough = found.flatMap((sum, place) => {
    const isEnough = sum && sum.score >= needed - (place === 0 ? 0 : PLANNED_SCORE)
    return isEnough && sum.of >= watch.ofMin && sum.hits >= watch.hitsMin ? [sum] : []
  })
  const [sum] = enough.sort((one, other) => other.score - one.score)
  return sum ? evidenceOf(watch.kind, sum, { subject: subject || null, usual: usual.share, factor, isSlow }) : null
}

/**
 * What came since each change that may move this share. Where it began is known beforehand and not chosen to look
 * worst, so that less is enough.
 */
function sinceChanges(
  { changes }: MonitorSeen,
  watch: ShareWatch,
  subject: string,
  steps: readonly Step[],
): Cumulated[] {
  const touching = changes.filter(({ what }) => touches(watch, what, subject))
  return touching.flatMap(({ on }) => {
    const since = steps.filter(({ day }) => day >= on)
    if (since.length === steps.length || since.length === 0) return []
    return [{ ...addHits(since), score: since.reduce((sum, { llr }) => sum + llr, 0), since: on }]
  })
}

/** Words of one language move what is said in that language alone. */
function touches({ kind, touchedBy }: ShareWatch, what: string, subject: string): boolean {
  const [field = '', , language] = what.split(':')
  if (!touchedBy.includes(field)) return false
  return kind !== 'reply_low' || subject === '' || language === undefined || language === subject
}

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
