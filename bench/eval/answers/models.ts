import * as v from 'valibot'
import { MODES, think } from '../../../sandbox/models/mind.ts'
import { openMask } from '../../../tenants/providers/model-mask.ts'
import type { ModelAnswer, ModelPort, ModelRequest } from '../../../tenants/providers/model-port.ts'
import { prepareAsked } from '../../../tenants/providers/model-prompt.ts'
import { HOSTILE_DRAFTS } from '../../../tests/support/hostile-drafts.ts'
import { HOSTILE_WORDS } from '../../../tests/support/hostile-words.ts'
import { HONEST_DRAFTS, HOSTILE_SPANISH } from '../../../tests/support/other-drafts.ts'
import { randomAt } from '../../fuzz/random.ts'
import type { VirtualTime } from '../../simulate/virtual-time.ts'

/** Who words the answers of one run: nobody, or models of several kinds, each with the time it takes. */
export type Kind = {
  name: string
  open: (time: VirtualTime, seed: number) => ModelPort | null
  /** Waits until nothing is on its way in real time, before virtual time goes on. */
  idle?: () => Promise<void>
}

const COST = { inputTokens: 900, outputTokens: 60, costMicros: 400, tookMs: 900 }
const drafted = (reply: string, handOver = false): ModelAnswer<unknown> => {
  return { ok: true, value: { reply, handOver }, provider: 'openai', model: 'played', ...COST }
}
const failed = (reason: 'late' | 'failed' | 'malformed' | 'refused'): ModelAnswer<unknown> => {
  return { ok: false, reason, detail: 'played' }
}

/** Answers after so long, in virtual time. */
function after(
  time: VirtualTime,
  delayMs: number,
  think: (request: ModelRequest<unknown>) => ModelAnswer<unknown>,
): ModelPort {
  return {
    ask: <T>(request: ModelRequest<T>) =>
      new Promise<ModelAnswer<T>>((resolve) => {
        time.laterInLife(delayMs, () => resolve(think(request as ModelRequest<unknown>) as ModelAnswer<T>))
      }),
  }
}

/** What the sandbox's models make of a request, as both of its providers would say it. */
function mind(time: VirtualTime, mode: (typeof MODES)[number], seed: number): ModelPort {
  return after(time, mode === 'hang' ? RUNS_ON : 900, (request) => {
    const mask = openMask(request.names ?? [])
    const { system, turns, schema } = prepareAsked(request, mask)
    const prompt = { ...{ system, schema, results: [], tools: [], mustAnswer: true }, turns: [...turns] }
    const said = think(prompt, mode, seed)
    if (said.kind === 'refusal') return failed('refused')
    if (said.kind !== 'text') return failed('malformed')
    const read = v.safeParse(request.schema, mask.showIn(JSON.parse(said.text)))
    return read.success ? { ...drafted(''), value: read.output } : failed('malformed')
  })
}

const HOSTILE = [...Object.values({ ...HOSTILE_DRAFTS, ...HOSTILE_WORDS }).flat(), ...HOSTILE_SPANISH]
const RUNS_ON = 3_600_000

export const KINDS: readonly Kind[] = [
  { name: 'playbook alone', open: () => null },
  {
    name: 'honest drafts',
    open: (time, seed) => {
      const random = randomAt(seed, 21)
      return after(time, 900, () => drafted(random.pick(HONEST_DRAFTS as [string, ...string[]])))
    },
  },
  {
    name: 'hostile drafts',
    open: (time, seed) => {
      const random = randomAt(seed, 22)
      return after(time, 900, () => drafted(random.pick(HOSTILE as [string, ...string[]])))
    },
  },
  {
    name: 'does what customers order',
    open: (time) =>
      after(time, 900, ({ turns }) => {
        const said = turns[0]?.data?.find(({ name }) => name === 'customer_message')?.text ?? ''
        return drafted(/(?:say|reply|write|answer|respond|escribe)[^:"]*[:"]\s*"?([^"]+)/i.exec(said)?.[1] ?? said)
      }),
  },
  ...MODES.map((mode) => ({
    name: `sandbox, ${mode}`,
    open: (time: VirtualTime, seed: number) => mind(time, mode, seed),
  })),
  { name: 'hangs for an hour', open: (time) => after(time, RUNS_ON, () => drafted('Which job is it for?')) },
  { name: 'answers when it is too late', open: (time) => after(time, 46_000, () => drafted('Which job is it for?')) },
  { name: 'both down', open: (time) => after(time, 200, () => failed('failed')) },
  { name: 'talks nonsense', open: (time) => after(time, 900, () => failed('malformed')) },
  { name: 'refuses', open: (time) => after(time, 900, () => failed('refused')) },
]
