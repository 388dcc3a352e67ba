import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { fail, succeed, type Result } from './result.ts'

/** A phone number in E.164, such as `+15125550147`. */
export type Phone = `+${string}`

export type PhoneFault = { code: 'phone_missing' } | { code: 'phone_withheld' } | { code: 'phone_invalid' }

/**
 * What carriers and Twilio put in place of a number when the caller hides it; the digits spell the word on a keypad.
 */
const WITHHELD =
  /^(anonymous|restricted|private|unavailable|unknown|blocked|\+?(266696687|7378742833|2562533|8656696|86282452253|464))$/i
const E164 = /^\+[1-9]\d{6,14}$/

/**
 * Reads a phone number as people and providers write it into E.164. Numbers without a country code are read as US ones.
 * Only the shape and length are judged (555-01xx numbers pass); whether the number is in service is the carrier's to
 * say.
 */
export function parsePhone(text: string | null | undefined): Result<Phone, PhoneFault> {
  const trimmed = (text ?? '').trim()
  if (trimmed === '') return fail({ code: 'phone_missing' })
  if (WITHHELD.test(trimmed)) return fail({ code: 'phone_withheld' })
  if (E164.test(trimmed)) return succeed(trimmed as Phone)
  const parsed = parsePhoneNumberFromString(trimmed, 'US')
  if (!parsed || !parsed.isPossible()) return fail({ code: 'phone_invalid' })
  return succeed(parsed.number as Phone)
}

export function isPhone(text: string): text is Phone {
  return E164.test(text)
}

/** A number as an American reads it aloud: `(512) 555-0147`; other countries in their international form. */
export function describePhone(phone: Phone): string {
  const parsed = parsePhoneNumberFromString(phone)
  if (!parsed) return phone
  return parsed.countryCallingCode === '1' ? parsed.formatNational() : parsed.formatInternational()
}

/** The last four digits, for logs and for people who may not see the whole number. */
export function maskPhone(phone: string): string {
  return `…${phone.slice(-4)}`
}
