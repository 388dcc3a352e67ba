import * as v from 'valibot'
import { DAY_MS, type Instant } from '../../base/clock.ts'
import type { CrmReading, CrmRecords } from '../crm-port.ts'
import { Id, mapAnswer, nullIfGone, present, query, Text } from './answers.ts'
import { instantOrNull } from './moment.ts'
import type { Ask } from './request.ts'

const PAGE_ROWS = 100

const Opportunity = v.object({
  id: Id,
  pipelineStageId: v.fallback(v.string(), ''),
  status: v.picklist(['open', 'won', 'lost', 'abandoned']),
  pipelineId: Text,
  contactId: Text,
  monetaryValue: v.nullish(v.number()),
  lastStatusChangeAt: Text,
  lastStageChangeAt: Text,
  updatedAt: Text,
})
const Listed = v.object({
  opportunities: v.array(Opportunity),
  meta: v.nullish(v.object({ startAfter: v.nullish(v.union([v.number(), v.string()])), startAfterId: Text })),
})

type Calls = Pick<CrmRecords, 'fetchOpportunity' | 'writeOpportunity' | 'listOpportunities'>

/** Opportunities with the instants by which both sides are compared. */
export function opportunityRecordCalls(ask: Ask, locationId: string): Calls {
  return {
    async fetchOpportunity(opportunityRef) {
      const path = `/opportunities/${encodeURIComponent(opportunityRef)}`
      const answer = await ask(
        { product: 'opportunities', method: 'GET', path },
        v.object({ opportunity: Opportunity }),
      )
      return nullIfGone(mapAnswer(answer, ({ opportunity }) => readingOf(opportunity)))
    },

    async writeOpportunity(opportunityRef, { pipelineRef, stageRef, status, amountMajor }) {
      const body = {
        ...{ pipelineId: pipelineRef, pipelineStageId: stageRef, status },
        ...present({ monetaryValue: amountMajor }),
      }
      const path = `/opportunities/${encodeURIComponent(opportunityRef)}`
      const call = { product: 'opportunities', method: 'PUT', path, body } as const
      const answer = await ask(call, v.object({ opportunity: Opportunity }))
      return mapAnswer(answer, ({ opportunity }) => readingOf(opportunity))
    },

    async listOpportunities(pipelineRef, { madeSince, cursor }) {
      const [startAfter, startAfterId] = cursor?.split(' ') ?? []
      const search = { location_id: locationId, pipeline_id: pipelineRef, status: 'all', limit: String(PAGE_ROWS) }
      const place = startAfter && startAfterId ? { startAfter, startAfterId } : {}
      const span = madeSince === null ? { order: 'added_asc' } : { order: 'added_desc', date: usDayOf(madeSince) }
      const path = `/opportunities/search?${query({ ...search, ...span, ...place })}`
      const answer = await ask({ product: 'opportunities', method: 'GET', path }, Listed)
      return mapAnswer(answer, ({ opportunities, meta }) => ({
        items: opportunities.map(readingOf),
        next: opportunities.length < PAGE_ROWS ? null : nextPlace(meta),
      }))
    },
  }
}

/** mm-dd-yyyy, as the search wants it; of which zone is not said, so the day before is asked for. */
function usDayOf(at: Instant): string {
  const [year, month, day] = new Date(at - DAY_MS).toISOString().slice(0, 10).split('-')
  return `${month}-${day}-${year}`
}

function nextPlace(meta: v.InferOutput<typeof Listed>['meta']): string | null {
  if (!meta?.startAfter || !meta.startAfterId) return null
  return `${meta.startAfter} ${meta.startAfterId}`
}

function readingOf(opportunity: v.InferOutput<typeof Opportunity>): CrmReading {
  const moves = [opportunity.lastStageChangeAt, opportunity.lastStatusChangeAt].map(instantOrNull)
  const known = moves.filter((at) => at !== null)
  return {
    opportunityRef: opportunity.id,
    stageRef: opportunity.pipelineStageId,
    status: opportunity.status,
    pipelineRef: opportunity.pipelineId ?? null,
    contactRef: opportunity.contactId ?? null,
    amountMajor: opportunity.monetaryValue ?? null,
    movedAt: known.length === 0 ? null : Math.max(...known),
    updatedAt: instantOrNull(opportunity.updatedAt),
  }
}
