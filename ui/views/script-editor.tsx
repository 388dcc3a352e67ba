import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { ScriptView } from '../../tenants/contract/scripts.ts'
import type { Problem } from '../api.ts'
import type { SaveResult, ScriptsModel } from '../models/scripts-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextField } from '../parts/text-field.tsx'
import { showToast } from '../toasts.ts'
import { describeProblem } from '../words/problems.ts'
import { scriptWords } from '../words/scripts-words.ts'
import { settingsWords } from '../words/settings-words.ts'
import { ScriptPreviewCard } from './script-preview.tsx'
import { ScriptClash } from './script-clash.tsx'

type ScriptEditorProps = { model: ScriptsModel; script: ScriptView; isReadOnly: boolean }

export function ScriptEditor({ model, script, isReadOnly }: ScriptEditorProps) {
  const words = scriptWords()
  const common = settingsWords()
  const place = useRef<HTMLDivElement>(null)
  const isAsking = useSignal(false)
  const problem = useSignal<Problem | null>(null)
  const preview = model.preview.value
  const isClean = model.previewState.value === 'fresh' && preview !== null && preview.findings.length === 0

  const settle = async (saving: Promise<SaveResult>) => {
    problem.value = null
    const result = await saving
    if (result.kind === 'saved') showToast(common.saved)
    if (result.kind === 'refused') problem.value = result.problem
  }
  /** Puts a stand-in where the cursor is, and the cursor behind it. */
  const insert = (name: string) => {
    const field = place.current?.querySelector('textarea')
    if (!field) return
    const standIn = `{${name}}`
    const at = field.selectionStart
    model.type(field.value.slice(0, at) + standIn + field.value.slice(field.selectionEnd))
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(at + standIn.length, at + standIn.length)
    })
  }
  return (
    <div class="script-columns">
      <div class="stack" ref={place}>
        <TextField
          label={words.textLabel}
          value={model.text.value}
          rows={script.name === 'missed_call_email' ? 10 : 5}
          maxLength={1_000}
          isDisabled={isReadOnly}
          onInput={model.type}
        />
        {isReadOnly ? null : (
          <div class="stand-ins" role="group" aria-label={words.insert}>
            <span class="soft small">{words.insert}</span>
            {script.placeholders.map((name) => (
              <button key={name} type="button" class="stand-in" onClick={() => insert(name)}>
                {words.placeholders[name] ?? name}
              </button>
            ))}
          </div>
        )}
        {problem.value === null ? null : (
          <Banner tone="danger" icon="alert" isUrgent>
            {common.saveFailed}. {describeProblem(problem.value)}
          </Banner>
        )}
        {isReadOnly ? null : (
          <div class="row script-actions">
            <Button
              kind="primary"
              isBusy={model.isSaving.value}
              isDisabled={!isClean || !model.isChanged.value}
              onPress={() => void settle(model.save())}
            >
              {model.isSaving.value ? common.saving : common.save}
            </Button>
            {model.isChanged.value ? (
              <Button kind="quiet" onPress={model.discard}>
                {common.discard}
              </Button>
            ) : null}
            {script.isOwn ? (
              <Button kind="quiet" icon="undo" onPress={() => (isAsking.value = true)}>
                {words.backToOurs}
              </Button>
            ) : null}
          </div>
        )}
      </div>
      <ScriptPreviewCard model={model} isEmail={script.name === 'missed_call_email'} />
      <Dialog
        isOpen={isAsking.value}
        title={words.backToOurs}
        closeLabel={common.clash.cancel}
        onClose={() => (isAsking.value = false)}
        actions={
          <>
            <Button onPress={() => (isAsking.value = false)}>{words.keepOwn}</Button>
            <Button
              kind="primary"
              onPress={() => {
                isAsking.value = false
                void settle(model.save(''))
              }}
            >
              {words.backToOurs}
            </Button>
          </>
        }
      >
        <p>{words.backToOursAsk}</p>
      </Dialog>
      <ScriptClash model={model} onChoose={(keepsMine) => void settle(model.settle(keepsMine))} />
    </div>
  )
}
