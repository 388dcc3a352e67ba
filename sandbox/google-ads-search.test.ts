import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codesOf, openAdsRig, type AdsRig, type Row } from './google-ads-rig.ts'

let rig: AdsRig
let own: Awaited<ReturnType<AdsRig['open']>>
beforeAll(async () => {
  rig = await openAdsRig()
  own = await rig.open({ days: 45 })
})
afterAll(() => rig.close())

const rowsOf = (gaql: string): Promise<Row[]> => rig.query(own.access, own.customerId, gaql)
const search = (body: Record<string, unknown>) =>
  rig.ads(own.access, `customers/${own.customerId}/googleAds:search`, body)
const micros = (row: Row) => BigInt((row['metrics']?.['costMicros'] ?? '0') as string)
const sum = (rows: Row[]) => rows.reduce((all, row) => all + micros(row), 0n)

const KEYWORDS =
  'SELECT campaign.id, campaign.name, ad_group.id, ad_group_criterion.criterion_id, ad_group_criterion.status, ' +
  'ad_group_criterion.keyword.text, ad_group_criterion.keyword.match_type, ' +
  'ad_group_criterion.effective_cpc_bid_micros, ad_group_criterion.quality_info.quality_score, ' +
  'ad_group_criterion.position_estimates.first_page_cpc_micros, metrics.impressions, metrics.clicks, ' +
  'metrics.cost_micros, metrics.conversions, metrics.search_impression_share FROM keyword_view ' +
  "WHERE segments.date DURING LAST_30_DAYS AND ad_group_criterion.status != 'REMOVED'"

