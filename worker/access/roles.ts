import type { Scope } from '../../tenants/contract/api-keys.ts'

export type GrantedRole = 'technician' | 'reseller' | 'viewer'
export type Role = 'admin' | GrantedRole
export type Grant = { role: GrantedRole; tenantId: string | null }

/** A key of one business, where a program calls and no person does. */
export type CarriedKey = { keyId: string; tenantId: string; name: string; scopes: Scope[] }

/** Somebody Access has let in, with what the directory says of them; or a program that carries a key. */
export type Person = { email: string; isAdmin: boolean; grants: Grant[]; key?: CarriedKey }

export type FleetAction =
  | 'create_tenant'
  | 'list_tenants'
  | 'read_unknown_deliveries'
  | 'appoint_resellers'
  /** Identity papers: a reseller's own, and everybody's for whoever looks them over. */
  | 'keep_own_papers'
  | 'review_papers'
  | 'read_fleet_log'
  /** Stops everything automated for all businesses. */
  | 'switch_fleet'
  /** The fleet's figures, and how their export stands; and counting days anew. */
  | 'read_fleet'
  | 'export_fleet'
  /** Takes alerts on, silences them, and says who is told. */
  | 'tend_alerts'
  /** Keys for programs that read figures of the whole. */
  | 'keep_fleet_keys'
export type TenantAction =
  | 'read_tenant'
  | 'change_tenant'
  /** Numbers, locations and accounts that providers address a tenant by, and what is vouched for with them. */
  | 'change_keys'
  /** The business's accounts at GoHighLevel and Google Ads, which those accounts themselves give leave for. */
  | 'connect_crm'
  /** What advertising may cost, and changes in it: it is the business's own money. */
  | 'change_ads'
  /** What models may cost: whoever pays for them. */
  | 'change_budget'
  /** Where what customers write goes, notices and texts: whoever changes that can read along. */
  | 'change_contacts'
  /** Journeys: how far matters have come, without a name, a number or a word of a customer's. */
  | 'read_progress'
  | 'read_customers'
  | 'write_customers'
  /** Who works here, and who was asked to. */
  | 'read_people'
  | 'invite_technicians'
  /** Viewers as well, and taking people out: whoever does this reads customers' words themselves. */
  | 'change_people'
  | 'read_access_log'
  /** Takes a copy of everything, or of all there is about one customer. */
  | 'export_data'
  /** Says what the carriers decided about a registration. */
  | 'judge_registration'
  /** Ends the business, and takes that back. */
  | 'close_tenant'
  /** Keys and webhooks: what other programs may read and do. */
  | 'keep_api'
  /** What the business pays us. */
  | 'keep_subscription'
export type Action = FleetAction | TenantAction

const MAY: Record<Role, readonly Action[]> = {
  admin: [
    'create_tenant',
    'list_tenants',
    'read_unknown_deliveries',
    'read_tenant',
    'change_tenant',
    'change_keys',
    'change_budget',
    'connect_crm',
    'change_ads',
    'change_contacts',
    'read_progress',
    'read_customers',
    'write_customers',
    'appoint_resellers',
    'review_papers',
    'read_fleet_log',
    'read_people',
    'invite_technicians',
    'change_people',
    'read_access_log',
    'export_data',
    'switch_fleet',
    'read_fleet',
    'export_fleet',
    'tend_alerts',
    'keep_fleet_keys',
    'judge_registration',
    'close_tenant',
    'keep_api',
    'keep_subscription',
  ],
  reseller: [
    'create_tenant',
    'keep_own_papers',
    'list_tenants',
    'read_tenant',
    'change_tenant',
    'change_keys',
    'connect_crm',
    'read_progress',
    'read_people',
    'invite_technicians',
  ],
  technician: [
    'read_tenant',
    'change_tenant',
    'connect_crm',
    'change_ads',
    'change_contacts',
    'read_progress',
    'read_customers',
    'write_customers',
    'read_people',
    'invite_technicians',
    'change_people',
    'read_access_log',
    'export_data',
    'close_tenant',
    'keep_api',
  ],
  viewer: ['read_tenant', 'read_progress', 'read_customers'],
}

/** `hidden` where a person must not even learn whether the tenant exists. */
export type Verdict = 'allowed' | 'forbidden' | 'hidden'

/** Whether the person may do what concerns the fleet and no tenant in particular. */
export function judgeFleet(person: Person, action: FleetAction): Verdict {
  const roles: Role[] = person.isAdmin ? ['admin'] : person.grants.map((grant) => grant.role)
  return roles.some((role) => MAY[role].includes(action)) ? 'allowed' : 'forbidden'
}

/** Whether the person may do this to this tenant. One who works for others sees the tenant as if it were not there. */
export function judgeTenant(person: Person, action: TenantAction, tenantId: string): Verdict {
  if (person.isAdmin) return MAY.admin.includes(action) ? 'allowed' : 'forbidden'
  if (person.grants.length === 0) return 'forbidden'
  const roles = person.grants.filter((grant) => grant.tenantId === tenantId).map((grant) => grant.role)
  if (roles.length === 0) return 'hidden'
  return roles.some((role) => MAY[role].includes(action)) ? 'allowed' : 'forbidden'
}

const NEEDS_OPEN: readonly TenantAction[] = [
  'change_tenant',
  'change_keys',
  'connect_crm',
  'change_ads',
  'change_contacts',
  'invite_technicians',
  'judge_registration',
  'keep_api',
]

/** A closed business can be looked at, taken along, asked to forget somebody and reopened, and not changed. */
export function needsOpenBusiness(action: TenantAction): boolean {
  return NEEDS_OPEN.includes(action)
}
