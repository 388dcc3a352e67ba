import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAdsRig, VERIFIER, type AdsRig } from '../../sandbox/google-ads-rig.ts'
import type { AdsChange, AdsPort, AdsReportName, AdsRows } from '../../tenants/providers/ads-port.ts'
import { googleAds } from '../../tenants/providers/google-ads/api.ts'
import { exchangeCode, revokeGrant } from '../../tenants/providers/google-ads/oauth.ts'
import { adsTokens } from '../../tenants/providers/google-ads/tokens.ts'
import { readLeadForm } from '../../tenants/providers/google-ads/webhook.ts'
import { reachOnly, streamOnly } from '../../tenants/providers/http.ts'

/** The client as it is and the sandbox as it is, which were written apart from the same documents. */

const DAYS = 40
let rig: AdsRig
let customerId: string
let today: string
let login: string
let refresh: string | null
let losses: string[]
let ads: AdsPort
beforeAll(async () => {
  rig = await openAdsRig()
  ;({ customerId, login, today } = await rig.open({ days: DAYS }))
  ads = await connect(customerId, null)
})
afterAll(() => rig.close())

async function connect(accountId: string, throughId: string | null, as = login): Promise<AdsPort> {
  const { GOOGLE_ADS_API_URL, GOOGLE_DATA_MANAGER_API_URL, GOOGLE_OAUTH_URL, ...settings } = rig.sandbox.settings
  const urls = [GOOGLE_ADS_API_URL, GOOGLE_DATA_MANAGER_API_URL, GOOGLE_OAUTH_URL]
  const http = reachOnly(urls)
  const app = {
    ...{ oauthUrl: GOOGLE_OAUTH_URL, http, now: () => Date.now() },
    ...{ clientId: settings.GOOGLE_CLIENT_ID, clientSecret: settings.GOOGLE_CLIENT_SECRET },
  }
  const back = new URL((await rig.consent(as)).headers.get('location') ?? '').searchParams
  const redirectUri = `${rig.app.url}/connect/google-ads/callback`
  const grant = await exchangeCode(app, { code: back.get('code') ?? '', redirectUri, verifier: VERIFIER })
  if (grant.kind !== 'answered') throw new Error(`the code was not taken: ${grant.kind}`)
  refresh = grant.value.refresh
  losses = []
  const tokens = adsTokens({ ...app, loadRefresh: () => refresh, noteRevoked: () => void losses.push('revoked') })
  const places = { apiUrl: GOOGLE_ADS_API_URL, conversionsUrl: GOOGLE_DATA_MANAGER_API_URL }
  const noteLoss = (loss: string) => void losses.push(loss)
  return googleAds({ ...places, tokens, http, stream: streamOnly(urls), place: { accountId, throughId }, noteLoss })
}

async function read<Name extends AdsReportName>(name: Name, span = { from: '2000-01-01', until: today }) {
  const rows: AdsRows[Name][] = []
  const answer = await ads.read({ name, span }, (row) => rows.push(row))
  if (answer.kind !== 'answered') throw new Error(`${name}: ${JSON.stringify(answer)}`)
  expect(answer.value.rows).toBe(rows.length)
  return rows
}

describe('the client reads from the sandbox', () => {
  const NAMES: AdsReportName[] = [
    ...([
      'campaigns',
      'ad_groups',
      'keywords',
      'ads',
      'campaign_days',
      'keyword_days',
      'term_days',
      'ad_days',
    ] as const),
    ...(['calls', 'conversion_actions', 'lead_forms'] as const),
  ]
  test.each(NAMES)('%s', async (name) => {
    expect((await read(name)).length).toBeGreaterThan(0)
  })

  test('the same clicks by day as one by one', async () => {
    const days = await read('campaign_days')
    const on = days.find(({ clicks }) => clicks > 0)?.day ?? ''
    const clicks = await read('clicks', { from: on, until: on })
    const counted = days.filter(({ day }) => day === on).reduce((sum, one) => sum + one.clicks, 0)
    expect(clicks).toHaveLength(counted)
    expect(clicks[0]).toMatchObject({ day: on, gclid: expect.stringMatching(/^Cj0K/), keywordText: expect.any(String) })
  })

  test('accounts of its own, and those below a manager', async () => {
    expect(await ads.fetchAccounts()).toMatchObject({
      value: [{ accountId: customerId, currency: 'USD', isManager: false, isTest: true, managerId: null }],
    })
    const agency = await connect('5125550111', '5125550110', 'agency@example.com')
    const answer = await agency.fetchAccounts()
    expect(answer).toMatchObject({
      value: [
        { accountId: '5125550110', isManager: true, managerId: null },
        { accountId: '5125550111', isManager: false, managerId: '5125550110' },
        { accountId: '5125550112', isManager: false, managerId: '5125550110' },
      ],
    })
    let rows = 0
    const read = await agency.read({ name: 'campaigns', span: { from: today, until: today } }, () => void (rows += 1))
    expect([read.kind, rows > 0]).toEqual(['answered', true])
    ads = await connect(customerId, null)
  })
})

