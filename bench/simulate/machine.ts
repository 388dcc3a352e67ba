import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { clock } from '../../tenants/base/clock.ts'
import { randomAt } from '../fuzz/random.ts'
import { seedCrypto } from './seeded-crypto.ts'
import { letWait } from './virtual-wait.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Streams of chance that do not disturb each other. */
const OF_PRODUCT = 1
const OF_PROVIDERS = 2

/**
 * Puts the process on virtual time and seeded chance. The product is given nothing for it: its clock is replaced where
 * it is read, and its chance where the platform gives it.
 */
export function runOn(time: VirtualTime, seed: number): void {
  clock.now = () => time.now
  // The agents' library reads the platform's.
  Date.now = () => time.now
  const product = randomAt(seed, OF_PRODUCT)
  const providers = randomAt(seed, OF_PROVIDERS)
  Object.defineProperty(globalThis.crypto, 'getRandomValues', {
    configurable: true,
    value: <T extends ArrayBufferView>(view: T): T => {
      const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
      for (let place = 0; place < bytes.length; place += 1) bytes[place] = product.below(256)
      return view
    },
  })
  seedCrypto(providers)
  passOverCalls()
  verifyAtOnce()
  letWait((delayMs) => new Promise((resolve) => void time.later(delayMs, resolve)))
  let timers = 0
  const open = new Map<number, () => void>()
  const setTimer = (run: () => void, delayMs = 0): number => {
    timers += 1
    const id = timers
    const ring = () => {
      open.delete(id)
      run()
    }
    open.set(id, time.laterInLife(delayMs, ring))
    return id
  }
  const clearTimer = (id: number) => {
    open.get(id)?.()
    open.delete(id)
  }
  Object.assign(globalThis, { setTimeout: setTimer, clearTimeout: clearTimer })
}

/** A line for each call of a provider is tens of thousands a year, which nobody reads; of faults it is still told. */
function passOverCalls(): void {
  if (isPassedOver) return
  isPassedOver = true
  const tell = console.log.bind(console)
  console.log = (...told: unknown[]) => {
    const [line] = told
    if (typeof line !== 'string' || !line.includes('"event":"provider_called"')) tell(...told)
  }
}

let isPassedOver = false

/**
 * The same check of the same signature, in this turn: the platform's hands it to a thread, for which the whole process
 * would wait in real time.
 */
function verifyAtOnce(): void {
  const { subtle } = globalThis.crypto
  const keys = new WeakMap<CryptoKey, KeyObject>()
  const importKey = subtle.importKey.bind(subtle)
  const verifyInThread = subtle.verify.bind(subtle)
  const remember = async (format: string, given: Buffer<ArrayBuffer>, ...rest: never[]) => {
    const key = await importKey(format as 'spki', given, ...(rest as unknown as [never, never, never]))
    if (format === 'spki') keys.set(key, createPublicKey({ key: Buffer.from(given), format: 'der', type: 'spki' }))
    return key
  }
  const verifyNow = async (
    algorithm: never,
    key: CryptoKey,
    signature: Buffer<ArrayBuffer>,
    signed: Buffer<ArrayBuffer>,
  ) => {
    const known = keys.get(key)
    return known ? verify(null, signed, known, signature) : verifyInThread(algorithm, key, signature, signed)
  }
  Object.defineProperty(subtle, 'importKey', { configurable: true, value: remember })
  Object.defineProperty(subtle, 'verify', { configurable: true, value: verifyNow })
}
