import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRig, type SandboxRig } from './sandbox-rig.ts'

const PRESETS = { textAfterMs: 20_000, emailAfterMs: 300_000, isKnown: false }

describe('the timings of a business', () => {
  let rig: SandboxRig
  beforeAll(async () => {
    rig = await openRig()
  })
  afterAll(() => rig.close())
  const ask = () => rig.control('GET', '/sandbox/timings?businessId=ten_shop')

  test('are asked of Shoulder, by an admin', async () => {
    const policy = { textAfterMs: 5000, emailAfterMs: 60_000 }
    rig.app.answer = () => ({ status: 200, text: JSON.stringify({ policy }) })
    expect((await ask()).json).toEqual({ ...policy, isKnown: true })
    const heard = rig.app.heard.at(-1)
    expect(heard?.path).toBe('/api/v1/tenants/ten_shop')
    const [, claims = ''] = String(heard?.headers['cf-access-jwt-assertion']).split('.')
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ email: 'admin@example.com' })
  })

  test.each([
    ['refuses', { status: 403 }],
    ['answers nonsense', { status: 200, text: '<html>' }],
    ['breaks off', undefined],
  ])('are the usual ones when it %s', async (_how, answer) => {
    rig.app.answer = () => answer
    expect((await ask()).json).toEqual(PRESETS)
  })

  test('need a business', async () => {
    expect((await rig.control('GET', '/sandbox/timings')).status).toBe(400)
  })
})
