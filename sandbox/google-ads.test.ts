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

  test('comes from the people of an account whose days pass, with the ids of that account', async () => {
    rig.app.answer = () => ({ status: 200, text: '{}' })
    const { json } = await rig.control('POST', '/sandbox/google-ads/accounts', { seed: 3, trade: 'plumbing', days: 0 })
    const order = { customerId: json['customerId'], days: 30, googleKey: 'key-2' }
    const from = rig.app.heard.length
    const passed = await rig.control('POST', '/sandbox/google-ads/days', order)
    const days = passed.json['days'] as { leads: { viaCall: boolean; gclid: string; campaignRef: string }[] }[]
    const forms = days.flatMap(({ leads }) => leads.filter(({ viaCall }) => !viaCall))
    const heard = rig.app.heard.slice(from).map(({ raw }) => raw)
    expect(forms.length).toBeGreaterThan(0)
    expect(heard.map((raw) => JSON.parse(raw).gcl_id)).toEqual(forms.map(({ gclid }) => gclid))
    expect(heard[0]).toContain(`"campaign_id":${forms[0]?.campaignRef},`)
    expect(passed.json['told']).toHaveLength(forms.length)
  })
})
