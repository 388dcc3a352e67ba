import { clock, type Instant } from './clock.ts'

/** Our own ids carry their kind in front, so that one read in a log says what it names. */
type Branded<Prefix extends string> = `${Prefix}_${string}`

export type TenantId = Branded<'ten'>
export type CustomerId = Branded<'cus'>
export type JourneyId = Branded<'jny'>
export type EffectId = Branded<'eff'>
export type LeadId = Branded<'led'>
export type CallId = Branded<'cal'>
export type MessageId = Branded<'msg'>
export type AppointmentId = Branded<'apt'>
export type JobId = Branded<'job'>
export type QuoteId = Branded<'quo'>
export type ContractId = Branded<'amc'>
export type MediaId = Branded<'med'>
export type HeldId = Branded<'hld'>
export type DecisionId = Branded<'dec'>
export type RunId = Branded<'run'>
export type FindingId = Branded<'fnd'>
export type ExperimentId = Branded<'exp'>

type Prefix =
  | 'ten'
  | 'cus'
  | 'jny'
  | 'eff'
  | 'evt'
  | 'led'
  | 'cal'
  | 'msg'
  | 'gat'
  | 'con'
  | 'req'
  | 'inv'
  | 'apt'
  | 'job'
  | 'quo'
  | 'amc'
  | 'med'
  | 'hld'
  | 'key'
  | 'alr'
  | 'sil'
  | 'art'
  | 'dlv'
  | 'whk'
  | 'whm'
  | 'dec'
  | 'run'
  | 'fnd'
  | 'exp'
  | 'mem'
  | 'mdl'
  | 'chg'
const RANDOM_BYTES = 8
const MOMENT_CHARACTERS = 11
/** Ids of one millisecond are told apart and kept in order by counting this finely. */
const MOMENTS_PER_MS = 1_024
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Smaller steps back are jitter, and ids keep their order through them. */
const CLOCK_SET_BACK_MS = 60_000

let lastMoment = 0

/**
 * A new id: 24 characters of Crockford's base 32 behind the prefix, such as `cus_01k…`. Eleven tell when it was made,
 * thirteen are 64 random bits, so ids of one object sort in the order in which they were made.
 */
export function newId<P extends Prefix>(prefix: P): Branded<P> {
  const now = clock.now() * MOMENTS_PER_MS
  // A clock that is set back by so much was wrong before, and is believed now.
  const isSetBack = lastMoment - now > CLOCK_SET_BACK_MS * MOMENTS_PER_MS
  lastMoment = isSetBack ? now : Math.max(now, lastMoment + 1)
  return `${prefix}_${momentText(lastMoment)}${randomText(RANDOM_BYTES)}`
}

/** Sorts before every id that was made at or after an instant, and behind those from before. */
export function firstIdAt<P extends Prefix>(prefix: P, at: Instant): Branded<P> {
  return `${prefix}_${momentText(Math.max(0, at) * MOMENTS_PER_MS)}`
}

function momentText(moment: number): string {
  let text = ''
  for (let rest = moment; text.length < MOMENT_CHARACTERS; rest = Math.floor(rest / 32)) {
    text = `${ALPHABET[rest % 32]}${text}`
  }
  return text
}

/** An unguessable token for a URL, 160 bits. */
export function newToken(): string {
  return randomText(20)
}

/** 256 bits, for what opens more than one page. */
export function randomSecret(): string {
  return randomText(32)
}

function randomText(byteCount: number): string {
  const bytes = randomBytes(byteCount)
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? `${text}${ALPHABET[(held << (5 - bits)) & 31]}` : text
}

export function randomBytes(byteCount: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(byteCount))
}

/** A number in [0, 1). Chance enters the system here and nowhere else. */
export function chance(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32
}
