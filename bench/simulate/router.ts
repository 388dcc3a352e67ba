import { appEvent } from '../../worker/hooks/gohighlevel.ts'
import { handTo, type Hook } from '../../worker/hooks/receive.ts'
import { emailEvent } from '../../worker/hooks/resend.ts'
import { inboundSms, messageStatus, recording, voice, voiceStatus, voiceWhisper } from '../../worker/hooks/twilio.ts'
import type { Settings } from '../../worker/env.ts'
import type { LeadSubmitted, Signal } from '../../tenants/providers/inbound.ts'
import { clock } from '../../tenants/base/clock.ts'
import type { TenantHost } from './tenant-host.ts'
import { WireHeaders } from './wire.ts'

const HOOKS: Record<string, Hook> = {
  '/hooks/ghl': appEvent,
  '/hooks/resend': emailEvent,
  '/hooks/twilio/sms': inboundSms,
  '/hooks/twilio/status': messageStatus,
  '/hooks/twilio/voice': voice,
  '/hooks/twilio/voice/status': voiceStatus,
  '/hooks/twilio/voice/whisper': voiceWhisper,
  '/hooks/twilio/recording': recording,
}

export type Call = { url: string; body: string; headers: Record<string, string> }
export type Answer = { status: number; body: string }
/** A delivery as the tenant took it in. */
export type Taken = { signal: Signal; receipt: string }

/** The router with one business behind it: real signatures, real readers, the real tenant, no directory to ask. */
export class SimulatedRouter {
  readonly #host: TenantHost
  readonly #settings: Settings
  readonly #tenantId: string
  readonly #businessName: string
  readonly #onTaken: (taken: Taken) => void
  #traces = 0

  constructor(
    host: TenantHost,
    settings: Settings,
    business: { tenantId: string; businessName: string },
    onTaken: (taken: Taken) => void,
  ) {
    this.#host = host
    this.#settings = settings
    this.#tenantId = business.tenantId
    this.#businessName = business.businessName
    this.#onTaken = onTaken
  }

  /** A form that somebody sent, as the page behind `/f/:tenant` or Google's hook hands it over once it has read it. */
  async submit(lead: LeadSubmitted): Promise<void> {
    this.#traces += 1
    const provider = lead.source === 'google_ads' ? ('google_ads' as const) : ('web' as const)
    const rest = { receivedAt: clock.now(), traceId: `trace-${this.#traces}` }
    const signal: Signal = { provider, deliveryKey: `${this.#tenantId}:${lead.leadKey}`, event: lead, ...rest }
    const receipt = await (await this.#host.object()).receive(signal)
    this.#onTaken({ signal, receipt })
  }

  async take({ url, body, headers }: Call): Promise<Answer> {
    const address = new URL(url)
    const hook = HOOKS[address.pathname]
    if (!hook) throw new Error(`A provider called ${address.pathname}, which no hook answers.`)
    const rawBody = new TextEncoder().encode(body)
    const now = clock.now()
    const call = {
      headers: new WireHeaders(headers) as unknown as Headers,
      url: address,
      rawBody,
      text: body,
      settings: this.#settings,
      now,
    }
    const reading = await hook.read(call)
    if (!reading.ok) throw new Error(`${address.pathname} refused a genuine webhook: ${JSON.stringify(reading.error)}`)
    const { deliveryKey, event } = reading.value
    const recipient = { tenantId: this.#tenantId, businessName: this.#businessName }
    if (event.type === 'ignored') return answerOf(await hook.answer(200, null, this.#settings, event))
    const told = (await hook.complete?.(event, recipient, this.#settings)) ?? event
    this.#traces += 1
    const { provider } = hook
    const signal: Signal = { provider, deliveryKey, receivedAt: now, traceId: `trace-${this.#traces}`, event: told }
    const tenant = await this.#host.object()
    const { receipt, script } = await handTo(tenant, hook, signal)
    this.#onTaken({ signal, receipt })
    return answerOf(await hook.answer(200, recipient as never, this.#settings, event, { tenant, script }))
  }
}

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, body: await response.text() }
}
