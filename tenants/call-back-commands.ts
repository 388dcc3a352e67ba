import { isStatePhone } from './base/area-code.ts'
import type { Instant } from './base/clock.ts'
import { explainDeliveryCode } from './base/delivery-codes.ts'
import { newToken } from './base/ids.ts'
import { BRIDGE_RING_S } from './base/voice-limits.ts'
import type { Outcome } from './contract.ts'
import type { BridgeView } from './contract/voice.ts'
import { takeCalledBack } from './inbox/take-ring.ts'
import { reachOnly } from './providers/http.ts'
import { twilioCalls } from './providers/twilio/calls.ts'
import { whisperTwiml } from './providers/twilio/ring-twiml.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { refuse } from './tenant-core.ts'
import type { TenantEnv } from './tenant-env.ts'
import type { Wiring } from './wiring.ts'

/** Calls the other way: the technician rings the customer, by us or by themselves. */

/** Rings the technician; once they have pressed 1 the customer is rung, and both see the business's number. */
export async function callCustomer(wiring: Wiring, env: TenantEnv, customerId: string): Promise<Outcome<null>> {
  const { tenant } = wiring
  if (!tenant) return refuse('tenant_missing')
  const customer = loadCustomer(wiring.db, customerId)
  if (!customer || customer.phone === null) return refuse('customer_missing')
  const { primaryPhone: to, smsNumber: from, language } = tenant.profile
  if (to === from || !isStatePhone(to) || tenant.closing)
    return refuse('call_refused', NO_PHONE[language === 'es' ? 'es' : 'en'])
  const lang = language === 'es' ? 'es' : 'en'
  const about = new URLSearchParams({ step: 'accept', tenant: tenant.tenantId, customer: customerId, lang })
  const acceptUrl = `${wiring.appUrl}/hooks/twilio/voice/whisper?${about.toString()}`
  const { TWILIO_API_URL: apiUrl, TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = env
  const placed = await twilioCalls({ apiUrl, accountSid, authToken, http: reachOnly([apiUrl]) }).place({
    to,
    from,
    twiml: whisperTwiml({ language: lang, isBridge: true, acceptUrl }),
    // Its end as a whole says nothing that the end of the talk does not.
    statusCallbackUrl: `${wiring.appUrl}/hooks/twilio/voice/status?step=ignore&tenant=${tenant.tenantId}`,
    ringS: BRIDGE_RING_S,
  })
  if (placed.kind === 'answered') return { ok: true, value: null }
  return refuse('call_refused', `${NOT_PLACED[lang]}: ${explainDeliveryCode(placed.code, lang)}.`)
}

/** Whom to connect, asked when the technician has taken the phone. */
export function readBridge({ db, tenant }: Context, customerId: string): Outcome<BridgeView> {
  const phone = loadCustomer(db, customerId)?.phone ?? null
  return phone === null
    ? refuse('customer_missing')
    : { ok: true, value: { to: phone, from: tenant.profile.smsNumber } }
}

/** The technician says that they have talked: a planned text is taken back, as after any answered call. */
export function noteCalled(context: Context, customerId: string, now: Instant): Outcome<null> {
  const customer = loadCustomer(context.db, customerId)
  if (!customer) return refuse('customer_missing')
  takeCalledBack(context, customer, { callKey: `hand:${newToken()}`, via: 'hand', durationS: 0, endedAt: now }, now)
  return { ok: true, value: null }
}

const NO_PHONE = {
  en: 'There is no phone of yours with the area code of a US state that we could ring. Enter it in the settings.',
  es: 'No hay un teléfono suyo con código de área de un estado de EE. UU. al que llamar. Póngalo en los ajustes.',
}
const NOT_PLACED = { en: 'The call could not be placed', es: 'No se pudo hacer la llamada' }
