import { BRIDGE_RING_S } from '../../tenants/base/voice-limits.ts'
import type { CallScript } from '../../tenants/base/greeting.ts'
import {
  connectTwiml,
  hangUpTwiml,
  noCustomerTwiml,
  ringTwiml,
  whisperTwiml,
} from '../../tenants/providers/twilio/ring-twiml.ts'
import { emptyTwiml } from '../../tenants/providers/twilio/twiml.ts'
import type { TenantRpc } from '../../tenants/contract/rpc.ts'
import type { InboundEvent } from '../../tenants/providers/inbound.ts'
import { SCRIPT_TIMEOUT_MS } from '../bounds.ts'
import { within } from '../context.ts'
import type { Settings } from '../env.ts'
import { respondXml } from '../respond.ts'

/** Phones that we ring ourselves: the technician's for a caller, and both for a call that the technician asked for. */

const WHISPER_PATH = '/hooks/twilio/voice/whisper'
const STATUS_PATH = '/hooks/twilio/voice/status'

type Ring = NonNullable<CallScript['ring']>

export function answerWithRing(settings: Settings, tenant: string, call: string, ring: Ring): Response {
  const { to, callerId, ringS, language } = ring
  const whisperUrl = urlOf(settings, WHISPER_PATH, { tenant, call, lang: language })
  const actionUrl = urlOf(settings, STATUS_PATH, { step: 'ring', tenant })
  return respondXml(ringTwiml({ to, callerId, ringS, whisperUrl, actionUrl }))
}

/** What whoever has taken the phone hears, and what comes of the key they press. */
export async function answerWhisper(
  settings: Settings,
  event: InboundEvent | null,
  tenantId: string | null,
  tenant: TenantRpc | undefined,
): Promise<Response> {
  if (event?.type === 'whisper_asked') {
    const { callKey, language, isBridge } = event
    const about = isBridge ? { customer: callKey } : { call: callKey }
    const acceptUrl = urlOf(settings, WHISPER_PATH, {
      step: 'accept',
      tenant: event.tenantId,
      ...about,
      lang: language,
    })
    return respondXml(whisperTwiml({ language, isBridge, acceptUrl }))
  }
  // Nothing more to do: Twilio connects them.
  if (event?.type === 'ring_accepted') return respondXml(emptyTwiml())
  if (event?.type !== 'bridge_accepted' || tenantId === null || !tenant) return respondXml(hangUpTwiml())
  const { customerId } = event
  const bridge = await within(tenant.readBridge(customerId), SCRIPT_TIMEOUT_MS).catch(() => null)
  if (!bridge?.ok) return respondXml(noCustomerTwiml('en'))
  const { to, from: callerId } = bridge.value
  const actionUrl = urlOf(settings, STATUS_PATH, { step: 'bridge', tenant: tenantId, customer: customerId })
  return respondXml(connectTwiml({ to, callerId, ringS: BRIDGE_RING_S, actionUrl }))
}

function urlOf(settings: Settings, path: string, query: Record<string, string>): string {
  return `${settings.APP_URL}${path}?${new URLSearchParams(query).toString()}`
}
