import { runInDurableObject } from 'cloudflare:test'
import type { ModelSettings } from '../../tenants/open-models.ts'
import type { ModelAnswer, ModelPort, ModelRequest } from '../../tenants/providers/model-port.ts'
import type { Draft } from '../../tenants/replies/prompt.ts'
import type { Shop } from './open-shop.ts'
import type { TenantObject } from './worker-under-test.ts'

/** Gives one business models, or the way to those of the sandbox, for as long as the story lasts. */
export async function useModels(shop: Shop, models: ModelPort | ModelSettings): Promise<void> {
  await runInDurableObject(shop.tenant.stub(), (tenant: TenantObject, state) => {
    const known = (tenant.constructor as typeof TenantObject).models
    known.set(state.id.toString(), models)
    tenant.takeModels()
  })
}

export function drafts(reply: string, handOver = false): ModelAnswer<Draft> {
  const cost = { inputTokens: 900, outputTokens: 60, costMicros: 400, tookMs: 20 }
  return { ok: true, value: { reply, handOver }, provider: 'openai', model: 'scripted', ...cost }
}

/** A model that answers as the story has it, and what it was asked. */
export class ScriptedModel implements ModelPort {
  readonly asked: ModelRequest<unknown>[] = []
  answer: (request: ModelRequest<unknown>) => Promise<ModelAnswer<Draft>>

  constructor(answer: ModelAnswer<Draft> | ((request: ModelRequest<unknown>) => Promise<ModelAnswer<Draft>>)) {
    this.answer = typeof answer === 'function' ? answer : () => Promise.resolve(answer)
  }

  ask<T>(request: ModelRequest<T>): Promise<ModelAnswer<T>> {
    this.asked.push(request as ModelRequest<unknown>)
    return this.answer(request as ModelRequest<unknown>) as Promise<ModelAnswer<unknown>> as Promise<ModelAnswer<T>>
  }

  /** What stood in one of its data blocks. */
  block(name: string): string | undefined {
    return this.asked.at(-1)?.turns[0]?.data?.find((one) => one.name === name)?.text
  }
}
