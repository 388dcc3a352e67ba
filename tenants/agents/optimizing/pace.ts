import { DAY_MS } from '../../base/clock.ts'

/** After what was put to a target is settled, it is left alone; what a person declined for twice as long. */
export const COOL_DOWN_MS = 7 * DAY_MS
/** What a change brought is told after so long. */
export const MEASURE_MS = 14 * DAY_MS
export const MEASURE_COPY_MS = 28 * DAY_MS
