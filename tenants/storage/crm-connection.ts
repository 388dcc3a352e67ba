import type { Instant } from '../base/clock.ts'
import type { CrmMoment } from '../journey/crm-order.ts'
import type { CrmLoss } from '../timeline/work-event.ts'
import { dropOthers } from './busy-rows.ts'
import type { TenantDb } from './open.ts'
import { dropSetting, loadSetting, saveSetting } from './settings-rows.ts'
import type { Tenant } from './tenant-rows.ts'

/** Whose tokens open the location: its own installation's, its agency's, or those of the agency we are ourselves. */
export type CrmKind = 'own' | 'agency' | 'platform'

export type CrmConnection = {
  kind: CrmKind
  locationId: string
  companyId: string | null
  locationName: string | null
  /** Null while connected. */
  lost: CrmLoss | null
  /** Since when it is connected, or lost. */
  since: Instant
  /** The permission that was refused, where that is how it was lost. */
  missing?: string | null
  /** What was granted; empty where nobody has said yet. */
  scopes: string[]
  /** The tokens of an installation of its own, see `open-crm.ts`. */
  sealed: string | null
}

/** An installation for which the business has yet to take a location, or the directory to give it leave. */
export type CrmOffer =
  | { kind: 'own'; locationId: string; companyId: string | null; scopes: string[]; sealed: string; at: Instant }
  | { kind: 'agency'; companyId: string; at: Instant }

/**
 * How the business is connected; null where no location is set. One that an admin has set by its id alone is reached
 * through our own agency.
 */
export function loadConnection(db: TenantDb, { profile, createdAt }: Tenant): CrmConnection | null {
  const locationId = profile.ghlLocationId
  if (locationId === null) return null
  const kept = loadSetting<CrmConnection>(db, 'crm_connection')
  if (kept?.locationId === locationId) return kept
  const none = { companyId: null, locationName: null, lost: null, scopes: [], sealed: null }
  return { ...none, kind: 'platform', locationId, since: createdAt }
}

export function saveConnection(db: TenantDb, connection: CrmConnection): void {
  saveSetting(db, 'crm_connection', connection)
}

const DOCUMENTS = [
  ...(['crm_connection', 'crm_pipeline', 'crm_calendar', 'calendar_read_at'] as const),
  ...(['crm_set_up', 'crm_workflows', 'crm_values', 'crm_words'] as const),
]

export function dropConnection(db: TenantDb): void {
  dropOthers(db)
  for (const name of DOCUMENTS) dropSetting(db, name)
}

export function loadOffer(db: TenantDb): CrmOffer | null {
  return loadSetting<CrmOffer>(db, 'crm_offer')
}

export function saveOffer(db: TenantDb, offer: CrmOffer | null): void {
  if (offer) saveSetting(db, 'crm_offer', offer)
  else dropSetting(db, 'crm_offer')
}

/** What the location turned out to hold, the last time it was looked at. */
export type CrmSetUp = {
  at: Instant
  /** Values, tags and fields that are there. */
  values: number
  tags: number
  fields: number
  /** True where the pipeline is the one of our name. */
  hasPipeline: boolean
  /** Left out by an earlier version. */
  calendars?: { calendarRef: string; name: string; isActive: boolean }[]
  workflows: { workflowRef: string; name: string; isPublished: boolean }[]
  problems: { part: CrmPart; code: string }[]
}
export type CrmPart = 'pipeline' | 'values' | 'tags' | 'fields' | 'calendars' | 'workflows'

export function loadSetUp(db: TenantDb): CrmSetUp | null {
  return loadSetting<CrmSetUp>(db, 'crm_set_up')
}

export function saveSetUp(db: TenantDb, setUp: CrmSetUp): void {
  saveSetting(db, 'crm_set_up', setUp)
}

/** Where visits go. `isChosen` by a person; else it is the one that was found when the first visit was written. */
export type KeptCalendar = { calendarRef: string; name: string; isActive: boolean; isChosen?: boolean }

export function loadCalendar(db: TenantDb): KeptCalendar | null {
  return loadSetting<KeptCalendar>(db, 'crm_calendar')
}

export function saveCalendar(db: TenantDb, calendar: KeptCalendar): void {
  saveSetting(db, 'crm_calendar', calendar)
}

/** Which workflow of the business's own is meant for which moment. */
export type WorkflowChoice = Partial<Record<CrmMoment, string>>

export function loadWorkflows(db: TenantDb): WorkflowChoice {
  return loadSetting<WorkflowChoice>(db, 'crm_workflows') ?? {}
}

export function saveWorkflows(db: TenantDb, choice: WorkflowChoice): void {
  saveSetting(db, 'crm_workflows', choice)
}
