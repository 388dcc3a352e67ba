import type { AfterJob } from '../contract/after-job.ts'
import { NOTHING_AFTER } from '../contract/usual.ts'
import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/** What this business does once a job is done. */
export function loadAfterJob(db: TenantDb): AfterJob {
  return loadSetting<AfterJob>(db, 'after_job') ?? NOTHING_AFTER
}

export function saveAfterJob(db: TenantDb, settings: AfterJob): void {
  saveSetting(db, 'after_job', settings)
}
