import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAdsRig, type AdsRig } from '../../sandbox/google-ads-rig.ts'
import type { AdsChange, AdsConversion, AdsPort, AdsReportName, AdsRows } from '../../tenants/providers/ads-port.ts'
import { googleAds } from '../../tenants/providers/google-ads/api.ts'
import { REPORTS } from '../../tenants/providers/google-ads/gaql.ts'
import { exchangeCode, refreshAccess, revokeGrant, type OAuthApp } from '../../tenants/providers/google-ads/oauth.ts'
import { adsTokens } from '../../tenants/providers/google-ads/tokens.ts'
import { reachOnly, streamOnly } from '../../tenants/providers/http.ts'
import { openRecorder, type Recorder } from './support/recorder.ts'

/** Our client against the sandbox's Google Ads, which was written from the same documents by somebody else. */

let rig: AdsRig
let own: Awaited<ReturnType<AdsRig['open']>>
let recorder: Recorder
let app: OAuthApp
let ads: AdsPort
let losses: string[] = []
let waitMs = 8_000

const fault = (kind: string, rest: object = {}) =>
  rig.control('POST', '/sandbox/faults', { provider: 'google-ads', kind, forMs: 60_000, ...rest })
const noFaults = () => rig.control('DELETE', '/sandbox/faults')
const applied = async () => {
  const { json } = await rig.control('GET', `/sandbox/google-ads/changes?customerId=${own.customerId}`)
  return json as unknown as { requestId: string; resourceType: string; operation: string }[]
}

function open(accountId: string, refresh: string, throughId: string | null = null): AdsPort {
  const revoked = () => losses.push('token_revoked')
  return googleAds({
    ...{ apiUrl: recorder.url, conversionsUrl: `${recorder.url}/data-manager`, place: { accountId, throughId } },
    tokens: adsTokens({ ...app, loadRefresh: () => refresh, noteRevoked: () => void revoked() }),
    // Whoever waits for an answer that never comes need not wait as long as it may take.
    http: (asked) => reachOnly([recorder.url])({ ...asked, timeoutMs: Math.min(asked.timeoutMs, waitMs) }),
    stream: streamOnly([recorder.url]),
    noteLoss: (loss) => void losses.push(loss),
  })
}

async function read<Name extends AdsReportName>(name: Name): Promise<AdsRows[Name][]> {
  const day = new Date(`${own.today}T00:00:00Z`).getTime() - 86_400_000
  const on = (at: number) => new Date(at).toISOString().slice(0, 10)
  const rows: AdsRows[Name][] = []
  const span = { from: on(day - 2 * 86_400_000), until: on(day) }
  const answer = await ads.read({ name, span }, (row) => rows.push(row))
  expect(answer).toMatchObject({ kind: 'answered', value: { rows: rows.length } })
  return rows
}

beforeAll(async () => {
  rig = await openAdsRig()
  own = await rig.open({ days: 20 })
  const { GOOGLE_ADS_API_URL, GOOGLE_OAUTH_URL: oauthUrl } = rig.sandbox.settings
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = rig.sandbox.settings
  recorder = await openRecorder(GOOGLE_ADS_API_URL)
  app = { oauthUrl, clientId, clientSecret, http: reachOnly([oauthUrl]), now: Date.now }
  ads = open(own.customerId, (await rig.connect(own.login)).refresh)
})
afterAll(async () => {
  await recorder.close()
  await rig.close()
})

describe('leave', () => {
  test('is given for a code and its verifier, renewed, and taken back', async () => {
    const redirectUri = `${rig.app.url}/connect/google-ads/callback`
    const { headers } = await rig.consent(own.login)
    const code = new URL(headers.get('location') ?? '').searchParams.get('code') ?? ''
    expect(await exchangeCode(app, { code, redirectUri, verifier: 'x'.repeat(43) })).toEqual({ kind: 'revoked' })
    const again = new URL((await rig.consent(own.login)).headers.get('location') ?? '').searchParams.get('code') ?? ''
    const { VERIFIER: verifier } = await import('../../sandbox/google-ads-rig.ts')
    const granted = await exchangeCode(app, { code: again, redirectUri, verifier })
    if (granted.kind !== 'answered') throw new Error(granted.kind)
    expect(granted.value.scopes).toHaveLength(2)
    expect(await refreshAccess(app, granted.value.refresh)).toMatchObject({ kind: 'answered' })
    const wrong = { ...app, clientSecret: 'of somebody else' }
    expect(await refreshAccess(wrong, granted.value.refresh)).toMatchObject({ code: 'token_http_401' })
    const other = await rig.open({ days: 1 })
    const { refresh } = await rig.connect(other.login)
    expect(await revokeGrant(app, refresh)).toEqual({ kind: 'answered', value: null })
    expect(await refreshAccess(app, refresh)).toEqual({ kind: 'revoked' })
    // Twice is as once.
    expect(await revokeGrant(app, refresh)).toEqual({ kind: 'answered', value: null })
  })

  test('that is gone is noted once, and asks nothing of the account', async () => {
    losses = []
    const gone = open(own.customerId, 'a token of nobody')
    const asked = recorder.exchanges.length
    expect(await gone.fetchAccounts()).toMatchObject({ kind: 'unavailable', code: 'ads_disconnected' })
    expect(losses).toEqual(['token_revoked'])
    expect(recorder.exchanges).toHaveLength(asked)
  })

  test('for another account is none for this one', async () => {
    losses = []
    const other = await rig.open({ days: 1 })
    const foreign = open(own.customerId, (await rig.connect(other.login)).refresh)
    const span = { from: own.today, until: own.today }
    const answer = await foreign.read({ name: 'campaigns', span }, () => undefined)
    expect(answer).toMatchObject({ kind: 'unavailable', code: 'access_denied' })
    expect(losses).toEqual(['access_denied'])
  })
})

