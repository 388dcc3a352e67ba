import { createHmac } from 'node:crypto'
import { clock, type Instant } from './base/clock.ts'
import { explainDeliveryCode } from './base/delivery-codes.ts'
import type { Phone } from './base/e164.ts'
import { randomBytes } from './base/ids.ts'
import { CANARY_TIMEOUT_MS, CANARY_WAIT_MS } from './base/limits.ts'
import { log } from './base/log.ts'
import { rehearse } from './canary-rehearsal.ts'
import type { Outcome } from './contract.ts'
import type { CanaryView } from './contract/canary.ts'
import type { Origin } from './outbox/compose-message.ts'
import type { Http } from './providers/http.ts'
import type { Signal } from './providers/inbound.ts'
import { tellBusiness } from './record-order.ts'
import { loadCanary, saveCanary, type CanaryResult } from './storage/canary-rows.ts'
import { loadCustomerByPhone } from './storage/customer-rows.ts'
import type { TenantDb } from './storage/open.ts'
import type { Context } from './storage/tenant-rows.ts'
import { refuse } from './tenant-core.ts'
import type { TenantEnv } from './tenant-env.ts'
import type { Wiring } from './wiring.ts'

/**
 * Once a night the business is called by nobody: a webhook such as Twilio sends goes the way of a real one, from our
 * own front door through signature and directory to this object, which plays it and takes it back. What breaks on that
 * way is told before a customer notices.
 */

export function readCanary({ db }: Pick<Context, 'db'>): CanaryView | null {
  const { last } = loadCanary(db)
  return last === null ? null : { ...last, why: last.code === null ? null : wordsFor(last.code) }
}

function wordsFor(code: string): CanaryView['why'] {
  return { en: explainDeliveryCode(code, 'en'), es: explainDeliveryCode(code, 'es') }
}

/** Somebody wants to know now. What it finds is kept and told as at night. */
export async function checkCanary(
  { db, tenant }: Wiring,
  hasFrontDoor: boolean,
  check: () => Promise<void>,
): Promise<Outcome<CanaryView>> {
  if (!tenant) return refuse('tenant_missing')
  if (tenant.closing) return refuse('check_refused', 'The business is closed, so its calls go nowhere.')
  if (!tenant.profile.smsNumber || !hasFrontDoor)
    return refuse('check_refused', 'There is no number yet that a call could be made to.')
  const isOver = await Promise.race([check().then(() => true), lapse(CANARY_WAIT_MS)])
  const last = readCanary({ db })
  if (!isOver || last === null)
    return refuse('check_refused', 'The check is still under way, and takes longer than it should. Look again soon.')
  return { ok: true, value: last }
}

/** A report about the call that is made up right now. It is answered like any other and never becomes one. */
export function takeCanary(context: Context, signal: Signal, secret: string, origin: Origin): boolean {
  const { event } = signal
  if (event.type !== 'call_ended' || !isMadeUp(event.callKey, secret)) return false
  const { running } = loadCanary(context.db)
  // One that comes after its check is over concerns nobody any more, and must never become a call.
  if (running?.callKey !== event.callKey) return true
  if (running.ring === null) {
    saveCanary(context.db, { running: { ...running, ring: JSON.stringify(signal) } })
    return true
  }
  const result = rehearse(context, [JSON.parse(running.ring) as Signal, signal], origin)
  saveCanary(context.db, { running: { ...running, result } })
  return true
}

export async function runCanary(wiring: Wiring, env: TenantEnv, enter: Http | null): Promise<void> {
  const { tenant, db } = wiring
  // A number is what a call is made to; without one, or where this is no Worker, there is no way to check.
  if (!tenant?.profile.smsNumber || tenant.closing || enter === null) return
  const { smsNumber } = tenant.profile
  const callKey = newCallKey(env.SEALING_KEY)
  const startedAt = clock.now()
  wiring.write(() => saveCanary(db, { running: { callKey, ring: null, result: null } }))
  const call = { callKey, from: freeNumber(db, smsNumber), to: smsNumber }
  const fault = await ring(env, call, enter)
  wiring.transact((context) => conclude(context, callKey, fault, startedAt))
  wiring.pump()
}

