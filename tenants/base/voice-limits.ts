import { DAY_MS, SECOND_MS } from './clock.ts'

/** Bounds of calls that we put through, and of what is said and shown; like those of `limits.ts`. */

// Rings
/** How often the technician's phone is rung for callers within so many minutes: one caller, and all. */
export const RING_WINDOW_MINUTES = 10
export const RINGS_PER_CALLER_MAX = 3
export const RINGS_MAX = 20
/** How long each of the two phones of a call that we put through may ring. */
export const BRIDGE_RING_S = 25

// Pictures and recordings
/** How many days a business may choose to keep them; the longest is what everybody's are bounded by. */
export const KEEP_DAYS = [7, 30, 90] as const
/** As many as one message can bring. */
export const MEDIA_PER_MESSAGE_MAX = 10
export const PHOTO_BYTES_MAX = 5 * 1024 * 1024
/** Two minutes of speech, uncompressed at 16 bits and 8 kHz, are less than two MiB. */
export const RECORDING_BYTES_MAX = 10 * 1024 * 1024
/** One file comes over within this, wherever we are sent on to, or another attempt is made. */
export const MEDIA_TIMEOUT_MS = 15 * SECOND_MS
/** A provider that is down for longer than this has lost the picture for us; a person may ask once more. */
export const MEDIA_USEFUL_MS = DAY_MS
/** How many times a provider may send us on to where a file lies. */
export const MEDIA_REDIRECTS_MAX = 2
/** Together with fetching it this stays within an outbox claim. */
export const TRANSCRIPT_TIMEOUT_MS = 15 * SECOND_MS
/** Words that are written down from one recording. */
export const TRANSCRIPT_CHARS_MAX = 4_000
