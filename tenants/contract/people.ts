import * as v from 'valibot'

/** Who works in a business, who was asked to, and who did what to it. */

export const InvitedRole = v.picklist(['technician', 'viewer'])
export type InvitedRole = v.InferOutput<typeof InvitedRole>

/** An address as a directory compares it: ASCII letters in lower case. Access knows people by nothing else. */
export const PersonEmail = v.pipe(
  v.string(),
  v.trim(),
  v.email(),
  v.maxLength(254),
  v.transform((email) => email.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())),
)

/** `POST /api/v1/tenants/:id/invitations` */
export const NewInvitation = v.strictObject({ email: PersonEmail, role: InvitedRole })
export type NewInvitation = v.InferOutput<typeof NewInvitation>

/** `POST /api/v1/invitations/accept` */
export const Acceptance = v.strictObject({ token: v.pipe(v.string(), v.minLength(1), v.maxLength(100)) })

/** `POST /api/v1/resellers` */
export const Appointment = v.strictObject({ email: PersonEmail })

/** One person; the roles they have in this business. */
export type PersonView = { email: string; roles: ('technician' | 'reseller' | 'viewer')[]; since: number }

export type InvitationView = {
  id: string
  email: string
  role: InvitedRole
  invitedBy: string
  createdAt: number
  expiresAt: number
  /** `sending` for longer than a minute means that nobody knows; `code` says why a mail failed. */
  mail: { status: 'sending' | 'sent' | 'failed'; code: string | null; at: number | null }
}

/** `GET /api/v1/tenants/:id/people` */
export type PeopleView = { people: PersonView[]; invitations: InvitationView[] }

export const ACCESS_ACTIONS = [
  'signed_in',
  'tenant_opened',
  'tenant_created',
  'contacts_changed',
  'person_invited',
  'invitation_mailed',
  'invitation_revoked',
  'invitation_accepted',
  'person_removed',
  'reseller_appointed',
  'reseller_dismissed',
  'business_exported',
  'person_exported',
  'litigation_pack_made',
  'privacy_request_opened',
  'privacy_request_changed',
  'person_erased',
  'business_closed',
  'business_reopened',
  'business_erased',
  'kyc_viewed',
  'kyc_changed',
  'kyc_reviewed',
  'kyc_withdrawn',
  'registration_changed',
  'sending_domain_changed',
  'crm_changed',
  'ads_changed',
  'fleet_switched',
  'alert_acknowledged',
  'alerts_silenced',
  'alert_routes_changed',
  'breach_drafted',
  'api_key_made',
  'api_key_revoked',
  'webhook_changed',
  'subscription_changed',
] as const
export type AccessAction = (typeof ACCESS_ACTIONS)[number]

/** `detail` is ours: a colleague's address, a role, an id. Never a customer's name, number or words. */
export type AccessLogView = {
  id: number
  at: number
  email: string
  action: AccessAction
  tenantId: string | null
  detail: string | null
}

/** `GET …/access-log?after=&limit=`: newest first; `after` is the `next` of the page before. */
export const AccessLogQuery = v.object({
  after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(200)),
    '50',
  ),
})
