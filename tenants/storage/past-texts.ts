import type { Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import { CONVERSATION_OPEN_MS } from '../base/limits.ts'
import type { TenantDb } from './open.ts'

/** A message that went out to a customer; its order says what it was made from, as long as that is kept. */
export type PastMessage = { entryId: string; at: Instant; body: string; isFirst: boolean }

/** Found by their ids, which tell when they were made. The first of a conversation is one nobody had written before. */
const SENT = `select m.entry_id as entryId, m.created_at as at, m.body, not exists (select 1 from messages as earlier
    where earlier.customer_id = m.customer_id and earlier.created_at > m.created_at - ?1 and earlier.seq < m.seq
    and earlier.channel = 'sms' and earlier.direction = 'outbound' and earlier.audience = 'customer'
    and earlier.status <> 'failed') as isFirst
  from messages as m where m.message_id >= ?2 and m.direction = 'outbound' and m.audience = 'customer'
  and m.entry_id is not null and m.template in (select value from json_each(?3)) and m.status <> 'failed'
  order by m.message_id desc limit ?4`

/** The newest come first. */
export function loadPastMessages(
  db: TenantDb,
  templates: readonly string[],
  since: Instant,
  max: number,
): PastMessage[] {
  type Row = Omit<PastMessage, 'isFirst'> & { isFirst: 0 | 1 }
  const given = [CONVERSATION_OPEN_MS, firstIdAt('msg', since), JSON.stringify(templates), max]
  const rows = db.$client.sql.exec<Row>(SENT, ...given).toArray()
  return rows.map((row) => ({ ...row, isFirst: row.isFirst === 1 }))
}
