import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Language } from '../../tenants/contract/board.ts'
import type { ScriptName, ScriptPatch, ScriptPreview, ScriptView } from '../../tenants/contract/scripts.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'
import { draftOf } from '../drafts.ts'

/** The business's own words: one script open at a time, its preview always that of the words last typed. */

const PREVIEW_AFTER_MS = 250
const PREVIEW_SHAPE: Shape<ScriptPreview> = {
  text: 'string',
  segments: 'number',
  characters: 'number',
  findings: 'array',
}
const SCRIPT_SHAPE: Shape<ScriptView> = { name: 'string', text: 'string', version: 'number' }

export type SaveResult = { kind: 'saved' } | { kind: 'clash' } | { kind: 'refused'; problem: Problem }

export type ScriptsModel = {
  scripts: ReadonlySignal<ScriptView[] | null>
  problem: ReadonlySignal<Problem | null>
  open: ReadonlySignal<ScriptView | null>
  text: Signal<string>
  isChanged: ReadonlySignal<boolean>
  preview: ReadonlySignal<ScriptPreview | null>
  /** `stale`: the preview is of earlier words. */
  previewState: ReadonlySignal<'fresh' | 'stale' | 'failed'>
  /** What somebody else saved meanwhile. */
  theirs: Signal<ScriptView | null>
  isSaving: ReadonlySignal<boolean>
  load: () => Promise<void>
  choose: (name: ScriptName, language: Language) => void
  type: (text: string) => void
  discard: () => void
  save: (text?: string) => Promise<SaveResult>
  /** Ends a clash: the words that stand in the field from now on are saved on top of theirs, or are theirs. */
  settle: (keepsMine: boolean) => Promise<SaveResult>
}

export function openScripts(tenantId: string): ScriptsModel {
  const scripts = signal<ScriptView[] | null>(null)
  const problem = signal<Problem | null>(null)
  const chosen = signal<{ name: ScriptName; language: Language }>({ name: 'missed_call_text', language: 'en' })
  const open = computed(
    () =>
      scripts.value?.find(({ name, language }) => name === chosen.value.name && language === chosen.value.language) ??
      null,
  )
  const text = signal('')
  const preview = signal<ScriptPreview | null>(null)
  const previewState = signal<'fresh' | 'stale' | 'failed'>('stale')
  const theirs = signal<ScriptView | null>(null)
  const isSaving = signal(false)
  const draft = () => draftOf(`${tenantId}/script/${chosen.value.name}/${chosen.value.language}`)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  const ask = async () => {
    asked += 1
    const mine = asked
    const body = { ...chosen.value, text: text.value }
    const answer = await call<ScriptPreview>('POST', tenantPath(tenantId, 'scripts/preview'), {
      body,
      shape: PREVIEW_SHAPE,
    })
    // An answer to words that were typed over is of no use any more.
    if (mine !== asked) return
    if (answer.ok) preview.value = answer.value
    previewState.value = answer.ok ? 'fresh' : 'failed'
  }
  const type = (words: string, delayMs = PREVIEW_AFTER_MS) => {
    text.value = words
    draft().value = words === open.value?.text ? '' : words
    previewState.value = 'stale'
    asked += 1
    clearTimeout(timer)
    timer = setTimeout(() => void ask(), delayMs)
  }
  const show = () => {
    preview.value = null
    theirs.value = null
    if (open.value !== null) type(draft().peek() || open.value.text, 0)
  }
  const replace = (view: ScriptView) => {
    scripts.value = (scripts.value ?? []).map((old) =>
      old.name === view.name && old.language === view.language ? view : old,
    )
  }

  const save = async (words = text.value): Promise<SaveResult> => {
    const script = open.value
    if (script === null) return { kind: 'clash' }
    isSaving.value = true
    const body: ScriptPatch = { name: script.name, language: script.language, text: words, version: script.version }
    const answer = await call<ScriptView>('PUT', tenantPath(tenantId, 'scripts'), { body, shape: SCRIPT_SHAPE })
    isSaving.value = false
    if (answer.ok) {
      draft().value = ''
      replace(answer.value)
      show()
      return { kind: 'saved' }
    }
    if (answer.problem.status !== 412) return { kind: 'refused', problem: answer.problem }
    const fresh = await get<{ items: ScriptView[] }>(tenantPath(tenantId, 'scripts'), { items: 'array' })
    const other = fresh.ok
      ? fresh.value.items.find((each) => each.name === script.name && each.language === script.language)
      : undefined
    if (other === undefined) return { kind: 'refused', problem: answer.problem }
    theirs.value = other
    return { kind: 'clash' }
  }

  return {
    scripts,
    problem,
    open,
    text,
    preview,
    previewState,
    theirs,
    isSaving,
    isChanged: computed(() => open.value !== null && text.value !== open.value.text),
    load: async () => {
      const answer = await get<{ items: ScriptView[] }>(tenantPath(tenantId, 'scripts'), { items: 'array' })
      problem.value = answer.ok ? null : answer.problem
      if (!answer.ok) return
      scripts.value = answer.value.items
      show()
    },
    choose: (name, language) => {
      chosen.value = { name, language }
      show()
    },
    type: (words) => type(words),
    discard: () => open.value !== null && type(open.value.text, 0),
    save,
    settle: async (keepsMine) => {
      const other = theirs.value
      theirs.value = null
      if (other === null) return { kind: 'saved' }
      replace(other)
      if (keepsMine) return save()
      type(other.text, 0)
      return { kind: 'saved' }
    },
  }
}
