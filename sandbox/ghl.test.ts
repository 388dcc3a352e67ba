import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCATION, call, mintFor, openGhl } from './ghl-rig.ts'
import type { GhlRig } from './ghl-rig.ts'

let rig: GhlRig
beforeAll(async () => void (rig = await openGhl()))
afterAll(() => rig.close())

const oauth = (form: Record<string, string>) => call('POST', `${rig.sandbox.url}/ghl/oauth/token`, { form })
const client = () => ({
  client_id: rig.sandbox.settings.GHL_CLIENT_ID,
  client_secret: rig.sandbox.settings.GHL_CLIENT_SECRET,
})

describe('tokens', () => {
  test('the agency app gets its own token and mints one for any location', async () => {
    const agency = await oauth({ ...client(), grant_type: 'client_credentials', user_type: 'Company' })
    expect(agency.status).toBe(200)
    expect(agency.body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 86_399,
      userType: 'Company',
      companyId: 'cmp_sandbox',
    })
    const minted = await mintFor(rig.sandbox, String(agency.body['access_token']), 'loc_brand_new')
    expect(minted.body).toMatchObject({ token_type: 'Bearer', expires_in: 86_399, locationId: 'loc_brand_new' })
    expect(minted.body).not.toHaveProperty('refresh_token')
    const read = await rig.api('GET', '/opportunities/pipelines?locationId=loc_brand_new', undefined, {
      token: String(minted.body['access_token']),
    })
    expect(read.body['pipelines']).toMatchObject([{ name: 'Shoulder', locationId: 'loc_brand_new' }])
  })

  test('a wrong secret is refused', async () => {
    const answer = await oauth({ ...client(), client_secret: 'guessed', grant_type: 'client_credentials' })
    expect(answer.status).toBe(401)
    expect(answer.body).toMatchObject({ statusCode: 401, error: 'Unauthorized' })
  })

  test('an installation gives a code once, and its refresh token rotates with a short grace', async () => {
    const chosen = new URLSearchParams({
      response_type: 'code',
      redirect_uri: 'https://app.example.com/connect/ghl',
      client_id: client().client_id,
      state: 'nonce',
      scope: 'contacts.readonly',
      locationId: 'loc_chosen',
    })
    const page = await call('GET', `${rig.sandbox.url}/ghl/v2/oauth/chooselocation?${chosen}`)
    const back = new URL(page.headers.get('location') ?? '')
    expect(back.searchParams.get('state')).toBe('nonce')
    const code = back.searchParams.get('code') ?? ''
    const first = await oauth({ ...client(), grant_type: 'authorization_code', code, user_type: 'Location' })
    expect(first.body).toMatchObject({ userType: 'Location', locationId: 'loc_chosen' })
    expect((await oauth({ ...client(), grant_type: 'authorization_code', code })).status).toBe(400)

    const refresh = { ...client(), grant_type: 'refresh_token', refresh_token: String(first.body['refresh_token']) }
    const second = await oauth(refresh)
    expect(second.body['refresh_token']).not.toBe(first.body['refresh_token'])
    expect((await oauth(refresh)).body['refresh_token']).toBe(second.body['refresh_token'])

    const realNow = rig.sandbox.world.now
    rig.sandbox.world.now = () => realNow() + 31_000
    const late = await oauth(refresh)
    rig.sandbox.world.now = realNow
    expect(late.status).toBe(400)
  })

  test('an expired or altered token opens nothing', async () => {
    const token = await rig.token()
    const [head, , signature] = token.split('.')
    const claims = { authClass: 'Location', authClassId: 'loc_other', exp: 9_999_999_999 }
    const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')
    const path = `/opportunities/pipelines?locationId=${LOCATION}`
    for (const bad of [forged, 'x.y.z', '']) {
      const answer = await rig.api('GET', path, undefined, { token: bad })
      expect(answer.status).toBe(401)
      expect(answer.body).toMatchObject({ message: 'Invalid token: access token is invalid', error: 'Unauthorized' })
    }
    const realNow = rig.sandbox.world.now
    rig.sandbox.world.now = () => realNow() + 86_400_000
    const late = await rig.api('GET', path, undefined, { token })
    rig.sandbox.world.now = realNow
    expect(late.status).toBe(401)
  })
})

describe('every request', () => {
  test('needs the date of its product as Version', async () => {
    const path = `/opportunities/pipelines?locationId=${LOCATION}`
    expect((await rig.api('GET', path, undefined, { version: null })).status).toBe(400)
    expect((await rig.api('GET', path, undefined, { version: '2021-04-15' })).status).toBe(400)
    const messages = `/conversations/messages/export?locationId=${LOCATION}`
    expect((await rig.api('GET', messages, undefined, { version: '2021-07-28' })).status).toBe(400)
    expect((await rig.api('GET', messages)).status).toBe(200)
  })

  test('reaches only the location of its token', async () => {
    const answer = await rig.api('POST', '/contacts/upsert', { locationId: 'loc_other', name: 'Pat Rivers' })
    expect(answer.status).toBe(403)
    expect(answer.body).toMatchObject({
      message: 'The token does not have access to this location.',
      error: 'Forbidden',
    })
  })

  test('to an unknown path is answered 404', async () => {
    const answer = await rig.api('GET', '/contacts/a/b/c')
    expect(answer.body).toMatchObject({ statusCode: 404, message: 'Cannot GET /contacts/a/b/c' })
  })

  test('counts against 100 in ten seconds for the location', async () => {
    const token = await rig.token('loc_busy')
    const read = () => rig.api('GET', '/opportunities/pipelines?locationId=loc_busy', undefined, { token })
    const first = await read()
    expect(first.headers.get('x-ratelimit-max')).toBe('100')
    expect(first.headers.get('x-ratelimit-remaining')).toBe('99')
    expect(first.headers.get('x-ratelimit-interval-milliseconds')).toBe('10000')
    expect(first.headers.get('x-ratelimit-daily-remaining')).toBe('199999')
    for (let calls = 1; calls < 100; calls += 1) await read()
    const over = await read()
    expect(over.status).toBe(429)
    expect(over.body).toMatchObject({ statusCode: 429, message: 'Too Many Requests' })

    const realNow = rig.sandbox.world.now
    rig.sandbox.world.now = () => realNow() + 10_000
    const later = await read()
    rig.sandbox.world.now = realNow
    expect(later.status).toBe(200)
  })
})

describe('the businesses the phone page knows', () => {
  const lee = {
    id: 'ten_lee',
    businessName: 'Lee Heating',
    smsNumber: '+15125550100',
    primaryPhone: '+15125550101',
    ghlLocationId: 'loc_lee',
    email: 'office@example.com',
    timeZone: 'America/Chicago',
  }

  test('are written by id and survive a reset', async () => {
    await rig.control('POST', '/sandbox/businesses', { ...lee, businessName: 'Lee' })
    await rig.control('POST', '/sandbox/businesses', lee)
    await rig.control('POST', '/sandbox/reset')
    expect((await rig.control('GET', '/sandbox/businesses')).body).toEqual([lee])
    const location = await rig.api('GET', '/locations/loc_lee', undefined, { locationId: 'loc_lee' })
    expect(location.body['location']).toMatchObject({ id: 'loc_lee', name: 'Lee Heating', timezone: 'America/Chicago' })
  })

  test('need a usable number', async () => {
    const answer = await rig.control('POST', '/sandbox/businesses', { ...lee, smsNumber: '555' })
    expect(answer.status).toBe(400)
    expect(answer.body['error']).toContain('smsNumber')
  })
})
