import { parsePhoneNumberFromString } from 'libphonenumber-js/min/es6'
import { isPhone, type Phone } from './e164.ts'
import { fail, succeed, type Result } from './result.ts'

export type PhoneFault = { code: 'phone_missing' } | { code: 'phone_withheld' } | { code: 'phone_invalid' }

/**
 * What carriers and Twilio put in place of a number when the caller hides it; the digits spell the word on a keypad.
 */
const WITHHELD =
  /^(anonymous|restricted|private|unavailable|unknown|blocked|\+?(266696687|7378742833|2562533|8656696|86282452253|464))$/i

/** What most of the world dials before the country's code; 011, which Americans dial, the library knows. */
const DIALLED_ABROAD = /^00(?=[1-9])/

/**
 * Reads a phone number as people and providers write it into E.164. Numbers without a country code are read as US ones.
 * Only the shape and length are judged (555-01xx numbers pass); whether the number is in service is the carrier's to
 * say.
 */
export function parsePhone(text: string | null | undefined): Result<Phone, PhoneFault> {
  const trimmed = (text ?? '').trim()
  if (trimmed === '') return fail({ code: 'phone_missing' })
  if (WITHHELD.test(trimmed)) return fail({ code: 'phone_withheld' })
  if (isPhone(trimmed)) return succeed(trimmed)
  const parsed = parsePhoneNumberFromString(trimmed.replace(DIALLED_ABROAD, '+'), 'US')
  if (!parsed || !parsed.isPossible()) return fail({ code: 'phone_invalid' })
  return succeed(parsed.number as Phone)
}

const AMERICAN = /^\+1([2-9]\d{2})(\d{3})(\d{4})$/

/** A number as an American reads it aloud: `(512) 555-0147`; other countries in their international form. */
export function describePhone(phone: Phone): string {
  // Nearly all are of this kind, whose form never differs, and the library takes hundreds of times as long.
  const [, area, exchange, line] = AMERICAN.exec(phone) ?? []
  if (area) return `(${area}) ${exchange}-${line}`
  const parsed = parsePhoneNumberFromString(phone)
  if (!parsed) return phone
  return parsed.countryCallingCode === '1' ? parsed.formatNational() : parsed.formatInternational()
}

/** The country's code and what follows it: `1` and `5125550147`. */
export function splitPhone(phone: Phone): { callingCode: string; national: string } {
  const parsed = parsePhoneNumberFromString(phone)
  if (!parsed) return { callingCode: '', national: phone.slice(1) }
  return { callingCode: parsed.countryCallingCode, national: parsed.nationalNumber }
}
