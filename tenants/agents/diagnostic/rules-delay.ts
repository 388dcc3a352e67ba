import { parseDay } from '../../base/local-time.ts'
import type { Cause } from './causes.ts'
import { BEFORE_DAYS, GAP_DAYS, type DiagnosticSeen, type Matter } from './observed.ts'
import { partsWorse } from './worse-parts.ts'

/** What is late is its own cause; where and when it is, is what can be told of it. */
export function explainDelay(seen: DiagnosticSeen): Cause[] {
  const { evidence } = seen
  const since = parseDay(evidence.since)
  const isText = evidence.kind === 'texts_late'
  const isLate = ({ isTextLate, isAnswerLate }: Matter) => (isText ? isTextLate : isAnswerLate)
  const some = seen.matters.filter(({ isTexted, isReplied }) => (isText ? isTexted : isReplied === true))
  const before = some.filter(({ on }) => on < since - GAP_DAYS && on >= since - GAP_DAYS - BEFORE_DAYS)
  const after = some.filter(({ on }) => on >= since)
  const late: Cause = {
    ...{ code: isText ? 'late_texts' : 'late_answers', subject: null, share: 1, score: evidence.score },
    expected: Math.round(10 * evidence.usual * evidence.of) / 10,
    ...{ came: evidence.hits, of: evidence.of, changedOn: null },
  }
  // A technician's own answers are no rows of these.
  return evidence.kind === 'own_answers_slow' ? [late] : [late, ...partsWorse(before, after, isLate, 1)]
}
