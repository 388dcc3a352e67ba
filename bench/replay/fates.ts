import { clock } from '../../tenants/base/clock.ts'
import type { InboundEvent } from '../../tenants/providers/inbound.ts'
import type { TenantHost } from '../simulate/tenant-host.ts'
import type { Answer, Call } from '../simulate/router.ts'
import type { Copy } from './copy.ts'

/** What became of one message on record: null where it arrived, else the code of whoever did not deliver it. */
type Fate = { at: number; code: string | null }

const UNDELIVERED = `select json_extract(fact, '$.messageId') as id,
  coalesce(json_extract(fact, '$.code'), 'bounced') as code from timeline
  where json_extract(fact, '$.type') in ('text_undelivered', 'email_bounced')`
const SENT = `select message_id as id, coalesce(to_address, '') as address, coalesce(sent_at, created_at) as at
  from messages where direction = 'outbound' and status <> 'failed' order by at`

/**
 * Whether a message reaches its addressee is nobody's doing here. It fares as the one on record that went to the same
 * address at the nearest time, so that the same message fares as it did, and another one as it would have.
 */
export class Fates {
  readonly #byAddress = new Map<string, Fate[]>()
  readonly #host: TenantHost
  reports = 0

  constructor(copy: Copy, host: TenantHost) {
    this.#host = host
    const codes = new Map(copy.rows(UNDELIVERED).map(({ id, code }) => [String(id), String(code)]))
    for (const { id, address, at } of copy.rows(SENT)) {
      const fate = { at: Number(at), code: codes.get(String(id)) ?? null }
      const fates = this.#byAddress.get(String(address))
      if (fates) fates.push(fate)
      else this.#byAddress.set(String(address), [fate])
    }
  }

  /** Answers the provider's report in its place where the record tells another; null where it may go its way. */
  async instead(call: Call): Promise<Answer | null> {
    const report = readReport(call)
    const fate = report && this.#nearest(report.to)
    if (!report || !fate || report.isDelivered === (fate.code === null)) return null
    const tenant = await this.#host.object()
    this.reports += 1
    const about = { provider: report.provider, deliveryKey: `fate:${this.reports}`, traceId: 'replay' }
    await tenant.receive({ ...about, receivedAt: clock.now(), event: report.as(fate.code) })
    return { status: 200, body: '' }
  }

  #nearest(address: string): Fate | null {
    const now = clock.now()
    const fates = this.#byAddress.get(address) ?? []
    const nearer = (one: Fate, other: Fate) => (Math.abs(other.at - now) < Math.abs(one.at - now) ? other : one)
    return fates.length === 0 ? null : fates.reduce(nearer)
  }
}

type Report = {
  provider: 'twilio' | 'resend'
  to: string
  isDelivered: boolean
  as: (code: string | null) => InboundEvent
}

const FINAL = new Set(['delivered', 'undelivered', 'failed', 'email.delivered', 'email.bounced'])

function readReport({ url, body }: Call): Report | null {
  const { pathname, searchParams } = new URL(url)
  if (pathname === '/hooks/twilio/status') return readTextReport(new URLSearchParams(body), searchParams.get('entry'))
  return pathname === '/hooks/resend' ? readEmailReport(JSON.parse(body) as EmailReport) : null
}

function readTextReport(form: URLSearchParams, entryId: string | null): Report | null {
  const said = form.get('MessageStatus') ?? ''
  if (!FINAL.has(said)) return null
  const as = (code: string | null): InboundEvent => ({
    type: 'sms_status_changed',
    providerRef: form.get('MessageSid') ?? '',
    entryId,
    status: code === null ? 'delivered' : 'undelivered',
    errorCode: code === null ? null : Number(code),
  })
  return { provider: 'twilio', to: form.get('To') ?? '', isDelivered: said === 'delivered', as }
}

type EmailReport = { type: string; data: { email_id: string; to?: string[] } }

function readEmailReport({ type, data }: EmailReport): Report | null {
  if (!FINAL.has(type)) return null
  const about = { type: 'email_status_changed' as const, providerRef: data.email_id, entryId: null, detail: null }
  const as = (code: string | null): InboundEvent => ({ ...about, status: code === null ? 'delivered' : 'bounced' })
  return { provider: 'resend', to: data.to?.[0] ?? '', isDelivered: type === 'email.delivered', as }
}
