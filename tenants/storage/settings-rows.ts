import { eq, sql } from 'drizzle-orm'
import type { TenantDb } from './open.ts'
import { settings } from './schema.ts'
import { RowQuery, Statement } from './statement.ts'

/** The documents a tenant has one of. */
export type SettingName =
  | 'identity'
  | 'profile'
  | 'policy'
  | 'crm_pipeline'
  | 'crm_calendar'
  | 'calendar_read_at'
  | 'reconciled_until'
  | 'daily'
  | 'email_domain'
  | 'ledger'
  | 'ledger_published'
  | 'orders_emptied'
  | 'words_redacted'
  | 'forwarding_test'
  | 'address_pepper'
  | 'rule_told'
  | 'file_peak'
  | 'on_call'
  | 'registration'
  | 'fleet_switch'
  | 'pace'
  | 'dlt'
  | 'closing'
  | 'closing_timers'
  | 'schedule'
  | 'voice'
  | 'web_leads'
  | 'canary'
  | 'crm_connection'
  | 'crm_offer'
  | 'crm_workflows'
  | 'crm_set_up'
  | 'crm_values'
  | 'crm_words'
  | 'after_job'
  | 'texting'
  | 'webhooks'
  | 'webhooks_told'
  | 'agents'
  | 'agent_schedule'
  | 'experiment_priors'
  | 'experiment_spread'
  | 'ads_connection'
  | 'ads_bounds'
  | 'ads_stopped'
  | 'ads_watched'
  | 'ads_reading'

const byName = new RowQuery(settings, (db) =>
  db
    .select()
    .from(settings)
    .where(eq(settings.name, sql.placeholder('name'))),
)

/** Reads a document as the type it was saved with, or null where there is none. */
export function loadSetting<T>(db: TenantDb, name: SettingName): T | null {
  const row = byName.get(db, { name })
  return row ? (JSON.parse(row.value) as T) : null
}

const save = new Statement((db) =>
  db
    .insert(settings)
    .values({ name: sql.placeholder('name'), value: sql.placeholder('value') })
    .onConflictDoUpdate({ target: settings.name, set: { value: sql`excluded.value` } }),
)

export function saveSetting(db: TenantDb, name: SettingName, value: unknown): void {
  save.run(db, { name, value: JSON.stringify(value) })
}

export function dropSetting(db: TenantDb, name: SettingName): void {
  db.delete(settings).where(eq(settings.name, name)).run()
}
