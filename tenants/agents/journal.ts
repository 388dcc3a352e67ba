import type { ModelAnswer, ModelPort } from '../providers/model-port.ts'
import type { Observed, Thought } from './agent.ts'

/** What is kept of a run, which is enough to play it again: `agent_runs.observed` and `agent_runs.actions`. */
export type Journal = {
  /** Of the agent, when it ran. */
  version: number
  hasModel: boolean
  seen: Observed
  /** What the model answered, in the order of the questions. */
  said: readonly ModelAnswer<unknown>[]
}

export type Journaled = { journal: Journal; thought: Thought }

/** Asks as it is told to, and notes down what was answered. */
export function listenTo(model: ModelPort, said: ModelAnswer<unknown>[]): ModelPort {
  return {
    async ask(request) {
      const answer = await model.ask(request)
      said.push(answer)
      return answer
    },
  }
}
