import * as v from 'valibot'
import { isPhone, type Phone } from '../../base/e164.ts'

/** What the fields of Twilio's webhooks hold. One without a value was not told, and must not cost what others tell. */

const SECONDS_MAX = 86_400

export const MessageSid = v.pipe(v.string(), v.regex(/^(SM|MM)[0-9a-fA-F]{32}$/))
export const CallSid = v.pipe(v.string(), v.regex(/^CA[0-9a-fA-F]{32}$/))
export const OurPhone = v.custom<Phone>((input) => typeof input === 'string' && isPhone(input))
export const Party = v.pipe(v.string(), v.maxLength(200))
export const Word = v.pipe(v.string(), v.maxLength(40))
export const Count = v.pipe(v.string(), v.regex(/^\d{0,6}$/), v.transform(Number))
export const Seconds = v.optional(v.pipe(Count, v.maxValue(SECONDS_MAX)), '0')
export const WebAddress = v.pipe(v.string(), v.maxLength(2_000), v.regex(/^https?:\/\//))
export const RecordingUrl = v.optional(v.union([v.literal(''), WebAddress]), '')
