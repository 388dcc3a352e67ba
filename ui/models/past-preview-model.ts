import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { PastPreview } from '../../tenants/contract/past-preview.ts'
import type { ScriptQuestion } from '../../tenants/contract/scripts.ts'
import { call, tenantPath, type Problem, type Shape } from '../api.ts'

/** What the words in the field would have made of texts that went out; asked for, as it is much to compose. */

const PAST_SHAPE: Shape<PastPreview> = {
  days: 'number',
  texts: 'number',
  changed: 'number',
  refused: 'number',
  unknown: 'number',
  segmentsBefore: 'number',
  segmentsAfter: 'number',
  examples: 'array',
}

export type PastPreviewModel = {
  /** Null where it is not asked for, or for other words than those in the field. */
  past: ReadonlySignal<PastPreview | null>
  problem: ReadonlySignal<Problem | null>
  isAsking: ReadonlySignal<boolean>
  ask: () => Promise<void>
}

/** `question` is read as it stands when somebody asks, and again to see whether an answer is still one to it. */
export function openPastPreview(tenantId: string, question: () => ScriptQuestion | null): PastPreviewModel {
  type Answer = { asked: string; past: PastPreview | null; problem: Problem | null }
  const answer = signal<Answer | null>(null)
  const asking = signal<string | null>(null)
  const now = computed(() => JSON.stringify(question()))
  const current = computed(() => (answer.value?.asked === now.value ? answer.value : null))
  return {
    past: computed(() => current.value?.past ?? null),
    problem: computed(() => current.value?.problem ?? null),
    isAsking: computed(() => asking.value !== null && asking.value === now.value),
    ask: async () => {
      const body = question()
      const asked = now.peek()
      if (body === null || asking.peek() === asked) return
      asking.value = asked
      const given = await call<PastPreview>('POST', tenantPath(tenantId, 'scripts/preview-past'), {
        body,
        shape: PAST_SHAPE,
      })
      answer.value = given.ok
        ? { asked, past: given.value, problem: null }
        : { asked, past: null, problem: given.problem }
      if (asking.peek() === asked) asking.value = null
    },
  }
}
