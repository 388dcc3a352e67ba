import * as v from 'valibot'
import { clock } from '../../tenants/base/clock.ts'
import { newId } from '../../tenants/base/ids.ts'
import { succeed, type Result } from '../../tenants/base/result.ts'
import { NewTenant } from '../../tenants/contract.ts'
import { CREATION_MS_MAX, TENANTS_PER_PAGE_MAX } from '../bounds.ts'
import { ask, type Context, type Route, type SignedInContext, type TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { forgetTenant } from '../directory/find-tenant.ts'
import { loadGrants } from '../directory/people.ts'
import * as directory from '../directory/tenants.ts'
import { addressesOf, keysOf } from '../directory/tenant-key.ts'
import { invalid, readJson, readQuery } from '../read-body.ts'
import { refuse, respondJson, type Refusal } from '../respond.ts'
import { describeTaken } from './already-taken.ts'
import { tellNewBusiness } from './kill-switch.ts'
import { checkOwnPhone } from './own-phone.ts'

export const TenantsQuery = v.object({
  after: v.optional(v.pipe(v.string(), v.regex(/^ten_[0-9a-z]{24}$/))),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(TENANTS_PER_PAGE_MAX)),
    '50',
  ),
})

/** `POST /api/v1/tenants`: 201 with the new tenant, 409 when its number or location is another's. */
export const createTenant: Route<SignedInContext> = async (request, context) => {
  const { env, person } = context
  const profile = await readJson(request, NewTenant)
  if (!profile.ok) return refuse(profile.error)
  const { businessName, language, email, primaryPhone } = profile.value
  // An admin vouches for the numbers they enter.
  const checked = person.isAdmin ? null : await checkOwnPhone(context, primaryPhone)
  if (checked && !checked.ok) return refuse(checked.error)
  const technician = person.isAdmin ? null : await checkTechnician(context, email)
  if (technician && !technician.ok) return refuse(technician.error)
  const tenantId = newId('ten')
  const keys = keysOf(profile.value)
  const resellerEmail = person.isAdmin ? null : person.email
  const rows = { tenantId, businessName, language, technicianEmail: email, resellerEmail, keys }
  const inserted = await insert(context, rows)
  if (!inserted.ok) return refuse(describeTaken(inserted.error.fields))
  await recordAccess(context, 'tenant_created', tenantId, `technician ${email}`)
  const told = await tellNewBusiness(context, tenantId)
  const opened =
    told?.ok === false ? told : await ask(context, () => env.TENANT.getByName(tenantId).open(tenantId, profile.value))
  if (!opened.ok) {
    await directory.deleteTenant(env.DIRECTORY, tenantId)
    return refuse(opened.error)
  }
  forgetTenant(keys.flatMap(addressesOf))
  return respondJson(opened.value, 201, { location: `/api/v1/tenants/${tenantId}` })
}

/** `GET /api/v1/tenants?after=&limit=`: all tenants for an admin, their own for a reseller. */
export const listTenants: Route<SignedInContext> = async (request, { env, person }) => {
  const query = readQuery(request.url, TenantsQuery)
  if (!query.ok) return refuse(query.error)
  const { after = '', limit } = query.value
  const ofPerson = person.isAdmin ? null : person.email
  return respondJson(await directory.listTenants(env.DIRECTORY, { after, limit, ofPerson }))
}

/** `GET /api/v1/tenants/:id` */
export const readTenant: Route<TenantContext> = async (_request, context) => {
  const view = await ask(context, () => context.tenant.view())
  if (!view.ok) return refuse(view.error)
  if (view.value) return respondJson(view.value)
  return refuse({ code: 'tenant_missing', detail: 'There is no such business.' })
}

/** Who sells businesses reads no customers' words, so no seller is made the technician of one that is sold. */
async function checkTechnician({ env, person }: SignedInContext, email: string): Promise<Result<void, Refusal>> {
  const grants = await loadGrants(env.DIRECTORY, directory.addressOfTechnician(email))
  const isSeller =
    directory.addressOfTechnician(email) === person.email || grants.some(({ role }) => role === 'reseller')
  return isSeller ? invalid([{ path: 'email', message: 'the address of whoever works there' }]) : succeed(undefined)
}

/** A creation that broke off half-way holds its number for nobody. The next who wants the number clears it away. */
async function insert(context: Context, rows: directory.NewRows): Promise<Result<void, directory.Taken>> {
  const { DIRECTORY } = context.env
  const inserted = await directory.insertTenant(DIRECTORY, rows, clock.now())
  if (inserted.ok) return inserted
  for (const holder of inserted.error.holders) {
    if (!(await isAbandoned(context, holder))) return inserted
    await directory.deleteTenant(DIRECTORY, holder.tenantId)
  }
  return directory.insertTenant(DIRECTORY, rows, clock.now())
}

async function isAbandoned(context: Context, holder: directory.Taken['holders'][number]): Promise<boolean> {
  if (clock.now() - holder.createdAt < CREATION_MS_MAX) return false
  const view = await ask(context, () => context.env.TENANT.getByName(holder.tenantId).view())
  return view.ok && view.value === null
}
