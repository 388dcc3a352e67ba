import { useSignal } from '@preact/signals'
import { useMemo, useRef } from 'preact/hooks'
import { KnownPerson, Relation } from '../../tenants/contract/known.ts'
import type { Problem } from '../api.ts'
import { openForm } from '../models/form.ts'
import type { KnownModel } from '../models/known-model.ts'
import { readPhone } from '../models/phone-field.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { PlainForm } from '../parts/plain-form.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TextField } from '../parts/text-field.tsx'
import { showToast } from '../toasts.ts'
import { describeKnownProblem, knownWords } from '../words/known-words.ts'
import { focusFirstFault, sayFault } from './fault-words.ts'

const EMPTY = { phone: '', relation: 'supplier' as Relation, name: '' }
const RULES = {
  schema: KnownPerson,
  toValue: ({ phone, relation, name }: typeof EMPTY) => ({
    phone: readPhone(phone),
    relation,
    name: name.trim() === '' ? null : name,
  }),
}

/** A number that shall never get the cold text, whether or not it has ever called. */
export function KnownAdd({ model }: { model: KnownModel }) {
  const words = knownWords()
  const form = useMemo(() => openForm(EMPTY, RULES), [])
  const place = useRef<HTMLFormElement>(null)
  const isBusy = useSignal(false)
  const problem = useSignal<Problem | null>(null)
  const { phone, relation, name } = form.fields.value
  const add = async () => {
    problem.value = null
    const person = form.check()
    if (person === null) return focusFirstFault(place.current)
    isBusy.value = true
    const refused = await model.add(person)
    isBusy.value = false
    if (refused === null) {
      form.reset({ ...EMPTY, relation })
      return showToast(words.saved)
    }
    if (form.refuse(refused.issues)) focusFirstFault(place.current)
    else problem.value = refused
  }
  return (
    <PlainForm
      place={place}
      class="people-invite"
      labelledBy="known-add"
      isBusy={isBusy.value}
      onSubmit={() => void add()}
    >
      <h3 id="known-add">{words.add}</h3>
      <TextField
        label={words.phone}
        name="phone"
        type="tel"
        inputMode="tel"
        value={phone}
        error={sayFault(form.faultAt('phone'))}
        onInput={(text) => form.set({ phone: text }, 'phone')}
        onBlur={() => phone !== '' && form.leave('phone')}
      />
      <TextField
        label={words.name}
        name="name"
        value={name}
        error={sayFault(form.faultAt('name'))}
        onInput={(text) => form.set({ name: text }, 'name')}
      />
      <SelectField
        label={words.label}
        value={relation}
        options={Relation.options.map((value) => ({ value, label: words.relations[value] }))}
        onChange={(value) => form.set({ relation: value }, 'relation')}
      />
      {problem.value === null ? null : (
        <Banner tone="danger" icon="alert" isUrgent>
          {describeKnownProblem(problem.value)}
        </Banner>
      )}
      <Button kind="primary" type="submit" isBusy={isBusy.value}>
        {words.save}
      </Button>
    </PlainForm>
  )
}
