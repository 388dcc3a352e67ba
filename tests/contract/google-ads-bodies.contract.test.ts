import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAdsRig, type AdsRig } from '../../sandbox/google-ads-rig.ts'
import type { AdsChange, AdsPort, AdsReportName, AdsRows } from '../../tenants/providers/ads-port.ts'
import { googleAds } from '../../tenants/providers/google-ads/api.ts'
import { mutate } from '../../tenants/providers/google-ads/mutate.ts'
import { askGoogle, type Options } from '../../tenants/providers/google-ads/request.ts'
import { adsTokens } from '../../tenants/providers/google-ads/tokens.ts'
import { reachOnly, streamOnly } from '../../tenants/providers/http.ts'
import { openRecorder, type Recorder } from './support/recorder.ts'

/**
 * Each request that changes or tells anything, whole and as it stood on the wire, against examples that were written
 * down by hand from Google's documents with the account's own ids in their places.
 */

let rig: AdsRig
let own: Awaited<ReturnType<AdsRig['open']>>
let recorder: Recorder
let options: Options
let ads: AdsPort

beforeAll(async () => {
  rig = await openAdsRig()
  own = await rig.open({ days: 3 })
  const settings = rig.sandbox.settings
  const { GOOGLE_OAUTH_URL: oauthUrl, GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = settings
  recorder = await openRecorder(settings.GOOGLE_ADS_API_URL)
  const { refresh } = await rig.connect(own.login)
  const app = { oauthUrl, clientId, clientSecret, http: reachOnly([oauthUrl]), now: Date.now }
  options = {
    ...{ apiUrl: recorder.url, conversionsUrl: `${recorder.url}/data-manager` },
    tokens: adsTokens({ ...app, loadRefresh: () => refresh, noteRevoked: () => undefined }),
    ...{ http: reachOnly([recorder.url]), stream: streamOnly([recorder.url]) },
  }
  ads = googleAds({ ...options, place: place() })
})
afterAll(async () => {
  await recorder.close()
  await rig.close()
})

const place = () => ({ accountId: own.customerId, throughId: null })
const name = (collection: string, ref: string) => `customers/${own.customerId}/${collection}/${ref}`

async function first<Name extends AdsReportName>(
  report: Name,
  wanted: (row: AdsRows[Name]) => boolean = () => true,
): Promise<AdsRows[Name]> {
  const rows: AdsRows[Name][] = []
  const span = { from: '2026-01-01', until: '2026-01-01' }
  const answer = await ads.read({ name: report, span }, (row) => rows.push(row))
  const row = rows.find(wanted)
  if (!row) throw new Error(`No ${report}: ${JSON.stringify(answer)}`)
  return row
}

/** What left last by an address that ends so. */
function sent(end: string) {
  const exchange = recorder.exchanges.findLast(({ path }) => path.endsWith(end))
  if (!exchange) throw new Error(`Nothing left for ${end}.`)
  const { method, path, headers } = exchange
  return { method, path, type: headers['content-type'], body: JSON.parse(exchange.body) as unknown }
}

/** One operation, alone: it stands or falls with its request. */
const whole = (collection: string, operation: object) => ({
  ...{ method: 'POST', path: `/v25/customers/${own.customerId}/${collection}:mutate`, type: 'application/json' },
  body: { operations: [operation], partialFailure: false, validateOnly: false },
})

describe('what is sent', () => {
  test('for each kind of change is Google’s example of it', async () => {
    const keyword = await first('keywords', ({ isNegative, bidMicros }) => !isNegative && bidMicros !== null)
    const campaign = await first('campaigns')
    const ad = await first('ads')
    const { campaignId, budgetId } = campaign
    const { keywordRef, adGroupId } = keyword
    const bid = name('adGroupCriteria', keywordRef)
    const free = { text: 'free', matchType: 'BROAD' } as const
    const headlines = ['Plumber near you', 'Same-day visits', 'Licensed and insured']
    const descriptions = ['Call and a plumber comes today.', 'Fair prices, told before work begins.']
    const lines = (texts: string[]) => texts.map((text) => ({ text }))
    const paused = { from: 'ENABLED', to: 'PAUSED' } as const
    const status = (collection: string, ref: string) =>
      whole(collection, { update: { resourceName: name(collection, ref), status: 'PAUSED' }, updateMask: 'status' })
    const examples: [AdsChange, string, () => object][] = [
      [
        { kind: 'set_bid', keywordRef, from: keyword.bidMicros, to: 3_500_000 },
        'adGroupCriteria:mutate',
        () =>
          whole('adGroupCriteria', {
            ...{ update: { resourceName: bid, cpcBidMicros: '3500000' }, updateMask: 'cpcBidMicros' },
          }),
      ],
      [
        { kind: 'set_keyword_status', keywordRef, ...paused },
        'adGroupCriteria:mutate',
        () => status('adGroupCriteria', keywordRef),
      ],
      [
        { kind: 'add_keyword', adGroupId, text: 'leaking roof pipe', matchType: 'EXACT', bidMicros: 2_000_000 },
        'adGroupCriteria:mutate',
        () =>
          whole('adGroupCriteria', {
            create: {
              ...{ adGroup: name('adGroups', adGroupId), status: 'ENABLED', cpcBidMicros: '2000000' },
              keyword: { text: 'leaking roof pipe', matchType: 'EXACT' },
            },
          }),
      ],
      [
        { kind: 'add_negative', campaignId, ...free },
        'campaignCriteria:mutate',
        () =>
          whole('campaignCriteria', {
            create: { campaign: name('campaigns', campaignId), negative: true, keyword: free },
          }),
      ],
      [
        { kind: 'remove_negative', campaignId, ...free },
        'campaignCriteria:mutate',
        () => whole('campaignCriteria', { remove: expect.stringMatching(new RegExp(`${campaignId}~\\d+$`)) as string }),
      ],
      [
        { kind: 'set_budget', campaignId, budgetId, from: campaign.budgetMicros, to: 50_000_000 },
        'campaignBudgets:mutate',
        () =>
          whole('campaignBudgets', {
            update: { resourceName: name('campaignBudgets', budgetId), amountMicros: '50000000' },
            updateMask: 'amountMicros',
          }),
      ],
      [
        { kind: 'add_ad', adGroupId, headlines, descriptions, finalUrl: 'https://example.com/' },
        'adGroupAds:mutate',
        () =>
          whole('adGroupAds', {
            create: {
              ...{ adGroup: name('adGroups', adGroupId), status: 'ENABLED' },
              ad: {
                finalUrls: ['https://example.com/'],
                responsiveSearchAd: { headlines: lines(headlines), descriptions: lines(descriptions) },
              },
            },
          }),
      ],
      [
        { kind: 'set_ad_status', adRef: ad.adRef, ...paused },
        'adGroupAds:mutate',
        () => status('adGroupAds', ad.adRef),
      ],
      [{ kind: 'set_ad_group_status', adGroupId, ...paused }, 'adGroups:mutate', () => status('adGroups', adGroupId)],
      [
        { kind: 'set_campaign_status', campaignId, ...paused },
        'campaigns:mutate',
        () => status('campaigns', campaignId),
      ],
    ]
    for (const [change, end, example] of examples) {
      const done = await ads.change(change)
      expect({ of: change.kind, ...done }).toMatchObject({ of: change.kind, kind: 'sent', isApplied: true })
      expect({ of: change.kind, ...sent(end) }).toEqual({ of: change.kind, ...example() })
    }
  })

  test('to tell of a booking is Google’s example, with nothing of the person but what they agreed to', async () => {
    const told = {
      ...{ transactionId: 'led_1:booked', kind: 'booked' as const, happenedAt: Date.parse('2026-11-23T21:00:00Z') },
      ...{ timeZone: 'America/Chicago', valueMinor: 45_000, currency: 'USD' },
      ...{ gclid: 'EAIa-1', gbraid: null, wbraid: null, phone: null, email: null },
    }
    await ads.sendConversions([told])
    expect(sent('events:ingest')).toEqual({
      ...{ method: 'POST', path: '/data-manager/v1/events:ingest', type: 'application/json' },
      body: {
        destinations: [
          {
            reference: 'booked',
            operatingAccount: { accountType: 'GOOGLE_ADS', accountId: own.customerId },
            productDestinationId: expect.stringMatching(/^\d+$/) as string,
          },
        ],
        events: [
          {
            ...{ destinationReferences: ['booked'], transactionId: 'led_1:booked' },
            ...{ eventTimestamp: '2026-11-23T15:00:00-06:00', eventSource: 'WEB' },
            ...{ adIdentifiers: { gclid: 'EAIa-1' }, conversionValue: 450, currency: 'USD' },
            consent: { adUserData: 'CONSENT_DENIED', adPersonalization: 'CONSENT_DENIED' },
          },
        ],
        ...{ encoding: 'HEX', validateOnly: false },
      },
    })
  })
})

describe('several operations in one request', () => {
  const both = async () => {
    const { campaignId } = await first('campaigns')
    const word = (text: string) => ({
      create: {
        ...{ campaign: name('campaigns', campaignId), negative: true },
        keyword: { text, matchType: 'BROAD' as const },
      },
    })
    return [word('salary'), word('x'.repeat(81)), word('diy')]
  }
  const ordered = { apiUrl: () => recorder.url, ask: () => askGoogle(options) }
  const asked = async (manner: object) =>
    mutate({ apiUrl: ordered.apiUrl(), ask: ordered.ask(), place: place() }, 'campaignCriteria', await both(), manner)
  const words = async () => {
    const rows: string[] = []
    const span = { from: '2026-01-01', until: '2026-01-01' }
    await ads.read({ name: 'campaign_negatives', span }, ({ text }) => rows.push(text))
    return rows
  }

  test('stand or fall one by one where that is asked, each with its own fate', async () => {
    const answer = await asked({ isPartial: true })
    expect(sent('campaignCriteria:mutate').body).toMatchObject({ partialFailure: true, validateOnly: false })
    if (answer.kind !== 'answered') throw new Error(answer.code)
    expect(answer.value.each.map(({ kind }) => kind)).toEqual(['done', 'refused', 'done'])
    expect(await words()).toEqual(expect.arrayContaining(['salary', 'diy']))
  })

  test('change nothing where it is only asked whether they would do', async () => {
    const before = await words()
    const answer = await asked({ isPartial: true, isTrial: true })
    expect(sent('campaignCriteria:mutate').body).toMatchObject({ validateOnly: true })
    expect(answer).toMatchObject({ kind: 'answered', value: { each: [{}, { kind: 'refused' }, {}] } })
    expect(await words()).toEqual(before)
  })

  test('fall together else', async () => {
    const before = await words()
    expect(await asked({})).toMatchObject({ kind: 'refused' })
    expect(await words()).toEqual(before)
  })
})
