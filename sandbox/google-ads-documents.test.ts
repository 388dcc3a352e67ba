import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codesOf, openAdsRig, type AdsRig } from './google-ads-rig.ts'

/** The questions and bodies of Google's documents, as they stand there with ids of our own. */

let rig: AdsRig
let own: Awaited<ReturnType<AdsRig['open']>>
beforeAll(async () => {
  rig = await openAdsRig()
  own = await rig.open({ days: 35 })
})
afterAll(() => rig.close())

const QUESTIONS: Record<string, (today: string) => string> = {
  keywords: () =>
    'SELECT campaign.id, campaign.name, ad_group.id, ad_group_criterion.criterion_id, ad_group_criterion.status, ' +
    'ad_group_criterion.keyword.text, ad_group_criterion.keyword.match_type, ' +
    'ad_group_criterion.effective_cpc_bid_micros, ad_group_criterion.quality_info.quality_score, ' +
    'ad_group_criterion.position_estimates.first_page_cpc_micros, metrics.impressions, metrics.clicks, ' +
    'metrics.cost_micros, metrics.conversions, metrics.search_impression_share FROM keyword_view ' +
    "WHERE segments.date DURING LAST_30_DAYS AND ad_group_criterion.status != 'REMOVED'",
  terms: (today) =>
    'SELECT search_term_view.search_term, search_term_view.status, segments.keyword.info.text, ' +
    'segments.keyword.info.match_type, segments.search_term_match_type, campaign.id, ad_group.id, ' +
    'metrics.impressions, metrics.clicks, metrics.cost_micros, metrics.conversions FROM search_term_view ' +
    `WHERE segments.date BETWEEN '2020-01-01' AND '${today}'`,
  budgets: () =>
    'SELECT campaign.id, campaign.status, campaign.primary_status, campaign.primary_status_reasons, ' +
    'campaign.bidding_strategy_type, campaign_budget.id, campaign_budget.amount_micros, ' +
    'campaign_budget.explicitly_shared, campaign_budget.reference_count, campaign_budget.has_recommended_budget, ' +
    'campaign_budget.recommended_budget_amount_micros, metrics.cost_micros, ' +
    'metrics.search_budget_lost_impression_share, metrics.search_rank_lost_impression_share ' +
    "FROM campaign WHERE segments.date DURING YESTERDAY AND campaign.status != 'REMOVED'",
  conversions: () =>
    'SELECT segments.conversion_action, segments.conversion_action_name, segments.conversion_action_category, ' +
    'segments.date, metrics.conversions, metrics.all_conversions, metrics.conversions_value FROM campaign ' +
    'WHERE segments.date DURING LAST_30_DAYS',
  actions: () =>
    'SELECT conversion_action.id, conversion_action.name, conversion_action.type, conversion_action.category, ' +
    'conversion_action.status, conversion_action.primary_for_goal, conversion_action.phone_call_duration_seconds, ' +
    'conversion_action.counting_type FROM conversion_action',
  calls: () =>
    'SELECT call_view.start_call_date_time, call_view.call_duration_seconds, call_view.caller_area_code, ' +
    'call_view.caller_country_code, call_view.call_status, call_view.type, campaign.id FROM call_view',
  forms: () =>
    'SELECT lead_form_submission_data.id, lead_form_submission_data.gclid, ' +
    'lead_form_submission_data.submission_date_time, lead_form_submission_data.lead_form_submission_fields, ' +
    'lead_form_submission_data.custom_lead_form_submission_fields, lead_form_submission_data.campaign, ' +
    'lead_form_submission_data.asset FROM lead_form_submission_data',
  account: () =>
    'SELECT customer.id, customer.descriptive_name, customer.currency_code, customer.time_zone, ' +
    'customer.test_account, customer.status, customer.conversion_tracking_setting.accepted_customer_data_terms ' +
    'FROM customer',
  clients: () =>
    'SELECT customer_client.id, customer_client.level, customer_client.manager, customer_client.descriptive_name, ' +
    'customer_client.status FROM customer_client',
}
/** Whole numbers of 64 bits, which no JSON number holds. */
const INT64 = /(^id|Id|Micros|impressions|clicks|level|referenceCount|Seconds)$/

