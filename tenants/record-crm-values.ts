import type { Instant } from './base/clock.ts'
import { endWays } from './record-crm-words.ts'
import { loadCrmValues, saveCrmValues, type KeptValue, type ValueRead } from './storage/crm-values.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** Keeps what was read or written of the custom values there. That somebody has changed one is said once. */
export function noteValuesRead(context: Context, reads: readonly ValueRead[], now: Instant): void {
  const { db } = context
  const known = loadCrmValues(db)
  const learned = reads.flatMap(({ name, value, became }): [string, KeptValue][] => {
    if (became === 'ours') return [[name, { ours: [value], isTheirs: false }]]
    const held = known[name]
    if (became === 'refused' || held === undefined) return []
    const fact = { type: 'crm_value_kept' as const, name }
    if (!held.isTheirs) recordEvent(db, { customerId: null, journeyId: null, fact }, now)
    return [[name, { ...held, isTheirs: true }]]
  })
  saveCrmValues(db, { ...known, ...Object.fromEntries(learned) })
  endWays(context, reads, now)
}
