import type { Copy } from './copy.ts'
import type { CrmVisitStatus, Deed, Span } from './deed.ts'

const EDITED = `json_extract(fact, '$.type') in ('crm_moved', 'crm_lead_made', 'crm_gone') or json_extract(fact, '$.by') = 'crm'`
const WITHIN = `at >= ? and at < ? and (${EDITED}) order by seq`

const STATUS: Record<string, CrmVisitStatus> = {
  visit_moved: 'confirmed',
  visit_cancelled: 'cancelled',
  visit_completed: 'completed',
  visit_no_show: 'no_show',
}

type Fact = Record<string, string | number | null> & { type: string }

/** What somebody changed in GoHighLevel: cards, visits, and what was deleted there. */
export function readCrmEdits(copy: Copy, { from, to }: Span): Deed[] {
  return copy.rowsOf('timeline', WITHIN, from, to).flatMap((row): Deed[] => {
    const about = { at: Number(row['at']), customerId: row['customer_id'] as string | null }
    const fact = JSON.parse(String(row['fact'])) as Fact
    if (fact.type === 'crm_moved') {
      const revenueMinor = fact['revenueMinor'] as number | null
      return [{ ...about, kind: 'moved_card', to: String(fact['to']), revenueMinor }]
    }
    if (fact.type === 'crm_lead_made') return [{ ...about, kind: 'made_card', to: String(fact['status']) }]
    if (fact.type === 'crm_gone') {
      const what = fact['what'] as 'contact' | 'opportunity' | 'appointment'
      return [{ ...about, kind: 'dropped_in_crm', what }]
    }
    const visit = { ref: String(fact['appointmentId']), startsAt: Number(fact['startsAt']) }
    if (fact.type === 'visit_confirmed') return made(copy, about, visit)
    const status = STATUS[fact.type]
    if (status === undefined) return []
    const wasAt = Number(fact['from'] ?? fact['startsAt'])
    return [{ ...about, kind: 'moved_visit_in_crm', ...visit, wasAt, status }]
  })
}

function made(
  copy: Copy,
  about: { at: number; customerId: string | null },
  visit: { ref: string; startsAt: number },
): Deed[] {
  const [row] = copy.rowsOf('appointments', 'appointment_id = ?', visit.ref)
  if (!row) return []
  const endsAt = visit.startsAt + Number(row['ends_at']) - Number(row['starts_at'])
  return [{ ...about, kind: 'made_visit_in_crm', ...visit, endsAt }]
}
