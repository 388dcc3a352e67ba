import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readForm, verifyGhl, verifySvix, verifyTwilio, type FormParams } from './signature.ts'

const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text))
const genuine = { ok: true, value: undefined }
const missing = { ok: false, error: { code: 'signature_missing' } }
const mismatch = { ok: false, error: { code: 'signature_mismatch' } }

describe('a form post of Twilio’s', () => {
  const published = {
    authToken: '12345',
    signature: 'GvWf1cFY/Q7PnoempGyD5oXAezc=',
    url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
    params: {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+14158675310',
      Digits: '1234',
      From: '+14158675310',
      To: '+18005551212',
    } as FormParams,
  }

  test('passes with the published vector', () => {
    expect(verifyTwilio(published)).toEqual(genuine)
  })

  test('passes whether or not the port is written out', () => {
    expect(verifyTwilio({ ...published, url: 'https://mycompany.com:443/myapp.php?foo=1&bar=2' })).toEqual(genuine)
  })

  test.each([
    ['another token', { authToken: '12346' }],
    ['another path', { url: 'https://mycompany.com/other.php?foo=1&bar=2' }],
    ['another host', { url: 'https://mycompany.org/myapp.php?foo=1&bar=2' }],
    ['one changed field', { params: { ...published.params, Digits: '1235' } }],
    ['one field more', { params: { ...published.params, Extra: '1' } }],
    ['a cut signature', { signature: 'GvWf1cFY' }],
    ['a signature that is no base64', { signature: 'ü'.repeat(28) }],
  ])('fails with %s', (_name, change) => {
    expect(verifyTwilio({ ...published, ...change })).toEqual(mismatch)
  })

  test('says so when the header is not there', () => {
    expect(verifyTwilio({ ...published, signature: null })).toEqual(missing)
    expect(verifyTwilio({ ...published, signature: '' })).toEqual(missing)
  })

  test('counts repeated names as Twilio does: unique values in order', () => {
    const url = 'https://app.example.com/hooks/twilio/sms'
    const signature = createHmac('sha1', 'tok').update(`${url}MediaaMediabTo+15125550199`).digest('base64')
    const read = readForm(bytes('Media=b&To=%2B15125550199&Media=a&Media=b'))
    if (!read.ok) throw new Error('The form was not read.')
    expect(verifyTwilio({ authToken: 'tok', signature, url, params: read.value })).toEqual(genuine)
  })
})

describe('a form', () => {
  test('is read with pluses, percents, empty values and repeated names', () => {
    expect(readForm(bytes('Body=Hi+there%21&To=%2B15125550199&Empty=&Twice=1&Twice=2&__proto__=x'))).toEqual({
      ok: true,
      value: Object.fromEntries([
        ['Body', 'Hi there!'],
        ['To', '+15125550199'],
        ['Empty', ''],
        ['Twice', ['1', '2']],
        ['__proto__', 'x'],
      ]),
    })
  })

  test('is refused when its bytes are no UTF-8', () => {
    expect(readForm(new Uint8Array([66, 61, 0xff]))).toEqual({
      ok: false,
      error: { code: 'payload_invalid', issues: ['body: expected UTF-8'] },
    })
  })

  test('is refused when it has more fields than any form of Twilio’s', () => {
    const many = Array.from({ length: 201 }, (_, index) => `f${index}=1`).join('&')
    expect(readForm(bytes(many))).toMatchObject({ ok: false, error: { code: 'payload_invalid' } })
  })
})

