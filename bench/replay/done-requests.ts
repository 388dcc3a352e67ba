import type { NewPrivacyRequest, RequestMove } from '../../tenants/contract/rights.ts'
import type { Copy, Row } from './copy.ts'
import type { Deed, Told } from './deed.ts'

const MOVES: Record<string, RequestMove> = { confirmed: 'confirm', extended: 'extend', closing: 'close', done: 'close' }

/** What people asked for under a law of privacy. Whoever was erased is not in the copy, nor is what they wrote. */
export function readRequests(copy: Copy, timeline: readonly Told[]): Deed[] {
  const rows = new Map(
    copy.rowsOf('privacy_requests', 'customer_id is not null').map((row) => [row['request_id'], row]),
  )
  const closed = new Set<string>()
  return timeline.flatMap(({ at, fact }): Deed[] => {
    if (fact.type !== 'privacy_request_moved') return []
    const row = rows.get(String(fact['requestId']))
    if (!row) return []
    const about = { at, customerId: String(row['customer_id']), ref: String(fact['requestId']) }
    const status = String(fact['status'])
    if (status === 'received') return asked(copy, about, row)
    const move = status === 'refused' ? 'refuse' : MOVES[status]
    if (move === undefined || closed.has(about.ref)) return []
    // Told once when it is begun and again when it is over.
    if (move === 'close') closed.add(about.ref)
    return [{ ...about, kind: 'moved_privacy', move }]
  })
}

function asked(copy: Copy, about: { at: number; customerId: string; ref: string }, row: Row): Deed[] {
  const name = copy.people.get(about.customerId)?.['name']
  const type = String(row['type'])
  // What was corrected is not kept, and what it became is known from the start.
  const correction = typeof name === 'string' ? { correction: { name } } : null
  if (type === 'rectification' && correction === null) return []
  const request = {
    ...{ customerId: about.customerId, type, law: row['law'], identity: row['identity'] },
    ...{ receivedVia: row['received_via'], receivedAt: Math.min(Number(row['received_at']), about.at) },
    ...(type === 'rectification' ? correction : {}),
  } as NewPrivacyRequest
  return [{ ...about, kind: 'asked_privacy', asked: request }]
}
