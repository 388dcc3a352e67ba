import type { JoinView } from '../../tenants/contract/join.ts'
import { CONSENT_RULES, consentFields } from '../models/join-forms.ts'
import type { JoinModel } from '../models/join-model.ts'
import { Badge } from '../parts/badge.tsx'
import { CheckField } from '../parts/check-field.tsx'
import { ChoiceGroup } from '../parts/choice-group.tsx'
import { PlainForm } from '../parts/plain-form.tsx'
import { TextPreview } from '../parts/text-preview.tsx'
import { joinWords } from '../words/join-words.ts'
import { focusFirstFault, sayFault } from './fault-words.ts'
import { JoinActions } from './join-actions.tsx'
import { useStepForm } from './join-form.ts'

const MODES = ['spoken_notice', 'press_1', 'spoken_yes', 'implied_single'] as const

export function JoinConsent({ model, view }: { model: JoinModel; view: JoinView }) {
  const words = joinWords().consent
  const { form, place } = useStepForm(view.email, 'consent', consentFields(view.draft), CONSENT_RULES)
  const fields = form.fields.value
  const names = words.previewNames as Record<string, string>
  const send = async () => {
    if (await model.send('consent', form)) model.open('gohighlevel')
    else focusFirstFault(place.current)
  }
  return (
    <PlainForm place={place} class="join-form" onSubmit={() => void send()}>
      <ChoiceGroup
        label={words.mode}
        value={fields.consentMode}
        choices={MODES.map((mode) => ({
          value: mode,
          label: words.modes[mode],
          hint: words.modeHints[mode],
          badge: mode === 'spoken_notice' ? <Badge tone="good">{words.recommended}</Badge> : null,
        }))}
        error={sayFault(form.faultAt('consentMode'))}
        onChange={(consentMode) => form.set({ consentMode })}
      />
      <section class="stack" aria-labelledby="join-previews">
        <div>
          <h2 id="join-previews">{words.previews}</h2>
          <p class="soft">{words.previewsLead}</p>
        </div>
        <div class="phone-sheet">
          {view.previews.map((preview) => (
            <TextPreview
              key={preview.name}
              when={names[preview.name] ?? preview.name}
              text={preview.text}
              foot={words.segments(preview.segments)}
            />
          ))}
        </div>
      </section>
      <CheckField
        label={words.terms}
        isChecked={fields.acceptsTerms}
        error={sayFault(form.faultAt('acceptsTerms'))}
        onChange={(acceptsTerms) => form.set({ acceptsTerms })}
      />
      <JoinActions model={model} faultCount={form.faultCount.value} />
    </PlainForm>
  )
}
