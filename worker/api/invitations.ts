import { clock, DAY_MS } from '../../tenants/base/clock.ts'
import { newId } from '../../tenants/base/ids.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import { Acceptance, NewInvitation, type InvitedRole } from '../../tenants/contract/people.ts'
import { limitTries } from '../access/limits.ts'
import { judgeTenant } from '../access/roles.ts'
import { INVITATION_MAILS_PER_DAY_MAX, INVITATIONS_OPEN_MAX } from '../bounds.ts'
import type { Route, SignedInContext, TenantContext } from '../context.ts'
import { countAccess, recordAccess } from '../directory/access-log.ts'
import * as directory from '../directory/invitations.ts'
import { listPeople, loadGrants } from '../directory/people.ts'
import { issueInvitation } from '../people/issue-invitation.ts'
import { digestToken } from '../people/token-digest.ts'
import { readJson } from '../read-body.ts'
import { refuse, respondEmpty, respondJson, type Refusal } from '../respond.ts'

/** `POST /api/v1/tenants/:id/invitations`: 201 with the invitation and what became of its mail. */
export const invite: Route<TenantContext> = async (request, context) => {
  const asked = await readJson(request, NewInvitation)
  if (!asked.ok) return refuse(asked.error)
  const { email, role } = asked.value
  const checked = (await checkInviter(context, email, role)) ?? (await checkInvited(context, email, role))
  if (checked) return refuse(checked)
  const wanted = { invitationId: newId('inv'), email, role, createdAt: clock.now() }
  const issued = await issueInvitation(context, wanted, 'person_invited')
  return issued.ok ? respondJson(issued.value, 201) : refuse(issued.error)
}

/** `POST …/invitations/:invitationId/resend`: another mail with another link; the link before it ends. */
export const resendInvitation: Route<TenantContext> = async (request, context) => {
  const found = await findOwn(request.params['invitationId'] ?? '', context)
  if (!found.ok) return refuse(found.error)
  const full = await checkMails(context)
  if (full) return refuse(full)
  const { invitationId, email, role, createdAt } = found.value
  const issued = await issueInvitation(context, { invitationId, email, role, createdAt }, 'invitation_mailed')
  return issued.ok ? respondJson(issued.value) : refuse(issued.error)
}

/** `DELETE …/invitations/:invitationId`: the link in the mail opens nothing any more. */
export const revokeInvitation: Route<TenantContext> = async (request, context) => {
  const found = await findOwn(request.params['invitationId'] ?? '', context)
  if (!found.ok) return refuse(found.error)
  const { invitationId, email, role } = found.value
  await directory.deleteInvitation(context.env.DIRECTORY, context.tenantId, invitationId)
  await recordAccess(context, 'invitation_revoked', context.tenantId, `${role} ${email}`)
  return respondEmpty()
}

/** `POST /api/v1/invitations/look` with `{token}`: what whoever was invited is asked to. It changes nothing. */
export const lookAtInvitation: Route<SignedInContext> = async (request, context) => {
  const opened = await open(request, context)
  if (!opened.ok) return refuse(opened.error)
  const { tenantId, businessName, role, invitedBy } = opened.value
  return respondJson({ tenantId, businessName, role, invitedBy })
}

/** `POST /api/v1/invitations/accept` with `{token}`: the person is in from now on, and the token is spent. */
export const acceptInvitation: Route<SignedInContext> = async (request, context) => {
  const opened = await open(request, context)
  if (!opened.ok) return refuse(opened.error)
  const { tokenDigest, ...invitation } = opened.value
  const { tenantId, businessName, role } = invitation
  const isIn = await directory.acceptInvitation(context.env.DIRECTORY, tokenDigest, invitation, clock.now())
  if (!isIn) return refuse(GONE)
  await recordAccess(context, 'invitation_accepted', tenantId, role)
  return respondJson({ tenantId, businessName, role })
}

async function open(
  request: Request,
  context: SignedInContext,
): Promise<Result<directory.OpenInvitation & { tokenDigest: string }, Refusal>> {
  const asked = await readJson(request, Acceptance)
  if (!asked.ok) return asked
  const limited = await limitTries(context, request)
  if (!limited.ok) return limited
  const tokenDigest = await digestToken(asked.value.token)
  const found = await directory.findByToken(context.env.DIRECTORY, tokenDigest, clock.now())
  if (!found) return fail(GONE)
  // Whoever holds a mail that was not theirs learns neither whose it was nor where it led.
  return found.email === context.person.email ? succeed({ ...found, tokenDigest }) : fail(FOR_OTHER)
}

/** An invitation of this tenant that the person could have made. */
async function findOwn(id: string, context: TenantContext): Promise<Result<directory.Invitation, Refusal>> {
  const found = await directory.findInvitation(context.env.DIRECTORY, context.tenantId, id)
  if (!found) return fail(GONE)
  const refusal = await checkInviter(context, found.email, found.role)
  return refusal ? fail(refusal) : succeed(found)
}

/** Who reads no customer's words lets nobody look on, and does not let themselves in as somebody who does. */
async function checkInviter(context: TenantContext, email: string, role: InvitedRole): Promise<Refusal | null> {
  const { person, tenantId } = context
  if (judgeTenant(person, 'change_people', tenantId) === 'allowed') return null
  const isSeller = email === person.email || (await sells(context, email))
  if (role === 'technician' && !isSeller) return null
  const detail = 'You may invite technicians who sell no businesses. The technician invites everybody else.'
  return { code: 'forbidden', detail }
}

async function sells({ env }: TenantContext, email: string): Promise<boolean> {
  return (await loadGrants(env.DIRECTORY, email)).some(({ role }) => role === 'reseller')
}

async function checkInvited(context: TenantContext, email: string, role: InvitedRole): Promise<Refusal | null> {
  const { env, tenantId } = context
  const known = (await listPeople(env.DIRECTORY, tenantId)).find((each) => each.email === email)
  if (known?.roles.some((has) => has === 'technician' || has === role)) {
    return { code: 'already_member', detail: 'This person already works here.' }
  }
  const open = await directory.listInvitations(env.DIRECTORY, tenantId)
  if (open.length >= INVITATIONS_OPEN_MAX && !open.some((each) => each.email === email)) {
    return { ...TOO_MANY, detail: 'Too many invitations are open. Withdraw one first.' }
  }
  return checkMails(context)
}

/** Nobody can be written to without end by being invited without end. */
async function checkMails({ env, tenantId }: TenantContext): Promise<Refusal | null> {
  const since = clock.now() - DAY_MS
  const mailed = await countAccess(env.DIRECTORY, { tenantId, actions: ['person_invited', 'invitation_mailed'], since })
  return mailed < INVITATION_MAILS_PER_DAY_MAX ? null : { ...TOO_MANY, detail: 'Too many invitations for one day.' }
}

const TOO_MANY: Refusal = { code: 'too_many_requests', detail: '', headers: { 'retry-after': '3600' } }
const GONE: Refusal = {
  code: 'invitation_gone',
  detail: 'This invitation was used or withdrawn, or is too old. Ask whoever invited you for a new one.',
}
const FOR_OTHER: Refusal = {
  code: 'invitation_for_other',
  detail: 'This invitation was sent to another address. Sign out, and sign in with the address that got the mail.',
}
