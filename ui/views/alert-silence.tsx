import { useMemo, useRef, useState } from 'preact/hooks'
import { NewSilence, type AlertView } from '../../tenants/contract/alerts.ts'
import type { Problem } from '../api.ts'
import { LENGTHS, scopesOf, silenceOf, type AlertsModel, type Length, type Scope } from '../models/alerts-model.ts'
import { openForm } from '../models/form.ts'
import { ChoiceGroup } from '../parts/choice-group.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { SheetForm } from '../parts/sheet-form.tsx'
import { TextField } from '../parts/text-field.tsx'
import { showToast } from '../toasts.ts'
import { alertWords } from '../words/alerts-words.ts'
import { describeProblem } from '../words/problems.ts'
import { nameAlert } from './alert-row.tsx'
import { focusFirstFault, sayFault } from './fault-words.ts'
import '../styles/choices.css'

type Fields = { scope: Scope; length: Length; reason: string }

/** How much is to be quiet, for how long and why. */
export function AlertSilence({ model, alert, onClose }: { model: AlertsModel; alert: AlertView; onClose: () => void }) {
  const words = alertWords()
  const scopes = scopesOf(alert)
  const form = useMemo(() => {
    const start: Fields = { scope: scopes[0] ?? 'all', length: 'shift', reason: '' }
    return openForm(start, { schema: NewSilence, toValue: (fields: Fields) => silenceOf(alert, fields) })
  }, [])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const place = useRef<HTMLFormElement>(null)
  const { scope, length, reason } = form.fields.value
  const send = async () => {
    setProblem(null)
    const wanted = form.check()
    if (wanted === null) return focusFirstFault(place.current)
    setBusy(true)
    const refused = await model.silence(wanted)
    setBusy(false)
    if (refused !== null) return form.refuse(refused.issues) ? focusFirstFault(place.current) : setProblem(refused)
    showToast(words.silenceDone)
    onClose()
  }
  return (
    <SheetForm
      title={words.silenceTitle}
      closeLabel={words.close}
      back={words.back}
      submit={words.silenceSubmit}
      icon="pause"
      isBusy={isBusy}
      problem={problem === null ? null : describeProblem(problem)}
      place={place}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <p class="soft">{nameAlert(alert)}</p>
      <ChoiceGroup
        label={words.silenceWhat}
        value={scope}
        choices={scopes.map((value) => ({ value, label: words.scopes[value] }))}
        onChange={(chosen) => form.set({ scope: chosen })}
      />
      <SelectField
        label={words.silenceFor}
        value={length}
        options={(Object.keys(LENGTHS) as Length[]).map((value) => ({ value, label: words.lengths[value] }))}
        onChange={(chosen) => form.set({ length: chosen })}
      />
      <TextField
        label={words.reason}
        name="reason"
        hint={words.reasonHint}
        value={reason}
        maxLength={300}
        error={sayFault(form.faultAt('reason'))}
        onInput={(text) => form.set({ reason: text }, 'reason')}
        onBlur={() => reason !== '' && form.leave('reason')}
      />
    </SheetForm>
  )
}
