import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ModelAnswer, ModelRequest } from '../../../tenants/providers/model-port.ts'
import type { Kind } from './models.ts'

type Told = { id: number; answer: ModelAnswer<unknown> }

/** The models whose keys the environment has; null where it has none. Virtual time stands still while they think. */
export async function openReal(): Promise<(Kind & { close(): void }) | null> {
  if (!process.env['OPENAI_API_KEY'] && !process.env['ANTHROPIC_API_KEY']) return null
  const child = fork(fileURLToPath(new URL('./real-model.ts', import.meta.url)))
  const [first] = (await once(child, 'message')) as [unknown]
  if (first !== 'ready') {
    child.kill()
    return null
  }
  const waiting = new Map<number, (answer: ModelAnswer<unknown>) => void>()
  let isNews: () => void = () => undefined
  child.on('message', ({ id, answer }: Told) => {
    waiting.get(id)?.(answer)
    waiting.delete(id)
    isNews()
  })
  let asked = 0
  return {
    name: 'real models',
    open: (time) => ({
      ask: <T>(request: ModelRequest<T>) =>
        new Promise<ModelAnswer<T>>((resolve) => {
          asked += 1
          const { system, turns, names = [], deadlineAt } = request
          waiting.set(asked, (answer) => {
            // What it took in our time it takes in theirs.
            const tookMs = answer.ok ? answer.tookMs : 1
            time.laterInLife(tookMs, () => resolve(answer as ModelAnswer<T>))
          })
          child.send({ id: asked, request: { system, turns, names: [...names], leftMs: deadlineAt - time.now } })
        }),
    }),
    async idle() {
      while (waiting.size > 0) await new Promise<void>((resolve) => (isNews = resolve))
    },
    close: () => void child.kill(),
  }
}
