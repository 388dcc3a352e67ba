import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { MODEL_ANSWER, modelThat } from '../../tests/support/model.ts'
import type { Agent, Thought } from './agent.ts'
import { listenTo, type Journal } from './journal.ts'
import { replay } from './replay.ts'
import type { ModelAnswer, ModelPort } from '../providers/model-port.ts'

const Months = v.object({ months: v.number() })

/** Moves the months to what a model says, or by six without one. */
function agentThatMoves(over: Partial<Agent<{ months: number }>> = {}): Agent {
  return {
    name: 'retention',
    version: 1,
    coolDownMs: 0,
    observe: () => ({ months: 12 }),
    think: async ({ months }, model) => {
      const asked = await model?.ask({
        ...{ purpose: 'test', system: 'Say how many months.', turns: [], schema: Months, schemaName: 'months' },
        ...{ maxOutputTokens: 100, deadlineAt: 0 },
      })
      return propose(months, asked?.ok ? asked.value.months : months + 6)
    },
    measureAfterMs: () => null,
    measure: () => null,
    ...over,
  } satisfies Agent<{ months: number }> as unknown as Agent
}

function propose(from: number, to: number): Thought {
  const expectation = { metric: 'won_back', before: null, after: null, days: 60, impactMinor: null } as const
  return { notes: [], proposals: [{ action: { kind: 'set_dormant_months', from, to }, evidence: [], expectation }] }
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
    const agent = agentThatMoves()
    expect(await replay(agent, await run(agent, null))).toEqual([])
  })

  test('comes to the same with what the model said then, and asks nobody', async () => {
    const agent = agentThatMoves()
    const kept = await run(agent, modelThat({ ...MODEL_ANSWER, value: { months: 9 } }))
    expect(kept.thought.proposals[0]?.action).toEqual({ kind: 'set_dormant_months', from: 12, to: 9 })
    expect(await replay(agent, kept)).toEqual([])
  })

  test('comes to the same where the model was down', async () => {
    const agent = agentThatMoves()
    const kept = await run(agent, modelThat({ ok: false, reason: 'late', detail: 'No answer in time.' }))
    expect(kept.journal.said).toHaveLength(1)
    expect(await replay(agent, kept)).toEqual([])
  })

  test('names what is different, and that the agent has changed', async () => {
    const kept = await run(agentThatMoves(), null)
    const later = agentThatMoves({ version: 2, think: ({ months }) => Promise.resolve(propose(months, 15)) })
    const [version, proposal] = await replay(later, kept)
    expect(version).toEqual({ what: 'version', was: '1', is: '2' })
    expect(proposal?.what).toBe('proposal 1')
    expect(proposal?.was).toContain('"to":18')
    expect(proposal?.is).toContain('"to":15')
  })

  test('names what it does not come to any more', async () => {
    const kept = await run(agentThatMoves(), null)
    const silent = agentThatMoves({ think: () => Promise.resolve({ notes: [], proposals: [] }) })
    expect(await replay(silent, kept)).toEqual([
      { what: 'proposal 1', was: expect.stringContaining('set_dormant_months') as string, is: null },
    ])
  })

  test('tells of a question that was not asked then', async () => {
    const agent = agentThatMoves()
    const kept = await run(agent, null)
    const curious = { ...kept, journal: { ...kept.journal, hasModel: true } }
    expect(await replay(agent, curious)).toEqual([{ what: 'questions', was: '0', is: '1' }])
  })
})
