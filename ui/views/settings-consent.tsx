import * as v from 'valibot'
import { ConsentMode, TenantFields, type TenantView } from '../../tenants/contract.ts'
import type { Fault } from '../models/field-faults.ts'
import { role } from '../models/session-model.ts'
import { changedFields } from '../models/settings-merge.ts'
import { ChoiceGroup } from '../parts/choice-group.tsx'
import { TextField } from '../parts/text-field.tsx'
import { consentWords } from '../words/consent-words.ts'
import { sayFault } from './fault-words.ts'
import { SettingsForm } from './settings-form.tsx'
import { useSectionForm, type SectionProps } from './settings-section.ts'

const GREETING_CHARS_MAX = 600

const ConsentSection = v.object({ consentMode: ConsentMode, voicemailGreeting: TenantFields.voicemailGreeting })
type Fields = { consentMode: v.InferOutput<typeof ConsentMode>; voicemailGreeting: string }

function fieldsOf({ consentMode, voicemailGreeting }: TenantView): Fields {
  return { consentMode, voicemailGreeting: voicemailGreeting ?? '' }
}

const toValue = ({ consentMode, voicemailGreeting }: Fields) => {
  const words = voicemailGreeting.trim()
  return { consentMode, voicemailGreeting: words === '' ? null : words }
}

/** What a business claims towards carriers and callers, and what that means for whom it texts. */
export function SettingsConsent({ model, tenant, isReadOnly }: SectionProps) {
  const words = consentWords()
  const form = useSectionForm(model, 'consent', fieldsOf(tenant), { schema: ConsentSection, toValue })
  const { consentMode, voicemailGreeting } = form.fields.value
  // The registration was approved for one way of agreeing, so whoever vouches for it changes it.
  const mayVouch = role.value === 'admin' || role.value === 'reseller'
  return (
    <SettingsForm
      title={words.title}
      lead={words.lead}
      form={form}
      isReadOnly={isReadOnly}
      onDiscard={form.discard}
      save={(value) => model.save('profile', changedFields<object>(toValue(fieldsOf(tenant)), value))}
    >
      {mayVouch ? (
        <ChoiceGroup
          label={words.mode}
          value={consentMode}
          choices={ConsentMode.options.map((mode) => ({
            value: mode,
            label: words.modes[mode],
            hint: `${words.means[mode]} ${words.hears[mode]}`,
          }))}
          hint={words.recorded}
          error={sayFault(form.faultAt('consentMode'))}
          onChange={(chosen) => form.set({ consentMode: chosen })}
        />
      ) : (
        <Fixed mode={tenant.consentMode} />
      )}
      <TextField
        label={words.greeting}
        value={voicemailGreeting}
        hint={words.greetingHint}
        error={sayGreetingFault(form.faultAt('voicemailGreeting'))}
        maxLength={GREETING_CHARS_MAX}
        rows={3}
        onInput={(typed) => form.set({ voicemailGreeting: typed })}
        onBlur={() => form.leave('voicemailGreeting')}
      />
    </SettingsForm>
  )
}

function Fixed({ mode }: { mode: TenantView['consentMode'] }) {
  const words = consentWords()
  return (
    <div class="stack">
      <p class="field-label">
        {words.mode}: {words.modes[mode]}
      </p>
      <p>
        {words.means[mode]} {words.hears[mode]} {words.recorded}
      </p>
      {role.value === 'technician' ? <p class="field-hint">{words.askOther}</p> : null}
    </div>
  )
}

function sayGreetingFault(fault: Fault | null): string | null {
  return fault?.code === 'other' ? consentWords().greetingFault : sayFault(fault)
}
