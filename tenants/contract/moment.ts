import * as v from 'valibot'

const MOMENT_MIN = Date.UTC(2000, 0, 1)
const MOMENT_MAX = Date.UTC(2100, 0, 1)

/**
 * An instant that a program tells, in epoch milliseconds of this century. What lies before it was told in seconds, what
 * lies behind it in microseconds, and far beyond that there are no dates.
 */
export const Moment = v.pipe(v.number(), v.integer(), v.minValue(MOMENT_MIN), v.maxValue(MOMENT_MAX))
