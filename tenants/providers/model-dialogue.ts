import { stopwatch, type Instant } from '../base/clock.ts'
import {
  MODEL_CALLS_MAX,
  MODEL_REQUEST_BYTES_MAX,
  MODEL_RETRY_MS,
  MODEL_ROUNDS_MAX,
  MODEL_TIME_MIN_MS,
  MODEL_UNSEEN_TOKENS,
} from '../base/model-limits.ts'
import { unreachable } from '../base/result.ts'
import { sleep } from '../base/within-time.ts'
import type { Asked, Failed, ModelDriver, Prepared, Step, ToolResult } from './model-driver.ts'
import { PlaceholderUnknown, type Mask } from './model-mask.ts'
import type { ModelFailure, ModelProvider, ModelRequest } from './model-port.ts'
import { priceOf } from './model-prices.ts'
import { readAnswer } from './model-schema.ts'
import { runTool } from './model-tools.ts'

/** One request to a provider, as the ledger keeps it. Tokens and money are the most that it can come to. */
export type ModelCall = {
  callId: string
  runId: string | null
  purpose: string
  provider: ModelProvider
  model: string
  inputTokens: number
  outputTokens: number
  costMicros: number
  startedAt: Instant
}
export type CallOutcome = 'answered' | 'refused' | 'malformed' | 'failed' | 'late'
export type CallSettlement = {
  outcome: CallOutcome
  tookMs: number
  /** Null where it may have been charged and nobody knows how much: what was set aside stays spent. */
  spent: { inputTokens: number; outputTokens: number; costMicros: number } | null
}

/** The money of one business. What is set aside before a call stays spent should the process end in the middle. */
export type ModelLedger = {
  /** False where the day's money would not last. On disk before it returns. */
  reserve(call: ModelCall): boolean
  settle(callId: string, settlement: CallSettlement): void
  /** It was answered, and the answer is of no use. */
  mark(callId: string, outcome: CallOutcome): void
}

export type ExchangePorts = {
  ledger: ModelLedger
  now: () => Instant
  newId: () => string
  /** Faults of ours and of tools, which nobody waits for any more. */
  report: (error: unknown) => void
}

/** `isFault`: the provider's, after some of which it is left alone. `restMs` is how long it wants to be. */
export type Ended<T> =
  { ok: true; value: T } | { ok: false; reason: ModelFailure; detail: string; isFault: boolean; restMs: number | null }

export type Conversation<T> = {
  driver: ModelDriver
  request: ModelRequest<T>
  asked: Asked
  mask: Mask
  /** No longer than this. */
  until: Instant
  /** Added to. */
  spent: { inputTokens: number; outputTokens: number; costMicros: number }
}

/** Asks one model until it answers: it may call tools so many times, and then it has to. */
export async function converse<T>(conversation: Conversation<T>, ports: ExchangePorts): Promise<Ended<T>> {
  const { driver, request, asked, mask } = conversation
  const dialogue = driver.open(asked)
  const tools = request.tools ?? []
  let results: ToolResult[] = []
  let calls = 0
  for (let round = 0; round <= MODEL_ROUNDS_MAX; round += 1) {
    const prepared = dialogue.prepare(results, round < MODEL_ROUNDS_MAX)
    if (prepared.bytes > MODEL_REQUEST_BYTES_MAX) return end('failed', 'The request is too long.')
    const { step, callId } = await exchange(prepared, conversation, ports)
    switch (step.kind) {
      case 'over_budget':
        return end('over_budget', 'The money of the day would not last.')
      case 'failed':
        return {
          ...end(step.isLate ? 'late' : 'failed', step.detail),
          isFault: !step.isOurs,
          restMs: step.retryAfterMs,
        }
      case 'unusable':
        return end(step.reason, step.detail)
      case 'answered':
        return markMalformed(readText(step.text, conversation), callId, ports)
      case 'calls':
        calls += step.calls.length
        if (calls > MODEL_CALLS_MAX) return end('malformed', 'It called tools without end.')
        results = await Promise.all(step.calls.map((call) => runTool(call, tools, mask, timeLeft(conversation, ports))))
        break
      default:
        return unreachable(step)
    }
  }
  return end('malformed', 'It called tools where it had to answer.')
}

