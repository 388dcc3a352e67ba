import { Webhook } from 'standardwebhooks'
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import { SECOND_MS, type Instant } from '../base/clock.ts'
import type { WebhookRefusal } from '../base/errors.ts'
import { fail, succeed, type Result } from '../base/result.ts'
import { decodeUtf8 } from './parse.ts'

type Verdict = Result<void, WebhookRefusal>

/** A form's fields by name; a name that came more than once holds all its values, in order. */
export type FormParams = Readonly<Record<string, string | string[]>>

const FORM_FIELDS_MAX = 200
const SVIX_TOLERANCE_MS = 300 * SECOND_MS

const GENUINE: Verdict = succeed(undefined)
const MISSING: Verdict = fail({ code: 'signature_missing' })
const MISMATCH: Verdict = fail({ code: 'signature_mismatch' })

/** Reads an `application/x-www-form-urlencoded` body, as Twilio sends it and as `verifyTwilio` wants it. */
export function readForm(rawBody: Uint8Array): Result<FormParams, WebhookRefusal> {
  const text = decodeUtf8(rawBody)
  if (text === null) return fail({ code: 'payload_invalid', issues: ['body: expected UTF-8'] })
  const fields = new URLSearchParams(text)
  if (fields.size > FORM_FIELDS_MAX) {
    return fail({ code: 'payload_invalid', issues: [`body: expected <=${FORM_FIELDS_MAX} fields`] })
  }
  const values = (name: string): string | string[] => {
    const all = fields.getAll(name)
    return all.length === 1 ? (all[0] ?? '') : all
  }
  return succeed(Object.fromEntries([...new Set(fields.keys())].map((name) => [name, values(name)])))
}

/**
 * A form post of Twilio's. `url` is the public URL Twilio called, query included; the port may be there or not.
 * Source: Twilio, "Validating Signatures from Twilio".
 */
export function verifyTwilio(call: {
  authToken: string
  signature: string | null
  url: string
  params: FormParams
}): Verdict {
  if (!call.signature) return MISSING
  return validateRequest(call.authToken, call.signature, call.url, call.params) ? GENUINE : MISMATCH
}

/**
 * An app event of GoHighLevel's: Ed25519 over the raw body, base64 in `X-GHL-Signature`.
 * Throws when the key is not an Ed25519 public key in SPKI PEM, which is a fault of our settings.
 */
export async function verifyGhl(call: {
  publicKeyPem: string
  signature: string | null
  rawBody: Uint8Array<ArrayBuffer>
}): Promise<Verdict> {
  if (!call.signature) return MISSING
  const key = await importedKey(call.publicKeyPem)
  const signature = decodeBase64(call.signature)
  if (signature?.length !== ED25519_SIGNATURE_BYTES) return MISMATCH
  return (await crypto.subtle.verify('Ed25519', key, signature, call.rawBody)) ? GENUINE : MISMATCH
}

/** A webhook of Resend's, signed by Svix: HMAC-SHA256 over id, timestamp and raw body, at most five minutes old. */
export function verifySvix(call: {
  secret: string
  headers: { get(name: string): string | null }
  rawBody: Uint8Array
  now: Instant
}): Verdict {
  const id = call.headers.get('svix-id')
  const timestamp = call.headers.get('svix-timestamp')
  const signatures = call.headers.get('svix-signature')
  if (!id || !timestamp || !signatures) return MISSING
  const body = decodeUtf8(call.rawBody)
  if (body === null || !/^\d{1,11}$/.test(timestamp)) return MISMATCH
  const signedAt = Number(timestamp) * SECOND_MS
  // The package's own `verify` reads the machine's clock; by its `sign` the caller can say what time it is.
  const expected = new Webhook(call.secret).sign(id, new Date(signedAt), body)
  if (!signatures.split(' ').some((signature) => isSameText(signature, expected))) return MISMATCH
  const ageMs = call.now - signedAt
  if (Math.abs(ageMs) <= SVIX_TOLERANCE_MS) return GENUINE
  return fail({ code: 'timestamp_too_old', ageMs, limitMs: SVIX_TOLERANCE_MS })
}

const ED25519_SIGNATURE_BYTES = 64
const importedKeys = new Map<string, Promise<CryptoKey>>()

/** Settings name one key; a second one lives only through a change of keys, so the map stays as small as that. */
function importedKey(pem: string): Promise<CryptoKey> {
  const known = importedKeys.get(pem)
  if (known) return known
  const imported = importKey(pem)
  importedKeys.set(pem, imported)
  return imported
}

async function importKey(pem: string): Promise<CryptoKey> {
  // A settings file on one line writes its line breaks as \n.
  const spki = decodeBase64(pem.replace(/-----(BEGIN|END) PUBLIC KEY-----|\\n|\s/g, ''))
  if (!spki) throw new Error('The key that GoHighLevel signs its webhooks with is not a PEM.')
  return crypto.subtle.importKey('spki', spki, { name: 'Ed25519' }, false, ['verify'])
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

/** Takes as long for a near miss as for a far one. Lengths are no secret: a scheme's signatures all have one. */
function isSameText(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  for (let index = 0; index < one.length; index += 1) difference |= one.charCodeAt(index) ^ other.charCodeAt(index)
  return difference === 0
}
