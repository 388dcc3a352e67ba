import type { TwilioErrorCode } from './twilio-errors.ts'

/** What becomes of a text to a number whose end is known beforehand. */
export type Fate =
  | { kind: 'refused'; code: TwilioErrorCode }
  /** The first attempt is told to slow down, later ones go through, until the sandbox is reset. */
  | { kind: 'throttled_once' }
  | { kind: 'undelivered'; errorCode: number; meaning: string }
  /** The carrier never sends a receipt. */
  | { kind: 'stays_sent' }
  | { kind: 'delivered' }

/**
 * Magic by the last four digits of a fictitious number, +1 NPA 555 01NN, so that fixtures never name a real phone:
 *
 * | ends in | becomes |
 * | --- | --- |
 * | 0190 | refused at once: a landline (21614) |
 * | 0191 | accepted, then undelivered: a landline (30006) |
 * | 0192 | undelivered: handset off or out of reach (30003) |
 * | 0193 | undelivered: number unknown (30005) |
 * | 0194 | undelivered: filtered by the carrier (30007) |
 * | 0195 | refused at once: opted out (21610) |
 * | 0196 | undelivered: sender without an approved campaign (30034) |
 * | 0197 | sent, and no receipt ever follows |
 * | 0198 | server fault (500, 20500) |
 * | 0199 | the first attempt meets 429 (20429), the next is accepted |
 */
const BY_LAST_FOUR: Record<string, Fate> = {
  '0190': { kind: 'refused', code: 21614 },
  '0191': { kind: 'undelivered', errorCode: 30006, meaning: 'Landline or unreachable carrier' },
  '0192': { kind: 'undelivered', errorCode: 30003, meaning: 'Unreachable destination handset' },
  '0193': { kind: 'undelivered', errorCode: 30005, meaning: 'Unknown destination handset' },
  '0194': { kind: 'undelivered', errorCode: 30007, meaning: 'Message filtered' },
  '0195': { kind: 'refused', code: 21610 },
  '0196': { kind: 'undelivered', errorCode: 30034, meaning: 'Message from an unregistered number' },
  '0197': { kind: 'stays_sent' },
  '0198': { kind: 'refused', code: 20500 },
  '0199': { kind: 'throttled_once' },
}

/** Twilio's own test numbers; +15005550006 goes through. */
const TWILIO_TO: Record<string, Fate> = {
  '+15005550001': { kind: 'refused', code: 21211 },
  '+15005550002': { kind: 'refused', code: 21612 },
  '+15005550003': { kind: 'refused', code: 21408 },
  '+15005550004': { kind: 'refused', code: 21610 },
  '+15005550009': { kind: 'refused', code: 21614 },
}
const TWILIO_FROM: Record<string, TwilioErrorCode> = {
  '+15005550001': 21212,
  '+15005550007': 21606,
  '+15005550008': 21611,
}

export function foretell(to: string): Fate {
  const lastFour = /^\+1\d{3}555(01\d\d)$/.exec(to)?.[1]
  return TWILIO_TO[to] ?? BY_LAST_FOUR[lastFour ?? ''] ?? { kind: 'delivered' }
}

/** Why this sender may not send, by Twilio's test numbers; undefined when it may. */
export function judgeSender(from: string): TwilioErrorCode | undefined {
  return TWILIO_FROM[from]
}