describe('a report', () => {
  test('of keywords has every keyword, with numbers of 64 bits as text and nested names in camel case', async () => {
    const rows = await rowsOf(KEYWORDS)
    expect(rows.length).toBeGreaterThanOrEqual(8)
    expect(rows[0]).toMatchObject({
      campaign: { resourceName: expect.stringMatching(/^customers\/\d{10}\/campaigns\/\d+$/), id: expect.any(String) },
      adGroupCriterion: {
        resourceName: expect.stringMatching(/^customers\/\d{10}\/adGroupCriteria\/\d+~\d+$/),
        criterionId: expect.stringMatching(/^9\d{15}$/),
        status: 'ENABLED',
        keyword: { text: expect.any(String), matchType: expect.stringMatching(/^(EXACT|PHRASE|BROAD)$/) },
        effectiveCpcBidMicros: expect.stringMatching(/^\d+0000$/),
        qualityInfo: { qualityScore: expect.any(Number) },
        positionEstimates: { firstPageCpcMicros: expect.stringMatching(/^\d+0000$/) },
      },
      keywordView: { resourceName: expect.stringContaining('/keywordViews/') },
      metrics: { impressions: expect.any(String), costMicros: expect.any(String), conversions: expect.any(Number) },
    })
    expect(new Set(rows.map((row) => String(row['adGroupCriterion']?.['resourceName']))).size).toBe(rows.length)
  })

  test('says the same money by campaign, keyword, term, ad, day and customer', async () => {
    const where = 'WHERE segments.date DURING LAST_30_DAYS'
    const totals = await Promise.all(
      [
        `SELECT metrics.cost_micros FROM customer ${where}`,
        `SELECT campaign.id, metrics.cost_micros FROM campaign ${where}`,
        `SELECT ad_group.id, metrics.cost_micros FROM ad_group ${where}`,
        `SELECT ad_group_criterion.criterion_id, metrics.cost_micros FROM keyword_view ${where}`,
        `SELECT search_term_view.search_term, metrics.cost_micros FROM search_term_view ${where}`,
        `SELECT ad_group_ad.ad.id, metrics.cost_micros FROM ad_group_ad ${where}`,
        `SELECT campaign.id, segments.date, metrics.cost_micros FROM campaign ${where}`,
        `SELECT segments.week, metrics.cost_micros FROM customer ${where}`,
      ].map(async (gaql) => sum(await rowsOf(gaql))),
    )
    expect(totals[0]).toBeGreaterThan(100_000_000n)
    expect(new Set(totals).size).toBe(1)
  })

  test('of terms tells which keyword took them, and of budgets what they lost', async () => {
    const terms = await rowsOf(
      'SELECT search_term_view.search_term, search_term_view.status, segments.keyword.info.text, ' +
        'segments.keyword.info.match_type, segments.search_term_match_type, campaign.id, ad_group.id, ' +
        'metrics.impressions, metrics.clicks FROM search_term_view ' +
        'WHERE segments.date DURING LAST_30_DAYS AND metrics.clicks > 0 ORDER BY metrics.clicks DESC LIMIT 5',
    )
    expect(terms).toHaveLength(5)
    expect(terms[0]?.['segments']).toMatchObject({ keyword: { info: { text: expect.any(String) } } })
    const clicks = terms.map((row) => Number(row['metrics']?.['clicks']))
    expect(clicks).toEqual([...clicks].sort((one, other) => other - one))
    const budgets = await rowsOf(
      'SELECT campaign.id, campaign.primary_status, campaign_budget.amount_micros, campaign_budget.explicitly_shared, ' +
        'campaign_budget.reference_count, metrics.search_budget_lost_impression_share, metrics.cost_micros ' +
        "FROM campaign WHERE segments.date DURING LAST_30_DAYS AND campaign.status != 'REMOVED'",
    )
    expect(budgets[0]?.['campaignBudget']).toMatchObject({ explicitlyShared: false, referenceCount: '1' })
    for (const row of budgets) {
      expect(row['metrics']?.['searchBudgetLostImpressionShare']).toBeGreaterThanOrEqual(0)
      expect(row['metrics']?.['searchBudgetLostImpressionShare']).toBeLessThanOrEqual(1)
    }
  })

  test('of conversions by action adds up to all of them, and goes with no cost', async () => {
    const where = 'WHERE segments.date DURING LAST_30_DAYS'
    const parts = await rowsOf(
      `SELECT segments.conversion_action_name, segments.conversion_action_category, metrics.conversions FROM campaign ${where}`,
    )
    const whole = await rowsOf(`SELECT metrics.conversions FROM customer ${where}`)
    const total = (rows: Row[]) => rows.reduce((all, row) => all + Number(row['metrics']?.['conversions']), 0)
    expect(total(parts)).toBe(total(whole))
    expect(total(whole)).toBeGreaterThan(0)
    const refused = await search({
      query: `SELECT segments.conversion_action, metrics.clicks FROM campaign ${where}`,
    })
    expect(codesOf(refused.json)).toEqual(['queryError.PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE'])
  })

  test('of calls, forms and clicks names the same people', async () => {
    const calls = await rowsOf(
      'SELECT call_view.start_call_date_time, call_view.call_duration_seconds, call_view.caller_area_code, ' +
        'call_view.call_status, campaign.id FROM call_view',
    )
    const forms = await rowsOf(
      'SELECT lead_form_submission_data.id, lead_form_submission_data.gclid, lead_form_submission_data.campaign, ' +
        'lead_form_submission_data.submission_date_time, ' +
        'lead_form_submission_data.lead_form_submission_fields FROM lead_form_submission_data',
    )
    expect(calls.length).toBeGreaterThan(0)
    expect(calls[0]?.['callView']).toMatchObject({ callerAreaCode: expect.stringMatching(/^\d{3}$/) })
    expect(forms.length).toBeGreaterThan(0)
    const form = forms.at(-1)?.['leadFormSubmissionData']
    expect(form?.['leadFormSubmissionFields']).toContainEqual({
      fieldType: 'PHONE_NUMBER',
      fieldValue: expect.stringMatching(/^\+1\d{3}55501\d\d$/),
    })
    const days = await rowsOf(
      'SELECT segments.date, metrics.clicks FROM customer WHERE segments.date DURING LAST_30_DAYS AND metrics.clicks > 0',
    )
    const on = String(days[0]?.['segments']?.['date'])
    const clicks = await rowsOf(
      `SELECT click_view.gclid, click_view.keyword_info.text, campaign.id FROM click_view WHERE segments.date = '${on}'`,
    )
    expect(clicks).toHaveLength(Number(days[0]?.['metrics']?.['clicks']))
  })

  test('comes in pages by search, and in an array by searchStream', async () => {
    const query = 'SELECT conversion_action.id, conversion_action.type FROM conversion_action'
    const page = await search({ query, searchSettings: { returnTotalResultsCount: true } })
    expect(page.json).toMatchObject({
      results: expect.any(Array),
      totalResultsCount: '4',
      fieldMask: 'conversionAction.id,conversionAction.type',
      queryResourceConsumption: expect.any(String),
    })
    const stream = await rig.ads(own.access, `customers/${own.customerId}/googleAds:searchStream`, { query })
    expect(stream.json).toMatchObject([{ results: page.json['results'], requestId: stream.headers.get('request-id') }])
    const empty = await rowsOf(`${query} WHERE conversion_action.type = 'WEBPAGE'`)
    expect(empty).toEqual([])
  })
})

