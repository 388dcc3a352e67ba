import type { Emulator, EmulatorRequest, EmulatorResponse, World } from '../../sandbox/emulator.ts'
import { clock, MINUTE_MS, SECOND_MS } from '../../tenants/base/clock.ts'
import { ask } from '../simulate/invariants.ts'
import type { TenantHost } from '../simulate/tenant-host.ts'
import type { Copy, Row } from './copy.ts'

/** A message on record that its provider refused, or took long after it was first tried. */
type Hindered = { occasionedAt: number; createdAt: number; lateMs: number; refusal: number | null }

const HINDERED = `select customer_id, channel, template, audience, coalesce(occasioned_at, created_at) as occasionedAt,
  created_at as createdAt, coalesce(sent_at - created_at, 0) as lateMs, error_code as code from messages
  where direction = 'outbound' and entry_id is not null and (sent_at - created_at > ${5 * SECOND_MS}
    or status = 'failed' and error_code glob '2[0-9][0-9][0-9][0-9]' and error_code not like '20%')`
const OF_ENTRY = `select customer_id, channel, template, audience, coalesce(occasioned_at, created_at) as occasionedAt,
  created_at as createdAt from messages where entry_id = ?`

/** A webhook's way is not the same each time, and neither is the moment of what it gave occasion to. */
const SAME_OCCASION_MS = MINUTE_MS

/**
 * What met a fault of its provider then meets the same now: it is taken as late as it was, or refused with the same
 * code. Whoever's message it is has it so in every run, whatever else was changed.
 */
export class Hindrances {
  readonly #hindered = new Map<string, Hindered[]>()
  readonly #host: TenantHost

  constructor(copy: Copy, host: TenantHost) {
    this.#host = host
    for (const row of copy.rows(HINDERED)) {
      const known = this.#hindered.get(keyOf(row)) ?? []
      const refusal = row['code'] === null ? null : Number(row['code'])
      known.push({ ...timesOf(row), lateMs: Number(row['lateMs']), refusal })
      this.#hindered.set(keyOf(row), known)
    }
  }

  /** Stands before the providers that carry messages. */
  guard({ emulators }: World): void {
    for (const [name, entryOf] of Object.entries(ENTRY_OF)) {
      const emulator = emulators[name]
      if (!emulator) continue
      const handle: Emulator['handle'] = (request, world) =>
        this.#instead(name, entryOf(request)) ?? emulator.handle(request, world)
      emulators[name] = { ...emulator, handle }
    }
  }

  #instead(provider: string, entryId: string | null): EmulatorResponse | null {
    const [message] = entryId === null ? [] : ask(this.#host.storage.db, OF_ENTRY, entryId)
    if (!message) return null
    const { occasionedAt, createdAt } = timesOf(message)
    const apart = ({ occasionedAt: at }: Hindered) => Math.abs(at - occasionedAt)
    const [known] = (this.#hindered.get(keyOf(message)) ?? []).toSorted((one, other) => apart(one) - apart(other))
    if (!known || apart(known) > SAME_OCCASION_MS) return null
    if (known.refusal !== null) return refuse(provider, 400, known.refusal, {})
    const waitMs = createdAt + known.lateMs - clock.now()
    if (waitMs < SECOND_MS) return null
    return refuse(provider, 429, TOO_MANY, { 'retry-after': String(Math.round(waitMs / SECOND_MS)) })
  }
}

const TOO_MANY = 20_429

function refuse(provider: string, status: number, code: number, headers: Record<string, string>): EmulatorResponse {
  const message = 'As it was then.'
  const json = provider === 'twilio' ? { code, message, status } : { statusCode: status, name: 'rate_limited', message }
  return { status, json, headers: { 'content-type': 'application/json', ...headers } }
}

/** Whose message a request asks to be carried, for each provider. */
const ENTRY_OF: Record<string, (request: EmulatorRequest) => string | null> = {
  twilio: ({ method, path, rawBody }) => {
    if (method !== 'POST' || !path.endsWith('/Messages.json')) return null
    const callback = new URLSearchParams(rawBody.toString()).get('StatusCallback')
    return callback === null ? null : new URL(callback).searchParams.get('entry')
  },
  resend: ({ method, path, headers }) =>
    method === 'POST' && path === '/emails' ? (headers['idempotency-key'] ?? null) : null,
}

function keyOf(row: Row): string {
  return [row['customer_id'], row['channel'], row['template'], row['audience']].join()
}

function timesOf(row: Row): { occasionedAt: number; createdAt: number } {
  return { occasionedAt: Number(row['occasionedAt']), createdAt: Number(row['createdAt']) }
}