describe('a form that somebody filled in', () => {
  test('is found in the account as it was told of', async () => {
    rig.app.answer = () => ({ status: 200, text: '{}' })
    const form = { name: 'Ann Lee', phone: '+15125550111', email: 'ann@example.com', words: 'Is it urgent? Yes' }
    const order = { customerId, googleKey: 'key-1', leadId: 'told', gclid: 'Cj0K-1', ...form }
    expect((await rig.control('POST', '/sandbox/google-ads/lead', order)).status).toBe(200)
    const told = readLeadForm(rig.app.heard.at(-1)?.raw ?? '', 0)
    if (!told.ok) throw new Error('It was not told.')
    const found = await read('lead_forms', { from: '2000-01-01', until: '2100-01-01' })
    const same = found.filter(({ leadKey }) => leadKey === told.value.deliveryKey)
    expect(same).toEqual([told.value.event])
    expect(same).toMatchObject([{ phone: form.phone, attribution: { clickId: 'Cj0K-1', form: '40000000000' } }])
  })

  test('may be kept from a login, which loses nothing else by that', async () => {
    const own = await rig.open({ days: 2, deniesForms: true })
    const port = await connect(own.customerId, null, own.login)
    const span = { from: own.today, until: own.today }
    const kept = await port.read({ name: 'lead_forms', span }, () => undefined)
    expect(kept).toEqual({ kind: 'answered', value: { rows: 0, requestRef: null } })
    expect(await port.read({ name: 'campaigns', span }, () => undefined)).toMatchObject({ kind: 'answered' })
    expect(losses).toEqual([])
    ads = await connect(customerId, null)
  })
})

describe('the client changes the sandbox', () => {
  const applied = async () => {
    const { json } = await rig.control('GET', `/sandbox/google-ads/changes?customerId=${customerId}`)
    return (json as unknown as unknown[]).length
  }
  async function changes(): Promise<AdsChange[]> {
    const [keyword] = await read('keywords')
    const [campaign] = await read('campaigns')
    const [ad] = await read('ads')
    if (!keyword || !campaign || !ad) throw new Error('the account is empty')
    const { keywordRef, adGroupId, bidMicros } = keyword
    const { campaignId, budgetId, budgetMicros } = campaign
    const words = { text: 'free', matchType: 'PHRASE' } as const
    return [
      { kind: 'set_bid', keywordRef, from: bidMicros, to: 3_330_000 },
      { kind: 'set_keyword_status', keywordRef, from: 'ENABLED', to: 'PAUSED' },
      { kind: 'add_keyword', adGroupId, text: 'plumber tonight', matchType: 'EXACT', bidMicros: 5_000_000 },
      { kind: 'add_negative', campaignId, ...words },
      { kind: 'remove_negative', campaignId, ...words },
      { kind: 'set_budget', campaignId, budgetId, from: budgetMicros, to: budgetMicros + 1_000_000 },
      { kind: 'set_campaign_status', campaignId, from: 'ENABLED', to: 'PAUSED' },
      { kind: 'set_ad_group_status', adGroupId, from: 'ENABLED', to: 'PAUSED' },
      {
        ...({ kind: 'add_ad', adGroupId, headlines: ['Drain Cleaning', 'Call Today', 'Licensed'] } as const),
        ...{ descriptions: ['We come today.', 'Ask for a price.'], finalUrl: 'https://www.example.com/' },
      },
      { kind: 'set_ad_status', adRef: ad.adRef, from: 'ENABLED', to: 'PAUSED' },
    ]
  }

  test('once, however often the same is ordered', async () => {
    const before = await applied()
    const orders = await changes()
    for (const change of orders) {
      expect(await ads.change(change), change.kind).toMatchObject({ kind: 'sent', isApplied: true })
      if (change.kind === 'add_negative') continue
      expect(await ads.change(change), change.kind).toMatchObject({ kind: 'sent', isApplied: false })
    }
    expect(await applied()).toBe(before + orders.length)
  })

  test('not, where Google says no, and it says why', async () => {
    const [keyword] = await read('keywords')
    const keywordRef = keyword?.keywordRef ?? ''
    const order = { kind: 'set_bid', keywordRef, from: keyword?.bidMicros ?? null } as const
    const before = await applied()
    expect(await ads.change({ ...order, to: 4_444_001 })).toMatchObject({ kind: 'refused' })
    expect(await ads.change({ ...order, from: 1, to: 4_440_000 })).toMatchObject({ code: 'changed_meanwhile' })
    const faults = { quota: 'unavailable', concurrent: 'unavailable', partial: 'in_doubt' }
    for (const [kind, outcome] of Object.entries(faults)) {
      await rig.control('POST', '/sandbox/faults', { provider: 'google-ads', kind, path: ':mutate' })
      const change = await ads.change({ ...order, to: 4_440_000 })
      await rig.control('DELETE', '/sandbox/faults')
      expect(change.kind, kind).toBe(outcome)
    }
    expect(await applied()).toBe(before)
  })
})

test('the client tells what became of a click, and learns that it was taken', async () => {
  const [form] = await read('lead_forms')
  const conversion = {
    ...({ transactionId: 'lead-1:booked', kind: 'booked', valueMinor: 45_000, currency: 'USD' } as const),
    ...{
      happenedAt: Date.now(),
      timeZone: 'America/Chicago',
      gclid: form?.attribution.clickId ?? null,
      gbraid: null,
      wbraid: null,
    },
    ...{ phone: null, email: null },
  }
  const sent = await ads.sendConversions([
    conversion,
    { ...conversion, kind: 'completed', transactionId: 'lead-1:completed' },
  ])
  expect(sent).toMatchObject({ kind: 'sent', providerRef: expect.any(String) })
  const fate = await ads.fetchFate(sent.kind === 'sent' ? sent.providerRef : '')
  expect(fate).toMatchObject({ value: { status: 'taken', reasons: [] } })
})

test('a leave that was taken back is noted, and nothing is asked any more', async () => {
  const { GOOGLE_OAUTH_URL: oauthUrl, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = rig.sandbox.settings
  const app = { oauthUrl, clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET, now: () => Date.now() }
  const lost = await connect(customerId, null)
  expect(await revokeGrant({ ...app, http: reachOnly([oauthUrl]) }, refresh ?? '')).toMatchObject({ kind: 'answered' })
  const answer = await lost.fetchAccounts()
  expect(answer.kind).not.toBe('answered')
  expect(losses).toEqual(['revoked'])
})
