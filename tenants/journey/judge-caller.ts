import { readAreaCode } from '../base/area-code.ts'
import type { Phone } from '../base/e164.ts'

/** Why a call is held back instead of answered. Each can be undone by the technician. */
export type HoldReason = 'marked' | 'pitched' | 'wangiri' | 'invalid_number' | 'says_nothing'

/** What earlier dealings tell of a caller. */
export type CallerHistory = {
  /** Missed calls of the last two weeks, on how many days, and how many of them left a voicemail. */
  missed: number
  days: number
  voicemails: number
  /** Ever: calls that somebody answered, and messages they wrote that were no advertisement. */
  answered: number
  wrote: number
  /** Ever: messages of theirs that were read as an advertisement. */
  pitches: number
  /** The technician has let a call of theirs through before. */
  isReleased: boolean
}

/** A robot rings again and again and never says a word; so many calls on so many days are no accident. */
const SILENT_CALLS_MIN = 4
const SILENT_DAYS_MIN = 3

/**
 * Whether a call is one that nobody should answer. Whoever ever talked or wrote to us is never held: a text too many to
 * a robot costs a cent, and a customer without an answer costs a job.
 */
export function judgeCaller(
  { phone, own, isSpam }: { phone: Phone | null; own: Phone; isSpam: boolean },
  history: CallerHistory,
): HoldReason | null {
  if (isSpam) return 'marked'
  if (history.isReleased || history.answered > 0 || history.wrote > 0) return null
  if (history.pitches > 0) return 'pitched'
  const byNumber = phone === null ? null : judgeNumber(phone, own)
  if (byNumber !== null) return byNumber
  const isSilent = history.missed >= SILENT_CALLS_MIN && history.days >= SILENT_DAYS_MIN && history.voicemails === 0
  return isSilent ? 'says_nothing' : null
}

/** One ring from a number that is dear to call back is bait. Only a US business can tell which those are. */
function judgeNumber(phone: Phone, own: Phone): HoldReason | null {
  if (readAreaCode(own).kind === 'foreign') return null
  switch (readAreaCode(phone).kind) {
    case 'invalid':
      return 'invalid_number'
    case 'premium':
    case 'caribbean':
      return 'wangiri'
    case 'foreign':
    case 'us':
    case 'canada':
    case 'toll_free':
    case 'unlisted':
      return null
  }
}
