import { describeDay, parseDay } from '../../base/local-time.ts'
import { unreachable } from '../../base/result.ts'
import { cumulate } from '../monitor/cumulate.ts'
import type { FindingKind } from '../monitor/figures.ts'
import type { Cause, Report } from './causes.ts'
import { BEFORE_DAYS, GAP_DAYS, type DiagnosticSeen, type Matter } from './observed.ts'
import { explainAds } from './rules-ads.ts'
import { explainCalls } from './rules-calls.ts'
import { explainDelivery } from './rules-delivery.ts'
import { explainDelay } from './rules-delay.ts'
import { nameSuspects, type Stage, type Suspect } from './suspects.ts'
import { chanceOf, learnUsual } from './usual.ts'
import { weigh, type Outcome } from './weigh.ts'

/** What less than this speaks for is chance. */
const SCORE_MIN = 1.5
const CAUSES_MAX = 4

/** What is behind a finding, the likeliest first. Counting alone; a model may only put it into words. */
export function explain(seen: DiagnosticSeen): Report {
  return { causes: causesOf(seen).slice(0, CAUSES_MAX), since: seen.evidence.since, written: null }
}

function causesOf(seen: DiagnosticSeen): Cause[] {
  const kind: FindingKind = seen.evidence.kind
  switch (kind) {
    case 'conversion_low':
    case 'conversion_under_limit':
      return explainStages(seen, ['replied', 'booked'])
    case 'reply_low':
      return explainStages(seen, ['replied'])
    case 'price_unbooked':
      return explainStages(seen, ['booked'])
    case 'opt_outs_high':
      return explainStages(seen, ['opted_out'])
    case 'price_slip':
      return [seenOf('price_slip', seen)]
    case 'ads_lost':
      return [seenOf('ads_lost', seen)]
    case 'delivery_failing':
      return explainDelivery(seen)
    case 'texts_late':
    case 'answers_late':
    case 'own_answers_slow':
      return explainDelay(seen)
    case 'calls_silent':
      return explainCalls(seen)
    case 'cpl_high':
    case 'cpl_over_limit':
    case 'spend_high':
      return explainAds(seen)
    default:
      return unreachable(kind)
  }
}

const HITS: Record<Stage, { isIn: (matter: Matter) => boolean; isHit: (matter: Matter) => boolean; side: 1 | -1 }> = {
  replied: {
    isIn: ({ isTexted, isReplied }) => isTexted && isReplied !== null,
    isHit: ({ isReplied }) => isReplied === true,
    side: -1,
  },
  booked: {
    isIn: ({ isReplied, isBooked }) => isReplied === true && isBooked !== null,
    isHit: ({ isBooked }) => isBooked === true,
    side: -1,
  },
  opted_out: { isIn: ({ isTexted }) => isTexted, isHit: ({ isOptedOut }) => isOptedOut, side: 1 },
}

/** Nothing needs to be weighed: it was seen as it came about. */
function seenOf(code: 'price_slip' | 'ads_lost', { evidence }: DiagnosticSeen): Cause {
  const { subject, hits, of, since, score } = evidence
  return { code, subject, share: 1, score, expected: of, came: hits, of, changedOn: since }
}

/** One matter at one step: what was to be expected there, moved by the causes that are known already. */
type Placed = Outcome & { matter: Matter }
type Laid = { since: number; stages: Record<string, { before: Matter[]; placed: Placed[] }> }

function explainStages(seen: DiagnosticSeen, stages: readonly Stage[]): Cause[] {
  const since = beginningOf(seen, stages)
  const suspects = nameSuspects(seen.matters, seen.changes, since).filter(({ stage }) => stages.includes(stage))
  // What was changed a little before it was felt has worked since then.
  const start = Math.min(since, ...suspects.map(({ changedOn }) => changedOn ?? since))
  const laid: Laid = { since, stages: Object.fromEntries(stages.map((stage) => [stage, layOut(seen, stage, start)])) }
  const causes: Cause[] = []
  // Each round takes the likeliest and counts anew without what it explains: what only goes along with it falls away.
  while (causes.length < CAUSES_MAX) {
    const [best] = suspects
      .map((suspect) => ({ suspect, ...weighSuspect(suspect, laid) }))
      .sort((one, other) => other.score - one.score)
    if (!best || best.score < SCORE_MIN) break
    causes.push(causeOf(best.suspect, best.score, laid))
    for (const placed of touchedBy(best.suspect, laid)) placed.logOdds += best.shift
    suspects.splice(suspects.indexOf(best.suspect), 1)
  }
  return causes
}

