import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { readOrder } from './order.ts'

/**
 * `POST /sandbox/google-ads/lead`: posts what Google Ads posts when somebody fills in the form below an advertisement.
 * Source: Google Ads, "Lead form extension webhook implementation". Ids are numbers of up to 64 bits there.
 */
export async function postLead(request: EmulatorRequest, { settings }: World): Promise<EmulatorResponse> {
  const order = readOrder(request)
  const columns = [
    ['FULL_NAME', order.optionalText('name')],
    ['PHONE_NUMBER', order.optionalText('phone')],
    ['EMAIL', order.optionalText('email')],
    ['What do you need done?', order.optionalText('words')],
  ].flatMap(([id, value]) => (value === undefined ? [] : [{ column_id: id, string_value: value }]))
  const leadId = order.optionalText('leadId') ?? `sandbox-${crypto.randomUUID()}`
  const lead = {
    lead_id: leadId,
    api_version: '1.0',
    gcl_id: 'sandbox-click',
    google_key: order.text('googleKey'),
    is_test: order.optionalFlag('isTest') ?? false,
    lead_submit_time: new Date().toISOString(),
    user_column_data: columns,
  }
  const ids = '"form_id":40000000000,"campaign_id":9007199254740993,"adgroup_id":77,"creative_id":5,'
  const answer = await fetch(`${settings.APP_URL}/hooks/google-ads/lead`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Google-Ads-Notification' },
    body: JSON.stringify(lead).replace('{', `{${ids}`),
  })
  return { status: 200, json: { leadId, status: answer.status } }
}
