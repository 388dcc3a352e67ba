import * as v from 'valibot'
import { TenantFields, type TenantView } from '../../tenants/contract.ts'
import { readPhone, writePhone } from '../models/phone-field.ts'
import { changedFields } from '../models/settings-merge.ts'
import { browserZone } from '../models/zones.ts'
import { ChoiceGroup } from '../parts/choice-group.tsx'
import { TextField } from '../parts/text-field.tsx'
import { ZoneField } from '../parts/zone-field.tsx'
import { settingsWords } from '../words/settings-words.ts'
import { sayFault } from './fault-words.ts'
import { SettingsForm } from './settings-form.tsx'
import { useSectionForm, type SectionProps } from './settings-section.ts'

const { businessName, ownerName, email, primaryPhone, serviceArea, postalAddress, timeZone } = TenantFields
const BusinessSection = v.object({
  businessName,
  ownerName,
  email,
  primaryPhone,
  serviceArea,
  postalAddress,
  timeZone,
  language: TenantFields.language.wrapped,
})
type Fields = v.InferInput<typeof BusinessSection>
type TextName = 'businessName' | 'ownerName' | 'email' | 'primaryPhone' | 'serviceArea' | 'postalAddress'

function fieldsOf(tenant: TenantView): Fields {
  return {
    businessName: tenant.businessName,
    ownerName: tenant.ownerName,
    email: tenant.email,
    primaryPhone: writePhone(tenant.primaryPhone),
    serviceArea: tenant.serviceArea,
    postalAddress: tenant.postalAddress,
    timeZone: tenant.timeZone,
    language: tenant.language,
  }
}

const toValue = (fields: Fields) => ({ ...fields, primaryPhone: readPhone(fields.primaryPhone) })

export function SettingsBusiness({ model, tenant, isReadOnly }: SectionProps) {
  const words = settingsWords().business
  const hints = words.hints as Partial<Record<TextName, string>>
  const form = useSectionForm(model, 'business', fieldsOf(tenant), { schema: BusinessSection, toValue })
  const fields = form.fields.value
  const text = (name: TextName) => ({
    label: words.fields[name],
    value: fields[name],
    hint: hints[name],
    error: sayFault(form.faultAt(name)),
    onInput: (typed: string) => form.set({ [name]: typed }),
    onBlur: () => form.leave(name),
  })
  return (
    <SettingsForm
      title={words.title}
      lead={words.lead}
      form={form}
      isReadOnly={isReadOnly}
      onDiscard={form.discard}
      save={(value) => model.save('profile', changedFields<object>(toValue(fieldsOf(tenant)), value))}
    >
      <TextField {...text('businessName')} maxLength={80} autoComplete="organization" />
      <TextField {...text('ownerName')} maxLength={80} autoComplete="name" />
      <TextField {...text('email')} type="email" inputMode="email" autoComplete="email" />
      <TextField {...text('primaryPhone')} type="tel" inputMode="tel" autoComplete="tel" />
      <TextField {...text('serviceArea')} maxLength={120} />
      <TextField {...text('postalAddress')} maxLength={200} autoComplete="street-address" />
      <ZoneField
        label={words.fields.timeZone}
        value={fields.timeZone}
        own={browserZone()}
        error={sayFault(form.faultAt('timeZone'))}
        onChange={(zone) => form.set({ timeZone: zone })}
      />
      <ChoiceGroup
        label={words.fields.language}
        value={fields.language}
        choices={[
          { value: 'en', label: 'English' },
          { value: 'es', label: 'Español' },
        ]}
        hint={words.hints.language}
        isTiled
        onChange={(language) => form.set({ language })}
      />
    </SettingsForm>
  )
}
