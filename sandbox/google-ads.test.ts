import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codesOf, openAdsRig, type AdsRig } from './google-ads-rig.ts'

describe('a form below an advertisement', () => {
  let rig: AdsRig
  beforeAll(async () => {
    rig = await openAdsRig()
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

  test('stands in its account as well, alone where its message is lost, and nowhere where it is a trial', async () => {
    rig.app.answer = () => ({ status: 200, text: '{}' })
    const { customerId, access } = await rig.open({ days: 0 })
    const from = rig.app.heard.length
    const order = { customerId, googleKey: 'key-1', phone: '+15125550111', submittedAt: '2026-07-01T17:30:05Z' }
    const fill = (over: object) => rig.control('POST', '/sandbox/google-ads/lead', { ...order, ...over })
    await fill({ leadId: 'told', name: 'Ann Lee', words: 'A leak' })
    expect((await fill({ leadId: 'lost', isLost: true, googleKey: undefined })).json).toMatchObject({ status: null })
    await fill({ leadId: 'trial', isTest: true })
    expect(rig.app.heard.slice(from).map(({ raw }) => JSON.parse(raw).lead_id)).toEqual(['told', 'trial'])
    const rows = await rig.query(
      access,
      customerId,
      'SELECT lead_form_submission_data.id, lead_form_submission_data.submission_date_time, ' +
        'lead_form_submission_data.lead_form_submission_fields, lead_form_submission_data.campaign, ' +
        'lead_form_submission_data.custom_lead_form_submission_fields FROM lead_form_submission_data',
    )
    expect(rows.map((row) => row['leadFormSubmissionData'])).toMatchObject([
      {
        id: 'told',
        submissionDateTime: '2026-07-01 12:30:05-05:00',
        campaign: expect.stringMatching(new RegExp(`^customers/${customerId}/campaigns/\\d+$`)),
        leadFormSubmissionFields: [
          { fieldType: 'FULL_NAME', fieldValue: 'Ann Lee' },
          { fieldType: 'PHONE_NUMBER', fieldValue: '+15125550111' },
        ],
        customLeadFormSubmissionFields: [{ questionText: 'What do you need done?', fieldValue: 'A leak' }],
      },
      { id: 'lost' },
    ])
    const between = `WHERE lead_form_submission_data.submission_date_time BETWEEN '2026-07-02 00:00:00' AND '2026-07-09 23:59:59'`
    const ask = `SELECT lead_form_submission_data.id FROM lead_form_submission_data ${between}`
    expect(await rig.query(access, customerId, ask)).toEqual([])
    expect((await rig.control('POST', '/sandbox/google-ads/lead', { isLost: true })).status).toBe(400)
    expect((await fill({ submittedAt: 'yesterday' })).status).toBe(400)
  })

  test('is kept from whoever may not see it', async () => {
    const { customerId, access } = await rig.open({ days: 3, deniesForms: true })
    const ask = (query: string) => rig.ads(access, `customers/${customerId}/googleAds:searchStream`, { query })
    const refused = await ask('SELECT lead_form_submission_data.id FROM lead_form_submission_data')
    expect([refused.status, codesOf(refused.json)]).toEqual([403, ['authorizationError.USER_PERMISSION_DENIED']])
    expect((await ask('SELECT campaign.id FROM campaign')).status).toBe(200)
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
