import type { Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import { USUAL_VOICE } from '../contract/usual.ts'
import type { VoiceSettings } from '../contract/voice.ts'
import type { TenantDb } from './open.ts'
import { loadSetting } from './settings-rows.ts'

export function loadVoice(db: TenantDb): VoiceSettings {
  return { ...USUAL_VOICE, ...loadSetting<Partial<VoiceSettings>>(db, 'voice') }
}

/** How often the technician's phone was rung since then: for one customer, and for all. */
export function countRings(db: TenantDb, customerId: string, since: Instant): { theirs: number; all: number } {
  const query = `select count(*) as "all", count(iif(customer_id = ?1, 1, null)) as theirs from journeys
    where journey_id >= ?2 and kind = 'ring'`
  return db.$client.sql.exec<{ theirs: number; all: number }>(query, customerId, firstIdAt('jny', since)).one()
}
