import { after, type Instant } from '../../base/clock.ts'
import {
  ANSWER_FALLBACK_SHARE,
  ANSWER_GATHER_MAX_SHARE,
  ANSWER_GATHER_SHARE,
  ANSWER_PROMISE_MIN_MS,
} from '../../base/answer-limits.ts'
import type { DraftWait, Effect, TextTemplate } from '../effect.ts'
import type { JourneyFacts, Reply } from '../input.ts'

/** Which answers may wait for the words of a model, and how long. */

/** They pass a question on, or ask one back: somebody who knows the profile might answer it. */
const MAY_BE_BETTER: ReadonlySet<TextTemplate> = new Set<TextTemplate>(['question_received', 'price_ask_service'])

/**
 * What is answered in full by words of ours leaves at once, as does all that is about danger, an opt-out or whether a
 * machine writes: that is never left to a model.
 */
export function withDrafts(effects: readonly Effect[], reply: Reply, facts: JourneyFacts, now: Instant): Effect[] {
  const mayWait = facts.answersByModel === true && reply.emergency === null && !reply.asksIfBot && facts.canText
  const wait = mayWait ? waitFor(facts.policy.answerWithinMs, now) : null
  if (wait === null) return [...effects]
  return effects.map((effect) => {
    const isMeant = effect.type === 'send_sms' && MAY_BE_BETTER.has(effect.template)
    return isMeant ? { ...effect, draft: wait } : effect
  })
}

/** Null where the promise leaves no time to ask anybody. */
export function waitFor(answerWithinMs: number, now: Instant): DraftWait | null {
  if (answerWithinMs < ANSWER_PROMISE_MIN_MS) return null
  const share = (part: number) => after(now, Math.round(answerWithinMs * part))
  return {
    askAt: share(ANSWER_GATHER_SHARE),
    gatherUntil: share(ANSWER_GATHER_MAX_SHARE),
    fallbackAt: share(ANSWER_FALLBACK_SHARE),
  }
}
