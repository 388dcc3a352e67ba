import type { World } from '../../sandbox/emulator.ts'
import { openRecords, pipelineOf, type Opportunity } from '../../sandbox/ghl-records.ts'
import type { Copy, Row } from './copy.ts'

/** The leads from before, as they stood then, and their cards in GoHighLevel. */

const CHANGED = `select customer_id, json_extract(fact, '$.status') as status, at from timeline
  where json_extract(fact, '$.type') = 'lead_changed' and at < ? order by seq`

/** The newest of each customer stands where the timeline last said; the others where they stand now. */
export function earlierLeads(copy: Copy, from: number): Row[] {
  const stood = new Map(copy.rows(CHANGED, from).map((row) => [row['customer_id'], row]))
  const leads = copy.rowsOf('leads', 'created_at < ? order by lead_id desc', from)
  const seen = new Set<unknown>()
  return leads.map((lead) => {
    const customerId = lead['customer_id']
    const then = seen.has(customerId) ? undefined : stood.get(customerId)
    seen.add(customerId)
    if (!then || Number(then['at']) < Number(lead['created_at'])) return lead
    return { ...lead, status: then['status'] ?? null, updated_at: then['at'] ?? null }
  })
}

/** Whoever changes a card finds it there. */
export function keepCards(copy: Copy, world: World, leads: readonly Row[]): void {
  const { ghlLocationId: locationId } = copy.profile
  if (!locationId) return
  const records = openRecords(world.state)
  const pipeline = pipelineOf(locationId)
  for (const lead of leads) {
    const person = copy.people.get(String(lead['customer_id']))
    if (lead['opportunity_ref'] === null || !person?.contact_ref) continue
    const status = String(lead['status'])
    const stage = pipeline.stages.find(({ name }) => name.toLowerCase() === status)
    const [made, changed] = [iso(lead['created_at']), iso(lead['updated_at'])]
    const card: Opportunity = {
      ...{ id: String(lead['opportunity_ref']), locationId, contactId: person.contact_ref },
      ...{ name: String(person['name'] ?? person.phone ?? 'Lead'), pipelineId: pipeline.id },
      pipelineStageId: stage?.id ?? pipeline.stages[0]?.id ?? '',
      status: status === 'completed' ? 'won' : status === 'lost' ? 'lost' : 'open',
      monetaryValue: Number(lead['revenue_minor'] ?? 0) / 100,
      ...{ source: 'public api', customFields: [] },
      ...{ lastStatusChangeAt: changed, lastStageChangeAt: changed, createdAt: made, updatedAt: changed },
    }
    records.opportunities.put(card)
  }
}

function iso(at: unknown): string {
  return new Date(Number(at)).toISOString()
}
