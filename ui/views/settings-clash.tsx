import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { describeSetting } from '../models/settings-values.ts'
import type { PendingClash, SettingsModel } from '../models/settings-model.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { showToast } from '../toasts.ts'
import { consentWords } from '../words/consent-words.ts'
import { locale } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'
import { settingsWords } from '../words/settings-words.ts'

/** Theirs beside mine, field by field, and nothing saved until a person has chosen. */
export function SettingsClash({ model }: { model: SettingsModel }) {
  const pending = model.clash.value
  if (pending === null) return null
  return <ClashDialog pending={pending} currency={model.tenant.value?.currency ?? 'USD'} />
}

function describe(field: string, value: unknown, currency: string): string[] {
  const lines = describeSetting(field, value ?? '–', currency, locale.value)
  const modes = consentWords().modes as Record<string, string>
  return field === 'consentMode' ? lines.map((line) => modes[line] ?? line) : lines
}

function ClashDialog({ pending, currency }: { pending: PendingClash; currency: string }) {
  const words = settingsWords()
  const keepsMine = useSignal<Record<string, boolean>>({})
  useEffect(() => {
    keepsMine.value = {}
  }, [pending])
  const isDecided = pending.clashes.every(({ field }) => keepsMine.value[field] !== undefined)
  const save = async () => {
    const outcome = await pending.resolve(keepsMine.value)
    if (outcome.kind === 'saved') showToast(words.saved)
    if (outcome.kind === 'refused') showToast(describeProblem(outcome.problem), 'danger')
  }
  const names = words.business.fields as Record<string, string>
  const side = (field: string, value: unknown, isMine: boolean) => (
    <label class="clash-side">
      <input
        type="radio"
        name={`clash-${field}`}
        checked={keepsMine.value[field] === isMine}
        onChange={() => (keepsMine.value = { ...keepsMine.value, [field]: isMine })}
      />
      <span class="clash-who small">{isMine ? words.clash.mine : words.clash.theirs}</span>
      <span class="clash-value">
        {describe(field, value, currency).map((line) => (
          <span key={line}>{line}</span>
        ))}
      </span>
    </label>
  )
  return (
    <Dialog
      isOpen
      title={words.clash.title}
      closeLabel={words.clash.cancel}
      onClose={pending.dismiss}
      actions={
        <>
          <Button onPress={pending.dismiss}>{words.clash.cancel}</Button>
          <Button kind="primary" isDisabled={!isDecided} onPress={() => void save()}>
            {words.clash.save}
          </Button>
        </>
      }
    >
      <p>{words.clash.lead}</p>
      {pending.clashes.map(({ field, mine, theirs }) => (
        <fieldset key={field} class="clash">
          <legend class="field-label">{names[field] ?? field}</legend>
          {side(field, mine, true)}
          {side(field, theirs, false)}
        </fieldset>
      ))}
    </Dialog>
  )
}
