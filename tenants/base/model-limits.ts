import { MINUTE_MS, SECOND_MS } from './clock.ts'

/** Bounds of what is asked of models; `model-limits.test.ts` asserts how they relate. */

/** Half a dollar for each business and local day, in millionths of a dollar: the most that may be set for one. */
export const MODEL_DAY_MICROS_MAX = 500_000
/** Of one business: what an admin has set for it, and never more than any may spend. */
export function modelDayCap({ modelDailyCapMicros }: { modelDailyCapMicros?: number | undefined }): number {
  return Math.min(modelDailyCapMicros ?? MODEL_DAY_MICROS_MAX, MODEL_DAY_MICROS_MAX)
}

/** Times that a model may ask for tools before it has to answer, and tools that it may ask for in all. */
export const MODEL_ROUNDS_MAX = 4
export const MODEL_CALLS_MAX = 12
/** Of everything that one request holds, as it leaves. Haiku costs five times as much beyond 100,000 tokens. */
export const MODEL_REQUEST_BYTES_MAX = 90_000
/** What a tool returned, as JSON. */
export const MODEL_RESULT_CHARS_MAX = 8_000
export const MODEL_OUTPUT_TOKENS_MAX = 4_000
/** What a model may think on top of what it answers; the providers count both as one. */
export const MODEL_THINKING_TOKENS = 1_024
/** Tokens that providers put around a request themselves, to explain tools and schemas. */
export const MODEL_UNSEEN_TOKENS = 1_000
/** What of the time is the first provider's, where there is a second. */
export const MODEL_FIRST_SHARE = 0.6
/** With less time than this nobody is asked. */
export const MODEL_TIME_MIN_MS = SECOND_MS
/** How long after a failure the same provider is asked again, where it says nothing of it. */
export const MODEL_RETRY_MS = 500
/** Failures in a row after which a provider is left alone, and for how long. */
export const MODEL_FAILURES_MAX = 3
export const MODEL_REST_MS = MINUTE_MS
/** Calls are kept to show what agents have cost lately, and then dropped, so many at a time. */
export const MODEL_DAYS_KEPT = 90
export const MODEL_CALLS_DROPPED_AT_ONCE_MAX = 500
