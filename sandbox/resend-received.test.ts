import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRig, type SandboxRig } from './sandbox-rig.ts'

let rig: SandboxRig
beforeAll(async () => void (rig = await openRig()))
afterAll(() => rig.close())

const letter = { from: 'Pat <pat@example.com>', to: 'hello+x@mail.example.com', subject: 'Stop', text: 'Please stop' }

test('a mail to the domain of the account is told of without its words, which a second question answers', async () => {
  const { status, json } = await rig.control('POST', '/sandbox/emails', letter)
  expect(status).toBe(201)
  const id = String((json as Record<string, unknown>)['id'])
  const [heard] = await rig.app.hears(1)
  const event = JSON.parse(heard?.raw ?? '')
  expect(event).toMatchObject({
    type: 'email.received',
    data: { email_id: id, from: letter.from, to: [letter.to], received_for: [letter.to], subject: 'Stop' },
  })
  expect(heard?.raw).not.toContain('Please stop')
  const read = await rig.resend('GET', `/emails/receiving/${id}`)
  expect(read).toMatchObject({ status: 200, json: { object: 'email', id, text: 'Please stop', html: null } })
  expect((await rig.resend('GET', '/emails/receiving/other')).status).toBe(404)
})

test.each([
  ['to', { ...letter, to: 'hello@elsewhere.example.com' }],
  ['from', { ...letter, from: 'pat' }],
])('a mail with another %s is refused', async (field, body) => {
  const { status, json } = await rig.control('POST', '/sandbox/emails', body)
  expect([status, json]).toEqual([400, { error: expect.stringContaining(field) }])
})
