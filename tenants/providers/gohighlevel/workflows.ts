import * as v from 'valibot'
import type { CrmSetUpPort } from '../port.ts'
import { Id, mapAnswer, query } from './answers.ts'
import type { Ask } from './request.ts'

const Workflow = v.object({ id: Id, name: v.string(), status: v.nullish(v.string()) })

/** Workflows cannot be made by the API; they come with a snapshot and are found by their names. */
export function workflowCalls(ask: Ask, locationId: string): Pick<CrmSetUpPort, 'fetchWorkflows' | 'enrol'> {
  return {
    async fetchWorkflows() {
      const path = `/workflows/?${query({ locationId })}`
      const call = { product: 'workflows', method: 'GET', path, isOptional: true } as const
      return mapAnswer(await ask(call, v.object({ workflows: v.array(Workflow) })), ({ workflows }) =>
        workflows.map(({ id, name, status }) => ({ workflowRef: id, name, isPublished: status === 'published' })),
      )
    },

    async enrol(contactRef, workflowRef, isIn) {
      const path = `/contacts/${encodeURIComponent(contactRef)}/workflow/${encodeURIComponent(workflowRef)}`
      const call = { product: 'contacts', method: isIn ? 'POST' : 'DELETE', path, body: {} } as const
      return mapAnswer(await ask(call, v.object({})), () => null)
    },
  }
}