function end(reason: ModelFailure, detail: string): Extract<Ended<never>, { ok: false }> {
  return { ok: false, reason, detail, isFault: false, restMs: null }
}

function readText<T>(text: string, { request, mask }: Conversation<T>): Ended<T> {
  try {
    const answer = readAnswer(request.schema, mask.showIn(JSON.parse(text)))
    return answer.ok ? answer : end('malformed', `It does not fit the schema: ${answer.where}.`)
  } catch (error) {
    const isMadeUp = error instanceof PlaceholderUnknown
    return end('malformed', isMadeUp ? 'It made up a placeholder.' : 'It is not JSON.')
  }
}

function markMalformed<T>(ended: Ended<T>, callId: string | null, { ledger }: ExchangePorts): Ended<T> {
  if (!ended.ok && callId !== null) ledger.mark(callId, 'malformed')
  return ended
}

function timeLeft<T>({ until }: Conversation<T>, { now, report }: ExchangePorts) {
  return { leftMs: () => until - now(), report }
}

type Exchanged = { step: Step | { kind: 'over_budget' }; callId: string | null }

/** One request, and the same once more where that may help and there is time. Each is paid for on its own. */
async function exchange<T>(
  prepared: Prepared,
  conversation: Conversation<T>,
  ports: ExchangePorts,
): Promise<Exchanged> {
  const { until } = conversation
  const first = await payFor(prepared, conversation, ports)
  const { step } = first
  if (step.kind !== 'failed' || !step.isRetryable) return first
  const waitMs = step.retryAfterMs ?? MODEL_RETRY_MS
  if (ports.now() + waitMs + MODEL_TIME_MIN_MS > until) return first
  await sleep(waitMs)
  return payFor(prepared, conversation, ports)
}

async function payFor<T>(
  prepared: Prepared,
  { driver, request, until, spent }: Conversation<T>,
  { ledger, now, newId }: ExchangePorts,
): Promise<Exchanged> {
  const timeoutMs = until - now()
  if (timeoutMs < MODEL_TIME_MIN_MS) return { step: TOO_LATE, callId: null }
  const callId = newId()
  const { provider, model } = driver
  // A token is at least one byte of what is sent.
  const inputTokens = prepared.bytes + MODEL_UNSEEN_TOKENS
  const outputTokens = driver.outputTokensMax(request.maxOutputTokens)
  const reserved = { inputTokens, outputTokens, costMicros: priceOf(model, inputTokens, outputTokens) }
  const about = { callId, runId: request.runId ?? null, purpose: request.purpose, provider, model, startedAt: now() }
  if (!ledger.reserve({ ...about, ...reserved })) return { step: { kind: 'over_budget' }, callId: null }
  const elapsed = stopwatch()
  const step = await prepared.send(timeoutMs)
  const charged = chargeOf(step, model)
  ledger.settle(callId, { outcome: outcomeOf(step), tookMs: Math.round(elapsed()), spent: charged })
  const counted = charged ?? reserved
  spent.inputTokens += counted.inputTokens
  spent.outputTokens += counted.outputTokens
  spent.costMicros += counted.costMicros
  return { step, callId }
}

const TOO_LATE: Failed = {
  ...{ kind: 'failed', isLate: true, isRetryable: false, retryAfterMs: null, mayBeCharged: false },
  // It was not asked at all.
  isOurs: true,
  detail: 'no time left',
}

function chargeOf(step: Step, model: string): CallSettlement['spent'] {
  if (step.kind === 'failed') {
    return step.mayBeCharged ? null : { inputTokens: 0, outputTokens: 0, costMicros: 0 }
  }
  const { inputTokens, outputTokens } = step.usage
  return { inputTokens, outputTokens, costMicros: priceOf(model, inputTokens, outputTokens) }
}

function outcomeOf(step: Step): CallOutcome {
  switch (step.kind) {
    case 'answered':
    case 'calls':
      return 'answered'
    case 'unusable':
      return step.reason
    case 'failed':
      return step.isLate ? 'late' : 'failed'
    default:
      return unreachable(step)
  }
}
