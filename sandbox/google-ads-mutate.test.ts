import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codesOf, openAdsRig, type AdsRig } from './google-ads-rig.ts'

let rig: AdsRig
let own: Awaited<ReturnType<AdsRig['open']>>
let keyword: { name: string; adGroup: string; text: string; bid: string }
beforeAll(async () => {
  rig = await openAdsRig()
  own = await rig.open({ days: 5 })
  keyword = await firstKeyword()
})
afterAll(() => rig.close())

async function firstKeyword() {
  const [row] = await rig.query(
    own.access,
    own.customerId,
    'SELECT ad_group.id, ad_group_criterion.keyword.text, ad_group_criterion.effective_cpc_bid_micros ' +
      "FROM ad_group_criterion WHERE ad_group_criterion.status = 'ENABLED' LIMIT 1",
  )
  const criterion = row?.['adGroupCriterion'] as {
    resourceName: string
    keyword: { text: string }
    effectiveCpcBidMicros: string
  }
  const adGroup = String(row?.['adGroup']?.['resourceName'])
  return { name: criterion.resourceName, adGroup, text: criterion.keyword.text, bid: criterion.effectiveCpcBidMicros }
}

const mutate = (collection: string, body: Record<string, unknown>) =>
  rig.ads(own.access, `customers/${own.customerId}/${collection}:mutate`, body)
const one = (collection: string, operation: object, rest: object = {}) =>
  mutate(collection, { operations: [operation], ...rest })
const bid = (cpcBidMicros: unknown) => ({
  update: { resourceName: keyword.name, cpcBidMicros },
  updateMask: 'cpcBidMicros',
})
const changes = async () => {
  const { json } = await rig.control('GET', `/sandbox/google-ads/changes?customerId=${own.customerId}`)
  return json as unknown as { requestId: string; resourceType: string; operation: string; resourceName: string }[]
}
const bidNow = async () => (await firstKeyword()).bid
const fault = (kind: string, rest: object = {}) =>
  rig.control('POST', '/sandbox/faults', { provider: 'google-ads', kind, ...rest })

