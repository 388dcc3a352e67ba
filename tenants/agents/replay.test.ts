import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { MODEL_ANSWER, modelThat } from '../../tests/support/model.ts'
import { agentThatMoves, moveMonths } from '../../tests/support/trial-agent.ts'
import type { Agent, Thought } from './agent.ts'
import { listenTo, type Journal } from './journal.ts'
import { replay } from './replay.ts'
import type { ModelAnswer, ModelPort } from '../providers/model-port.ts'

const Months = v.object({ months: v.number() })

/** Moves the months to what a model says, or by six without one. */
function agentThatAsks(over: Parameters<typeof agentThatMoves>[0] = {}): Agent {
  return agentThatMoves({
    think: async ({ months }, model) => {
      const asked = await model?.ask({
        ...{ purpose: 'test', system: 'Say how many months.', turns: [], schema: Months, schemaName: 'months' },
        ...{ maxOutputTokens: 100, deadlineAt: 0 },
      })
      return moveMonths(months, asked?.ok ? asked.value.months : months + 6)
    },
    ...over,
  })
}

/** As it stands in the file afterwards. */
async function run(agent: Agent, model: ModelPort | null) {
  const said: ModelAnswer<unknown>[] = []
  const seen = { months: 12 }
  const thought = await agent.think(seen, model && listenTo(model, said))
  const journal: Journal = { version: agent.version, hasModel: model !== null, seen, said }
  return JSON.parse(JSON.stringify({ journal, thought })) as { journal: Journal; thought: Thought }
}

describe('a run that is played again', () => {
  test('comes to the same without a model', async () => {
    const agent = agentThatAsks()
    expect(await replay(agent, await run(agent, null))).toEqual([])
  })

  test('comes to the same with what the model said then, and asks nobody', async () => {
    const agent = agentThatAsks()
    const kept = await run(agent, modelThat({ ...MODEL_ANSWER, value: { months: 9 } }))
    expect(kept.thought.proposals[0]?.action).toEqual({ kind: 'set_dormant_months', from: 12, to: 9 })
    expect(await replay(agent, kept)).toEqual([])
  })

  test('comes to the same where the model was down', async () => {
    const agent = agentThatAsks()
    const kept = await run(agent, modelThat({ ok: false, reason: 'late', detail: 'No answer in time.' }))
    expect(kept.journal.said).toHaveLength(1)
    expect(await replay(agent, kept)).toEqual([])
  })

  test('names what is different, and that the agent has changed', async () => {
    const kept = await run(agentThatAsks(), null)
    const later = agentThatAsks({ version: 2, think: ({ months }) => Promise.resolve(moveMonths(months, 15)) })
    const [version, proposal] = await replay(later, kept)
    expect(version).toEqual({ what: 'version', was: '1', is: '2' })
    expect(proposal?.what).toBe('proposal 1')
    expect(proposal?.was).toContain('"to":18')
    expect(proposal?.is).toContain('"to":15')
  })

  test('names what it does not come to any more', async () => {
    const kept = await run(agentThatAsks(), null)
    const silent = agentThatAsks({ think: () => Promise.resolve({ notes: [], proposals: [] }) })
    expect(await replay(silent, kept)).toEqual([
      { what: 'proposal 1', was: expect.stringContaining('set_dormant_months') as string, is: null },
    ])
  })

  test('tells of a question that was not asked then', async () => {
    const agent = agentThatAsks()
    const kept = await run(agent, null)
    const curious = { ...kept, journal: { ...kept.journal, hasModel: true } }
    expect(await replay(agent, curious)).toEqual([{ what: 'questions', was: '0', is: '1' }])
  })
})
