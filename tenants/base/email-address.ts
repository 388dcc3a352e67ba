import { once } from './once.ts'

const EMAIL_CHARS_MAX = 254
const LOCAL = String.raw`[\p{L}\p{N}!#$%&'*+/=?^_\x60{|}~-]+`
const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?`
const LAST = String.raw`[\p{L}\p{N}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]`
const openPattern = once(() => new RegExp(String.raw`^${LOCAL}(?:\.${LOCAL})*@(?:${LABEL}\.)+${LAST}$`, 'u'))

/** Whether something can be written to there at all. What stands in a CRM's field for it may be anything. */
export function isEmail(text: string): boolean {
  return text.length <= EMAIL_CHARS_MAX && openPattern().test(text)
}

/** The address in what a CRM or a person wrote into the field for it, or null where there is none. */
export function emailOrNull(text: string | null | undefined): string | null {
  const trimmed = (text ?? '').trim()
  return isEmail(trimmed) ? trimmed : null
}
