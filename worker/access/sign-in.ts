import type { IRequestStrict } from 'itty-router'
import { clock } from '../../tenants/base/clock.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import { ask, type Context, type Route, type SignedInContext, type TenantContext } from '../context.ts'
import { loadGrants } from '../directory/people.ts'
import { loadStanding, type Standing } from '../directory/tenants.ts'
import { refuse, type Refusal } from '../respond.ts'
import { isForeign, isFormPost } from './foreign.ts'
import { readBearer, signInByKey } from './api-key.ts'
import { readIdentity } from './jwt.ts'
import { limitPerson } from './limits.ts'
import { noteSignIn } from './note-sign-in.ts'
import {
  judgeFleet,
  judgeTenant,
  needsOpenBusiness,
  type FleetAction,
  type Person,
  type TenantAction,
  type Verdict,
} from './roles.ts'
import { scopeOf } from './scopes.ts'

const TENANT_ID = /^ten_[0-9a-z]{24}$/

/** Lets anybody through whom Access knows. */
export function forPerson(route: Route<SignedInContext>): Route {
  return forBearer(async (request, context) => (context.person.key ? refuse(NOT_FOR_KEYS) : route(request, context)))
}

/** Lets keys through as well, for what looks at them itself. */
export function forBearer(route: Route<SignedInContext>): Route {
  return async (request, context) => {
    const bearer = readBearer(request)
    const signedIn = bearer === null ? await signIn(request, context) : await signInByKey(request, context, bearer)
    return signedIn.ok ? route(request, signedIn.value) : refuse(signedIn.error)
  }
}

/** Lets those through who may do this to the fleet. */
export function forFleet(action: FleetAction, route: Route<SignedInContext>): Route {
  return forPerson(async (request, context) => {
    const refusal = refuseFleet(context.person, action)
    return refusal ? refuse(refusal) : route(request, context)
  })
}

/** Why not, where a person may not do this to the fleet; null where they may. */
export function refuseFleet(person: Person, action: FleetAction): Refusal | null {
  return refuseKey(person) ?? describeVerdict(judgeFleet(person, action))
}

/** Why not, where no key may do something. */
export function refuseKey({ key }: Person): Refusal | null {
  return key ? NOT_FOR_KEYS : null
}

/**
 * Whether the person may still do this, asked once more after something was opened for them that outlasts the request.
 * Somebody taken out meanwhile loses it again: what was opened before they were taken out has ended with it, and what
 * was opened after it is seen here.
 */
export async function isStillAllowed(action: TenantAction, context: TenantContext): Promise<boolean> {
  const { env, person, tenant, tenantId } = context
  const grants = await loadGrants(env.DIRECTORY, person.email)
  if (judgeTenant({ ...person, grants }, action, tenantId) === 'allowed') return true
  await ask(context, () => tenant.dropPerson(person.email))
  return false
}

/** Lets those through who may do this to the tenant that the path names, when there is one. */
export function forTenant(action: TenantAction, route: Route<TenantContext>): Route {
  return forBearer(async (request, context) => {
    const opened = await openTenant(context, {
      action,
      tenantId: request.params['id'] ?? '',
      method: request.method,
      route: request.route,
    })
    return opened.ok ? route(request, opened.value) : refuse(opened.error)
  })
}

/** Method and route are what scopes of keys go by, also where something else than that route is asked. */
type Wish = { action: TenantAction; tenantId: string; method: string; route: string }
type LoadStanding = (tenantId: string) => Promise<Standing | null>

/** The tenant, for whoever may do this to it. */
export async function openTenant(
  context: SignedInContext,
  { action, tenantId, method, route }: Wish,
  load: LoadStanding = (id) => loadStanding(context.env.DIRECTORY, id),
): Promise<Result<TenantContext, Refusal>> {
  const verdict = judgeTenant(context.person, action, tenantId)
  const refusal = describeVerdict(verdict) ?? describeScope(context.person, method, route)
  if (refusal) return fail(refusal)
  const standing = await findStanding(tenantId, load)
  if (!standing.ok) return standing
  const closed = describeClosed(standing.value, action)
  if (closed) return fail(closed)
  noteSignIn(context, tenantId)
  return succeed({ ...context, tenantId, tenant: context.env.TENANT.getByName(tenantId) })
}

/** Whether the business is there for whoever asks, by sign-in or by key, before anything of it is read. */
export async function seeTenant(
  { person }: SignedInContext,
  tenantId: string,
  load: LoadStanding,
): Promise<Result<Standing, Refusal>> {
  const refusal = describeVerdict(judgeTenant(person, 'read_tenant', tenantId))
  return refusal ? fail(refusal) : findStanding(tenantId, load)
}

/** An object comes into being by being asked, so ids that nobody made are turned away before that. */
async function findStanding(tenantId: string, load: LoadStanding): Promise<Result<Standing, Refusal>> {
  const standing = TENANT_ID.test(tenantId) ? await load(tenantId) : null
  return standing ? succeed(standing) : fail(TENANT_MISSING)
}

async function signIn(request: IRequestStrict, context: Context): Promise<Result<SignedInContext, Refusal>> {
  const { settings, DIRECTORY } = context.env
  const identity = await readIdentity(request, settings)
  if (!identity.ok) return identity
  const { email, issuedAt, expiresAt } = identity.value
  if (isForeign(request, settings.APP_URL)) {
    return fail({ code: 'origin_foreign', detail: 'Pages of other sites may not change anything here.' })
  }
  if (isFormPost(request)) {
    return fail({ code: 'content_type_unsupported', detail: 'Send the body as application/json.' })
  }
  const isAdmin = settings.ADMIN_EMAILS.has(email)
  const limited = await limitPerson(context.env, email, isAdmin)
  if (!limited.ok) return limited
  const grants = await loadGrants(DIRECTORY, email)
  const signedIn = { ...context, person: { email, isAdmin, grants }, issuedAt, expiresAt }
  noteSignIn(signedIn, null)
  return succeed(signedIn)
}

/** What a key may not do though a technician might. */
function describeScope({ key }: Person, method: string, route: string): Refusal | null {
  if (!key) return null
  const scope = scopeOf(method, route)
  if (scope === null) return NOT_FOR_KEYS
  if (key.scopes.includes(scope)) return null
  return { code: 'scope_missing', detail: `This key may not do that: it lacks the scope ${scope}.` }
}

const NOT_FOR_KEYS: Refusal = { code: 'forbidden', detail: 'No API key may do this. Somebody has to sign in for it.' }

const TENANT_MISSING: Refusal = { code: 'tenant_missing', detail: 'There is no such business.' }

function describeClosed({ erasesAt, erasedAt }: Standing, action: TenantAction): Refusal | null {
  if (erasesAt === null) return null
  if (erasedAt !== null || clock.now() >= erasesAt) {
    return {
      code: 'business_closed',
      detail: 'This business was closed more than thirty days ago. Nothing of it is left.',
    }
  }
  if (!needsOpenBusiness(action)) return null
  return { code: 'business_closed', detail: 'This business is closed. Reopen it first: it is all still there.' }
}

function describeVerdict(verdict: Verdict): Refusal | null {
  if (verdict === 'allowed') return null
  if (verdict === 'hidden') return TENANT_MISSING
  return { code: 'forbidden', detail: 'You may not do this.' }
}