const LOOKED_BACK_DAYS = 42
/** The odds that are looked for, as a logarithm. */
const LOOKED_FOR = Math.log(0.45)

/** The mission's limits look at one week, and what breaks them may have begun before. */
function beginningOf(seen: DiagnosticSeen, stages: readonly Stage[]): number {
  const since = parseDay(seen.evidence.since)
  if (seen.evidence.kind !== 'conversion_under_limit') return since
  const placed = stages.flatMap((stage) => layOut(seen, stage, since - LOOKED_BACK_DAYS).placed)
  const steps = placed
    .sort((one, other) => one.matter.on - other.matter.on)
    .map(({ matter: { on }, logOdds, isHit }) => {
      const [usual, changed] = [chanceOf(logOdds), chanceOf(logOdds + LOOKED_FOR)]
      const llr = Math.log(isHit ? changed / usual : (1 - changed) / (1 - usual))
      return { day: on, llr, hits: isHit ? 1 : 0, of: 1 }
    })
  return Math.min(since, cumulate(steps)?.since ?? since)
}

function layOut({ matters }: DiagnosticSeen, stage: Stage, since: number): Laid['stages'][string] {
  const { isIn, isHit } = HITS[stage]
  const inside = matters.filter(isIn)
  const before = inside.filter(({ on }) => on < since - GAP_DAYS && on >= since - GAP_DAYS - BEFORE_DAYS)
  const usual = learnUsual(before, isHit)
  const placed = inside
    .filter(({ on }) => on >= since)
    .map((matter) => ({ matter, logOdds: usual(matter), isHit: isHit(matter) }))
  return { before, placed }
}

function weighSuspect(suspect: Suspect, laid: Laid): { score: number; shift: number } {
  const { before, placed } = laid.stages[suspect.stage] ?? { before: [], placed: [] }
  const touched = touchedBy(suspect, laid)
  if (touched.length === 0) return { score: 0, shift: 0 }
  const { score, shift } = weigh(touched, HITS[suspect.stage].side)
  const more = suspect.isOfLongStanding
    ? excessOf(before.filter(suspect.touches).length, before.length, touched.length, placed.length)
    : 1
  return { score: score * more + suspect.prior, shift }
}

/** Of what is touched now, the part that would not have been before; none where chance may have made it more. */
function excessOf(usual: number, usualOf: number, now: number, nowOf: number): number {
  const share = (usual + 0.5) / (usualOf + 1)
  const expected = share * nowOf
  const isMore = now - expected > 2 * Math.sqrt(expected + 0.25)
  return isMore ? Math.max(0, 1 - expected / now) : 0
}

/** What nobody is known to have changed has worked since the finding began. */
function touchedBy({ stage, touches, changedOn }: Suspect, { since, stages }: Laid): Placed[] {
  const placed = stages[stage]?.placed ?? []
  return placed.filter(({ matter }) => (changedOn !== null || matter.on >= since) && touches(matter))
}

function causeOf(suspect: Suspect, score: number, laid: Laid): Cause {
  const { code, subject, stage, changedOn } = suspect
  const touched = touchedBy(suspect, laid)
  const missed = (some: readonly Placed[]) =>
    some.reduce((sum, { logOdds, isHit }) => sum + (chanceOf(logOdds) - (isHit ? 1 : 0)) * -HITS[stage].side, 0)
  const all = Object.values(laid.stages).reduce((sum, some) => sum + Math.max(0, missed(some.placed)), 0)
  return {
    code,
    subject,
    share: all <= 0 ? 0 : Math.round(100 * Math.min(1, Math.max(0, missed(touched) / all))) / 100,
    score: Math.round(score * 10) / 10,
    expected: Math.round(10 * touched.reduce((sum, { logOdds }) => sum + chanceOf(logOdds), 0)) / 10,
    came: touched.filter(({ isHit }) => isHit).length,
    of: touched.length,
    changedOn: changedOn === null ? null : describeDay(changedOn),
  }
}
