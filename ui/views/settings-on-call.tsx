import { useEffect, useMemo } from 'preact/hooks'
import type { OnCallView } from '../../tenants/contract/on-call.ts'
import { formatLength, formatPhone } from '../format.ts'
import { openForm } from '../models/form.ts'
import {
  fieldsOf,
  moveRow,
  ON_CALL_RULES,
  openOnCall,
  timeUntilSpentMs,
  type ContactRow,
  type OnCallModel,
} from '../models/on-call-model.ts'
import { readPhone } from '../models/phone-field.ts'
import { Button } from '../parts/button.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TextField } from '../parts/text-field.tsx'
import { locale } from '../words/language.ts'
import { onCallWords } from '../words/on-call-words.ts'
import { describeProblem } from '../words/problems.ts'
import { sayFault } from './fault-words.ts'
import { OnCallPerson } from './on-call-contact.tsx'
import { SettingsForm } from './settings-form.tsx'
import { SettingsNotLoaded } from './settings-not-loaded.tsx'
import '../styles/on-call.css'

const CONTACTS_MAX = 5
let added = 0

/** Who is alerted in an emergency, in which order and how fast. */
export function SettingsOnCall({ tenantId, isReadOnly }: { tenantId: string; isReadOnly: boolean }) {
  const model = useMemo(() => openOnCall(tenantId), [tenantId])
  useEffect(() => void model.load(), [model])
  const view = model.view.value
  const problem = model.problem.value
  if (view !== null) return <OnCallForm model={model} view={view} isReadOnly={isReadOnly} />
  const said = problem === null ? null : describeProblem(problem)
  return <SettingsNotLoaded problem={said} heights={[48, 220]} onAgain={() => void model.load()} />
}

function OnCallForm({ model, view, isReadOnly }: { model: OnCallModel; view: OnCallView; isReadOnly: boolean }) {
  const words = onCallWords()
  const form = useMemo(() => openForm(fieldsOf(view), ON_CALL_RULES), [])
  useEffect(() => form.reset(fieldsOf(view)), [view])
  const fields = form.fields.value
  const { rows } = fields
  const setRows = (next: ContactRow[], path = 'contacts') => form.set({ rows: next }, path)
  const add = () => {
    added += 1
    setRows([...rows, { key: `new-${added}`, name: '', phone: '', email: '' }])
  }
  const spentMs = timeUntilSpentMs(fields)
  return (
    <SettingsForm
      title={words.title}
      lead={words.lead}
      form={form}
      isReadOnly={isReadOnly}
      onDiscard={() => form.reset(fieldsOf(view))}
      save={model.save}
    >
      {rows.length === 0 ? <p class="soft">{words.alone(view.alone.name, formatPhone(view.alone.phone))}</p> : null}
      <ol class="on-call-people">
        {rows.map((row, index) => (
          <OnCallPerson
            key={row.key}
            row={row}
            place={index + 1}
            count={rows.length}
            hasOptedOut={view.optedOut.includes(readPhone(row.phone))}
            isReadOnly={isReadOnly}
            faultAt={(name) => form.faultAt(`contacts.${index}.${name}`)}
            onLeave={(name) => form.leave(`contacts.${index}.${name}`)}
            onChange={(change, name) =>
              setRows(
                rows.map((other) => (other === row ? { ...other, ...change } : other)),
                `contacts.${index}.${name}`,
              )
            }
            onMove={(by) => setRows(moveRow(rows, index, by))}
            onRemove={() => setRows(rows.filter((other) => other !== row))}
          />
        ))}
      </ol>
      {isReadOnly || rows.length >= CONTACTS_MAX ? null : (
        <Button icon="plus" isWide onPress={add}>
          {words.add}
        </Button>
      )}
      <div class="on-call-pace">
        <TextField
          label={words.stepAfter}
          value={fields.minutes}
          inputMode="decimal"
          suffix={words.minutes}
          hint={words.stepHint}
          error={sayFault(form.faultAt('stepAfterMs'), (ms) => formatLength(Number(ms), locale.value))}
          onInput={(minutes) => form.set({ minutes }, 'stepAfterMs')}
          onBlur={() => form.leave('stepAfterMs')}
        />
        <SelectField
          label={words.rounds}
          value={fields.rounds}
          options={Object.values(words.roundNames).map((label, index) => ({ value: String(index + 1), label }))}
          isDisabled={isReadOnly}
          onChange={(rounds) => form.set({ rounds }, 'rounds')}
        />
      </div>
      {spentMs === null ? null : <p class="soft small">{words.after(formatLength(spentMs, locale.value))}</p>}
    </SettingsForm>
  )
}