describe('accounts', () => {
  test('are those of a login and of every manager among them', async () => {
    const manager = await rig.open({ isManager: true, days: 0 })
    const client = await rig.open({ managerId: manager.customerId, login: 'nobody@example.com', name: 'Below' })
    const port = open(client.customerId, (await rig.connect(manager.login)).refresh, manager.customerId)
    const found = await port.fetchAccounts()
    if (found.kind !== 'answered') throw new Error(found.code)
    const below = found.value.find(({ accountId }) => accountId === client.customerId)
    expect(below).toMatchObject({ name: 'Below', managerId: manager.customerId, isManager: false, currency: 'USD' })
    expect(found.value.find(({ accountId }) => accountId === manager.customerId)).toMatchObject({ isManager: true })
    const read = await port.read({ name: 'campaigns', span: { from: own.today, until: own.today } }, () => undefined)
    expect(read).toMatchObject({ kind: 'answered' })
    expect(recorder.exchanges.at(-1)?.headers['login-customer-id']).toBe(manager.customerId)
  })
})

describe('reports', () => {
  test.each(Object.keys(REPORTS) as AdsReportName[])('%s is understood both ways', async (name) => {
    const rows = await read(name)
    const mayBeEmpty = ['campaign_negatives', 'calls', 'lead_forms', 'clicks'] as AdsReportName[]
    if (!mayBeEmpty.includes(name)) expect(rows.length).toBeGreaterThan(0)
    const asked = recorder.exchanges.findLast(({ path }) => path.endsWith(':searchStream'))
    expect(asked?.path).toBe(`/v25/customers/${own.customerId}/googleAds:searchStream`)
    expect(Object.keys(JSON.parse(asked?.body ?? '{}') as object)).toEqual(['query'])
  })

  test('add up: days of keywords are no more than days of their campaigns', async () => {
    const sum = (rows: { costMicros: number }[]) => rows.reduce((all, { costMicros }) => all + costMicros, 0)
    const [campaigns, keywords] = [await read('campaign_days'), await read('keyword_days')]
    expect(sum(keywords)).toBeGreaterThan(0)
    expect(sum(keywords)).toBeLessThanOrEqual(sum(campaigns))
  })
})

