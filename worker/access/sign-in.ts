import type { IRequestStrict } from 'itty-router'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import type { Context, Route, SignedInContext, TenantContext } from '../context.ts'
import { loadGrants } from '../directory/people.ts'
import { hasTenant } from '../directory/tenants.ts'
import { refuse, type Refusal } from '../respond.ts'
import { readIdentity } from './jwt.ts'
import { judgeFleet, judgeTenant, type FleetAction, type TenantAction, type Verdict } from './roles.ts'

const READING = new Set(['GET', 'HEAD'])
const TENANT_ID = /^ten_[0-9a-z]{24}$/

/** Lets anybody through whom Access knows. */
export function forPerson(route: Route<SignedInContext>): Route {
  return async (request, context) => {
    const signedIn = await signIn(request, context)
    return signedIn.ok ? route(request, signedIn.value) : refuse(signedIn.error)
  }
}

/** Lets those through who may do this to the fleet. */
export function forFleet(action: FleetAction, route: Route<SignedInContext>): Route {
  return forPerson(async (request, context) => {
    const refusal = describeVerdict(judgeFleet(context.person, action))
    return refusal ? refuse(refusal) : route(request, context)
  })
}

/** Lets those through who may do this to the tenant that the path names, when there is one. */
export function forTenant(action: TenantAction, route: Route<TenantContext>): Route {
  return forPerson(async (request, context) => {
    const tenantId = request.params['id'] ?? ''
    const refusal = describeVerdict(judgeTenant(context.person, action, tenantId))
    if (refusal) return refuse(refusal)
    // An object comes into being by being asked, so ids that nobody made are turned away before that.
    const exists = TENANT_ID.test(tenantId) && (await hasTenant(context.env.DIRECTORY, tenantId))
    if (!exists) return refuse(TENANT_MISSING)
    return route(request, { ...context, tenantId, tenant: context.env.TENANT.getByName(tenantId) })
  })
}

async function signIn(request: IRequestStrict, context: Context): Promise<Result<SignedInContext, Refusal>> {
  const { settings, DIRECTORY, API_LIMIT } = context.env
  const identity = await readIdentity(request, settings)
  if (!identity.ok) return identity
  const { email, expiresAt } = identity.value
  if (isForeign(request, settings.APP_URL)) {
    return fail({ code: 'origin_foreign', detail: 'Pages of other sites may not change anything here.' })
  }
  const isAdmin = settings.ADMIN_EMAILS.has(email)
  // Admins move whole fleets, and answer for what they do.
  if (!isAdmin && API_LIMIT && !(await API_LIMIT.limit({ key: email })).success) {
    return fail({ code: 'too_many_requests', detail: 'Too many requests.', headers: { 'retry-after': '10' } })
  }
  const grants = await loadGrants(DIRECTORY, email)
  return succeed({ ...context, person: { email, isAdmin, grants }, expiresAt })
}

/** Access adds its token to whatever a signed-in browser sends, also to what another site makes it send. */
function isForeign(request: Request, appUrl: string): boolean {
  const origin = request.headers.get('origin')
  return !READING.has(request.method) && origin !== null && origin !== new URL(appUrl).origin
}

const TENANT_MISSING: Refusal = { code: 'tenant_missing', detail: 'There is no such business.' }

function describeVerdict(verdict: Verdict): Refusal | null {
  if (verdict === 'allowed') return null
  if (verdict === 'hidden') return TENANT_MISSING
  return { code: 'forbidden', detail: 'You may not do this.' }
}
