import { Buffer } from 'node:buffer'
import { createPrivateKey as readPrivateKey, type KeyObject } from 'node:crypto'
import type { Random } from '../fuzz/random.ts'

/** Node's crypto as the sandbox sees it in a simulation: keys and digests are real, chance is the seed's. */

export {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto'

let source: Random | null = null

export function seedCrypto(random: Random): void {
  source = random
}

const keys = new Map<string, KeyObject>()

/** The sandbox reads its key anew for every webhook it signs, and a year has many. */
export function createPrivateKey(pem: string): KeyObject {
  const key = keys.get(pem) ?? readPrivateKey(pem)
  keys.set(pem, key)
  return key
}

export function randomBytes(count: number): Buffer {
  return Buffer.from(random().hex(2 * count), 'hex')
}

export function randomInt(from: number, to: number): number {
  return from + random().below(to - from)
}

export function randomUUID(): string {
  const hex = random().hex(32)
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)]
  return parts.join('-')
}

function random(): Random {
  if (source === null) throw new Error('The simulation has not been given its seed yet.')
  return source
}
