import { parseDay } from '../../base/local-time.ts'
import { unreachable } from '../../base/result.ts'
import { isOver, type Step } from './cumulate.ts'
import { datedFigures } from './evidence.ts'
import type { FindingEvidence, MonitorSeen, OpenFinding } from './figures.ts'
import { adDays } from './rules-ads.ts'
import { BOOKED_DAYS, BOOKED_LIMIT, COST_DAYS, COST_LIMIT_MINOR } from './rules-limits.ts'
import { isPriceMended } from './rules-prices.ts'
import { datedOf } from './rules-shares.ts'
import { addHits, binomialLlr, clamp, median, poissonLlr, shiftOdds } from './statistics.ts'
import { SHARE_WATCHES } from './watches.ts'

/** So clearly must it be as usual again before a finding is over. Below what opens one, so that it is not kept long. */
const OVER_SCORE = 3
/** What has stood so long is what is usual now. */
const OPEN_DAYS_MAX = 60
/** A limit is only kept again once it is kept with some room. */
const ROOM = 0.1

/** The kinds of open findings that are over. */
export function findOver(seen: MonitorSeen): string[] {
  const today = seen.firstDay + seen.days.length
  return seen.open
    .filter((finding) => today - finding.openedOn > OPEN_DAYS_MAX || isBack(seen, finding))
    .map(({ kind }) => kind)
}

function isBack(seen: MonitorSeen, { openedOn, evidence }: OpenFinding): boolean {
  switch (evidence.kind) {
    case 'conversion_low':
    case 'reply_low':
    case 'price_unbooked':
    case 'delivery_failing':
    case 'opt_outs_high':
    case 'texts_late':
    case 'answers_late':
      return isOver(shareSteps(seen, evidence, openedOn), OVER_SCORE)
    case 'calls_silent':
      return isOver(callSteps(seen, evidence, openedOn), OVER_SCORE)
    case 'cpl_high':
      return isOver(costSteps(seen, evidence, openedOn), OVER_SCORE)
    case 'spend_high':
      return (
        median(
          adDays(seen)
            .slice(-3)
            .map(({ spendMinor }) => spendMinor),
        ) <=
        1.3 * evidence.usual
      )
    case 'own_answers_slow':
      return isQuick(seen, evidence)
    case 'cpl_over_limit':
      return isCheap(seen)
    case 'ads_lost':
      return seen.adsLostOn === null
    case 'price_slip':
      return isPriceMended(seen, evidence)
    case 'conversion_under_limit':
      return isBookedAgain(seen, openedOn)
    default:
      return unreachable(evidence.kind)
  }
}

function shareSteps(seen: MonitorSeen, { kind, subject, usual, factor }: FindingEvidence, openedOn: number): Step[] {
  const watch = SHARE_WATCHES.find((some) => some.kind === kind)
  if (!watch) return []
  const share = clamp(usual, watch.floor, 1 - watch.floor)
  const days = datedOf(seen, watch, subject ?? '').filter(({ day }) => day >= openedOn)
  return days.map(({ day, hits, of }) => {
    return { day, hits, of, llr: binomialLlr({ hits, of }, share, shiftOdds(share, factor)) }
  })
}

/** Half of the usual is as far from silence as from all being well. */
const CALLS_FACTOR = 0.3

function callSteps(seen: MonitorSeen, { usual }: FindingEvidence, openedOn: number): Step[] {
  const days = datedFigures(seen).filter(({ day }) => day >= openedOn)
  return days.map(({ day, figures: { calls } }) => {
    return { day, hits: calls, of: usual, llr: poissonLlr(calls, usual, usual * CALLS_FACTOR) }
  })
}

function costSteps(seen: MonitorSeen, { subject, usual, factor }: FindingEvidence, openedOn: number): Step[] {
  const days = adDays(seen, subject ?? '').filter(({ day }) => day >= openedOn)
  return days.map(({ day, spendMinor, leads }) => {
    const expected = spendMinor / usual
    return { day, hits: leads, of: expected, llr: poissonLlr(leads, expected, expected * factor) }
  })
}

function isQuick(seen: MonitorSeen, { since, usual }: FindingEvidence): boolean {
  const days = datedFigures(seen).filter(({ day }) => day >= parseDay(since))
  const minutes = days.flatMap(({ figures }) => figures.ownAnswerMinutes ?? [])
  return median(minutes.slice(-4)) <= usual * 1.5 + 10
}

function isCheap(seen: MonitorSeen): boolean {
  const last = adDays(seen).slice(-COST_DAYS)
  const spent = last.reduce((sum, { spendMinor }) => sum + spendMinor, 0)
  return spent <= COST_LIMIT_MINOR * (1 - ROOM) * last.reduce((sum, { leads }) => sum + leads, 0)
}

function isBookedAgain(seen: MonitorSeen, openedOn: number): boolean {
  const days = datedFigures(seen).slice(-BOOKED_DAYS)
  const week = addHits(days.map(({ figures }) => ({ hits: figures.bookings, of: figures.leads })))
  const isPast = (days[0]?.day ?? 0) >= openedOn - BOOKED_DAYS / 2
  return isPast && week.of > 0 && week.hits >= week.of * BOOKED_LIMIT * (1 + ROOM)
}
