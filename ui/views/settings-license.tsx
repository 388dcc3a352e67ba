import type { TenantView } from '../../tenants/contract.ts'
import type { Form } from '../models/form.ts'
import { licenseFields, licenseValue, type License, type LicenseFields } from '../models/license-form.ts'
import { changedFields } from '../models/settings-merge.ts'
import type { SettingsModel } from '../models/settings-model.ts'
import { TextField } from '../parts/text-field.tsx'
import { afterWords } from '../words/after-words.ts'
import { SettingsForm } from './settings-form.tsx'

type LicenseForm = Form<LicenseFields, { license?: License | null | undefined }> & { discard: () => void }
type SettingsLicenseProps = { model: SettingsModel; tenant: TenantView; form: LicenseForm; isReadOnly: boolean }

/** The license that stands in offers and estimates. */
export function SettingsLicense({ model, tenant, form, isReadOnly }: SettingsLicenseProps) {
  const words = afterWords()
  const fields = form.fields.value
  const { businessName } = tenant
  const text = (name: keyof LicenseFields, fault: string) => ({
    value: fields[name],
    error: form.faultAt(`license.${name}`) === null ? null : fault,
    onBlur: () => form.leave(`license.${name}`),
  })
  return (
    <SettingsForm
      title={words.license}
      lead={words.licenseLead}
      form={form}
      isReadOnly={isReadOnly}
      onDiscard={form.discard}
      save={(value) => {
        const kept = { license: licenseValue(licenseFields(tenant), businessName) }
        return model.save('profile', changedFields<object>(kept, value))
      }}
    >
      <div class="license-fields">
        <TextField
          label={words.licenseNumber}
          maxLength={20}
          {...text('number', words.licenseFault)}
          onInput={(number) => form.set({ number }, 'license.number')}
        />
        <TextField
          label={words.licenseState}
          maxLength={2}
          placeholder="CA"
          {...text('state', words.licenseStateFault)}
          onInput={(state) => form.set({ state: state.toUpperCase() }, 'license.state')}
        />
      </div>
      <TextField
        label={words.licenseName}
        hint={words.licenseNameHint(businessName)}
        maxLength={80}
        {...text('name', words.licenseFault)}
        onInput={(name) => form.set({ name }, 'license.name')}
      />
    </SettingsForm>
  )
}
