import { createRemoteJWKSet, decodeJwt, errors, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishKeys } from './access-keys.ts'
import { openRig, send, type SandboxRig } from './sandbox-rig.ts'

let rig: SandboxRig
beforeAll(async () => void (rig = await openRig()))
afterAll(() => rig.close())

const order = async (wish: Record<string, unknown>) =>
  String((await rig.control('POST', '/sandbox/access/token', wish)).json['token'])

/** Verifies as a Worker behind Access would, with keys fetched anew. */
function verify(token: string) {
  const { ACCESS_TEAM_URL: issuer, ACCESS_AUD: audience } = rig.sandbox.settings
  const keys = createRemoteJWKSet(new URL(`${issuer}/cdn-cgi/access/certs`))
  return jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'] })
}

describe('a token of Access', () => {
  test('passes the check with a person’s claims for a day', async () => {
    const { payload, protectedHeader } = await verify(await order({ email: 'boss@example.com' }))
    expect(payload).toMatchObject({
      iss: rig.sandbox.settings.ACCESS_TEAM_URL,
      aud: [rig.sandbox.settings.ACCESS_AUD],
      email: 'boss@example.com',
      type: 'app',
      sub: expect.stringMatching(/^[0-9a-f-]{36}$/),
      identity_nonce: expect.any(String),
      country: 'US',
    })
    expect(Number(payload.exp) - Number(payload.iat)).toBe(86_400)
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  test('names one person alike each time', async () => {
    const [first, second] = [await order({ email: 'a@example.com' }), await order({ email: 'a@example.com' })]
    expect(decodeJwt(first).sub).toBe(decodeJwt(second).sub)
    expect(decodeJwt(first).sub).not.toBe(decodeJwt(await order({ email: 'b@example.com' })).sub)
  })

  test('fails the check when expired, for another application or of another team', async () => {
    await expect(verify(await order({ email: 'a@example.com', expiresInS: -5 }))).rejects.toThrow(errors.JWTExpired)
    const strange = [{ aud: 'f'.repeat(64) }, { iss: 'https://else.example.com' }]
    for (const wish of strange) {
      const token = await order({ email: 'a@example.com', ...wish })
      await expect(verify(token)).rejects.toThrow(errors.JWTClaimValidationFailed)
    }
  })

  test('outlives one turn of the keys, and no second one', async () => {
    const token = await order({ email: 'a@example.com' })
    await rig.control('POST', '/sandbox/access/rotate')
    expect((await verify(token)).payload.email).toBe('a@example.com')
    expect((await verify(await order({ email: 'b@example.com' }))).payload.email).toBe('b@example.com')
    await rig.control('POST', '/sandbox/access/rotate')
    await expect(verify(token)).rejects.toThrow(errors.JWKSNoMatchingKey)
  })

  test('is not made for what is no address', async () => {
    expect(await rig.control('POST', '/sandbox/access/token', { email: 'boss' })).toMatchObject({
      status: 400,
      json: { error: 'email must be an e-mail address' },
    })
  })
})

test('each key is made ready to publish once, whoever asks', async () => {
  const { world } = rig.sandbox
  const [[signing], [same]] = await Promise.all([publishKeys(world), publishKeys(world)])
  expect(same).toBe(signing)
  await rig.control('POST', '/sandbox/access/rotate')
  const [next, before] = await publishKeys(world)
  expect(before).toBe(signing)
  expect(next?.kid).not.toBe(signing?.kid)
})

test('a browser is logged in by a cookie and sent on', async () => {
  const { url, settings } = rig.sandbox
  const response = await send(`${url}/sandbox/access/login?email=boss@example.com&to=/fleet`, { redirect: 'manual' })
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBe(`${settings.APP_URL}/fleet`)
  const [, token = ''] =
    /^CF_Authorization=([^;]+); Path=\/; HttpOnly/.exec(response.headers.get('set-cookie') ?? '') ?? []
  expect((await verify(token)).payload.email).toBe('boss@example.com')
  const elsewhere = await send(`${url}/sandbox/access/login?to=//else.example.com`, { redirect: 'manual' })
  expect(elsewhere.status).toBe(400)
})
