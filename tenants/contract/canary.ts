/**
 * The nightly check of the way from a missed call to its text. `code` is null where all was well; `isTexting` is false
 * where the business cannot text yet, so that nothing was to leave.
 */
export type CanaryView = { at: number; code: string | null; isTexting: boolean; tookMs: number }
