import { isStatePhone } from './base/area-code.ts'
import { clock, MINUTE_MS } from './base/clock.ts'
import { FORWARDING_TEST_RING_S } from './base/limits.ts'
import type { Outcome } from './contract.ts'
import type { ForwardingTest } from './contract/join.ts'
import { readTest, recordPlacing, recordTest, viewOf } from './forwarding-test.ts'
import { reachOnly } from './providers/http.ts'
import { twilioCalls } from './providers/twilio/calls.ts'
import { testCall } from './providers/twilio/twiml.ts'
import { refuse } from './tenant-core.ts'
import type { TenantEnv } from './tenant-env.ts'
import type { Wiring } from './wiring.ts'

/** Starts a forwarding test, or shows the one that runs. Answers when Twilio has taken the call or refused it. */
export async function placeTestCall(
  wiring: Wiring,
  env: TenantEnv,
  language: 'en' | 'es',
): Promise<Outcome<ForwardingTest>> {
  const { tenant } = wiring
  if (!tenant) return refuse('tenant_missing')
  const { primaryPhone: to, smsNumber: from } = tenant.profile
  if (to === from) return refuse('test_refused', SAME_NUMBER[language])
  if (!isStatePhone(to)) return refuse('test_refused', NOT_RUNG[language])
  const begun = wiring.transact((context) => recordTest(context, clock.now()))
  if (!begun) return refuse('tenant_missing')
  if (begun.kind === 'too_often') return refuse('test_refused', describeWait(begun.againAt - clock.now(), language))
  const { testId } = begun.state
  if (begun.kind === 'begun') {
    const appUrl = env.APP_URL.replace(/\/+$/, '')
    const answer = await callsOf(env).place({
      to,
      from,
      twiml: testCall(language),
      statusCallbackUrl: `${appUrl}/hooks/twilio/voice/status?step=test&tenant=${tenant.tenantId}&test=${testId}`,
      ringS: FORWARDING_TEST_RING_S,
    })
    wiring.transact((context) => recordPlacing(context, testId, answer, clock.now()))
  }
  const view = readTest(wiring.db, language, clock.now())
  return { ok: true, value: view ?? viewOf(begun.state, language) }
}

function callsOf(env: TenantEnv) {
  const { TWILIO_API_URL: apiUrl, TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = env
  return twilioCalls({ apiUrl, accountSid, authToken, http: reachOnly([apiUrl]) })
}

const SAME_NUMBER = {
  en: 'Your own phone and the number customers text are the same, so there is nothing to forward.',
  es: 'Su teléfono y el número para clientes son el mismo, así que no hay nada que desviar.',
}

const NOT_RUNG = {
  en: 'We ring only phones with the area code of a US state. Enter your own phone in the settings, then test again.',
  es: 'Solo llamamos a teléfonos con código de área de un estado de EE. UU. Ponga su teléfono en los ajustes y repita.',
}

function describeWait(waitMs: number, language: 'en' | 'es'): string {
  const minutes = Math.max(1, Math.ceil(waitMs / MINUTE_MS))
  return language === 'es'
    ? `Ya hizo varias pruebas. Puede probar otra vez en ${minutes} min.`
    : `Your phone was rung often enough for now. You can test again in ${minutes} min.`
}