describe('a change', () => {
  test('of a bid is absolute, told of with its request, and shown afterwards', async () => {
    const answer = await one('adGroupCriteria', bid('3500000'), { responseContentType: 'MUTABLE_RESOURCE' })
    expect(answer.json).toMatchObject({
      results: [{ resourceName: keyword.name, adGroupCriterion: { cpcBidMicros: '3500000', status: 'ENABLED' } }],
    })
    expect(await bidNow()).toBe('3500000')
    const change = (await changes()).at(-1)
    expect(change).toMatchObject({
      ...{ requestId: answer.headers.get('request-id'), resourceType: 'AD_GROUP_CRITERION', operation: 'UPDATE' },
      ...{ resourceName: keyword.name, fields: ['cpcBidMicros'] },
      ...{ before: { cpcBidMicros: keyword.bid }, after: { cpcBidMicros: '3500000' } },
    })
    const events = await rig.query(
      own.access,
      own.customerId,
      'SELECT change_event.user_email, change_event.changed_fields, change_event.new_resource, ' +
        'change_event.resource_change_operation FROM change_event WHERE ' +
        `change_event.change_date_time >= '${own.today} 00:00:00' AND change_event.change_date_time <= '2100-01-01' LIMIT 10`,
    )
    expect(events.at(-1)?.['changeEvent']).toMatchObject({ userEmail: own.login, changedFields: 'cpcBidMicros' })
  })

  test('that is only tried changes nothing', async () => {
    const before = [await bidNow(), (await changes()).length]
    expect((await one('adGroupCriteria', bid('9000000'), { validateOnly: true })).json).toEqual({})
    expect([await bidNow(), (await changes()).length]).toEqual(before)
  })

  test('of several things goes through as a whole or not at all, unless it may in part', async () => {
    const operations = [
      bid('4100000'),
      bid('4100001'),
      { remove: `${keyword.adGroup.replace('adGroups', 'adGroupAds')}~1` },
    ]
    const whole = await mutate('adGroupCriteria', { operations: operations.slice(0, 2) })
    expect([whole.status, codesOf(whole.json)]).toEqual([400, ['currencyError.VALUE_NOT_MULTIPLE_OF_BILLABLE_UNIT']])
    expect(whole.json).toMatchObject({
      error: {
        details: [
          {
            errors: [
              {
                location: {
                  fieldPathElements: [
                    { fieldName: 'operations', index: 1 },
                    { fieldName: 'update' },
                    { fieldName: 'cpc_bid_micros' },
                  ],
                },
              },
            ],
          },
        ],
      },
    })
    expect(await bidNow()).not.toBe('4100000')
    const part = await mutate('adGroupCriteria', { operations, partialFailure: true })
    expect(part.status).toBe(200)
    expect(part.json).toMatchObject({
      results: [{ resourceName: keyword.name }, {}, {}],
      partialFailureError: { code: 3, details: [{ errors: [{ trigger: { stringValue: '4100001' } }, {}] }] },
    })
    expect(await bidNow()).toBe('4100000')
  })

  test('makes a campaign with all below it in one request, by ids that are not there yet', async () => {
    const at = `customers/${own.customerId}`
    const campaign = {
      ...{
        resourceName: `${at}/campaigns/-2`,
        name: 'Water heaters',
        status: 'PAUSED',
        campaignBudget: `${at}/campaignBudgets/-1`,
      },
      ...{ advertisingChannelType: 'SEARCH', manualCpc: {} },
      containsEuPoliticalAdvertising: 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
    }
    const budget = {
      resourceName: `${at}/campaignBudgets/-1`,
      name: 'Heaters',
      amountMicros: '20000000',
      explicitlyShared: false,
    }
    const adGroup = {
      resourceName: `${at}/adGroups/-3`,
      name: 'Repair',
      campaign: campaign.resourceName,
      cpcBidMicros: '5000000',
    }
    const words = {
      adGroup: adGroup.resourceName,
      status: 'ENABLED',
      keyword: { text: 'fix water heater', matchType: 'EXACT' },
    }
    const body = {
      mutateOperations: [
        { campaignBudgetOperation: { create: budget } },
        { campaignOperation: { create: campaign } },
        { adGroupOperation: { create: adGroup } },
        { adGroupCriterionOperation: { create: words } },
      ],
    }
    const made = await rig.ads(own.access, `${at}/googleAds:mutate`, body)
    expect(made.json).toMatchObject({
      mutateOperationResponses: [
        { campaignBudgetResult: { resourceName: expect.stringMatching(/campaignBudgets\/\d+$/) } },
        { campaignResult: { resourceName: expect.stringMatching(/campaigns\/\d+$/) } },
        { adGroupResult: { resourceName: expect.stringMatching(/adGroups\/\d+$/) } },
        { adGroupCriterionResult: { resourceName: expect.stringMatching(/adGroupCriteria\/\d+~\d+$/) } },
      ],
    })
    const again = await rig.ads(own.access, `${at}/googleAds:mutate`, body)
    expect(codesOf(again.json)).toContain('campaignError.DUPLICATE_CAMPAIGN_NAME')
    const without: Record<string, unknown> = { ...campaign, name: 'Others', campaignBudget: `${at}/campaignBudgets/1` }
    delete without['containsEuPoliticalAdvertising']
    expect(codesOf((await one('campaigns', { create: without })).json)).toEqual([
      'mutateError.EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED',
    ])
  })

  test('shuts words out of a campaign, once, and lets them in again', async () => {
    const [row] = await rig.query(own.access, own.customerId, 'SELECT campaign.id FROM campaign LIMIT 1')
    const campaign = row?.['campaign']?.['resourceName']
    const create = { campaign, negative: true, keyword: { text: 'free', matchType: 'BROAD' } }
    const made = await one('campaignCriteria', { create })
    const [{ resourceName } = { resourceName: '' }] = made.json['results'] as { resourceName: string }[]
    expect(codesOf((await one('campaignCriteria', { create })).json)).toEqual(['criterionError.DUPLICATE'])
    const update = { update: { resourceName, status: 'PAUSED' }, updateMask: 'status' }
    expect(codesOf((await one('campaignCriteria', update)).json)).toEqual(['fieldError.IMMUTABLE_FIELD'])
    const negatives = () =>
      rig.query(
        own.access,
        own.customerId,
        'SELECT campaign_criterion.criterion_id, campaign_criterion.keyword.text FROM campaign_criterion ' +
          "WHERE campaign_criterion.negative = TRUE AND campaign_criterion.status != 'REMOVED'",
      )
    expect((await negatives()).map((one) => one['campaignCriterion']?.['keyword'])).toEqual([{ text: 'free' }])
    expect((await one('campaignCriteria', { remove: resourceName })).status).toBe(200)
    expect(await negatives()).toEqual([])
    expect(codesOf((await one('campaignCriteria', { remove: resourceName })).json)).toEqual([
      'mutateError.RESOURCE_NOT_FOUND',
    ])
  })
})

