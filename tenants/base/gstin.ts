import { gstCodesOf, type IndianState } from './indian-states.ts'
import { readPan, type Pan } from './pan.ts'
import { fail, succeed, type Result } from './result.ts'

/**
 * An Indian goods-and-services tax number in the right form: two digits of the state, the holder's PAN, which of their
 * registrations it is, `Z`, and a check character. Whether it is registered, only the tax office can say.
 */
export type Gstin = string & { readonly gstin: never }

export type GstinFault =
  'gstin_malformed' | 'gstin_state_unknown' | 'gstin_checksum_wrong' | 'gstin_pan_differs' | 'gstin_state_differs'

const SHAPE = /^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const LENGTH = 15
/** Registrations of territory outside the states, and of central offices: no address has to agree with them. */
const STATELESS = new Set(['97', '98', '99'])

/** Reads a GSTIN that has to belong to the holder of this PAN, at an address in this state. */
export function readGstin(text: string, owner: { pan: Pan; state: IndianState }): Result<Gstin, GstinFault> {
  const gstin = text.trim().toUpperCase()
  if (!/^[\x20-\x7e]+$/.test(text.trim()) || !SHAPE.test(gstin)) return fail('gstin_malformed')
  if (!hasGstinChecksum(gstin)) return fail('gstin_checksum_wrong')
  const state = gstin.slice(0, 2)
  if (!STATELESS.has(state) && !isStateCode(state)) return fail('gstin_state_unknown')
  const inside = readPan(gstin.slice(2, 12))
  if (!inside.ok || inside.value !== owner.pan) return fail('gstin_pan_differs')
  if (!STATELESS.has(state) && !gstCodesOf(owner.state).includes(state)) return fail('gstin_state_differs')
  return succeed(gstin as Gstin)
}

/** Whether the last of fifteen characters follows from the fourteen before it. */
export function hasGstinChecksum(text: string): boolean {
  if (text.length !== LENGTH) return false
  let sum = 0
  for (const [index, character] of Array.from(text.slice(0, -1)).entries()) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) return false
    const product = value * (index % 2 === 0 ? 1 : 2)
    sum += Math.floor(product / ALPHABET.length) + (product % ALPHABET.length)
  }
  return text.at(-1) === ALPHABET[(ALPHABET.length - (sum % ALPHABET.length)) % ALPHABET.length]
}

/** `29ABCDE****F1Z5`: the PAN inside is as masked as it is by itself. */
export function maskGstin(gstin: string): string {
  return `${gstin.slice(0, 7)}****${gstin.slice(11)}`
}

function isStateCode(code: string): boolean {
  const number = Number(code)
  return number >= 1 && number <= 38
}
