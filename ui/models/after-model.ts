import { signal, type ReadonlySignal } from '@preact/signals'
import type { AfterJob, AfterJobNumbers, AfterText, AfterTextsQuestion } from '../../tenants/contract/after-job.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'
import type { SaveOutcome } from './settings-model.ts'

/** What is done after a job as it stands on the server, how it went, and how its texts read. */

const SHAPE: Shape<AfterJob> = { review: 'object', amc: 'object', reengage: 'object', version: 'number' }
const NUMBERS_SHAPE: Shape<AfterJobNumbers> = { review: 'object', amc: 'object', reengage: 'object' }
const PREVIEW_AFTER_MS = 300

export type AfterModel = {
  tenantId: string
  settings: ReadonlySignal<AfterJob | null>
  problem: ReadonlySignal<Problem | null>
  /** Null until they are known; the settings do without. */
  numbers: ReadonlySignal<AfterJobNumbers | null>
  /** Counts the clashes that a person has decided; here each save decides. */
  settled: ReadonlySignal<number>
  texts: ReadonlySignal<AfterText[] | null>
  textsFailed: ReadonlySignal<boolean>
  load: () => Promise<void>
  save: (value: Omit<AfterJob, 'version'>) => Promise<SaveOutcome>
  /** Asks how the texts would read; of several questions in a row the last is asked. */
  ask: (question: AfterTextsQuestion) => void
  close: () => void
}

export function openAfter(tenantId: string): AfterModel {
  const settings = signal<AfterJob | null>(null)
  const problem = signal<Problem | null>(null)
  const numbers = signal<AfterJobNumbers | null>(null)
  const texts = signal<AfterText[] | null>(null)
  const textsFailed = signal(false)
  const path = tenantPath(tenantId, 'after-job')
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  const load = async () => {
    const [answer, counted] = await Promise.all([
      get<AfterJob>(path, SHAPE),
      get<AfterJobNumbers>(`${path}/numbers`, NUMBERS_SHAPE),
    ])
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) settings.value = answer.value
    if (counted.ok) numbers.value = counted.value
  }
  const readTexts = async (question: AfterTextsQuestion) => {
    asked += 1
    const mine = asked
    const answer = await call<{ items: AfterText[] }>('POST', `${path}/texts`, {
      body: question,
      shape: { items: 'array' },
    })
    if (mine !== asked) return
    if (answer.ok) texts.value = answer.value.items
    textsFailed.value = !answer.ok
  }

  return {
    ...{ tenantId, settings, problem, numbers, texts, textsFailed, load },
    settled: signal(0),
    save: async (value) => {
      const body = { ...value, version: settings.value?.version ?? 0 }
      const answer = await call<AfterJob>('PUT', path, { body, shape: SHAPE })
      if (answer.ok) {
        settings.value = answer.value
        // How many are away that long depends on what was saved.
        void load()
        return { kind: 'saved', isMerged: false }
      }
      // Theirs comes in beside what was changed here; whoever looks at both can save again.
      if (answer.problem.code === 'edited_meanwhile') await load()
      return { kind: 'refused', problem: answer.problem }
    },
    ask: (question) => {
      clearTimeout(timer)
      timer = setTimeout(() => void readTexts(question), texts.peek() === null ? 0 : PREVIEW_AFTER_MS)
    },
    close: () => clearTimeout(timer),
  }
}
