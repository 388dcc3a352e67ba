import { parseDay } from '../../base/local-time.ts'
import { poissonLlr } from '../monitor/statistics.ts'
import type { Cause } from './causes.ts'
import { BEFORE_DAYS, GAP_DAYS, type DiagnosticSeen } from './observed.ts'

/** Which campaign brings fewer leads for its money, or spends more of it. */
export function explainAds(seen: DiagnosticSeen): Cause[] {
  const since = parseDay(seen.evidence.since)
  const isBefore = (on: number) => on < since - GAP_DAYS && on >= since - GAP_DAYS - BEFORE_DAYS
  const isSince = (on: number) => on >= since && on < seen.today
  const campaigns = [...new Set(seen.spend.map(({ campaign }) => campaign))]
  const sums = campaigns.map((campaign) => {
    const spent = (isIn: (on: number) => boolean) =>
      seen.spend
        .filter((row) => row.campaign === campaign && isIn(row.on))
        .reduce((sum, row) => sum + row.spendMinor, 0)
    const leads = (isIn: (on: number) => boolean) =>
      seen.matters.filter((matter) => matter.campaign === campaign && isIn(matter.on)).length
    return {
      campaign,
      spent: spent(isSince),
      usualSpent: spent(isBefore),
      came: leads(isSince),
      usual: leads(isBefore),
    }
  })
  const dayRatio = Math.max(1, seen.today - since) / BEFORE_DAYS
  const missing = sums.map((sum) => Math.max(0, expectedOf(sum) - sum.came))
  const total = missing.reduce((sum, some) => sum + some, 0)
  return sums
    .map((sum, place): Cause => {
      const expected = expectedOf(sum)
      // Half a lead, so that a campaign that brings none can be weighed.
      const fewer = sum.came < expected ? poissonLlr(sum.came, expected, Math.max(0.5, sum.came)) : 0
      const more =
        seen.evidence.kind === 'spend_high'
          ? (10 * Math.max(0, sum.spent - sum.usualSpent * dayRatio)) / Math.max(1, sum.spent)
          : 0
      return {
        ...{ code: 'campaign', subject: sum.campaign, score: Math.round((fewer + more) * 10) / 10 },
        share: total === 0 ? 0 : Math.round((100 * (missing[place] ?? 0)) / total) / 100,
        ...{ expected: Math.round(expected * 10) / 10, came: sum.came, of: sum.spent, changedOn: null },
      }
    })
    .filter(({ score }) => score > 1.5)
    .sort((one, other) => other.score - one.score)
}

function expectedOf({ spent, usualSpent, usual }: { spent: number; usualSpent: number; usual: number }): number {
  return usualSpent === 0 ? 0 : ((usual + 0.5) * spent) / usualSpent
}
