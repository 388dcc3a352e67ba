import type { ModelAnswer, ModelPort } from '../../tenants/providers/model-port.ts'

/** A model that always says the same. */
export function modelThat(answer: ModelAnswer<unknown>): ModelPort {
  return { ask: <T>() => Promise.resolve(answer as ModelAnswer<T>) }
}

export const MODEL_ANSWER = {
  ...{ ok: true, value: {}, provider: 'openai', model: 'test' },
  ...{ inputTokens: 100, outputTokens: 20, costMicros: 40, tookMs: 800 },
} as const satisfies ModelAnswer<unknown>