describe('changes', () => {
  test('are made once, and found made by whoever asks again', async () => {
    const [keyword] = (await read('keywords')).filter(({ isNegative, bidMicros }) => !isNegative && bidMicros !== null)
    const [campaign] = await read('campaigns')
    const [ad] = await read('ads')
    if (!keyword || !campaign || !ad || keyword.bidMicros === null) throw new Error('The account holds nothing.')
    const { campaignId, budgetId } = campaign
    const words = { campaignId, text: 'free', matchType: 'BROAD' } as const
    const ways: AdsChange[] = [
      { kind: 'set_bid', keywordRef: keyword.keywordRef, from: keyword.bidMicros, to: 3_130_000 },
      { kind: 'set_keyword_status', keywordRef: keyword.keywordRef, from: 'ENABLED', to: 'PAUSED' },
      {
        ...{ kind: 'add_keyword', adGroupId: keyword.adGroupId, text: 'leaking roof pipe' },
        ...{ matchType: 'PHRASE', bidMicros: 2_000_000 },
      },
      { kind: 'add_negative', ...words },
      { kind: 'remove_negative', ...words },
      { kind: 'set_budget', campaignId, budgetId, from: campaign.budgetMicros, to: 41_000_000 },
      { kind: 'set_campaign_status', campaignId, from: 'ENABLED', to: 'PAUSED' },
      { kind: 'set_ad_group_status', adGroupId: keyword.adGroupId, from: 'ENABLED', to: 'PAUSED' },
      {
        ...{ kind: 'add_ad', adGroupId: ad.adGroupId, finalUrl: ad.finalUrl || 'https://example.com/' },
        headlines: ['Plumber near you', 'Same-day visits', 'Licensed and insured'],
        descriptions: ['Call and a plumber comes today.', 'Fair prices, told before work begins.'],
      },
      { kind: 'set_ad_status', adRef: ad.adRef, from: 'ENABLED', to: 'PAUSED' },
    ]
    const before = (await applied()).length
    for (const [index, change] of ways.entries()) {
      const first = await ads.change(change)
      expect({ change: change.kind, ...first }).toMatchObject({ kind: 'sent', isApplied: true })
      const again = await ads.change(change)
      expect({ change: change.kind, ...again }).toMatchObject({ kind: 'sent', isApplied: false })
      expect(again.made).toBe(first.made)
      const all = await applied()
      expect(all).toHaveLength(before + index + 1)
      expect(first).toMatchObject({ providerRef: all.at(-1)?.requestId })
    }
    const stale = await ads.change({ kind: 'set_bid', keywordRef: keyword.keywordRef, from: 1, to: 2_000_000 })
    expect(stale).toMatchObject({ kind: 'refused', code: 'changed_meanwhile' })
    const lost = await ads.change({ kind: 'set_bid', keywordRef: '1~1', from: null, to: 2_000_000 })
    expect(lost).toMatchObject({ kind: 'refused', code: 'gone' })
    expect(await applied()).toHaveLength(before + ways.length)
  })

  test.each([
    ['concurrent', { kind: 'unavailable', code: 'changed_at_once', retryAfterMs: 2_000 }],
    ['quota', { kind: 'unavailable', code: 'quota_spent' }],
    ['policy', { kind: 'refused', code: 'policy' }],
    ['act_then_timeout', { kind: 'in_doubt' }],
  ])('that meet %s say so', async (kind, outcome) => {
    const [ad] = await read('ads')
    const isLost = kind === 'act_then_timeout'
    await fault(kind, isLost ? { path: ':mutate' } : {})
    const headlines = ['Emergency plumber', 'Open all night', `Ask for ${kind.replace('_', ' ').slice(0, 12)}`]
    const descriptions = ['Call and a plumber comes today.', 'Fair prices, told before work begins.']
    const change = { kind: 'add_ad', adGroupId: ad?.adGroupId ?? '', finalUrl: 'https://example.com/' } as const
    waitMs = isLost ? 500 : 8_000
    const answer = await ads.change({ ...change, headlines, descriptions })
    waitMs = 8_000
    await noFaults()
    expect(answer).toMatchObject(outcome)
    // Only what was made after all is there to be found.
    if (!isLost) return
    const again = await ads.change({ ...change, headlines, descriptions })
    expect(again).toMatchObject({ kind: 'sent', isApplied: false })
  })
})

describe('what came of a click', () => {
  const telling = (transactionId: string, gclid: string): AdsConversion => ({
    ...{ transactionId, kind: 'booked', happenedAt: Date.parse(`${own.today}T12:00:00Z`), timeZone: 'America/Chicago' },
    ...{ valueMinor: 45_000, currency: 'USD', gclid, gbraid: null, wbraid: null },
    ...{ phone: '+15125550111', email: 'Ann.Lee@example.com' },
  })

  test('is told by its transaction, and asked after', async () => {
    const [click] = await read('clicks')
    if (!click) throw new Error('Nobody has clicked.')
    const told = await ads.sendConversions([telling('led_1:booked', click.gclid)])
    if (told.kind !== 'sent') throw new Error(told.code)
    const { body } = recorder.exchanges.findLast(({ path }) => path.endsWith('events:ingest')) ?? { body: '' }
    expect(body).not.toMatch(/5125550111|ann|lee/i)
    expect(await ads.fetchFate(told.providerRef)).toEqual({
      kind: 'answered',
      value: { status: 'taken', reasons: [] },
    })
  })

  test('of which Google knows nothing is not taken, and the reason is told', async () => {
    const told = await ads.sendConversions([telling('led_2:booked', 'nobodys-click')])
    if (told.kind !== 'sent') throw new Error(told.code)
    const fate = await ads.fetchFate(told.providerRef)
    expect(fate).toMatchObject({ kind: 'answered', value: { status: 'failed' } })
    expect(fate.kind === 'answered' && fate.value.reasons.length).toBeGreaterThan(0)
  })

  test('is not told where the leave for it was left out', async () => {
    const without = { without: 'https://www.googleapis.com/auth/datamanager' }
    const partly = open(own.customerId, (await rig.connect(own.login, without)).refresh)
    expect(await partly.sendConversions([telling('led_3:booked', 'x')])).toMatchObject({
      kind: 'refused',
      code: 'scope_missing',
    })
  })
})
