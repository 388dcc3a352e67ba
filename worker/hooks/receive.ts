import { clock, type Instant } from '../../tenants/base/clock.ts'
import type { WebhookRefusal } from '../../tenants/base/errors.ts'
import type { CallScript } from '../../tenants/base/greeting.ts'
import { HOOK_BODY_BYTES_MAX } from '../../tenants/base/limits.ts'
import { succeed, unreachable, type Result } from '../../tenants/base/result.ts'
import type { CallReceipt, TenantRpc } from '../../tenants/contract/rpc.ts'
import type { Address, Delivery, InboundEvent, Signal } from '../../tenants/providers/inbound.ts'
import { limitForgery } from '../access/limits.ts'
import { RECEIVE_TIMEOUT_MS, RETRY_AFTER_S } from '../bounds.ts'
import { withinTenant, type Context, type Route } from '../context.ts'
import { findTenant, type FoundTenant } from '../directory/find-tenant.ts'
import type { UnknownReason } from '../directory/unknown-deliveries.ts'
import type { Env, Settings } from '../env.ts'
import { describeError, log } from '../../tenants/base/log.ts'
import { figures } from '../measure.ts'
import { checkUtf8, readBytes } from '../read-body.ts'
import { refuse, type Refusal } from '../respond.ts'
import { countUnknown } from './unknown-tenant.ts'

/** One webhook call as it came. `text` is `rawBody`, known to be UTF-8. */
export type HookCall = {
  headers: Headers
  url: URL
  rawBody: Uint8Array<ArrayBuffer>
  text: string
  settings: Settings
  now: Instant
}

/** Who gets a delivery. Only a number or a location is looked up, so only then more than the id is known. */
export type Recipient = { tenantId: string } & Partial<FoundTenant>

/** `script` is null where no call waits, or where the tenant could not say what it is to hear. */
export type Made = { tenant: TenantRpc; script: CallScript | null }

export type Hook = {
  provider: Signal['provider']
  /** The one status after which this provider tries again. */
  retryStatus: 429 | 503
  /** Verifies the signature and reads the body; nothing of it is used before both have succeeded. */
  read(call: HookCall): Promise<Result<Delivery, WebhookRefusal>>
  /** Adds what only the router knows, such as what it is about to say. */
  complete?(event: InboundEvent, recipient: Recipient, settings: Settings): InboundEvent | Promise<InboundEvent>
  /** Takes what concerns the router itself and no tenant; answers whether it did. */
  takes?(event: InboundEvent, env: Env): Promise<boolean>
  /** The tenants, where a delivery is for several at once; null where it is for the one it is addressed to. */
  recipients?(event: InboundEvent, env: Env): Promise<string[] | null>
  /** Whether a call waits behind it for what the tenant has it hear, which then comes with the receipt. */
  waits?(event: InboundEvent): boolean
  /** What the provider wants to hear: 200 when all is done, 202 when the delivery was for nobody we know. */
  answer(
    status: 200 | 202,
    recipient: Recipient | null,
    settings: Settings,
    event: InboundEvent | null,
    /** What the recipient has made of the delivery, where what the provider hears depends on it. */
    made?: Made,
  ): Response | Promise<Response>
}

const TENANT_ID = /^ten_[0-9a-z]{24}$/

/** A webhook from raw body to answer. The answer waits until the tenant has the delivery on disk. */
export function receiveFrom(hook: Hook): Route {
  return async (request, context) => {
    try {
      const bytes = await readBytes(request, HOOK_BODY_BYTES_MAX)
      if (!bytes.ok) return refuseCall(hook, context, bytes.error)
      const text = checkUtf8(request, bytes.value)
      if (!text.ok) return refuseCall(hook, context, text.error)
      const { settings } = context.env
      const { headers, url } = request
      const call = { headers, url: new URL(url), rawBody: bytes.value, text: text.value, settings, now: clock.now() }
      const reading = await hook.read(call)
      if (!reading.ok) return await refuseReading(hook, request, context, reading.error)
      return await handOver(hook, reading.value, request, context, call.now)
    } catch (error) {
      // Not every provider tries again after what the figures would know as a failure of ours.
      figures.count('fault', { kind: hook.retryStatus === 429 ? 'hook_put_off' : 'hook_not_stored' })
      log('hook_not_stored', context.traceId, { provider: hook.provider, error: describeError(error) })
      return refuse(NOT_STORED, hook.retryStatus)
    }
  }
}

