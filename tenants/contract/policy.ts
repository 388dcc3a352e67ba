import * as v from 'valibot'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../base/clock.ts'
import { MODEL_DAY_MICROS_MAX } from '../base/model-limits.ts'

/** How a business wants its matters handled: delays, by what it is told, and how far agents may go. */

const Delay = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

export const NotifyBy = v.picklist(['sms', 'email', 'push'])
export const Autonomy = v.picklist(['observe', 'propose', 'act'])
const AGENTS = v.picklist(['monitor', 'cx', 'diagnostic', 'optimizing', 'retention'])

/** Each way once: whoever is told by nothing learns of no booking. */
const Ways = v.pipe(
  v.array(NotifyBy),
  v.minLength(1),
  v.maxLength(3),
  v.check((ways) => new Set(ways).size === ways.length, 'each way once'),
)

const PolicyFields = {
  /** From the end of the call to the first text. */
  textAfterMs: v.optional(Delay(0, 10 * MINUTE_MS), 20 * SECOND_MS),
  textDeadlineMs: v.optional(Delay(SECOND_MS, 10 * MINUTE_MS), 30 * SECOND_MS),
  /** Silence after the text until the e-mail. */
  emailAfterMs: v.optional(Delay(SECOND_MS, DAY_MS), 5 * MINUTE_MS),
  answerWithinMs: v.optional(Delay(SECOND_MS, 10 * MINUTE_MS), 60 * SECOND_MS),
  /** A text older than this is not sent any more. */
  staleAfterMs: v.optional(Delay(MINUTE_MS, DAY_MS), 2 * HOUR_MS),
  notifyBy: v.optional(Ways, ['sms']),
  autonomy: v.optional(v.record(AGENTS, Autonomy), {}),
  paused: v.optional(v.boolean(), false),
  /** Whether an opt-out from offers ends everything, or offers alone. */
  revocationScope: v.optional(v.picklist(['all', 'topic']), 'all'),
  /** Whether a model may word answers; where nothing is said it may, as far as one is set up. */
  answersBy: v.optional(v.picklist(['template', 'model'])),
  /** What models may cost a local day, in millionths of a dollar; where nothing is said, as much as any business. */
  modelDailyCapMicros: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MODEL_DAY_MICROS_MAX))),
}
export const Policy = v.object(PolicyFields)
export type Policy = v.InferOutput<typeof Policy>

/** The whole policy after a patch: a text is due by its deadline, and not too old before that. */
export const CoherentPolicy = v.pipe(
  Policy,
  v.forward(
    v.check(
      (policy) => policy.textAfterMs <= policy.textDeadlineMs,
      'textAfterMs must not be greater than textDeadlineMs',
    ),
    ['textAfterMs'],
  ),
  v.forward(
    v.check(
      (policy) => policy.staleAfterMs >= policy.textDeadlineMs,
      'staleAfterMs must not be less than textDeadlineMs',
    ),
    ['staleAfterMs'],
  ),
)

/** As it was kept: what an earlier release took and this one refuses stands as what is usual. */
export function mendPolicy(kept: Record<string, unknown>): Policy {
  const names = Object.keys(PolicyFields) as (keyof typeof PolicyFields)[]
  const sound = names.filter((name) => name in kept && v.is(PolicyFields[name], kept[name]))
  const policy = v.parse(Policy, Object.fromEntries(sound.map((name) => [name, kept[name]])))
  return { ...policy, staleAfterMs: Math.max(policy.staleAfterMs, policy.textDeadlineMs) }
}
export const PolicyPatch = v.partial(v.strictObject(stripDefaults()))
export type PolicyPatch = v.InferOutput<typeof PolicyPatch>

function stripDefaults() {
  return {
    textAfterMs: PolicyFields.textAfterMs.wrapped,
    textDeadlineMs: PolicyFields.textDeadlineMs.wrapped,
    emailAfterMs: PolicyFields.emailAfterMs.wrapped,
    answerWithinMs: PolicyFields.answerWithinMs.wrapped,
    staleAfterMs: PolicyFields.staleAfterMs.wrapped,
    notifyBy: PolicyFields.notifyBy.wrapped,
    autonomy: PolicyFields.autonomy.wrapped,
    paused: PolicyFields.paused.wrapped,
    revocationScope: PolicyFields.revocationScope.wrapped,
    answersBy: PolicyFields.answersBy.wrapped,
    modelDailyCapMicros: PolicyFields.modelDailyCapMicros.wrapped,
  }
}