describe('a question of the documents', () => {
  test.each(Object.entries(QUESTIONS))('about %s is answered in their form', async (_what, question) => {
    const rows = await rig.query(own.access, own.customerId, question(own.today))
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      for (const [name, value] of leavesOf(row)) {
        expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/)
        if (INT64.test(name)) expect(value, name).toMatch(/^-?\d+$/)
      }
    }
  })

  test('about changes is answered once there was one', async () => {
    const question = () =>
      rig.query(
        own.access,
        own.customerId,
        'SELECT change_event.change_date_time, change_event.user_email, change_event.client_type, ' +
          'change_event.change_resource_type, change_event.resource_change_operation, change_event.changed_fields, ' +
          'change_event.old_resource, change_event.new_resource FROM change_event ' +
          `WHERE change_event.change_date_time >= '${own.today} 00:00:00' AND ` +
          `change_event.change_date_time <= '${own.today} 23:59:59' LIMIT 10000`,
      )
    expect(await question()).toEqual([])
    await mutate('campaignBudgets', {
      update: { resourceName: await firstName('campaign_budget'), amountMicros: '50000000' },
      updateMask: 'amountMicros',
    })
    expect(await question()).toMatchObject([
      {
        changeEvent: {
          changeResourceType: 'CAMPAIGN_BUDGET',
          resourceChangeOperation: 'UPDATE',
          clientType: 'GOOGLE_ADS_API',
        },
      },
    ])
  })
})

function leavesOf(value: unknown): [string, unknown][] {
  if (Array.isArray(value)) return value.flatMap(leavesOf)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => [[name, one] as [string, unknown], ...leavesOf(one)])
}

const mutate = (collection: string, operation: object) =>
  rig.ads(own.access, `customers/${own.customerId}/${collection}:mutate`, {
    ...{ operations: [operation], partialFailure: true, validateOnly: false },
    responseContentType: 'MUTABLE_RESOURCE',
  })
async function firstName(resource: string): Promise<string> {
  const [row] = await rig.query(own.access, own.customerId, `SELECT ${resource}.resource_name FROM ${resource} LIMIT 1`)
  const camel = resource.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())
  return String(row?.[camel]?.['resourceName'])
}

describe('a body of the documents', () => {
  test.each([
    ['a bid', 'adGroupCriteria', 'ad_group_criterion', { cpcBidMicros: '3500000' }],
    ['a pause', 'adGroupCriteria', 'ad_group_criterion', { status: 'PAUSED' }],
    ['a daily budget', 'campaignBudgets', 'campaign_budget', { amountMicros: '50000000' }],
    ['a campaign’s pause', 'campaigns', 'campaign', { status: 'PAUSED' }],
  ])('changes %s', async (_what, collection, resource, values) => {
    const resourceName = await firstName(resource)
    const operation = { update: { resourceName, ...values }, updateMask: Object.keys(values).join(',') }
    const answer = await mutate(collection, operation)
    expect(answer.json).toMatchObject({ results: [{ resourceName }] })
    expect(answer.json).not.toHaveProperty('partialFailureError')
  })

  test('makes keywords, what is shut out, and advertisements', async () => {
    const [adGroup, campaign] = [await firstName('ad_group'), await firstName('campaign')]
    const texts = (...lines: string[]) => lines.map((text) => ({ text }))
    const headlines = texts('Drain Cleaning', 'Call Today', 'Licensed Plumber')
    const responsiveSearchAd = { headlines, descriptions: texts('We come today.', 'Ask for a price.'), path1: 'drains' }
    const made = [
      await mutate('adGroupCriteria', {
        create: { adGroup, status: 'ENABLED', keyword: { text: 'unclog a drain', matchType: 'EXACT' } },
      }),
      await mutate('adGroupCriteria', {
        create: { adGroup, negative: true, keyword: { text: 'diy', matchType: 'BROAD' } },
      }),
      await mutate('campaignCriteria', {
        create: { campaign, negative: true, keyword: { text: 'free', matchType: 'BROAD' } },
      }),
      await mutate('adGroupAds', {
        create: { adGroup, status: 'PAUSED', ad: { finalUrls: ['https://www.example.com/'], responsiveSearchAd } },
      }),
    ]
    for (const { json } of made)
      expect(json).toEqual({ results: [expect.objectContaining({ resourceName: expect.any(String) })] })
  })
})

test('an error has the form of the documents, through every door', async () => {
  const status = { provider: 'google-ads', kind: 'status', status: 429 }
  await rig.control('POST', '/sandbox/faults', status)
  const refused = await rig.ads(own.access, 'customers:listAccessibleCustomers')
  await rig.control('DELETE', '/sandbox/faults')
  expect(codesOf(refused.json)).toEqual(['quotaError.RESOURCE_TEMPORARILY_EXHAUSTED'])
  expect(refused.json).toMatchObject({
    error: {
      code: 429,
      message: expect.any(String),
      status: 'RESOURCE_EXHAUSTED',
      details: [
        {
          '@type': 'type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure',
          errors: [
            {
              errorCode: { quotaError: 'RESOURCE_TEMPORARILY_EXHAUSTED' },
              message: expect.any(String),
              details: {
                quotaErrorDetails: { rateScope: 'DEVELOPER', rateName: expect.any(String), retryDelay: '30s' },
              },
            },
          ],
          requestId: refused.headers.get('request-id'),
        },
      ],
    },
  })
})
