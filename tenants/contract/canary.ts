import type { GreetingLanguage } from '../base/greeting.ts'

/**
 * The newest check of the way from a missed call to its text. `code` is null where all was well, and otherwise
 * `why` says it in half a sentence; `isTexting` is false where the business cannot text yet, so that nothing
 * was to leave.
 */
export type CanaryView = {
  at: number
  code: string | null
  why: Record<GreetingLanguage, string> | null
  isTexting: boolean
  tookMs: number
}
