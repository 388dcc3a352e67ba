import * as v from 'valibot'
import { clock } from '../../tenants/base/clock.ts'
import { AccessLogQuery, Appointment, PersonEmail, type PeopleView } from '../../tenants/contract/people.ts'
import type { Route, SignedInContext, TenantContext } from '../context.ts'
import { listAccess, recordAccess } from '../directory/access-log.ts'
import { revokeKeysOf } from '../directory/api-keys.ts'
import { deleteInvitationsOf, listInvitations } from '../directory/invitations.ts'
import {
  appointReseller as appoint,
  dismissReseller as dismiss,
  listPeople,
  removePerson,
} from '../directory/people.ts'
import { erasePapers } from '../kyc/erase.ts'
import { viewInvitation } from '../people/issue-invitation.ts'
import { readJson, readQuery } from '../read-body.ts'
import { refuse, respondEmpty, respondJson } from '../respond.ts'
import { askOutcome } from './ask-outcome.ts'

/** `GET /api/v1/tenants/:id/people`: `{people, invitations}`. */
export const readPeople: Route<TenantContext> = async (_request, { env, tenantId }) => {
  const people = await listPeople(env.DIRECTORY, tenantId)
  const open = await listInvitations(env.DIRECTORY, tenantId)
  const invitations = open.map((row) => viewInvitation(row, clock.now()))
  return respondJson({ people, invitations } satisfies PeopleView)
}

/**
 * `DELETE /api/v1/tenants/:id/people/:email`: at once, also what they have open. 204 whether or not they were here, so
 * that it can be repeated where the business was not reached; 409 for the last technician.
 */
export const removeFromTenant: Route<TenantContext> = async (request, context) => {
  const { env, tenant, tenantId } = context
  const email = readEmail(request.params['email'])
  if (email === null) return respondEmpty()
  const removal = await removePerson(env.DIRECTORY, tenantId, email)
  if (removal === 'last_technician') {
    const detail = 'Somebody has to work here. Invite another technician first.'
    return refuse({ code: 'last_technician', detail })
  }
  await deleteInvitationsOf(env.DIRECTORY, tenantId, email)
  const keys = await revokeKeysOf(env.DIRECTORY, tenantId, email, clock.now())
  if (removal === 'removed') await recordAccess(context, 'person_removed', tenantId, email)
  if (keys > 0) await recordAccess(context, 'api_key_revoked', tenantId, email)
  const ended = await askOutcome(context, () => tenant.dropPerson(email))
  return ended.ok ? respondEmpty() : refuse(ended.error)
}

/** `GET /api/v1/tenants/:id/access-log?after=&limit=` */
export const readAccessLog: Route<TenantContext> = (request, context) => showLog(request, context, context.tenantId)

/** `GET /api/v1/access-log?after=&limit=`: of all tenants. */
export const readFleetLog: Route<SignedInContext> = (request, context) => showLog(request, context, null)

async function showLog(request: Request, { env }: SignedInContext, tenantId: string | null): Promise<Response> {
  const query = readQuery(request.url, AccessLogQuery)
  if (!query.ok) return refuse(query.error)
  return respondJson(await listAccess(env.DIRECTORY, { tenantId, after: query.value.after, limit: query.value.limit }))
}

/** `POST /api/v1/resellers` with `{email}` */
export const appointReseller: Route<SignedInContext> = async (request, context) => {
  const asked = await readJson(request, Appointment)
  if (!asked.ok) return refuse(asked.error)
  const { email } = asked.value
  await appoint(context.env.DIRECTORY, email, clock.now())
  await recordAccess(context, 'reseller_appointed', null, email)
  return respondJson({ email, role: 'reseller' }, 201)
}

/** `DELETE /api/v1/resellers/:email`: neither new tenants nor those they made are theirs any more. */
export const dismissReseller: Route<SignedInContext> = async (request, context) => {
  const email = readEmail(request.params['email'])
  if (email !== null && (await dismiss(context.env.DIRECTORY, email))) {
    await recordAccess(context, 'reseller_dismissed', null, email)
  }
  // They were asked for so that a reseller could be paid; also after a dismissal that broke off here.
  if (email !== null) await erasePapers(context, email)
  return respondEmpty()
}

/** The address as it stands in the path; null where it cannot be anybody's. */
function readEmail(text: string | undefined): string | null {
  try {
    const parsed = v.safeParse(PersonEmail, decodeURIComponent(text ?? ''))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
