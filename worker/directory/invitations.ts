import { and, asc, eq, gt, or, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Instant } from '../../tenants/base/clock.ts'
import type { InvitedRole } from '../../tenants/contract/people.ts'
import { invitation } from './people-schema.ts'
import { person, tenant } from './schema.ts'

/** Invitations that are open: asked, and neither accepted nor withdrawn. The token itself is in the mail alone. */
export type Invitation = typeof invitation.$inferSelect

export async function listInvitations(directory: D1Database, tenantId: string): Promise<Invitation[]> {
  return drizzle(directory)
    .select()
    .from(invitation)
    .where(eq(invitation.tenantId, tenantId))
    .orderBy(asc(invitation.createdAt))
}

export async function findInvitation(directory: D1Database, tenantId: string, id: string): Promise<Invitation | null> {
  const isMeant = and(eq(invitation.tenantId, tenantId), eq(invitation.invitationId, id))
  return (await drizzle(directory).select().from(invitation).where(isMeant).get()) ?? null
}

/** Takes the place of an earlier one for the same person, whose link ends with that. */
export async function saveInvitation(directory: D1Database, row: Invitation): Promise<void> {
  const { tenantId: _tenant, email: _email, ...rest } = row
  await drizzle(directory)
    .insert(invitation)
    .values(row)
    .onConflictDoUpdate({ target: [invitation.tenantId, invitation.email], set: rest })
}

/** Says what became of the mail that carried this token, unless a later one took its place or it came back already. */
export async function settleMail(
  directory: D1Database,
  { tokenDigest, mailStatus, mailCode }: Pick<Invitation, 'tokenDigest' | 'mailStatus' | 'mailCode'>,
): Promise<void> {
  await drizzle(directory)
    .update(invitation)
    .set({ mailStatus, mailCode })
    .where(and(eq(invitation.tokenDigest, tokenDigest), eq(invitation.mailStatus, 'sending')))
}

/** The mail came back after it had been taken. */
export async function recordReturnedMail(directory: D1Database, id: string, code: string): Promise<void> {
  await drizzle(directory)
    .update(invitation)
    .set({ mailStatus: 'failed', mailCode: code })
    .where(eq(invitation.invitationId, id))
}

export async function deleteInvitation(directory: D1Database, tenantId: string, id: string): Promise<boolean> {
  const gone = await drizzle(directory)
    .delete(invitation)
    .where(and(eq(invitation.tenantId, tenantId), eq(invitation.invitationId, id)))
    .returning({ id: invitation.invitationId })
  return gone.length > 0
}

/** What asks somebody in who was just taken out, and what they had asked others in by. */
export async function deleteInvitationsOf(directory: D1Database, tenantId: string, email: string): Promise<void> {
  const isTheirs = or(eq(invitation.email, email), eq(invitation.invitedBy, email))
  await drizzle(directory)
    .delete(invitation)
    .where(and(eq(invitation.tenantId, tenantId), isTheirs))
}

export type OpenInvitation = Pick<Invitation, 'tenantId' | 'email' | 'role' | 'invitedBy'> & { businessName: string }

/** The invitation a token opens, while it is good. */
export async function findByToken(
  directory: D1Database,
  tokenDigest: string,
  now: Instant,
): Promise<OpenInvitation | null> {
  const found = await drizzle(directory)
    .select({
      tenantId: invitation.tenantId,
      email: invitation.email,
      role: invitation.role,
      invitedBy: invitation.invitedBy,
      businessName: tenant.businessName,
    })
    .from(invitation)
    .innerJoin(tenant, eq(tenant.tenantId, invitation.tenantId))
    .where(and(eq(invitation.tokenDigest, tokenDigest), gt(invitation.expiresAt, now)))
    .get()
  return found ?? null
}

/**
 * Spends the token and gives the role, in one transaction, so that a token that was withdrawn or spent a moment ago
 * gives nothing. Whoever comes in as a technician is no viewer beside it. Answers false where the token was spent.
 */
export async function acceptInvitation(
  directory: D1Database,
  tokenDigest: string,
  { tenantId, email, role }: { tenantId: string; email: string; role: InvitedRole },
  now: Instant,
): Promise<boolean> {
  const rows = drizzle(directory)
  const isOpen = and(
    eq(invitation.tokenDigest, tokenDigest),
    eq(invitation.tenantId, tenantId),
    eq(invitation.email, email),
    eq(invitation.role, role),
    gt(invitation.expiresAt, now),
  )
  const open = rows.select({ id: invitation.invitationId }).from(invitation).where(isOpen)
  const asViewer = and(eq(person.tenantId, tenantId), eq(person.email, email), eq(person.role, 'viewer'))
  const [, , spent] = await rows.batch([
    rows.delete(person).where(and(asViewer, sql`exists ${open}`)),
    rows
      .insert(person)
      .select(sql`select ${email}, ${role}, ${tenantId}, ${now} from ${invitation} where ${isOpen}`)
      .onConflictDoNothing(),
    rows.delete(invitation).where(isOpen).returning({ id: invitation.invitationId }),
  ])
  return spent.length > 0
}