describe('an operation is refused', () => {
  const negative = { negative: true, keyword: { text: 'free', matchType: 'BROAD' } }
  test.each([
    [
      'without a mask',
      () => ({ update: { resourceName: keyword.name, status: 'PAUSED' } }),
      'fieldMaskError.FIELD_MASK_MISSING',
    ],
    [
      'with a mask of what is not there',
      () => ({ update: { resourceName: keyword.name }, updateMask: 'bid' }),
      'fieldMaskError.FIELD_NOT_FOUND',
    ],
    [
      'that changes the words of a keyword',
      () => ({
        update: { resourceName: keyword.name, keyword: { text: 'x', matchType: 'EXACT' } },
        updateMask: 'keyword',
      }),
      'fieldError.IMMUTABLE_FIELD',
    ],
    ['with a bid of nothing', () => bid('0'), 'rangeError.TOO_LOW'],
    [
      'of a keyword that is there already',
      () => ({ create: { adGroup: keyword.adGroup, keyword: { text: keyword.text, matchType: 'PHRASE' } } }),
      undefined,
    ],
    [
      'of words with signs in them',
      () => ({ create: { adGroup: keyword.adGroup, keyword: { text: 'cheap!', matchType: 'EXACT' } } }),
      'criterionError.KEYWORD_HAS_INVALID_CHARS',
    ],
    [
      'with a bid for what is shut out',
      () => ({ create: { adGroup: keyword.adGroup, cpcBidMicros: '1000000', ...negative } }),
      'adGroupCriterionError.CANNOT_BID_ON_NEGATIVE',
    ],
    [
      'of somebody else’s',
      () => ({ remove: 'customers/1234567890/adGroupCriteria/1~2' }),
      'mutateError.RESOURCE_NOT_FOUND',
    ],
    [
      'with another collection’s name',
      () => ({ remove: `customers/${own.customerId}/campaigns/1` }),
      'requestError.RESOURCE_NAME_MALFORMED',
    ],
  ])('%s', async (_what, operation, code) => {
    if (code === undefined) {
      const create = { adGroup: keyword.adGroup, keyword: { text: 'plumber tonight', matchType: 'PHRASE' } }
      expect((await one('adGroupCriteria', { create })).status).toBe(200)
      const again = { ...create, keyword: { text: ' Plumber  Tonight', matchType: 'PHRASE' } }
      expect(codesOf((await one('adGroupCriteria', { create: again })).json)).toEqual(['criterionError.DUPLICATE'])
      return
    }
    const refused = await one('adGroupCriteria', operation())
    expect([refused.status, codesOf(refused.json)]).toEqual([400, [code]])
  })

  const texts = (...lines: string[]) => lines.map((text) => ({ text }))
  const good = {
    headlines: texts('Drain Cleaning', 'Call Today', 'Licensed'),
    descriptions: texts('We come today.', 'Ask us.'),
  }
  test.each([
    [{ ...good, headlines: texts('One', 'Two') }, 'collectionSizeError.TOO_FEW'],
    [{ ...good, descriptions: texts('a', 'b', 'c', 'd', 'e') }, 'collectionSizeError.TOO_MANY'],
    [{ ...good, headlines: texts('x'.repeat(31), 'Two', 'Three') }, 'adError.LINE_TOO_WIDE'],
    [{ ...good, descriptions: texts('x'.repeat(91), 'Two') }, 'adError.LINE_TOO_WIDE'],
    [{ ...good, headlines: texts('Same', 'Same', 'Three') }, 'assetError.DUPLICATE_ASSET'],
    [{ ...good, headlines: texts('Call Now!', 'Two', 'Three') }, 'policyFindingError.POLICY_FINDING'],
    [{ ...good, descriptions: texts('Call 512 555 0100 today', 'Two') }, 'policyFindingError.POLICY_FINDING'],
  ])('of an ad %#', async (responsiveSearchAd, code) => {
    const create = { adGroup: keyword.adGroup, ad: { finalUrls: ['https://www.example.com/'], responsiveSearchAd } }
    expect(codesOf((await one('adGroupAds', { create })).json)).toEqual([code])
  })

  test('of a fourth ad that runs, and of one that leads nowhere', async () => {
    const create = (words: string, status: string) => ({
      create: {
        ...{ adGroup: keyword.adGroup, status },
        ad: {
          finalUrls: ['https://www.example.com/'],
          responsiveSearchAd: { ...good, headlines: texts(words, 'Call Today', 'Licensed') },
        },
      },
    })
    expect((await one('adGroupAds', create('Third', 'ENABLED'))).status).toBe(200)
    expect(codesOf((await one('adGroupAds', create('Fourth', 'ENABLED'))).json)).toEqual([
      'resourceCountLimitExceededError.RESOURCE_LIMIT',
    ])
    expect((await one('adGroupAds', create('Fourth', 'PAUSED'))).status).toBe(200)
    const nowhere = { create: { adGroup: keyword.adGroup, ad: { responsiveSearchAd: good } } }
    expect(codesOf((await one('adGroupAds', nowhere)).json)).toEqual(['fieldError.REQUIRED'])
  })

  test('before anybody looks at it, where its shape is none of Google’s', async () => {
    const bodies = [
      { operations: [{ update: { resourceName: keyword.name, maxCpc: '1' }, updateMask: 'maxCpc' }] },
      { operations: [bid('1.5')] },
      { operations: 'all' },
      { operations: [bid('3000000')], dryRun: true },
    ]
    for (const body of bodies) {
      const refused = await mutate('adGroupCriteria', body)
      expect(refused.status).toBe(400)
      expect(refused.json).not.toHaveProperty('error.details')
    }
  })
})

