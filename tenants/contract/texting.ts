import * as v from 'valibot'
import type { Instant } from '../base/clock.ts'
import { isPhone, type Phone } from '../base/e164.ts'

/** By which provider the texts of a business leave. */

export type SmsVia = 'twilio' | 'gohighlevel'

/**
 * Texts leave by a number of a GoHighLevel location. Its registration with the carriers is held there, where no program
 * can read it, so what it covers is what a person of the business has vouched for.
 */
export type CrmTexting = { locationId: string; number: Phone; coversOffers: boolean; since: Instant }

const OwnNumber = v.custom<Phone>((value) => typeof value === 'string' && isPhone(value), 'a number of the location')

export const TextingChoice = v.variant('smsVia', [
  v.strictObject({ smsVia: v.literal('twilio') }),
  v.strictObject({
    smsVia: v.literal('gohighlevel'),
    number: OwnNumber,
    /** Whoever chooses says that the carriers have approved the number there (A2P 10DLC). */
    isRegistered: v.literal(true),
    /** Whether that registration is for offers as well. */
    coversOffers: v.boolean(),
  }),
])
export type TextingChoice = v.InferOutput<typeof TextingChoice>

/** Why GoHighLevel cannot be chosen, or cannot send. */
export type TextingObstacle =
  'not_connected' | 'connection_lost' | 'scope_missing' | 'no_number' | 'account_suspended' | 'unreachable'

export type TextingView = {
  smsVia: SmsVia
  /** The number that customers see. */
  number: string
  /** As it was vouched for; null where our own registration says it. */
  coversOffers: boolean | null
  since: number | null
  /** Null where GoHighLevel can be chosen. */
  obstacle: TextingObstacle | null
  /** Permissions that texting needs and that were not granted. */
  missingScopes: string[]
  /** Numbers of the location that can text. */
  numbers: { number: string; name: string | null; isDefault: boolean }[]
  /** Texts that have not left yet. */
  waiting: number
}
