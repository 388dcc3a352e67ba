import type { IRequestStrict } from 'itty-router'
import type { TenantRpc } from '../tenants/contract/rpc.ts'
import type { Instant } from '../tenants/base/clock.ts'
import { fail, succeed, type Result } from '../tenants/base/result.ts'
import type { Person } from './access/roles.ts'
import { TENANT_TIMEOUT_MS } from './bounds.ts'
import type { Env } from './env.ts'
import { describeError, log } from '../tenants/base/log.ts'
import { timed } from './measure.ts'
import type { Refusal } from './respond.ts'

/** What a route has at hand, beside the request. */
export type Context = {
  env: Env
  /** Follows one request through our lines of the log, and on into the tenant. */
  traceId: string
  waitUntil(work: Promise<unknown>): void
}
/** `expiresAt`: until when the person is signed in; `issuedAt`: since when, as Access counts it. */
export type SignedInContext = Context & { person: Person; issuedAt: number; expiresAt: Instant }
/** The person may do to this tenant what the route does. */
export type TenantContext = SignedInContext & { tenantId: string; tenant: TenantRpc }

export type Route<C = Context> = (request: IRequestStrict, context: C) => Promise<Response>

/** What the tenant answers, or a refusal where it throws or is silent. */
export async function ask<T>(context: Context, call: () => Promise<T>): Promise<Result<T, Refusal>> {
  try {
    return succeed(await withinTenant(call(), TENANT_TIMEOUT_MS))
  } catch (error) {
    log('tenant_unreachable', context.traceId, { error: describeError(error) })
    return fail({
      code: 'tenant_unreachable',
      detail: 'The business could not be reached. Nothing is known to have changed. Try again in a moment.',
      headers: { 'retry-after': '5' },
    })
  }
}

/** The same for what a tenant is asked, which the figures tell of. */
export async function withinTenant<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  return timed('tenant_call', {}, () => within(work, timeoutMs))
}

/** The work's result, or a rejection when it takes longer. The work itself goes on. */
export async function within<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${timeoutMs} ms`)), timeoutMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
