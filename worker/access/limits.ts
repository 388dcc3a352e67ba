import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import type { Context, Route } from '../context.ts'
import type { Env } from '../env.ts'
import { refuse, type Refusal } from '../respond.ts'

/** How often somebody may come. Each limit is absent where none is wanted, as in benchmarks. */

/** Calls of one person who is signed in. Admins move whole fleets, and answer for what they do. */
export async function limitPerson(env: Env, email: string, isAdmin: boolean): Promise<Result<void, Refusal>> {
  const limit = isAdmin ? env.ADMIN_LIMIT : env.API_LIMIT
  return (await isWithin(limit, email)) ? succeed(undefined) : fail(tooMany(10))
}

/** A webhook that was not signed by its provider; a provider's own never come here. */
export async function limitForgery(env: Env, provider: string, request: Request): Promise<Result<void, Refusal>> {
  return (await isSourceWithin(env.HOOK_LIMIT, request, `${provider} `)) ? succeed(undefined) : fail(tooMany(60))
}

/** A page behind a token, for people. */
export function limitVisits(route: Route): Route {
  return async (request, context) =>
    (await isSourceWithin(context.env.PAGE_LIMIT, request)) ? route(request, context) : refuse(tooMany(60))
}

/** A form that anybody may fill in. Counted by itself, so that nobody who does is kept from other pages. */
export function limitForms(route: Route): Route {
  return async (request, context) =>
    (await isSourceWithin(context.env.PAGE_LIMIT, request, 'form ')) ? route(request, context) : refuse(tooMany(60))
}

/**
 * Only what leads nowhere counts: a mail provider posts the unsubscribing of all its people from a few addresses, and
 * none of those may be lost.
 */
export function limitMisses(route: Route): Route {
  return async (request, context) => {
    const response = await route(request, context)
    const isMiss = response.status === 404
    return isMiss && !(await isSourceWithin(context.env.PAGE_LIMIT, request)) ? refuse(tooMany(60)) : response
  }
}

/** The same for routes of somebody who is signed in, and may try out tokens. */
export async function limitTries({ env }: Context, request: Request): Promise<Result<void, Refusal>> {
  return (await isSourceWithin(env.PAGE_LIMIT, request)) ? succeed(undefined) : fail(tooMany(60))
}

async function isWithin(limit: RateLimit | undefined, key: string): Promise<boolean> {
  return limit === undefined || (await limit.limit({ key })).success
}

/**
 * Cloudflare sets this header and lets nobody else. Without Cloudflare in front sources cannot be told apart, and one
 * bucket for everybody would let a single one keep out all others; nobody is limited then.
 */
async function isSourceWithin(limit: RateLimit | undefined, request: Request, prefix = ''): Promise<boolean> {
  const address = request.headers.get('cf-connecting-ip')
  if (address === null) return true
  return isWithin(limit, `${prefix}${address.includes(':') ? networkOf(address) : address}`)
}

/** Whoever has one IPv6 address has the 2^64 around it, so those count as one. */
function networkOf(address: string): string {
  const [head = '', tail] = address.split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array<string>(gap).fill('0'), ...right].slice(0, 4).join(':')
}

function tooMany(waitS: number): Refusal {
  return { code: 'too_many_requests', detail: 'Too many requests.', headers: { 'retry-after': String(waitS) } }
}
