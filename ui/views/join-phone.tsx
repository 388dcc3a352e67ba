import { useSignal } from '@preact/signals'
import type { JoinView } from '../../tenants/contract/join.ts'
import { CARRIERS, PHONE_RULES, phoneFields } from '../models/join-forms.ts'
import { isForwardingProved } from '../models/join-steps.ts'
import type { JoinModel } from '../models/join-model.ts'
import { Button } from '../parts/button.tsx'
import { PlainForm } from '../parts/plain-form.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TextField } from '../parts/text-field.tsx'
import { PhoneNumber } from '../parts/phone-number.tsx'
import { joinWords } from '../words/join-words.ts'
import { focusFirstFault, sayFault } from './fault-words.ts'
import { ForwardingCodes } from './join-forwarding.tsx'
import { JoinActions } from './join-actions.tsx'
import { useStepForm } from './join-form.ts'
import { ForwardingTestCard } from './join-test-call.tsx'

/** First whose phone it is, then what to dial on it, then whether that worked. */
export function JoinPhone({ model, view }: { model: JoinModel; view: JoinView }) {
  const isChanging = useSignal(view.forwarding === null)
  if (isChanging.value || view.forwarding === null) {
    return <PhoneForm model={model} view={view} onTaken={() => (isChanging.value = false)} />
  }
  return <ForwardingSetup model={model} view={view} onChange={() => (isChanging.value = true)} />
}

function PhoneForm({ model, view, onTaken }: { model: JoinModel; view: JoinView; onTaken: () => void }) {
  const words = joinWords()
  const { form, place } = useStepForm(view.email, 'phone', phoneFields(view.draft), PHONE_RULES)
  const fields = form.fields.value
  const send = async () => {
    if (await model.send('phone', form)) {
      onTaken()
      scrollTo(0, 0)
    } else focusFirstFault(place.current)
  }
  return (
    <PlainForm place={place} class="join-form" onSubmit={() => void send()}>
      <TextField
        label={words.phone.primaryPhone}
        hint={words.phone.primaryPhoneHint}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        placeholder="(512) 555-0147"
        value={fields.phone}
        error={sayFault(form.faultAt('primaryPhone'))}
        onInput={(phone) => form.set({ phone }, 'primaryPhone')}
        onBlur={() => fields.phone !== '' && form.leave('primaryPhone')}
      />
      <SelectField
        label={words.phone.carrier}
        value={fields.carrier}
        options={[
          { value: '', label: words.phone.choose },
          ...CARRIERS.map((carrier) => ({ value: carrier as string, label: words.phone.carriers[carrier] })),
        ]}
        error={sayFault(form.faultAt('carrier'))}
        onChange={(carrier) => form.set({ carrier })}
      />
      <JoinActions model={model} faultCount={form.faultCount.value} next={words.phone.getCode} />
    </PlainForm>
  )
}

function ForwardingSetup({ model, view, onChange }: { model: JoinModel; view: JoinView; onChange: () => void }) {
  const words = joinWords()
  const { forwarding, tenantId, smsNumber, draft } = view
  if (forwarding === null) return null
  const go = () => model.open('consent')
  return (
    <div class="join-form">
      <div class="row-apart join-chosen">
        <p>
          <span class="soft small">{words.phone.carriers[forwarding.carrier]}</span>
          <br />
          <strong>{draft.phone === undefined ? null : <PhoneNumber phone={draft.phone.primaryPhone} />}</strong>
        </p>
        <Button kind="quiet" label={words.phone.change} onPress={onChange}>
          {words.review.change}
        </Button>
      </div>
      <ForwardingCodes forwarding={forwarding} smsNumber={smsNumber} />
      {tenantId === null ? null : (
        <ForwardingTestCard tenantId={tenantId} last={view.test} onProved={() => void model.refresh()} />
      )}
      <JoinActions
        model={model}
        isNextSubmit={false}
        isNextPlain={!isForwardingProved(view)}
        next={isForwardingProved(view) ? words.goOn : words.phone.testSkip}
        onNext={go}
      />
    </div>
  )
}
