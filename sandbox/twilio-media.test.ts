import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openRig, type SandboxRig } from './sandbox-rig.ts'

const SHOP = '+17375550100'
const PAT = '+12145550147'
const PICTURE = 'R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs='

let rig: SandboxRig
beforeAll(async () => void (rig = await openRig()))
afterAll(() => rig.close())
beforeEach(async () => {
  await rig.control('POST', '/sandbox/reset')
  rig.app.heard.length = 0
})

async function sendsPicture(): Promise<{ sid: string; url: string }> {
  const media = [`data:image/gif;base64,${PICTURE}`]
  const { json } = await rig.control('POST', '/sandbox/sms', { from: PAT, to: SHOP, media })
  const { MessageSid, MediaUrl0, NumMedia, MediaContentType0 } = rig.app.heard[0]?.params ?? {}
  expect([json['sid'], NumMedia, MediaContentType0]).toEqual([MessageSid, '1', 'image/gif'])
  return { sid: MessageSid ?? '', url: MediaUrl0 ?? '' }
}

function basic(): Record<string, string> {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN } = rig.sandbox.settings
  return { authorization: `Basic ${btoa(`${TWILIO_ACCOUNT_SID}:${TWILIO_AUTH_TOKEN}`)}` }
}

describe('a picture that came with a text', () => {
  test('is behind the credentials, and delivered elsewhere without them', async () => {
    const { sid, url } = await sendsPicture()
    expect(url).toMatch(new RegExp(`/Messages/${sid}/Media/ME[0-9a-f]{32}$`))
    expect((await fetch(url)).status).toBe(401)
    const led = await fetch(url, { headers: basic(), redirect: 'manual' })
    const place = led.headers.get('location') ?? ''
    expect(led.status).toBe(307)
    expect((await fetch(place, { headers: basic() })).status).toBe(400)
    const picture = await fetch(place)
    expect(picture.headers.get('content-type')).toBe('image/gif')
    expect(Buffer.from(await picture.arrayBuffer()).toString('base64')).toBe(PICTURE)
    const { json } = await rig.twilio('GET', `/Messages/${sid}/Media.json`)
    expect(json['media_list']).toMatchObject([{ parent_sid: sid, content_type: 'image/gif' }])
  })

  test.each(['by itself', 'with its text'])('is gone once it was deleted %s', async (how) => {
    const { sid, url } = await sendsPicture()
    const path = how === 'by itself' ? `/Messages/${sid}/Media/${url.split('/').at(-1)}.json` : `/Messages/${sid}.json`
    const place = (await fetch(url, { headers: basic(), redirect: 'manual' })).headers.get('location') ?? ''
    expect((await rig.twilio('DELETE', path)).status).toBe(204)
    expect((await fetch(url, { headers: basic(), redirect: 'manual' })).status).toBe(404)
    expect((await fetch(place)).status).toBe(404)
    expect((await rig.twilio('DELETE', path)).status).toBe(404)
  })

  test('that is no picture at all is refused with a reason', async () => {
    const sent = await rig.control('POST', '/sandbox/sms', { from: PAT, to: SHOP, media: ['data:image/gif,x'] })
    expect([sent.status, sent.json['error']]).toEqual([400, 'media must be data:TYPE;base64,… or an address'])
  })
})
