import { parseDay } from '../../base/local-time.ts'
import { poissonLlr } from '../monitor/statistics.ts'
import type { Cause } from './causes.ts'
import { BEFORE_DAYS, GAP_DAYS, type DiagnosticSeen, type SentText } from './observed.ts'
import { partsWorse } from './worse-parts.ts'

/** Why texts do not arrive: by the provider's codes first, then where. */
export function explainDelivery(seen: DiagnosticSeen): Cause[] {
  const since = parseDay(seen.evidence.since)
  const before = seen.texts.filter(({ on }) => on < since - GAP_DAYS && on >= since - GAP_DAYS - BEFORE_DAYS)
  // Of yesterday's some are still on their way.
  const after = seen.texts.filter(({ on }) => on >= since && on < seen.today - 1)
  const isFailed = ({ fate }: SentText) => fate !== 'delivered'
  const codes = [...new Set(after.filter(isFailed).map(({ code }) => code ?? SILENT))]
  const ratio = after.length / Math.max(1, before.length)
  const failed = after.filter(isFailed).length
  const excess = Math.max(1, failed - (before.filter(isFailed).length + 0.5) * ratio)
  const causes = codes.map((code): Cause => {
    const isIt = (text: SentText) => isFailed(text) && (text.code ?? SILENT) === code
    const came = after.filter(isIt).length
    const expected = (before.filter(isIt).length + 0.5) * ratio
    return {
      ...{ code: 'delivery', subject: code, came, of: after.length, changedOn: null },
      share: Math.round(100 * Math.min(1, Math.max(0, (came - expected) / excess))) / 100,
      score: Math.round(10 * (came > expected ? poissonLlr(came, expected, came) : 0)) / 10,
      expected: Math.round(expected * 10) / 10,
    }
  })
  const named = causes.filter(({ score }) => score > 1.5).sort((one, other) => other.score - one.score)
  return [...named, ...partsWorse(before, after, isFailed, 1)]
}

/** Of which the provider has told nothing. */
const SILENT = 'unconfirmed'