/** An id as Twilio gives them, whose second half only we can write: made up calls are known by nothing else. */
function newCallKey(secret: string): string {
  const half = Buffer.from(randomBytes(8)).toString('hex')
  return `CA${half}${otherHalf(half, secret)}`
}

function isMadeUp(callKey: string, secret: string): boolean {
  const half = callKey.slice(2, 18)
  return callKey.length === 34 && callKey.slice(18) === otherHalf(half, secret)
}

function otherHalf(half: string, secret: string): string {
  return createHmac('sha256', secret).update(`canary ${half}`).digest('hex').slice(0, 16)
}

function conclude(context: Context, callKey: string, fault: string | null, startedAt: Instant): void {
  const { db, tenant } = context
  const now = clock.now()
  const { running, last } = loadCanary(db)
  const played = running?.callKey === callKey ? running.result : null
  const tookMs = now - startedAt
  // A 200 that led to nothing here reached somebody else, or nobody.
  const code = fault ?? (played === null ? 'lost' : played.code)
  const result: CanaryResult = { at: now, code, isTexting: played?.isTexting ?? true, tookMs }
  saveCanary(db, { running: null, last: result })
  log(code === null ? 'canary_healthy' : 'canary_failed', '-', { tenantId: tenant.tenantId, code, tookMs })
  // Told when it breaks, and no more every night: the board keeps it in sight until it works again.
  if (code !== null && (last === null || last.code === null)) tellBusiness(context, 'canary_failed', code, now)
}

type Call = { callKey: string; from: Phone; to: Phone }

/** The two reports of a call that nobody answered. Null where both were taken. */
async function ring(env: TenantEnv, { callKey, from, to }: Call, enter: Http): Promise<string | null> {
  const call = { CallSid: callKey, AccountSid: env.TWILIO_ACCOUNT_SID, From: from, To: to, Direction: 'inbound' }
  const began = await report(env, '/hooks/twilio/voice', { ...call, CallStatus: 'ringing' }, enter)
  if (began !== null) return began
  // As long as it takes to hear what the caller is told.
  const ended = { ...call, CallStatus: 'completed', CallDuration: '45', Duration: '1' }
  return report(env, '/hooks/twilio/voice/status', ended, enter)
}

async function report(
  env: TenantEnv,
  path: string,
  params: Record<string, string>,
  enter: Http,
): Promise<string | null> {
  const url = `${env.APP_URL.replace(/\/+$/, '')}${path}`
  const names = Object.keys(params).toSorted()
  const signed = url + names.map((name) => `${name}${params[name]}`).join('')
  const signature = createHmac('sha1', env.TWILIO_AUTH_TOKEN).update(signed).digest('base64')
  const answer = await enter({
    ...{ method: 'POST', url, body: new URLSearchParams(params).toString(), timeoutMs: CANARY_TIMEOUT_MS },
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
  })
  if (answer.kind !== 'answered') return answer.code === 'timeout' ? 'late' : 'unreachable'
  if (answer.status === 401 || answer.status === 403) return 'signature_refused'
  if (answer.status === 202) return 'number_unknown'
  if (answer.status !== 200) return `status_${answer.status}`
  // A caller would hear an error instead of the greeting.
  return answer.text.includes('<Response') ? null : 'answer_unreadable'
}

function lapse(forMs: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), forMs))
}

/** From the range kept for fiction, so that it can be nobody's; and no number that somebody here has all the same. */
function freeNumber(db: TenantDb, smsNumber: Phone): Phone {
  const area = smsNumber.startsWith('+1') ? smsNumber.slice(2, 5) : '202'
  const numbers = Array.from(
    { length: 100 },
    (_, place) => `+1${area}55501${String(99 - place).padStart(2, '0')}` as const,
  )
  const free = numbers.find((phone) => phone !== smsNumber && loadCustomerByPhone(db, phone) === null)
  return free ?? numbers[0] ?? '+12025550199'
}
