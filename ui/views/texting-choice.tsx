import { useSignal } from '@preact/signals'
import type { TextingView } from '../../tenants/contract/texting.ts'
import { formatPhone } from '../format.ts'
import { draftOf, isNews, type TextingDraft, type TextingModel } from '../models/texting-model.ts'
import { Button } from '../parts/button.tsx'
import { CheckField } from '../parts/check-field.tsx'
import { ChoiceGroup } from '../parts/choice-group.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { showToast } from '../toasts.ts'
import { textingWords } from '../words/texting-words.ts'

/** Which way texts take. What no program can look up at GoHighLevel is asked of whoever chooses it. */
export function TextingChoice({ model, view }: { model: TextingModel; view: TextingView }) {
  const words = textingWords()
  const draft = useSignal(draftOf(view))
  const isAsked = useSignal(false)
  const { smsVia, number, isRegistered, coversOffers } = draft.value
  const change = (changed: Partial<TextingDraft>) => {
    draft.value = { ...draft.value, ...changed }
  }
  const save = async () => {
    isAsked.value = true
    if (smsVia === 'gohighlevel' && !isRegistered) return
    if (await model.choose(draft.value)) showToast(words.saved)
  }
  const ways = (['twilio', 'gohighlevel'] as const).map((value) => ({
    ...{ value, label: words.ways[value], hint: words.hints[value] },
  }))
  const options = view.numbers.map(({ number: value, name, isDefault }) => ({
    value,
    label: [formatPhone(value), name, isDefault ? words.usual : null].filter(Boolean).join(', '),
  }))
  return (
    <form
      class="settings-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <ChoiceGroup label={words.choice} value={smsVia} choices={ways} onChange={(value) => change({ smsVia: value })} />
      {smsVia === 'gohighlevel' ? (
        <>
          <SelectField
            {...{ label: words.number, value: number, options }}
            onChange={(value) => change({ number: value })}
          />
          <p class="field-hint">{words.registeredHint}</p>
          <CheckField
            label={words.registered}
            isChecked={isRegistered}
            error={isAsked.value && !isRegistered ? words.registeredMissing : null}
            onChange={(isChecked) => change({ isRegistered: isChecked })}
          />
          <CheckField
            label={words.offers}
            isChecked={coversOffers}
            error={null}
            onChange={(isChecked) => change({ coversOffers: isChecked })}
          />
        </>
      ) : null}
      <div class="row">
        <Button kind="primary" type="submit" isBusy={model.isBusy.value} isDisabled={!isNews(draft.value, view)}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
