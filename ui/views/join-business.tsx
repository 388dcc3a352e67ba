import type { JoinView } from '../../tenants/contract/join.ts'
import { BUSINESS_RULES, businessFields, TRADES, type BusinessFields } from '../models/join-forms.ts'
import type { JoinModel } from '../models/join-model.ts'
import { browserZone } from '../models/zones.ts'
import { ChoiceGroup } from '../parts/choice-group.tsx'
import { PlainForm } from '../parts/plain-form.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { TextField } from '../parts/text-field.tsx'
import { ZoneField } from '../parts/zone-field.tsx'
import { joinWords } from '../words/join-words.ts'
import { language } from '../words/language.ts'
import { focusFirstFault, sayFault } from './fault-words.ts'
import { JoinActions } from './join-actions.tsx'
import { useStepForm } from './join-form.ts'

const PICTURES: Record<string, IconName> = { plumbing: 'drop', electrical: 'bolt', hvac: 'flame' }
type TextName = 'businessName' | 'ownerName' | 'serviceArea' | 'postalAddress'

export function JoinBusiness({ model, view }: { model: JoinModel; view: JoinView }) {
  const words = joinWords().business
  const kept = businessFields(view.draft, browserZone(), language.peek())
  const { form, place } = useStepForm(view.email, 'business', kept, BUSINESS_RULES)
  const fields = form.fields.value
  const fault = (name: keyof BusinessFields) => sayFault(form.faultAt(name))
  const text = (name: TextName) => ({
    label: words[name],
    value: fields[name],
    name,
    error: fault(name),
    onInput: (typed: string) => form.set({ [name]: typed }),
    onBlur: () => fields[name] !== '' && form.leave(name),
  })
  const send = async () => {
    if (await model.send('business', form)) model.open('services')
    else focusFirstFault(place.current)
  }
  return (
    <PlainForm place={place} class="join-form" onSubmit={() => void send()}>
      <ChoiceGroup
        label={words.trade}
        value={fields.trade}
        choices={TRADES.map((trade) => ({
          value: trade,
          label: words.trades[trade],
          picture: <Icon name={PICTURES[trade] ?? 'hand'} size={28} />,
        }))}
        error={fault('trade')}
        isTiled
        onChange={(trade) => form.set({ trade })}
      />
      <TextField {...text('businessName')} hint={words.businessNameHint} maxLength={80} autoComplete="organization" />
      <TextField {...text('ownerName')} hint={words.ownerNameHint} maxLength={80} autoComplete="name" />
      <TextField {...text('serviceArea')} hint={words.serviceAreaHint} maxLength={120} />
      <TextField
        {...text('postalAddress')}
        hint={words.postalAddressHint}
        maxLength={200}
        autoComplete="street-address"
      />
      <ZoneField
        label={words.timeZone}
        value={fields.timeZone}
        own={browserZone()}
        error={fault('timeZone')}
        onChange={(timeZone) => form.set({ timeZone })}
      />
      <ChoiceGroup
        label={words.language}
        value={fields.language}
        choices={[
          { value: 'en', label: 'English' },
          { value: 'es', label: 'Español' },
        ]}
        hint={words.languageHint}
        error={fault('language')}
        isTiled
        onChange={(chosen) => form.set({ language: chosen })}
      />
      <JoinActions model={model} faultCount={form.faultCount.value} />
    </PlainForm>
  )
}
