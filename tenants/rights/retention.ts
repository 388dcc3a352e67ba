import { DAY_MS, type Instant } from '../base/clock.ts'
import { ORDERS_AGE_MAX_MS, PROOF_AGE_MAX_MS, RETAINED_AT_ONCE_MAX, WORDS_AGE_MAX_MS } from '../base/limits.ts'
import { readLocalTime } from '../base/local-time.ts'
import { recordingOf } from '../export/erase.ts'
import { recordForgetting, recordRedaction } from '../record-forget.ts'
import { originalOf } from '../record-media.ts'
import {
  dropConsentsBefore,
  dropLedgerDaysBefore,
  dropRecordingsBefore,
  dropTokensBefore,
  emptyOrdersBefore,
  redactMessagesBefore,
} from '../storage/retention-rows.ts'
import { loadVoice } from '../storage/ring-rows.ts'
import { dropMediaBefore, dropTranscriptsBefore } from '../storage/media-rows.ts'
import { notePeak } from '../storage/rewrite-file.ts'
import type { Context } from '../storage/tenant-rows.ts'

/** Once a day: what has been kept as long as it is needed goes, here and at the providers. */
export function retain(context: Context, now: Instant): { isMore: boolean } {
  const { db, tenant } = context
  const max = RETAINED_AT_ONCE_MAX
  notePeak(db)
  const proofFrom = now - PROOF_AGE_MAX_MS
  const taken = [
    redactWords(context, now),
    dropRecordings(context, now),
    dropMedia(context, now),
    dropTranscriptsBefore(db, now - WORDS_AGE_MAX_MS, max),
    emptyOrdersBefore(db, now - ORDERS_AGE_MAX_MS, max),
    dropTokensBefore(db, now, max),
    dropConsentsBefore(db, proofFrom, max),
    dropLedgerDaysBefore(db, readLocalTime(tenant.profile.timeZone, proofFrom).day, proofFrom, max),
  ]
  return { isMore: taken.some((count) => count >= max) }
}

function redactWords(context: Context, now: Instant): number {
  const aged = redactMessagesBefore(context.db, now - WORDS_AGE_MAX_MS, RETAINED_AT_ONCE_MAX, now)
  for (const { channel, providerRef } of aged) {
    if (channel === 'sms' && providerRef !== null) recordRedaction(context, providerRef, now)
  }
  return aged.length
}

/** The business chooses how long recordings and pictures stay. */
function heardBefore({ db }: Context, now: Instant): Instant {
  return now - loadVoice(db).keepDays * DAY_MS
}

/** GoHighLevel offers no way to delete a recording of its own; it goes with the contact. */
function dropRecordings(context: Context, now: Instant): number {
  const aged = dropRecordingsBefore(context.db, heardBefore(context, now), RETAINED_AT_ONCE_MAX)
  const refs = aged.map(({ recordingUrl }) => recordingOf(recordingUrl)).filter((ref) => ref !== null)
  const things = refs.map((ref) => ({ what: 'recording' as const, ref }))
  recordForgetting(context, things, null, now, now)
  return aged.length
}

/** Ours goes, and what never came over goes where it lies. */
function dropMedia(context: Context, now: Instant): number {
  const aged = dropMediaBefore(context.db, heardBefore(context, now), RETAINED_AT_ONCE_MAX, now)
  const files = aged.flatMap(({ fileKey }) => (fileKey === null ? [] : [{ what: 'files' as const, ref: fileKey }]))
  const originals = aged.map(({ sourceUrl }) => originalOf(sourceUrl)).filter((original) => original !== null)
  recordForgetting(context, [...files, ...originals], null, now, now)
  return aged.length
}
