import { DAY_MS, type Instant } from '../base/clock.ts'
import { loadDecision } from '../storage/decision-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import type { Action } from './decision.ts'
import { loadAgentSettings, saveAgentSettings } from './halt.ts'
import { describeStanding } from './words/describe.ts'

/**
 * What stands now, where a text named a proposal that cannot be answered: there is none of that number, or it is
 * settled, or nothing goes on. Null where the same was said today already.
 */
export function tellStanding(context: Context, code: string, now: Instant): string | null {
  const { db, tenant } = context
  const settings = loadAgentSettings(db)
  const { codes, past = {}, told = {} } = settings
  const isOpen = code in codes
  const row = loadDecision(db, codes[code] ?? past[code] ?? '')
  const key = `${row === null ? 'unknown' : `${row.decisionId}:${row.status}`}:${Math.floor(now / DAY_MS)}`
  if (told[code] === key) return null
  saveAgentSettings(db, { ...settings, told: { ...told, [code]: key } })
  const standing =
    row === null
      ? { kind: 'unknown' as const, code, waiting: Object.keys(codes) }
      : isOpen
        ? { kind: 'halted' as const, code }
        : { kind: 'settled' as const, code, status: row.status, action: JSON.parse(row.action) as Action }
  const { language, currency } = tenant.profile
  return describeStanding(standing, { language, currency })
}
