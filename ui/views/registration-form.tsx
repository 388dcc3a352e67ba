import type { ComponentChildren } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { RegistrationPatch, SAMPLE_CHARS_MAX, type RegistrationView } from '../../tenants/contract/registration.ts'
import { openForm } from '../models/form.ts'
import { formOf, patchOf, type RegistrationForm, type RegistrationModel } from '../models/registration-model.ts'
import { ChoiceGroup } from '../parts/choice-group.tsx'
import { TextField } from '../parts/text-field.tsx'
import { registrationWords } from '../words/registration-words.ts'
import { SettingsForm } from './settings-form.tsx'

type FieldsProps = {
  model: RegistrationModel
  view: RegistrationView
  isReadOnly: boolean
  lead: string
  children: ComponentChildren
}
type LineName = 'legalName' | 'legalAddress' | 'website' | 'privacyUrl' | 'smsTermsUrl'
const LINES: readonly LineName[] = ['legalName', 'legalAddress', 'website', 'privacyUrl', 'smsTermsUrl']
const LINE_CHARS_MAX: Record<LineName, number> = {
  legalName: 255,
  legalAddress: 200,
  website: 300,
  privacyUrl: 300,
  smsTermsUrl: 300,
}

/** What carriers want to know. Nothing of it is kept on this device, for the sake of the EIN. */
export function RegistrationFieldsForm({ model, view, isReadOnly, lead, children }: FieldsProps) {
  const words = registrationWords()
  const kept = formOf(view)
  const form = useMemo(() => openForm(kept, { schema: RegistrationPatch, toValue: patchOf }), [])
  const keptKey = JSON.stringify(view.fields)
  useEffect(() => form.reset(kept), [keptKey, view.einMasked])
  const fields = form.fields.value
  const text = (name: Exclude<keyof RegistrationForm, 'samples' | 'brandType' | 'useCase'>, fault = name) => ({
    label: words.fields[name],
    value: fields[name],
    error: form.faultAt(fault) === null ? null : words.faults[fault],
    onInput: (typed: string) => form.set({ [name]: typed }),
    onBlur: () => form.leave(name),
  })
  return (
    <SettingsForm
      title={words.title}
      lead={lead}
      form={form}
      isReadOnly={isReadOnly}
      onDiscard={() => form.reset(kept)}
      save={(value) => model.save(value)}
    >
      {children}
      <ChoiceGroup
        label={words.fields.brandType}
        value={fields.brandType}
        choices={(['low_volume_standard', 'standard', 'sole_proprietor'] as const).map((value) => ({
          value,
          label: words.brands[value].name,
          hint: words.brands[value].words,
        }))}
        onChange={(brandType) => form.set({ brandType })}
      />
      {fields.brandType === 'sole_proprietor' ? null : (
        <TextField
          {...text('ein')}
          hint={view.einMasked === null ? words.hints.ein : words.einKept(view.einMasked)}
          inputMode="numeric"
          maxLength={10}
        />
      )}
      {LINES.map((name) => (
        <TextField
          key={name}
          {...text(name)}
          maxLength={LINE_CHARS_MAX[name]}
          hint={name === 'legalName' ? words.hints.legalName : undefined}
        />
      ))}
      <ChoiceGroup
        label={words.fields.useCase}
        value={fields.useCase}
        choices={(['customer_care', 'low_volume_mixed'] as const).map((value) => ({
          value,
          label: words.uses[value].name,
          hint: words.uses[value].words,
        }))}
        onChange={(useCase) => form.set({ useCase })}
      />
      <TextField {...text('optInDescription')} rows={3} maxLength={2_048} hint={words.hints.optInDescription} />
      {fields.samples.map((sample, index) => (
        <TextField
          key={index}
          label={words.sample(index + 1)}
          value={sample}
          rows={2}
          maxLength={SAMPLE_CHARS_MAX}
          error={form.faultAt(`sampleTexts.${index}`) === null ? null : words.faults.sampleTexts}
          onInput={(typed) =>
            form.set({ samples: fields.samples.map((each, place) => (place === index ? typed : each)) }, 'sampleTexts')
          }
        />
      ))}
      <TextField {...text('helpPhone')} type="tel" inputMode="tel" hint={words.hints.help} />
      <TextField {...text('helpEmail')} type="email" inputMode="email" />
    </SettingsForm>
  )
}