/** Throws where the tenant could not be found out, or did not confirm that it has stored the delivery. */
async function handOver(
  hook: Hook,
  delivery: Delivery,
  request: Request,
  context: Context,
  now: Instant,
): Promise<Response> {
  const { env, traceId } = context
  const { address, deliveryKey, event } = delivery
  const { provider } = hook
  if (event.type === 'ignored') {
    log('hook_ignored', traceId, { provider, reason: event.reason })
    return hook.answer(200, null, env.settings, event)
  }
  if (await hook.takes?.(event, env)) return hook.answer(200, null, env.settings, event)
  const several = await hook.recipients?.(event, env)
  if (several) {
    const signal: Signal = { provider, deliveryKey, receivedAt: now, traceId, event }
    // Each knows a repeat by itself, so that one who could not be reached is told when the provider tries again.
    await Promise.all(several.map((id) => withinTenant(env.TENANT.getByName(id).receive(signal), RECEIVE_TIMEOUT_MS)))
    log('hook_shared', traceId, { provider, type: event.type, tenants: several.length })
    return hook.answer(200, null, env.settings, event)
  }
  const recipient = await findRecipient(env.DIRECTORY, address, now)
  // A key that is nobody's proves nothing about who sent it, so it is a forgery and no delivery that went astray.
  if (!recipient && address.kind === 'lead_key')
    return refuseReading(hook, request, context, { code: 'signature_mismatch' })
  if (!recipient) return answerUnknown(hook, address, 'unknown_address', context, now)
  const told = (await hook.complete?.(event, recipient, env.settings)) ?? event
  const signal: Signal = { provider, deliveryKey, receivedAt: now, traceId, event: told }
  const tenant = env.TENANT.getByName(recipient.tenantId)
  const { receipt, script } = await withinTenant(handTo(tenant, hook, signal), RECEIVE_TIMEOUT_MS)
  if (receipt === 'tenant_missing') return answerUnknown(hook, address, 'tenant_missing', context, now)
  log(`hook_${receipt}`, traceId, { provider, type: event.type, tenantId: recipient.tenantId, deliveryKey })
  return hook.answer(200, recipient, env.settings, event, { tenant, script })
}

/** One call also where the tenant is asked for something, since each costs about as much as what it asks for. */
export async function handTo(tenant: TenantRpc, hook: Hook, signal: Signal): Promise<CallReceipt> {
  if (hook.waits?.(signal.event)) return tenant.receiveCall(signal)
  return { receipt: await tenant.receive(signal), script: null }
}

/** Our own callbacks carry the tenant's id and are signed, so there is nothing to look up. */
async function findRecipient(directory: D1Database, address: Address, now: Instant): Promise<Recipient | null> {
  if (address.kind !== 'tenant' || address.isAnybodys) return findTenant(directory, address, now)
  return TENANT_ID.test(address.tenantId) ? { tenantId: address.tenantId } : null
}

/** Providers switch off endpoints that fail, so a delivery for nobody is counted and answered like any other. */
async function answerUnknown(
  hook: Hook,
  address: Address,
  reason: UnknownReason,
  context: Context,
  now: Instant,
): Promise<Response> {
  await countUnknown({ provider: hook.provider, address, reason }, context, now)
  return hook.answer(202, null, context.env.settings, null)
}

const NOT_STORED: Refusal = {
  code: 'not_stored',
  detail: 'The delivery could not be stored. Send it again.',
  headers: { 'retry-after': String(RETRY_AFTER_S) },
}

function refuseCall(hook: Hook, { traceId }: Context, refusal: Refusal): Response {
  const paths = refusal.issues?.map((issue) => `${issue.path}: ${issue.message}`) ?? []
  log('hook_refused', traceId, { provider: hook.provider, code: refusal.code, issues: paths })
  return refuse(refusal)
}

/** What its provider did not sign is counted for its sender; past the limit it leaves no line in the log either. */
async function refuseReading(
  hook: Hook,
  request: Request,
  context: Context,
  refusal: WebhookRefusal,
): Promise<Response> {
  const isForged = refusal.code !== 'payload_invalid' && refusal.code !== 'body_too_large'
  const limited = isForged ? await limitForgery(context.env, hook.provider, request) : succeed(undefined)
  return limited.ok ? refuseCall(hook, context, describeRefusal(refusal)) : refuse(limited.error)
}

function describeRefusal(refusal: WebhookRefusal): Refusal {
  switch (refusal.code) {
    case 'signature_missing':
      return { code: refusal.code, detail: 'The signature is missing.' }
    case 'signature_mismatch':
      return { code: refusal.code, detail: 'The signature does not belong to this body and address.' }
    case 'timestamp_too_old':
      return { code: refusal.code, detail: 'The signature is too old, or from the future.' }
    case 'payload_invalid':
      return {
        code: 'body_invalid',
        detail: 'The body has fields that cannot be used.',
        issues: toIssues(refusal.issues),
      }
    case 'body_too_large':
      return { code: refusal.code, detail: `The body is larger than ${refusal.bytesMax / 1024} KiB.` }
    default:
      return unreachable(refusal)
  }
}

function toIssues(issues: string[]): { path: string; message: string }[] {
  return issues.map((issue) => {
    const [path = 'body', ...message] = issue.split(': ')
    return { path, message: message.join(': ') }
  })
}
