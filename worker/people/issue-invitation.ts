import { clock, MINUTE_MS, type Instant } from '../../tenants/base/clock.ts'
import { newToken } from '../../tenants/base/ids.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import type { InvitationView, InvitedRole } from '../../tenants/contract/people.ts'
import { INVITATION_LIFE_MS } from '../bounds.ts'
import type { TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { findTenant } from '../directory/find-tenant.ts'
import { saveInvitation, settleMail, type Invitation } from '../directory/invitations.ts'
import type { Refusal } from '../respond.ts'
import { sendInvitation } from './invitation-mail.ts'
import { digestToken } from './token-digest.ts'

type Wanted = { invitationId: string; email: string; role: InvitedRole; createdAt: Instant }

/**
 * Keeps an invitation under a new token, mails that, and notes how the mail fared. The invitation stands whether or not
 * it was mailed: it can be seen, mailed again and withdrawn.
 */
export async function issueInvitation(
  context: TenantContext,
  wanted: Wanted,
  action: 'person_invited' | 'invitation_mailed',
): Promise<Result<InvitationView, Refusal>> {
  const { env, person, tenantId } = context
  const now = clock.now()
  const business = await findTenant(env.DIRECTORY, { kind: 'tenant', tenantId }, now)
  if (!business) return fail({ code: 'tenant_missing', detail: 'There is no such business.' })
  const token = newToken()
  const tokenDigest = await digestToken(token)
  const row: Invitation = {
    ...wanted,
    tenantId,
    tokenDigest,
    invitedBy: person.email,
    expiresAt: now + INVITATION_LIFE_MS,
    mailStatus: 'sending',
    mailCode: null,
    mailedAt: now,
  }
  await saveInvitation(env.DIRECTORY, row)
  await recordAccess(context, action, tenantId, `${wanted.role} ${wanted.email}`)
  const { businessName, language } = business
  const mail = { ...wanted, tenantId, to: wanted.email, businessName, language, invitedBy: person.email, token }
  const fault = await sendInvitation(context, {
    ...mail,
    mailKey: `${wanted.invitationId}.${tokenDigest.slice(0, 16)}`,
  })
  const settled = { tokenDigest, mailStatus: fault === null ? ('sent' as const) : ('failed' as const), mailCode: fault }
  await settleMail(env.DIRECTORY, settled)
  return succeed(viewInvitation({ ...row, ...settled }, clock.now()))
}

export function viewInvitation(row: Invitation, now: Instant): InvitationView {
  const { invitationId: id, email, role, invitedBy, createdAt, expiresAt, mailedAt: at } = row
  // A request that broke off in the middle has told nobody how its mail fared.
  const isLost = row.mailStatus === 'sending' && now - (at ?? 0) > MINUTE_MS
  const mail = isLost
    ? { status: 'failed' as const, code: 'outcome_unknown', at }
    : { status: row.mailStatus, code: row.mailCode, at }
  return { id, email, role, invitedBy, createdAt, expiresAt, mail }
}
