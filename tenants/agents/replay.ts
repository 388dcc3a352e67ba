import * as v from 'valibot'
import type { ModelAnswer, ModelPort } from '../providers/model-port.ts'
import type { Agent, Thought } from './agent.ts'
import type { Journaled } from './journal.ts'

/** Where a run, played again, came to something else; `is` is null where it did not come so far. */
export type Difference = { what: string; was: string | null; is: string | null }

/**
 * Plays a run again: what it saw and what a model said are taken from its journal, so that it comes to the same unless
 * the agent itself has changed.
 */
export async function replay(agent: Agent, { journal, thought }: Journaled): Promise<Difference[]> {
  const asked = { count: 0 }
  const model = journal.hasModel ? sayAgain(journal.said, asked) : null
  const again = await agent.think(journal.seen, model)
  const differences = compare(thought, again)
  if (asked.count !== journal.said.length) {
    differences.push({ what: 'questions', was: String(journal.said.length), is: String(asked.count) })
  }
  if (differences.length > 0 && agent.version !== journal.version) {
    differences.unshift({ what: 'version', was: String(journal.version), is: String(agent.version) })
  }
  return differences
}

/** Answers what it was answered then. A question beyond the last finds the model down. */
function sayAgain(said: readonly ModelAnswer<unknown>[], asked: { count: number }): ModelPort {
  return {
    ask<T>({ schema }: { schema: v.GenericSchema<unknown, T> }): Promise<ModelAnswer<T>> {
      const answer = said[asked.count]
      asked.count += 1
      if (answer === undefined) return Promise.resolve(failed('Nothing more was asked then.'))
      if (!answer.ok) return Promise.resolve(answer)
      // Held to what the agent asks for now, as every answer is.
      const parsed = v.safeParse(schema, answer.value)
      return Promise.resolve(
        parsed.success ? { ...answer, value: parsed.output } : failed('It is not what is asked for now.'),
      )
    },
  }
}

function failed(detail: string): { ok: false; reason: 'malformed'; detail: string } {
  return { ok: false, reason: 'malformed', detail }
}

function compare(then: Thought, now: Thought): Difference[] {
  return [...compareLists('note', then.notes, now.notes), ...compareLists('proposal', then.proposals, now.proposals)]
}

function compareLists(name: string, then: readonly unknown[], now: readonly unknown[]): Difference[] {
  return Array.from({ length: Math.max(then.length, now.length) }, (_, index) => index).flatMap((index) => {
    const [was, is] = [write(then[index]), write(now[index])]
    return was === is ? [] : [{ what: `${name} ${index + 1}`, was, is }]
  })
}

/** As JSON with its names in order, since a stored object keeps none. */
function write(value: unknown): string | null {
  if (value === undefined) return null
  return JSON.stringify(value, (_name, part: unknown) => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}
