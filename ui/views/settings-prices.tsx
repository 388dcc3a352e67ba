import * as v from 'valibot'
import { TenantFields } from '../../tenants/contract.ts'
import { faultOfRepeated } from '../models/join-forms.ts'
import { candidatesOf, rowsOf, type PriceRow } from '../models/price-rows.ts'
import { fieldWords } from '../words/fields-words.ts'
import { PriceEditor } from './price-editor.tsx'
import { SettingsForm } from './settings-form.tsx'
import { useSectionForm, type SectionProps } from './settings-section.ts'

const PriceSection = v.object({ priceBook: TenantFields.priceBook.wrapped })

export function SettingsPrices({ model, tenant, isReadOnly }: SectionProps) {
  const words = fieldWords().prices
  const { currency } = tenant
  const form = useSectionForm(
    model,
    'prices',
    { rows: rowsOf(tenant.priceBook, currency) },
    {
      schema: PriceSection,
      toValue: ({ rows }: { rows: PriceRow[] }) => ({ priceBook: candidatesOf(rows, currency) }),
      alsoWrong: ({ rows }) => faultOfRepeated(rows),
    },
  )
  return (
    <SettingsForm
      title={words.title}
      lead={words.lead}
      form={form}
      isReadOnly={isReadOnly}
      onDiscard={form.discard}
      save={(value) => model.save('profile', value)}
    >
      <PriceEditor
        rows={form.fields.value.rows}
        currency={currency}
        faultAt={form.faultAt}
        isReadOnly={isReadOnly}
        onLeave={form.leave}
        onChange={(rows, path) => form.set({ rows }, path ?? 'priceBook')}
      />
    </SettingsForm>
  )
}
