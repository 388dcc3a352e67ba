import { momentIn, OWN_QUESTION, type FilledForm } from './ads/forms.ts'
import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { BadOrder } from './emulator.ts'
import { advertiserOf, type AdsAccounts } from './google-ads-accounts.ts'
import { adsRecords, type AdsAccount } from './google-ads-records.ts'
import { readOrder, type Order } from './order.ts'

export type FormLead = {
  googleKey: string
  leadId: string
  gclid: string
  /** Of 64 bits, as text. */
  campaignId: string
  adGroupId: string
  name?: string | undefined
  phone?: string | undefined
  email?: string | undefined
  words?: string | undefined
  isTest: boolean
  submittedAt: number
}

/**
 * `POST /sandbox/google-ads/lead`: somebody fills in the form below an advertisement, and Google Ads posts it. With a
 * `customerId` it stands in that account as well; with `isLost` it stands there alone, since what is posted never
 * arrives. A trial is posted and stands nowhere.
 * Source: Google Ads, "Lead form extension webhook implementation". Ids are numbers of up to 64 bits there.
 */
export async function postLead(
  request: EmulatorRequest,
  world: World,
  accounts: AdsAccounts,
): Promise<EmulatorResponse> {
  const order = readOrder(request)
  const customerId = order.optionalText('customerId')
  const account = customerId === undefined ? null : advertiserOf(customerId, world, accounts)
  const isLost = order.optionalFlag('isLost') ?? false
  if (isLost && account === null) throw new BadOrder('a form whose message is lost needs a customerId to stand in')
  const lead = readLead(order, account && accounts.marketOf(account, world).account, isLost, world.now())
  if (account !== null && !lead.isTest)
    adsRecords(world).forms.insert({ ...formOf(lead, account), customerId: account.id })
  return { status: 200, json: { leadId: lead.leadId, status: isLost ? null : await tellLead(lead, world) } }
}

type Held = ReturnType<AdsAccounts['marketOf']>['account']

function readLead(order: Order, held: Held | null, isLost: boolean, now: number): FormLead {
  const [adGroup] = held?.adGroups.values() ?? []
  const submittedAt = Date.parse(order.optionalText('submittedAt') ?? new Date(now).toISOString())
  const lead: FormLead = {
    googleKey: isLost ? '' : order.text('googleKey'),
    leadId: order.optionalText('leadId') ?? `sandbox-${crypto.randomUUID()}`,
    gclid: order.optionalText('gclid') ?? 'sandbox-click',
    campaignId: order.optionalText('campaignId') ?? adGroup?.campaignId ?? '9007199254740993',
    adGroupId: order.optionalText('adGroupId') ?? adGroup?.id ?? '77',
    name: order.optionalText('name'),
    phone: order.optionalText('phone'),
    email: order.optionalText('email'),
    words: order.optionalText('words'),
    isTest: order.optionalFlag('isTest') ?? false,
    submittedAt,
  }
  if (![lead.campaignId, lead.adGroupId].every((id) => /^\d{1,19}$/.test(id))) {
    throw new BadOrder('campaignId and adGroupId must be whole numbers, as text')
  }
  if (Number.isNaN(submittedAt)) throw new BadOrder('submittedAt must be a moment such as 2026-11-26T12:00:00Z')
  return lead
}

function formOf(lead: FormLead, { timeZone }: AdsAccount): FilledForm {
  const { leadId: id, gclid, campaignId: campaignRef, adGroupId: adGroupRef, words, submittedAt } = lead
  return {
    ...{ id, gclid, at: momentIn(timeZone, submittedAt), campaignRef, adGroupRef, adRef: null },
    fields: fieldsOf(lead).map(([fieldType, fieldValue]) => ({ fieldType, fieldValue })),
    ownFields: words === undefined ? [] : [{ questionText: OWN_QUESTION, fieldValue: words }],
  }
}

function fieldsOf({ name, phone, email }: FormLead): [string, string][] {
  const fields: [string, string | undefined][] = [
    ['FULL_NAME', name],
    ['PHONE_NUMBER', phone],
    ['EMAIL', email],
  ]
  return fields.flatMap(([id, value]) => (value === undefined ? [] : [[id, value] as [string, string]]))
}

/** Answers what Shoulder said to it. */
export async function tellLead(lead: FormLead, { settings }: World): Promise<number> {
  const { words } = lead
  const columns = [...fieldsOf(lead), ...(words === undefined ? [] : [[OWN_QUESTION, words] as const])]
  const body = {
    lead_id: lead.leadId,
    api_version: '1.0',
    gcl_id: lead.gclid,
    google_key: lead.googleKey,
    is_test: lead.isTest,
    // To the second, as in the account.
    lead_submit_time: new Date(lead.submittedAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    user_column_data: columns.map(([column_id, string_value]) => ({ column_id, string_value })),
  }
  // Written as numbers, which no number of JavaScript's would hold.
  const ids = `"form_id":40000000000,"campaign_id":${lead.campaignId},"adgroup_id":${lead.adGroupId},"creative_id":5,`
  const answer = await fetch(`${settings.APP_URL}/hooks/google-ads/lead`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Google-Ads-Notification' },
    body: JSON.stringify(body).replace('{', `{${ids}`),
  })
  return answer.status
}
