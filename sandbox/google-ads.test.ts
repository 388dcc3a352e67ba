import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRig, type SandboxRig } from './sandbox-rig.ts'

describe('a form below an advertisement', () => {
  let rig: SandboxRig
  beforeAll(async () => {
    rig = await openRig()
  })
  afterAll(() => rig.close())

  test('is posted to Shoulder as Google posts it', async () => {
    rig.app.answer = () => ({ status: 200, text: '{}' })
    const order = { googleKey: 'key-1', name: 'Ann Lee', phone: '+15125550111', words: 'A leak', leadId: 'lead-1' }
    expect((await rig.control('POST', '/sandbox/google-ads/lead', order)).json).toEqual({
      leadId: 'lead-1',
      status: 200,
    })
    const heard = rig.app.heard.at(-1)
    expect(heard?.path).toBe('/hooks/google-ads/lead')
    const text = String(heard?.raw)
    expect(text).toContain('"campaign_id":9007199254740993')
    expect(JSON.parse(text)).toMatchObject({
      lead_id: 'lead-1',
      google_key: 'key-1',
      is_test: false,
      user_column_data: [
        { column_id: 'FULL_NAME', string_value: 'Ann Lee' },
        { column_id: 'PHONE_NUMBER', string_value: '+15125550111' },
        { column_id: 'What do you need done?', string_value: 'A leak' },
      ],
    })
  })

  test('needs the key, and says what Shoulder answered', async () => {
    expect((await rig.control('POST', '/sandbox/google-ads/lead', {})).status).toBe(400)
    rig.app.answer = () => ({ status: 401 })
    const refused = await rig.control('POST', '/sandbox/google-ads/lead', { googleKey: 'wrong' })
    expect(refused.json).toMatchObject({ status: 401 })
  })
})