describe('a question is refused', () => {
  test.each([
    ['SELECT campaign.nickname FROM campaign', 'queryError.UNRECOGNIZED_FIELD'],
    ['SELECT campaign.id FROM campaigns', 'queryError.BAD_RESOURCE_TYPE_IN_FROM_CLAUSE'],
    ['SELECT ad_group.id FROM campaign', 'queryError.PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE'],
    ['SELECT metrics.clicks FROM ad_group_criterion', 'queryError.PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE'],
    [
      'SELECT metrics.search_budget_lost_impression_share FROM keyword_view',
      'queryError.PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE',
    ],
    ['SELECT segments.date FROM conversion_action', 'queryError.PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE'],
    ['SELECT campaign.id, segments.date FROM campaign', 'queryError.EXPECTED_FILTERS_ON_DATE_RANGE'],
    [
      "SELECT campaign.id FROM campaign WHERE segments.date >= '2026-11-01'",
      'queryError.EXPECTED_FILTERS_ON_DATE_RANGE',
    ],
    ["SELECT campaign.id FROM campaign WHERE campaign.status = 'ON'", 'queryError.BAD_ENUM_CONSTANT'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id = abc', 'queryError.BAD_NUMBER'],
    ["SELECT campaign.id FROM campaign WHERE campaign.name > 'a'", 'queryError.OPERATOR_FIELD_MISMATCH'],
    ['SELECT campaign.id FROM campaign WHERE campaign.id IN ()', 'queryError.PROHIBITED_EMPTY_LIST_IN_CONDITION'],
    [
      'SELECT campaign.id FROM campaign ORDER BY campaign.name',
      'queryError.EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE',
    ],
    ['SELECT campaign.id FROM campaign LIMIT 0', 'queryError.BAD_LIMIT_VALUE'],
    ['SELECT campaign.id FROM campaign LIMIT 5 5', 'queryError.UNEXPECTED_INPUT'],
    [
      "SELECT campaign.id FROM campaign WHERE segments.date BETWEEN '2026-11-31' AND '2026-12-01'",
      'dateError.INVALID_STRING_DATE',
    ],
    ['SELECT change_event.user_email FROM change_event LIMIT 5', 'changeEventError.CHANGE_DATE_RANGE_INFINITE'],
    [
      "SELECT change_event.user_email FROM change_event WHERE change_event.change_date_time BETWEEN '2026-01-01' AND '2100-01-01'",
      'changeEventError.LIMIT_NOT_SPECIFIED',
    ],
    [
      "SELECT change_event.user_email FROM change_event WHERE change_event.change_date_time >= '2020-01-01' AND " +
        "change_event.change_date_time <= '2100-01-01' LIMIT 10",
      'changeEventError.START_DATE_TOO_OLD',
    ],
    ['SELECT click_view.gclid FROM click_view', 'queryError.EXPECTED_FILTERS_ON_DATE_RANGE'],
  ])('%s', async (query, code) => {
    const refused = await search({ query })
    expect([refused.status, codesOf(refused.json)]).toEqual([400, [code]])
    const id = refused.headers.get('request-id')
    expect(refused.json).toMatchObject({
      error: {
        code: 400,
        status: 'INVALID_ARGUMENT',
        details: [{ '@type': 'type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure', requestId: id }],
      },
    })
  })

  test('with a page size, with a field Google does not know, and inside an array where it is a stream', async () => {
    const query = 'SELECT customer.id FROM customer'
    expect(codesOf((await search({ query, pageSize: 100 })).json)).toEqual(['requestError.PAGE_SIZE_NOT_SUPPORTED'])
    const unknown = await search({ query, page_count: 1 })
    expect(unknown.json).toMatchObject({ error: { message: expect.stringContaining('Unknown name "page_count"') } })
    const stream = await rig.ads(own.access, `customers/${own.customerId}/googleAds:searchStream`, {
      query: 'SELECT x',
    })
    expect(stream.json).toMatchObject([{ error: { code: 400 } }])
  })

  test('once the day’s operations are used up', async () => {
    await rig.control('POST', '/sandbox/google-ads/quota', { max: 0 })
    const refused = await search({ query: 'SELECT customer.id FROM customer' })
    await rig.control('POST', '/sandbox/google-ads/quota', { max: 15_000 })
    expect([refused.status, codesOf(refused.json)]).toEqual([429, ['quotaError.RESOURCE_EXHAUSTED']])
  })

  test('where conversions are to be told the old way', async () => {
    const old = await rig.ads(own.access, `customers/${own.customerId}:uploadClickConversions`, { conversions: [] })
    expect(codesOf(old.json)).toEqual(['notAllowlistedError.CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE'])
  })
})

test('days pass when they are told to, and figures follow', async () => {
  const before = await rowsOf('SELECT metrics.cost_micros FROM customer')
  const passed = await rig.control('POST', '/sandbox/google-ads/days', { customerId: own.customerId, days: 3 })
  const days = passed.json['days'] as { on: string; costMicros: number; leads: unknown[] }[]
  expect(days.map(({ on }) => on)[0]).toBe(own.today)
  const after = await rowsOf('SELECT metrics.cost_micros FROM customer')
  expect(sum(after) - sum(before)).toBe(BigInt(days.reduce((all, { costMicros }) => all + costMicros, 0)))
})
