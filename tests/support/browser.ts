/** A browser that has asked to be told, with its own side of Web Push (RFC 8291). */

export type Note = { title: string; body: string; url: string; tag: string }

/** As much of what the sandbox kept as a story looks at. */
export type KeptPush = { endpoint: string; ttlS: number; urgency: string; topic: string | null; body: string }

export type Browser = Awaited<ReturnType<typeof openBrowser>>

const CURVE = { name: 'ECDH', namedCurve: 'P-256' }

/** `pushUrl` is where its push service takes messages. */
export async function openBrowser(pushUrl: string) {
  const pair = (await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])) as CryptoKeyPair
  const point = new Uint8Array((await crypto.subtle.exportKey('raw', pair.publicKey)) as ArrayBuffer)
  const auth = crypto.getRandomValues(new Uint8Array(16))
  const endpoint = `${pushUrl}/browser-${crypto.randomUUID()}`
  return {
    endpoint,
    /** What `PushSubscription.toJSON()` gives. */
    subscription: { endpoint, expirationTime: null, keys: { p256dh: encode(point), auth: encode(auth) } },
    async read({ body }: KeptPush): Promise<Note> {
      return JSON.parse(await decrypt(decode(body), pair.privateKey, point, auth)) as Note
    },
  }
}

async function decrypt(
  body: Uint8Array<ArrayBuffer>,
  privateKey: CryptoKey,
  point: Uint8Array<ArrayBuffer>,
  auth: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const theirPoint = body.slice(21, 86)
  const theirs = await crypto.subtle.importKey('raw', theirPoint, CURVE, false, [])
  const algorithm = { name: 'ECDH', public: theirs } as unknown as SubtleCryptoDeriveKeyAlgorithm
  const shared = new Uint8Array(await crypto.subtle.deriveBits(algorithm, privateKey, 256))
  // Two rounds of HKDF: the first ties the secret to this pair of keys, the second to this message.
  const info = bytes('WebPush: info\0', point, theirPoint)
  const material = await hkdf(shared, auth, info, 32)
  const key = await hkdf(material, body.slice(0, 16), bytes('Content-Encoding: aes128gcm\0'), 16)
  const iv = await hkdf(material, body.slice(0, 16), bytes('Content-Encoding: nonce\0'), 12)
  const opened = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
  const padded = new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, opened, body.slice(86)))
  return new TextDecoder().decode(padded.slice(0, padded.lastIndexOf(2)))
}

async function hkdf(
  material: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  info: Uint8Array<ArrayBuffer>,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, key, length * 8))
}

function bytes(...parts: (string | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const all = parts.map((part) => (typeof part === 'string' ? new TextEncoder().encode(part) : part))
  return Uint8Array.from(all.flatMap((part) => [...part]))
}

function encode(plain: Uint8Array): string {
  return btoa(String.fromCharCode(...plain))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
}