describe('an app event of GoHighLevel’s', () => {
  const keys = generateKeyPairSync('ed25519')
  const publicKeyPem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const body = '{"type":"InboundMessage",  "b":"café"}'
  const signature = sign(null, Buffer.from(body), keys.privateKey).toString('base64')
  const event = { publicKeyPem, signature, rawBody: bytes(body) }

  test('passes on the bytes it was signed on, again and again', async () => {
    expect(await verifyGhl(event)).toEqual(genuine)
    expect(await verifyGhl(event)).toEqual(genuine)
  })

  test('passes with the key as bare base64 and as one line of a settings file', async () => {
    const bare = publicKeyPem.replace(/-----.*-----|\n/g, '')
    expect(await verifyGhl({ ...event, publicKeyPem: bare })).toEqual(genuine)
    expect(await verifyGhl({ ...event, publicKeyPem: publicKeyPem.replaceAll('\n', '\\n') })).toEqual(genuine)
  })

  test('fails when the JSON was written anew, however equal it is', async () => {
    expect(await verifyGhl({ ...event, rawBody: bytes(JSON.stringify(JSON.parse(body))) })).toEqual(mismatch)
  })

  test.each(['N/A', 'AAAA', '%%%', signature.slice(4), Buffer.alloc(64).toString('base64')])(
    'fails with the signature %s',
    async (forged) => {
      expect(await verifyGhl({ ...event, signature: forged })).toEqual(mismatch)
    },
  )

  test('fails with the key HighLevel publishes, which did not sign it', async () => {
    const published = 'MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg='
    expect(await verifyGhl({ ...event, publicKeyPem: published })).toEqual(mismatch)
  })

  test('says so when the header is not there, and throws when our own key is none', async () => {
    expect(await verifyGhl({ ...event, signature: null })).toEqual(missing)
    await expect(verifyGhl({ ...event, publicKeyPem: 'no key' })).rejects.toThrow()
  })
})

describe('a webhook of Resend’s', () => {
  const signedAt = 1_614_265_330_000
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const published = {
    'svix-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'svix-timestamp': '1614265330',
    'svix-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  }
  const verify = (change: Partial<typeof published> = {}, now = signedAt, body = '{"test": 2432232314}'): unknown =>
    verifySvix({ secret, headers: new Headers({ ...published, ...change }), rawBody: bytes(body), now })

  test('passes with the published vector', () => {
    expect(verify()).toEqual(genuine)
  })

  test('passes when one of several signatures matches, as during a change of secrets', () => {
    expect(verify({ 'svix-signature': `v1,AAAA v2,x ${published['svix-signature']}` })).toEqual(genuine)
  })

  test('passes up to five minutes off, and no further', () => {
    expect(verify({}, signedAt + 300_000)).toEqual(genuine)
    expect(verify({}, signedAt - 300_000)).toEqual(genuine)
    expect(verify({}, signedAt + 300_001)).toEqual({
      ok: false,
      error: { code: 'timestamp_too_old', ageMs: 300_001, limitMs: 300_000 },
    })
    expect(verify({}, signedAt - 301_000)).toMatchObject({ ok: false, error: { ageMs: -301_000 } })
  })

  test.each([
    ['another id', { 'svix-id': 'msg_other' }],
    ['another time', { 'svix-timestamp': '1614265331' }],
    ['a time that is no number', { 'svix-timestamp': '1614265330.5' }],
    ['no known version', { 'svix-signature': published['svix-signature'].replace('v1', 'v2') }],
    ['a signature without its version', { 'svix-signature': 'g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' }],
  ])('fails with %s', (_name, change) => {
    expect(verify(change)).toEqual(mismatch)
  })

  test('fails with another body, and with one that is no UTF-8', () => {
    expect(verify({}, signedAt, '{"test": 2432232315}')).toEqual(mismatch)
    const rawBody = new Uint8Array([0x7b, 0xff, 0x7d])
    expect(verifySvix({ secret, headers: new Headers(published), rawBody, now: signedAt })).toEqual(mismatch)
  })

  test.each(['svix-id', 'svix-timestamp', 'svix-signature'] as const)('says so when %s is not there', (name) => {
    expect(verify({ [name]: '' })).toEqual(missing)
  })
})

test('the vectors are what their schemes say', () => {
  const body = '{"property": "value", "boolean": true}'
  expect(createHash('sha256').update(body).digest('hex')).toBe(
    '0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620',
  )
})
