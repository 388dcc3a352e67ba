import type { Phone } from './e164.ts'
import { isEmail } from './email-address.ts'
import { splitPhone } from './phone.ts'

/** What stands where somebody's number or address stood in other people's words. */
const BLANK = '[erased]'

/** Fewer digits may be anything: a price, a date, a part of another number. */
const DIGITS_MIN = 10
/** Whatever people, their keyboards and their address books put between the digits of a number. */
const GAP = String.raw`[\s().\-\u2010-\u2015\u2212/·•_\u200b-\u200f\u2060]*`
/** Zeros of other ways to write digits: full width, Arabic, Devanagari. */
const OTHER_ZEROS = [0xff10, 0x0660, 0x0966]

type Person = { phone: Phone | null; email: string | null }

/**
 * Blanks a number, however it is spelled, and a whole e-mail address. Null where there is nothing of them to find: what
 * stands in the field for an address may be any word, and no other word may go with it.
 */
export function blankAddresses({ phone, email }: Person): ((text: string) => string) | null {
  const patterns = [phone && phonePattern(phone), email && emailPattern(email)].filter((each) => each instanceof RegExp)
  if (patterns.length === 0) return null
  return (text) => patterns.reduce((rest, pattern) => rest.replaceAll(pattern, BLANK), text)
}

function phonePattern(phone: Phone): RegExp | null {
  const { callingCode, national } = splitPhone(phone)
  if (callingCode.length + national.length < DIGITS_MIN) return null
  const abroad = String.raw`(?:(?:0${GAP}0|0${GAP}1${GAP}1)${GAP})?${spell(callingCode)}${GAP}`
  // A national number that is short by itself counts only behind the code of its country.
  const before = national.length < DIGITS_MIN ? abroad : `(?:${abroad})?`
  return new RegExp(String.raw`(?<!\p{Nd})[+(]{0,3}${before}(?:0${GAP})?${spell(national)}(?!\p{Nd})`, 'gu')
}

function spell(digits: string): string {
  return Array.from(digits, (digit) => `[${digit}${otherWays(Number(digit))}]`).join(GAP)
}

function otherWays(digit: number): string {
  return OTHER_ZEROS.map((zero) => String.fromCodePoint(zero + digit)).join('')
}

/** Not inside a longer one: neither `ann.pat@…` nor `pat@example.com.au` is `pat@example.com`. */
function emailPattern(email: string): RegExp | null {
  if (!isEmail(email)) return null
  const escaped = email.replaceAll(/[^\p{L}\p{N}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`)
  const before = String.raw`(?<![\p{L}\p{N}_%+\-]['.]?)`
  return new RegExp(String.raw`${before}${escaped}(?![\p{L}\p{N}_\-]|\.[\p{L}\p{N}])`, 'giu')
}
