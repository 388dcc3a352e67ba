import { randomBytes } from '../../base/ids.ts'
import { fromBase64Url } from './base64url.ts'

/** Message encryption for Web Push: RFC 8291 over the `aes128gcm` coding of RFC 8188, as one record. */

/** A subscription's keys as the browser gives them. */
export type SubscriptionKeys = { p256dh: string; auth: string }

/** Made for one message and never again: a second use of the pair and salt would give the words away. */
export type MessageSecret = { pair: CryptoKeyPair; salt: Uint8Array<ArrayBuffer> }

const CURVE = { name: 'ECDH', namedCurve: 'P-256' }
const SALT_BYTES = 16
const RECORD_BYTES = 4_096
const POINT_BYTES = 65
/** What marks the last record; no padding follows it. */
const DELIMITER = 2

const encode = (text: string) => new TextEncoder().encode(text)
const KEY_INFO = encode('WebPush: info\0')
const CONTENT_KEY_INFO = encode('Content-Encoding: aes128gcm\0')
const NONCE_INFO = encode('Content-Encoding: nonce\0')

export async function newMessageSecret(): Promise<MessageSecret> {
  const pair = (await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])) as CryptoKeyPair
  return { pair, salt: randomBytes(SALT_BYTES) }
}

/** False for keys that no browser gave: not of the right length, or not a point of the curve. */
export async function areUsableKeys({ p256dh, auth }: SubscriptionKeys): Promise<boolean> {
  try {
    await importPublic(fromBase64Url(p256dh))
    return fromBase64Url(auth).byteLength === 16
  } catch {
    return false
  }
}

/** The body of the request to the push service. Throws where the subscription's keys are unusable. */
export async function encryptMessage(
  plaintext: Uint8Array<ArrayBuffer>,
  keys: SubscriptionKeys,
  { pair, salt }: MessageSecret,
): Promise<Uint8Array<ArrayBuffer>> {
  const theirPoint = fromBase64Url(keys.p256dh)
  const ourPoint = new Uint8Array((await crypto.subtle.exportKey('raw', pair.publicKey)) as ArrayBuffer)
  const shared = await deriveShared(pair.privateKey, await importPublic(theirPoint))
  const pairKey = await hmac(fromBase64Url(keys.auth), shared)
  const material = await hmac(pairKey, join(KEY_INFO, theirPoint, ourPoint, Uint8Array.of(1)))
  const pseudoRandom = await hmac(salt, material)
  const contentKey = (await hmac(pseudoRandom, join(CONTENT_KEY_INFO, Uint8Array.of(1)))).slice(0, 16)
  const nonce = (await hmac(pseudoRandom, join(NONCE_INFO, Uint8Array.of(1)))).slice(0, 12)
  const record = await seal(contentKey, nonce, join(plaintext, Uint8Array.of(DELIMITER)))
  return join(salt, uint32(RECORD_BYTES), Uint8Array.of(POINT_BYTES), ourPoint, record)
}

async function importPublic(point: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', point, CURVE, false, [])
}

async function deriveShared(own: CryptoKey, theirs: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  // The platform's types call it `$public`; the runtime goes by the standard.
  const algorithm = { name: 'ECDH', public: theirs } as unknown as SubtleCryptoDeriveKeyAlgorithm
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, own, 256))
}

async function hmac(key: Uint8Array<ArrayBuffer>, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, message))
}

async function seal(
  key: Uint8Array<ArrayBuffer>,
  iv: Uint8Array<ArrayBuffer>,
  words: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt'])
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, imported, words))
}

function uint32(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

function join(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((bytes, part) => bytes + part.byteLength, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.byteLength
  }
  return joined
}
