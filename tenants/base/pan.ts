import { fail, succeed, type Result } from './result.ts'

/** An Indian tax number (PAN) in the right form. Whether it was ever given out, only the tax office can say. */
export type Pan = string & { readonly pan: never }

export type PanHolder =
  | 'person'
  | 'company'
  | 'firm'
  | 'family'
  | 'trust'
  | 'association'
  | 'body'
  | 'government'
  | 'juridical'
  | 'local_body'

export type PanFault = 'pan_malformed' | 'pan_holder_unknown'

/** The fourth letter says what kind of holder it is; the rule behind the last letter was never published. */
const HOLDERS: Record<string, PanHolder> = {
  A: 'association',
  B: 'body',
  C: 'company',
  F: 'firm',
  G: 'government',
  H: 'family',
  J: 'juridical',
  L: 'local_body',
  P: 'person',
  T: 'trust',
}

/** Reads a PAN as people write it: small letters and spaces around it are forgiven, anything else is not. */
export function readPan(text: string): Result<Pan, PanFault> {
  const pan = text.trim().toUpperCase()
  // A sign that becomes a letter by being made a capital, such as "ſ", was never one of the ten.
  if (!/^[A-Za-z]{5}\d{4}[A-Za-z]$/.test(text.trim())) return fail('pan_malformed')
  return findHolder(pan) ? succeed(pan as Pan) : fail('pan_holder_unknown')
}

export function holderOf(pan: Pan): PanHolder {
  const holder = findHolder(pan)
  if (!holder) throw new Error('A PAN was not read by readPan.')
  return holder
}

/** `ABCDE****F`: enough to know one's own by. */
export function maskPan(pan: string): string {
  return `${pan.slice(0, 5)}****${pan.slice(-1)}`
}

function findHolder(pan: string): PanHolder | undefined {
  const letter = pan[3] ?? ''
  return Object.hasOwn(HOLDERS, letter) ? HOLDERS[letter] : undefined
}
