import * as v from 'valibot'
import type { CrmOpportunity, CrmPort } from '../port.ts'
import { Id, mapAnswer, present, query, Text } from './answers.ts'
import { forget } from './contacts.ts'
import type { Ask } from './request.ts'

const OPPORTUNITIES_MAX = 100

const Opportunity = v.object({
  id: Id,
  pipelineStageId: v.fallback(v.string(), ''),
  status: v.picklist(['open', 'won', 'lost', 'abandoned']),
  pipelineId: Text,
  contactId: Text,
})

type OpportunityCalls = Pick<
  CrmPort,
  'findOpportunity' | 'createOpportunity' | 'updateOpportunity' | 'forgetOpportunity'
>

/** A second open opportunity of a contact is refused with code `duplicate`. */
export function opportunityCalls(ask: Ask, locationId: string): OpportunityCalls {
  return {
    async findOpportunity(contactRef, pipelineRef) {
      const search = { contact_id: contactRef, pipeline_id: pipelineRef, status: 'open' }
      const limit = String(OPPORTUNITIES_MAX)
      const path = `/opportunities/search?${query({ location_id: locationId, ...search, limit })}`
      const answer = await ask(
        { product: 'opportunities', method: 'GET', path },
        v.object({ opportunities: v.array(Opportunity) }),
      )
      return mapAnswer(answer, ({ opportunities }) => {
        const found = opportunities.find(
          (one) => one.status === 'open' && one.contactId === contactRef && one.pipelineId === pipelineRef,
        )
        return found ? opportunityOf(found) : null
      })
    },

    async createOpportunity({ contactRef, pipelineRef, stageRef, name, amountMajor }) {
      const what = { contactId: contactRef, pipelineId: pipelineRef, pipelineStageId: stageRef, name, status: 'open' }
      const body = { locationId, ...what, ...present({ monetaryValue: amountMajor }) }
      const call = { product: 'opportunities', method: 'POST', path: '/opportunities/', body } as const
      return mapAnswer(await ask(call, v.object({ opportunity: Opportunity })), (it) => opportunityOf(it.opportunity))
    },

    async updateOpportunity(opportunityRef, { pipelineRef, stageRef, status }) {
      const body = { pipelineId: pipelineRef, pipelineStageId: stageRef, status }
      const path = `/opportunities/${encodeURIComponent(opportunityRef)}`
      const call = { product: 'opportunities', method: 'PUT', path, body } as const
      return mapAnswer(await ask(call, v.object({ opportunity: Opportunity })), (it) => opportunityOf(it.opportunity))
    },

    forgetOpportunity: (ref) => forget(ask, 'opportunities', ref),
  }
}

function opportunityOf(opportunity: v.InferOutput<typeof Opportunity>): CrmOpportunity {
  return { opportunityRef: opportunity.id, stageRef: opportunity.pipelineStageId, status: opportunity.status }
}
