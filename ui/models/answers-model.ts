import { signal, type ReadonlySignal } from '@preact/signals'
import type { AgentsView } from '../../tenants/contract/agents.ts'
import type { Language } from '../../tenants/contract/board.ts'
import type { ScriptPreview, ScriptView } from '../../tenants/contract/scripts.ts'
import { call, get, tenantPath, type Shape } from '../api.ts'

/** Two texts that no model ever words, as they go out today, and whether there is a model at all. */

const PREVIEW_SHAPE: Shape<ScriptPreview> = { text: 'string', findings: 'array' }
const SCRIPTS_SHAPE: Shape<{ items: ScriptView[] }> = { items: 'array' }
const AGENTS_SHAPE: Shape<AgentsView> = { hasModel: 'boolean' }

export const FIXED_SCRIPTS = ['missed_call_text', 'price_answer'] as const
export type FixedScript = (typeof FIXED_SCRIPTS)[number]

export type AnswersModel = {
  /** Null until they are there, and where they cannot be had. */
  previews: ReadonlySignal<Readonly<Partial<Record<FixedScript, string>>> | null>
  hasFailed: ReadonlySignal<boolean>
  /** Null where the reader may not see the agents. */
  hasModel: ReadonlySignal<boolean | null>
  load: (language: Language) => Promise<void>
}

export function openAnswers(tenantId: string): AnswersModel {
  const previews = signal<Partial<Record<FixedScript, string>> | null>(null)
  const hasFailed = signal(false)
  const hasModel = signal<boolean | null>(null)

  const preview = async (name: FixedScript, language: Language, scripts: readonly ScriptView[]) => {
    const text = scripts.find((script) => script.name === name && script.language === language)?.text ?? ''
    const body = { name, language, text }
    return call<ScriptPreview>('POST', tenantPath(tenantId, 'scripts/preview'), { body, shape: PREVIEW_SHAPE })
  }

  const load = async (language: Language) => {
    const [agents, scripts] = await Promise.all([
      get<AgentsView>(tenantPath(tenantId, 'agents'), AGENTS_SHAPE),
      get<{ items: ScriptView[] }>(tenantPath(tenantId, 'scripts'), SCRIPTS_SHAPE),
    ])
    hasModel.value = agents.ok ? agents.value.hasModel : null
    if (!scripts.ok) return void (hasFailed.value = true)
    const texts = await Promise.all(FIXED_SCRIPTS.map((name) => preview(name, language, scripts.value.items)))
    hasFailed.value = texts.some(({ ok }) => !ok)
    previews.value = Object.fromEntries(
      texts.flatMap((answer, place) => (answer.ok ? [[FIXED_SCRIPTS[place], answer.value.text]] : [])),
    )
  }

  return { previews, hasFailed, hasModel, load }
}
