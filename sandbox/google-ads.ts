import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { BadOrder } from './emulator.ts'
import { readOrder } from './order.ts'

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
}

/**
 * `POST /sandbox/google-ads/lead`: posts what Google Ads posts when somebody fills in the form below an advertisement.
 * Source: Google Ads, "Lead form extension webhook implementation". Ids are numbers of up to 64 bits there.
 */
export async function postLead(request: EmulatorRequest, world: World): Promise<EmulatorResponse> {
  const order = readOrder(request)
  const lead: FormLead = {
    googleKey: order.text('googleKey'),
    leadId: order.optionalText('leadId') ?? `sandbox-${crypto.randomUUID()}`,
    gclid: order.optionalText('gclid') ?? 'sandbox-click',
    campaignId: order.optionalText('campaignId') ?? '9007199254740993',
    adGroupId: order.optionalText('adGroupId') ?? '77',
    name: order.optionalText('name'),
    phone: order.optionalText('phone'),
    email: order.optionalText('email'),
    words: order.optionalText('words'),
    isTest: order.optionalFlag('isTest') ?? false,
  }
  if (![lead.campaignId, lead.adGroupId].every((id) => /^\d{1,19}$/.test(id))) {
    throw new BadOrder('campaignId and adGroupId must be whole numbers, as text')
  }
  return { status: 200, json: { leadId: lead.leadId, status: await tellLead(lead, world) } }
}

/** Answers what Shoulder said to it. */
export async function tellLead(lead: FormLead, { settings }: World): Promise<number> {
  const columns = [
    ['FULL_NAME', lead.name],
    ['PHONE_NUMBER', lead.phone],
    ['EMAIL', lead.email],
    ['What do you need done?', lead.words],
  ].flatMap(([id, value]) => (value === undefined ? [] : [{ column_id: id, string_value: value }]))
  const body = {
    lead_id: lead.leadId,
    api_version: '1.0',
    gcl_id: lead.gclid,
    google_key: lead.googleKey,
    is_test: lead.isTest,
    lead_submit_time: new Date().toISOString(),
    user_column_data: columns,
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
