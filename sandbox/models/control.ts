import { setTimeout as wait } from 'node:timers/promises'
import type { EmulatorRequest, EmulatorResponse } from '../emulator.ts'
import { readOrder } from '../order.ts'
import { MODES, think, type Mode } from './mind.ts'
import type { Prompt, Reply } from './prompt.ts'

const DELAY_MS_MAX = 120_000
const SEED_MAX = 2 ** 32 - 1
const KEPT_MAX = 100
/** A model that never answers is let go of in the end, as by every proxy on the way. */
const HANG_MS = 60_000

const MODEL_PROVIDERS = ['openai', 'anthropic'] as const
export type ModelProvider = (typeof MODEL_PROVIDERS)[number]

export function isModel(provider: string): boolean {
  return (MODEL_PROVIDERS as readonly string[]).includes(provider)
}

type Manner = { mode: Mode; delayMs: number; seed: number }
type Asked = { provider: ModelProvider; at: number; body: unknown }

const USUAL: Manner = { mode: 'helpful', delayMs: 0, seed: 1 }

/** How the stand-ins for models behave, and what they were asked, of one sandbox. */
export type Manners = {
  answer(provider: ModelProvider, prompt: Prompt): Promise<Reply>
  note(asked: Asked): void
  /** Its part of the control API. */
  control(request: EmulatorRequest): EmulatorResponse | undefined
  reset(): void
}

export function createManners(): Manners {
  let manners: Record<ModelProvider, Manner> = { openai: USUAL, anthropic: USUAL }
  let asked: Asked[] = []
  const tell = () => ({ ...manners, asked })
  const reset = () => {
    manners = { openai: USUAL, anthropic: USUAL }
    asked = []
  }
  return {
    async answer(provider, prompt) {
      const { mode, delayMs, seed } = manners[provider]
      if (delayMs > 0) await wait(delayMs)
      const reply = think(prompt, mode, seed)
      if (reply.kind === 'hang') await wait(HANG_MS, undefined, { ref: false })
      return reply
    },
    note(request) {
      asked = [...asked.slice(1 - KEPT_MAX), request]
    },
    control(request) {
      if (request.path !== '/sandbox/models') return undefined
      if (request.method === 'GET') return { status: 200, json: tell() }
      if (request.method === 'DELETE') {
        reset()
        return { status: 200, json: tell() }
      }
      if (request.method !== 'POST') return undefined
      const order = readOrder(request)
      const chosen = order.optionalText('provider') === undefined ? null : order.choice('provider', MODEL_PROVIDERS)
      const manner: Manner = {
        mode: order.choice('mode', MODES, 'helpful'),
        delayMs: order.number('delayMs', { min: 0, max: DELAY_MS_MAX, preset: 0 }),
        seed: order.number('seed', { min: 0, max: SEED_MAX, preset: 1 }),
      }
      for (const provider of MODEL_PROVIDERS) {
        if (chosen === null || chosen === provider) manners = { ...manners, [provider]: manner }
      }
      return { status: 200, json: tell() }
    },
    reset,
  }
}
