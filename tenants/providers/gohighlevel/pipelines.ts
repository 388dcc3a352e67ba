import * as v from 'valibot'
import type { CrmPipeline, CrmPort } from '../port.ts'
import { Id, mapAnswer, query } from './answers.ts'
import type { Ask } from './request.ts'

const Pipeline = v.object({
  id: Id,
  name: v.string(),
  stages: v.array(v.object({ id: Id, name: v.string(), position: v.nullish(v.number()) })),
})

export function pipelineCalls(ask: Ask, locationId: string): Pick<CrmPort, 'fetchPipelines' | 'createPipeline'> {
  return {
    async fetchPipelines() {
      const path = `/opportunities/pipelines?${query({ locationId })}`
      const answer = await ask(
        { product: 'opportunities', method: 'GET', path },
        v.object({ pipelines: v.array(Pipeline) }),
      )
      return mapAnswer(answer, ({ pipelines }) => pipelines.map(pipelineOf))
    },

    async createPipeline(name, stages) {
      const body = { locationId, name, stages: stages.map((stage, position) => ({ name: stage, position })) }
      const call = { product: 'newPipelines', method: 'POST', path: '/opportunities/pipelines', body } as const
      const answer = await ask({ ...call, isOptional: true }, v.object({ pipeline: Pipeline }))
      return mapAnswer(answer, ({ pipeline }) => pipelineOf(pipeline))
    },
  }
}

function pipelineOf(pipeline: v.InferOutput<typeof Pipeline>): CrmPipeline {
  const stages = pipeline.stages.map((stage, index) => ({
    stageRef: stage.id,
    name: stage.name,
    position: stage.position ?? index,
  }))
  return { pipelineRef: pipeline.id, name: pipeline.name, stages }
}