describe('faults of its own', () => {
  test.each([
    ['quota', 429, 'quotaError.RESOURCE_TEMPORARILY_EXHAUSTED'],
    ['concurrent', 409, 'databaseError.CONCURRENT_MODIFICATION'],
  ])('%s changes nothing', async (kind, status, code) => {
    const before = (await changes()).length
    await fault(kind)
    const refused = await one('adGroupCriteria', bid('5000000'))
    await rig.control('DELETE', '/sandbox/faults')
    expect([refused.status, codesOf(refused.json)]).toEqual([status, [code]])
    if (kind === 'quota') {
      const [{ details } = { details: {} }] =
        (refused.json as { error: { details: { errors: { details: object }[] }[] } }).error.details[0]?.errors ?? []
      expect(details).toMatchObject({ quotaErrorDetails: { retryDelay: '30s' } })
    }
    expect((await changes()).length).toBe(before)
  })

  test('partial and policy fail what they name', async () => {
    await fault('partial')
    const [first, second] = [bid('5100000'), bid('5200000')]
    const partial = await mutate('adGroupCriteria', { operations: [first, second], partialFailure: true })
    await rig.control('DELETE', '/sandbox/faults')
    expect(partial.json['results']).toEqual([{ resourceName: keyword.name }, {}])
    expect(await bidNow()).toBe('5100000')
    await fault('policy')
    const create = { adGroup: keyword.adGroup, keyword: { text: 'plumber at once', matchType: 'EXACT' } }
    const refused = await one('adGroupCriteria', { create })
    const allowed = await one('adGroupCriteria', bid('5300000'))
    await rig.control('DELETE', '/sandbox/faults')
    expect([codesOf(refused.json), allowed.status]).toEqual([['policyFindingError.POLICY_FINDING'], 200])
    const elsewhere = await rig.control('POST', '/sandbox/faults', { provider: 'twilio', kind: 'policy' })
    expect(elsewhere.status).toBe(400)
  })
})
