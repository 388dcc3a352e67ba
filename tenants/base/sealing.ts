import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { randomBytes } from './ids.ts'

/**
 * Secrets at rest: AES-256-GCM under `SEALING_KEY`. A sealed text is `v1.<key id>.<nonce>.<ciphertext and tag>`, the
 * parts in base64url. What it belongs to is authenticated with it, so that it opens nowhere else.
 */
export type Keyring = { seal: SealingKey; all: ReadonlyMap<string, SealingKey> }
type SealingKey = { id: string; key: Buffer }

const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

/** A setting that holds no key; it is never quoted. */
export class SealingKeyUnusable extends Error {}

/** A sealed text that is damaged, belongs elsewhere, or was sealed under a key that is gone. */
export class Unsealable extends Error {
  readonly keyId: string | null

  constructor(message: string, keyId: string | null) {
    super(message)
    this.keyId = keyId
  }
}

/**
 * Reads `SEALING_KEY`: 32 bytes in base64, or several separated by commas. The first one seals; the others, which were
 * first once, only open what they sealed, until all of that is sealed anew.
 */
export function openKeyring(setting: string): Keyring {
  const keys = setting
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map(openKey)
  const [first] = keys
  if (!first) throw new SealingKeyUnusable('SEALING_KEY holds no key; it must be 32 bytes in base64.')
  return { seal: first, all: new Map(keys.map((key) => [key.id, key])) }
}

function openKey(text: string): SealingKey {
  const key = Buffer.from(text, 'base64')
  if (key.length !== KEY_BYTES) throw new SealingKeyUnusable('SEALING_KEY holds a key that is not 32 bytes in base64.')
  return { id: createHash('sha256').update('key id').update(key).digest('hex').slice(0, 8), key }
}

/** `owner` says what the text is and whose, such as `ten_…/address_pepper`. */
export function seal(keyring: Keyring, owner: string, text: string): string {
  const { id, key } = keyring.seal
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(`${id}/${owner}`))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return ['v1', id, Buffer.from(nonce).toString('base64url'), body.toString('base64url')].join('.')
}

/** Throws Unsealable. */
export function unseal(keyring: Keyring, owner: string, sealed: string): string {
  const [version, id = '', nonce = '', body = ''] = sealed.split('.')
  if (version !== 'v1') throw new Unsealable('This is no sealed text.', null)
  const known = keyring.all.get(id)
  if (!known) throw new Unsealable(`It was sealed under key ${id}, which SEALING_KEY does not hold.`, id)
  const bytes = Buffer.from(body, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', known.key, Buffer.from(nonce, 'base64url'))
    decipher.setAAD(Buffer.from(`${id}/${owner}`))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8')
  } catch {
    throw new Unsealable(`It is damaged, or belongs elsewhere than to ${owner}.`, id)
  }
}

/** True where a newer key is first now: seal the text anew. */
export function isSealedUnderOldKey(keyring: Keyring, sealed: string): boolean {
  return sealed.split('.')[1] !== keyring.seal.id
}

/** The same for the bytes of a file: `v1`, the key's id, the nonce, then ciphertext and tag. */
export function sealBytes(keyring: Keyring, owner: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { id, key } = keyring.seal
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(`${id}/${owner}`))
  const parts = [Buffer.from(`v1${id}`), nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]
  return new Uint8Array(Buffer.concat(parts))
}

/** Throws Unsealable. */
export function unsealBytes(keyring: Keyring, owner: string, sealed: Uint8Array): Uint8Array<ArrayBuffer> {
  const id = keyIdOfBytes(sealed)
  const known = keyring.all.get(id)
  if (!known) throw new Unsealable(`It was sealed under key ${id}, which SEALING_KEY does not hold.`, id)
  try {
    const decipher = createDecipheriv('aes-256-gcm', known.key, sealed.subarray(HEAD_BYTES, HEAD_BYTES + NONCE_BYTES))
    decipher.setAAD(Buffer.from(`${id}/${owner}`))
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    const body = sealed.subarray(HEAD_BYTES + NONCE_BYTES, -TAG_BYTES)
    return new Uint8Array(Buffer.concat([decipher.update(body), decipher.final()]))
  } catch {
    throw new Unsealable(`It is damaged, or belongs elsewhere than to ${owner}.`, id)
  }
}

export function isFileSealedUnderOldKey(keyring: Keyring, sealed: Uint8Array): boolean {
  return keyIdOfBytes(sealed) !== keyring.seal.id
}

/** `v1` and the eight characters of a key's id. */
const HEAD_BYTES = 10

function keyIdOfBytes(sealed: Uint8Array): string {
  const head = Buffer.from(sealed.subarray(0, HEAD_BYTES)).toString('latin1')
  if (!/^v1[0-9a-f]{8}$/.test(head)) throw new Unsealable('This is no sealed file.', null)
  return head.slice(2)
}
