import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import type { Problem } from '../api.ts'
import type { Form } from '../models/form.ts'
import type { SaveOutcome } from '../models/settings-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { PlainForm } from '../parts/plain-form.tsx'
import { showToast } from '../toasts.ts'
import { describeProblem } from '../words/problems.ts'
import { settingsWords } from '../words/settings-words.ts'
import { focusFirstFault } from './fault-words.ts'

type SettingsFormProps<Fields, Value> = {
  title: string
  lead: string
  form: Form<Fields, Value>
  isReadOnly: boolean
  /** Sends what was changed. */
  save: (value: Value) => Promise<SaveOutcome>
  onDiscard: () => void
  children: ComponentChildren
}

/** A section that is saved as one: its bar appears with the first change and says what became of it. */
export function SettingsForm<Fields, Value>(props: SettingsFormProps<Fields, Value>) {
  const { title, lead, form, isReadOnly, save, onDiscard, children } = props
  const words = settingsWords()
  const place = useRef<HTMLFormElement>(null)
  const isSaving = useSignal(false)
  const problem = useSignal<Problem | null>(null)
  const isChanged = form.isChanged.value

  const send = async () => {
    problem.value = null
    const value = form.check()
    if (value === null) return focusFirstFault(place.current)
    isSaving.value = true
    const outcome = await save(value)
    isSaving.value = false
    if (outcome.kind === 'saved') return showToast(outcome.isMerged ? words.merged : words.saved)
    if (outcome.kind !== 'refused') return
    if (form.refuse(outcome.problem.issues)) focusFirstFault(place.current)
    else problem.value = outcome.problem
  }

  return (
    <PlainForm place={place} class="settings-form" isBusy={isSaving.value} onSubmit={() => void send()}>
      <header>
        <h2 class="settings-title">{title}</h2>
        <p class="soft">{lead}</p>
      </header>
      <fieldset class="settings-fields" disabled={isReadOnly}>
        <legend class="unseen">{title}</legend>
        {children}
      </fieldset>
      {problem.value === null ? null : (
        <Banner tone="danger" icon="alert" isUrgent>
          {words.saveFailed}. {describeProblem(problem.value)}
        </Banner>
      )}
      {form.faultCount.value === 0 ? null : <p class="field-error">{words.fixFirst(form.faultCount.value)}</p>}
      {isChanged ? (
        <div class="save-bar">
          <span class="grow small">{words.unsaved}</span>
          <Button kind="quiet" onPress={onDiscard}>
            {words.discard}
          </Button>
          <Button kind="primary" type="submit" isBusy={isSaving.value}>
            {isSaving.value ? words.saving : words.save}
          </Button>
        </div>
      ) : null}
    </PlainForm>
  )
}
