/** Signs as the providers' documents say they sign, with code of its own beside the Worker's. */

const encoder = new TextEncoder()

let keys: Promise<{ publicKeyPem: string; privateKey: CryptoKey }> | undefined

export function webhookKeys() {
  keys ??= makeKeys()
  return keys
}

async function makeKeys() {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const spki = (await crypto.subtle.exportKey('spki', pair.publicKey)) as ArrayBuffer
  const publicKeyPem = `-----BEGIN PUBLIC KEY-----\n${base64(spki)}\n-----END PUBLIC KEY-----\n`
  return { publicKeyPem, privateKey: pair.privateKey }
}

export async function signGhl(privateKey: CryptoKey, body: string): Promise<string> {
  return base64(await crypto.subtle.sign('Ed25519', privateKey, encoder.encode(body)))
}

export async function signTwilio(authToken: string, url: string, params: Record<string, string>): Promise<string> {
  const names = Object.keys(params).toSorted()
  const signed = url + names.map((name) => name + params[name]).join('')
  return hmac('SHA-1', encoder.encode(authToken), signed)
}

export async function signSvix(secret: string, id: string, at: number, body: string) {
  const key = Uint8Array.from(atob(secret.slice('whsec_'.length)), (character) => character.charCodeAt(0))
  const timestamp = String(Math.floor(at / 1000))
  const signature = await hmac('SHA-256', key, `${id}.${timestamp}.${body}`)
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` }
}

async function hmac(hash: string, key: Uint8Array<ArrayBuffer>, text: string): Promise<string> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash }, false, ['sign'])
  return base64(await crypto.subtle.sign('HMAC', imported, encoder.encode(text)))
}

function base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
}

/** GoHighLevel's half of the pair, from PKCS #8 in PEM. */
export async function privateKey(pem: string): Promise<CryptoKey> {
  const der = Uint8Array.from(atob(pem.replaceAll(/-----[^-]+-----|\s/g, '')), (character) => character.charCodeAt(0))
  return crypto.subtle.importKey('pkcs8', der, 'Ed25519', false, ['sign'])
}
