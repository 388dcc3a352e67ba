import { signal, type ReadonlySignal } from '@preact/signals'
import type { ForwardingTest } from '../../tenants/contract/join.ts'
import { VoicePatch, type VoiceSettings, type VoiceView } from '../../tenants/contract/voice.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'
import type { FormRules } from './form.ts'
import type { SaveOutcome } from './settings-model.ts'

/** How calls are taken, as it stands on the server and in its fields. */

const SHAPE: Shape<VoiceView> = { ringFirst: 'string', ringS: 'number', hears: 'object', whisper: 'object' }
const TEST_SHAPE: Shape<ForwardingTest> = { status: 'string', startedAt: 'number' }

export type VoiceFields = {
  ringFirst: VoiceSettings['ringFirst']
  ringS: string
  recordsMessages: boolean
  keepDays: string
}

export const VOICE_RULES: FormRules<VoiceFields, typeof VoicePatch> = {
  schema: VoicePatch,
  toValue: ({ ringFirst, ringS, recordsMessages, keepDays }) => ({
    ringFirst,
    ringS: ringS.trim() === '' ? Number.NaN : Number(ringS),
    recordsMessages,
    keepDays: Number(keepDays),
  }),
}

export function voiceFields({ ringFirst, ringS, recordsMessages, keepDays }: VoiceSettings): VoiceFields {
  return { ringFirst, ringS: String(ringS), recordsMessages, keepDays: String(keepDays) }
}

/** What a caller hears, in order, with these settings. */
export function linesOf({ hears }: VoiceView, language: 'en' | 'es', recordsMessages: boolean): string[] {
  const { notice, record, goodbye } = hears[language]
  return [...notice, recordsMessages ? record : goodbye]
}

export type VoiceModel = {
  tenantId: string
  view: ReadonlySignal<VoiceView | null>
  /** The last call that tried out the forwarding; undefined while nobody knows. */
  lastTest: ReadonlySignal<ForwardingTest | null | undefined>
  problem: ReadonlySignal<Problem | null>
  /** Counts the clashes that a person has decided; here each save decides. */
  settled: ReadonlySignal<number>
  load: () => Promise<void>
  save: (value: VoiceSettings) => Promise<SaveOutcome>
}

export function openVoice(tenantId: string): VoiceModel {
  const view = signal<VoiceView | null>(null)
  const lastTest = signal<ForwardingTest | null | undefined>(undefined)
  const problem = signal<Problem | null>(null)
  const path = tenantPath(tenantId, 'voice')
  return {
    tenantId,
    view,
    lastTest,
    problem,
    settled: signal(0),
    load: async () => {
      const [answer, test] = await Promise.all([
        get<VoiceView>(path, SHAPE),
        get<ForwardingTest>(tenantPath(tenantId, 'forwarding-test'), TEST_SHAPE),
      ])
      problem.value = answer.ok ? null : answer.problem
      if (answer.ok) view.value = answer.value
      // None was ever made: the server answers null, which has no shape.
      lastTest.value = test.ok ? test.value : null
    },
    save: async (value) => {
      const answer = await call<VoiceView>('PUT', path, { body: value, shape: SHAPE })
      if (!answer.ok) return { kind: 'refused', problem: answer.problem }
      view.value = answer.value
      return { kind: 'saved', isMerged: false }
    },
  }
}
