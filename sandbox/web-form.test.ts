import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRig, type SandboxRig } from './sandbox-rig.ts'

const SHOP = {
  id: 'ten_shop',
  businessName: 'Bluebonnet Plumbing',
  smsNumber: '+15125550101',
  primaryPhone: '+15125550100',
  email: 'rosa@example.com',
  timeZone: 'America/Chicago',
}

/** A Shoulder that shows a form, and keeps what is sent. */
const sent: { url: string; body: Record<string, unknown> }[] = []
let shoulder: Server
let rig: SandboxRig
beforeAll(async () => {
  shoulder = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const answer = (status: number, body: unknown) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      if (request.url !== '/f/ten_shop') return answer(404, {})
      if (request.method === 'GET')
        return answer(200, { token: 't1', consent: { request: 'By sending', offers: 'Yes' } })
      sent.push({
        url: request.url,
        body: JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown>,
      })
      return answer(201, { received: true, detail: 'Bluebonnet has your request.' })
    })
  })
  await new Promise<void>((resolve) => void shoulder.listen(0, '127.0.0.1', resolve))
  const { port } = shoulder.address() as AddressInfo
  rig = await openRig({ settings: { APP_URL: `http://127.0.0.1:${port}` } })
  await rig.control('POST', '/sandbox/businesses', SHOP)
})
afterAll(async () => {
  await rig.close()
  shoulder.close()
})

test('the form is opened, takes a person’s time, and is sent with what it showed', async () => {
  expect((await rig.control('GET', '/sandbox/web-form?businessId=ten_shop')).json).toMatchObject({
    isThere: true,
    consent: { request: 'By sending' },
  })
  const order = { businessId: 'ten_shop', name: 'Ada Quill', phone: '+12145550147', words: 'My sink leaks' }
  const answer = await rig.control('POST', '/sandbox/web-form', order)
  expect(answer.json).toMatchObject({ ok: true, status: 201, detail: 'Bluebonnet has your request.' })
  expect(sent).toMatchObject([{ body: { token: 't1', name: 'Ada Quill', phone: '+12145550147', offers: false } }])
})

test('a business that nobody knows has no site, and one without the form says so', async () => {
  expect((await rig.control('POST', '/sandbox/web-form', { businessId: 'ten_else' })).status).toBe(400)
  await rig.control('POST', '/sandbox/businesses', { ...SHOP, id: 'ten_off', smsNumber: '+15125550102' })
  const answer = await rig.control('POST', '/sandbox/web-form', { businessId: 'ten_off', phone: '+12145550147' })
  expect(answer.json).toMatchObject({ ok: false, status: 404 })
})

test('there is a picture for whoever has none', async () => {
  const answer = await fetch(`${rig.sandbox.url}/sandbox/sample-picture`)
  expect(answer.headers.get('content-type')).toBe('image/png')
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  const data = `data:image/png;base64,${bytes.toString('base64')}`
  const text = { from: '+12145550147', to: SHOP.smsNumber, media: [data] }
  await rig.control('POST', '/sandbox/sms', text)
  const [message] = JSON.parse(
    (await rig.control('GET', `/sandbox/messages?from=${encodeURIComponent(text.from)}`)).text,
  ) as { mediaUrls: string[] }[]
  const sid = message?.mediaUrls[0]?.split('/').at(-1) ?? ''
  const shown = await fetch(`${rig.sandbox.url}/sandbox/media/${sid}`)
  expect(Buffer.from(await shown.arrayBuffer()).equals(bytes)).toBe(true)
  // Twilio's copy goes when Shoulder has it; the phone that sent it keeps its own.
  await rig.twilio('DELETE', `/Messages/${message?.mediaUrls[0]?.split('/').at(-3)}/Media/${sid}.json`)
  expect((await fetch(`${rig.sandbox.url}/sandbox/media/${sid}`)).status).toBe(200)
})
