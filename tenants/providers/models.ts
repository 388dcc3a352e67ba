import { stopwatch, type Instant } from '../base/clock.ts'
import { MODEL_FIRST_SHARE, MODEL_OUTPUT_TOKENS_MAX, MODEL_TIME_MIN_MS } from '../base/model-limits.ts'
import { withinTime } from '../base/within-time.ts'
import { openCircuit, type Circuit } from './circuit.ts'
import { converse, type Ended, type ExchangePorts } from './model-dialogue.ts'
import type { ModelDriver } from './model-driver.ts'
import { openMask } from './model-mask.ts'
import { NO_MODELS, type ModelAnswer, type ModelPort, type ModelRequest } from './model-port.ts'
import { prepareAsked } from './model-prompt.ts'

export type ModelsPorts = ExchangePorts & {
  /** In the order they are asked: the next one where the one before has no answer. */
  drivers: readonly ModelDriver[]
}

/**
 * The models of one business. The first provider is asked, and the second where it refuses, fails, is malformed or
 * late, or rests after failing again and again. Nobody is ever waited for beyond the deadline.
 */
export function openModels(ports: ModelsPorts): ModelPort {
  const known = ports.drivers.map((driver) => ({ driver, circuit: openCircuit() }))
  if (known.length === 0) return NO_MODELS
  return {
    async ask(request) {
      const left = request.deadlineAt - ports.now()
      if (left < MODEL_TIME_MIN_MS) return LATE
      const asked = { ...request, maxOutputTokens: Math.min(request.maxOutputTokens, MODEL_OUTPUT_TOKENS_MAX) }
      const answer = askInTurn(known, asked, ports).catch((error: unknown) => {
        ports.report(error)
        return { ok: false, reason: 'failed', detail: 'A fault of ours.' } as const
      })
      // Whatever a provider or a tool is still at: its own time is over as well, and nobody waits for it.
      return withinTime(answer, left, LATE)
    },
  }
}

const LATE = { ok: false, reason: 'late', detail: 'The deadline has come.' } as const

type Known = { driver: ModelDriver; circuit: Circuit }

async function askInTurn<T>(known: Known[], request: ModelRequest<T>, ports: ModelsPorts): Promise<ModelAnswer<T>> {
  const elapsed = stopwatch()
  const spent = { inputTokens: 0, outputTokens: 0, costMicros: 0 }
  const mask = openMask(request.names ?? [])
  const asked = prepareAsked(request, mask)
  let last: ModelAnswer<T> = { ok: false, reason: 'failed', detail: 'Every provider rests.' }
  for (const [index, { driver, circuit }] of known.entries()) {
    const startedAt = ports.now()
    if (request.deadlineAt - startedAt < MODEL_TIME_MIN_MS) return LATE
    if (!circuit.mayTry(startedAt)) continue
    const isLast = index === known.length - 1
    const until = isLast ? request.deadlineAt : shareOf(startedAt, request.deadlineAt)
    const ended = await settleCircuit(circuit, ports, () =>
      converse({ driver, request, asked, mask, until, spent }, ports),
    )
    if (ended.ok) {
      const { provider, model } = driver
      return { ok: true, value: ended.value, provider, model, ...spent, tookMs: Math.round(elapsed()) }
    }
    last = { ok: false, reason: ended.reason, detail: `${driver.provider}: ${ended.detail}` }
  }
  return last
}

function shareOf(now: Instant, deadlineAt: Instant): Instant {
  return now + Math.floor((deadlineAt - now) * MODEL_FIRST_SHARE)
}

/** Whatever happens, the circuit hears how a try ended: one that is open lets nobody else through meanwhile. */
async function settleCircuit<T>(
  circuit: Circuit,
  { now }: Pick<ModelsPorts, 'now'>,
  work: () => Promise<Ended<T>>,
): Promise<Ended<T>> {
  let ended: Ended<T> | null = null
  try {
    ended = await work()
    return ended
  } finally {
    if (ended?.ok) circuit.succeeded()
    else if (ended?.isFault) circuit.failed(now(), ended.restMs)
    else circuit.ended()
  }
}
