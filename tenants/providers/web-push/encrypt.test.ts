import { createDecipheriv, createECDH, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fromBase64Url, toBase64Url } from './base64url.ts'
import { areUsableKeys, encryptMessage, newMessageSecret } from './encrypt.ts'

/** The example of RFC 8291, section 5. */
const EXAMPLE = {
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  browserPublic: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  browserPrivate: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
  ourPrivate: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  plaintext: 'When I grow up, I want to be a watermelon',
  body:
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl' +
    '7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
}

const encode = (text: string) => new TextEncoder().encode(text)

async function openPair(privateKey: string): Promise<CryptoKeyPair> {
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(Buffer.from(privateKey, 'base64url'))
  const point = ecdh.getPublicKey()
  const curve = { name: 'ECDH', namedCurve: 'P-256' }
  const [x = '', y = ''] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'))
  const jwk = { kty: 'EC', crv: 'P-256', x, y }
  return {
    publicKey: await crypto.subtle.importKey('jwk', jwk, curve, true, []),
    privateKey: await crypto.subtle.importKey('jwk', { ...jwk, d: privateKey }, curve, true, ['deriveBits']),
  }
}

/** The browser's side, written with Node's own means. */
function decrypt(body: Buffer, browser: { private: string; public: string; auth: string }): string {
  const salt = body.subarray(0, 16)
  const theirPoint = body.subarray(21, 86)
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(Buffer.from(browser.private, 'base64url'))
  const hmac = (key: Buffer, ...parts: (Buffer | string)[]) =>
    parts.reduce((mac, each) => mac.update(each), createHmac('sha256', key)).digest()
  const pairKey = hmac(Buffer.from(browser.auth, 'base64url'), ecdh.computeSecret(theirPoint))
  const info = ['WebPush: info\0', Buffer.from(browser.public, 'base64url'), theirPoint, '\x01']
  const pseudoRandom = hmac(salt, hmac(pairKey, ...info))
  const key = hmac(pseudoRandom, 'Content-Encoding: aes128gcm\0\x01').subarray(0, 16)
  const nonce = hmac(pseudoRandom, 'Content-Encoding: nonce\0\x01').subarray(0, 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(body.subarray(-16))
  const padded = Buffer.concat([decipher.update(body.subarray(86, -16)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}

describe('a message for a browser', () => {
  test('is encrypted as the example of the standard is', async () => {
    const secret = { pair: await openPair(EXAMPLE.ourPrivate), salt: fromBase64Url(EXAMPLE.salt) }
    const keys = { p256dh: EXAMPLE.browserPublic, auth: EXAMPLE.auth }
    expect(toBase64Url(await encryptMessage(encode(EXAMPLE.plaintext), keys, secret))).toBe(EXAMPLE.body)
    const browser = { private: EXAMPLE.browserPrivate, public: EXAMPLE.browserPublic, auth: EXAMPLE.auth }
    expect(decrypt(Buffer.from(EXAMPLE.body, 'base64url'), browser)).toBe(EXAMPLE.plaintext)
  })

  test('opens with the key of that browser, and is another one each time', async () => {
    const ecdh = createECDH('prime256v1')
    const publicKey = ecdh.generateKeys('base64url')
    const browser = { private: ecdh.getPrivateKey('base64url'), public: publicKey, auth: EXAMPLE.auth }
    const words = JSON.stringify({ title: 'Visit wanted', body: '¿Mañana? 🔧'.repeat(100) })
    const send = async () =>
      encryptMessage(encode(words), { p256dh: publicKey, auth: EXAMPLE.auth }, await newMessageSecret())
    const [one, other] = [await send(), await send()]
    expect(decrypt(Buffer.from(one), browser)).toBe(words)
    expect(decrypt(Buffer.from(other), browser)).toBe(words)
    expect(toBase64Url(one)).not.toBe(toBase64Url(other))
    // Neither the salt nor the key may come twice.
    expect(toBase64Url(one.slice(0, 16))).not.toBe(toBase64Url(other.slice(0, 16)))
    expect(toBase64Url(one.slice(21, 86))).not.toBe(toBase64Url(other.slice(21, 86)))
  })
})

test.each([
  [true, EXAMPLE.browserPublic, EXAMPLE.auth],
  [false, `B${'A'.repeat(86)}`, EXAMPLE.auth],
  [false, EXAMPLE.browserPublic.slice(0, 80), EXAMPLE.auth],
  [false, EXAMPLE.browserPublic, 'AAAA'],
  [false, 'no base 64!', EXAMPLE.auth],
])('keys are usable: %s (case %#)', async (areUsable, p256dh, auth) => {
  expect(await areUsableKeys({ p256dh, auth })).toBe(areUsable)
})
