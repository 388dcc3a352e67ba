/** Our own ids carry their kind in front, so that one read in a log says what it names. */
type Branded<Prefix extends string> = `${Prefix}_${string}`

export type TenantId = Branded<'ten'>
export type CustomerId = Branded<'cus'>
export type JourneyId = Branded<'jny'>
export type EffectId = Branded<'eff'>
export type EventId = Branded<'evt'>
export type LeadId = Branded<'led'>
export type CallId = Branded<'cal'>
export type MessageId = Branded<'msg'>

type Prefix = 'ten' | 'cus' | 'jny' | 'eff' | 'evt' | 'led' | 'cal' | 'msg' | 'apt' | 'job' | 'gat' | 'con' | 'req'

const RANDOM_BYTES = 15
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** A new id: 15 random bytes as 24 characters of Crockford's base 32 behind the prefix, such as `cus_4xk…`. */
export function newId<P extends Prefix>(prefix: P): Branded<P> {
  return `${prefix}_${randomText(RANDOM_BYTES)}`
}

/** An unguessable token for a URL, 160 bits. */
export function newToken(): string {
  return randomText(20)
}

function randomText(byteCount: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(byteCount))
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
  return text
}

/** A number in [0, 1). Chance enters the system here and nowhere else. */
export function chance(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32
}
