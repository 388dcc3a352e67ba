import { useEffect, useMemo } from 'preact/hooks'
import type { TenantView } from '../../tenants/contract.ts'
import type { VoiceView } from '../../tenants/contract/voice.ts'
import { formatPhone } from '../format.ts'
import { openVoice, VOICE_RULES, voiceFields, type VoiceModel } from '../models/voice-model.ts'
import { Banner } from '../parts/banner.tsx'
import { ChoiceGroup } from '../parts/choice-group.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TextField } from '../parts/text-field.tsx'
import { Toggle } from '../parts/toggle.tsx'
import { pathOf } from '../router.ts'
import { describeProblem } from '../words/problems.ts'
import { voiceWords } from '../words/voice-words.ts'
import { sayFault } from './fault-words.ts'
import { SettingsForm } from './settings-form.tsx'
import { useSectionForm } from './settings-section.ts'
import { VoiceForwarding } from './voice-forwarding.tsx'
import { VoiceHeard } from './voice-heard.tsx'
import { SettingsNotLoaded } from './settings-not-loaded.tsx'
import '../styles/leads.css'

type Given = { tenant: TenantView; isReadOnly: boolean }
type FormProps = Given & { model: VoiceModel; view: VoiceView }

/** Who is rung, what callers hear, and what is recorded. */
export function SettingsVoice({ tenant, isReadOnly }: Given) {
  const model = useMemo(() => openVoice(tenant.id), [tenant.id])
  useEffect(() => void model.load(), [model])
  const view = model.view.value
  const problem = model.problem.value
  if (view !== null) {
    return (
      <>
        <VoiceForm model={model} view={view} tenant={tenant} isReadOnly={isReadOnly} />
        {view.ringFirst === 'never' ? <VoiceForwarding model={model} view={view} isReadOnly={isReadOnly} /> : null}
      </>
    )
  }
  const said = problem === null ? null : describeProblem(problem)
  return <SettingsNotLoaded problem={said} heights={[48, 260]} onAgain={() => void model.load()} />
}

function VoiceForm({ model, view, tenant, isReadOnly }: FormProps) {
  const words = voiceWords()
  const form = useSectionForm(model, 'voice', voiceFields(view), VOICE_RULES)
  const { ringFirst, ringS, recordsMessages, keepDays } = form.fields.value
  const choices = (['never', 'open', 'always'] as const).map((value) => ({ value, ...words.choices[value] }))
  const days = (['7', '30', '90'] as const).map((value) => ({ value, label: words.keepDays[value] }))
  return (
    <SettingsForm
      title={words.title}
      lead={words.lead(formatPhone(view.number))}
      form={form}
      isReadOnly={isReadOnly}
      onDiscard={form.discard}
      save={model.save}
    >
      <ChoiceGroup
        label={words.ringFirst}
        value={ringFirst}
        choices={choices}
        onChange={(value) => form.set({ ringFirst: value }, 'ringFirst')}
      />
      {ringFirst === 'never' ? null : (
        <>
          <p>
            {words.rings(formatPhone(view.rings))}{' '}
            <a href={pathOf({ view: 'settings', tenantId: tenant.id, section: 'business' })}>{words.ringsChange}</a>
          </p>
          <div class="voice-ring">
            <TextField
              label={words.ringS}
              value={ringS}
              inputMode="numeric"
              suffix={words.seconds}
              hint={words.ringHint}
              error={sayFault(form.faultAt('ringS'), (limit) => `${limit} ${words.seconds}`)}
              onInput={(text) => form.set({ ringS: text }, 'ringS')}
              onBlur={() => form.leave('ringS')}
            />
          </div>
          <PressOne view={view} />
        </>
      )}
      <section class="voice-part" aria-labelledby="voice-messages">
        <h3 id="voice-messages">{words.messages}</h3>
        <Toggle
          label={words.records}
          hint={recordsMessages ? words.recordsOn : words.recordsOff}
          isOn={recordsMessages}
          isDisabled={isReadOnly}
          onChange={(isOn) => form.set({ recordsMessages: isOn }, 'recordsMessages')}
        />
        <SelectField
          label={words.keep}
          hint={words.keepHint}
          value={keepDays}
          options={days}
          isDisabled={isReadOnly}
          onChange={(value) => form.set({ keepDays: value }, 'keepDays')}
        />
      </section>
      <VoiceHeard view={view} recordsMessages={recordsMessages} tenantId={tenant.id} />
    </SettingsForm>
  )
}

function PressOne({ view }: { view: VoiceView }) {
  const words = voiceWords()
  return (
    <section class="voice-part" aria-labelledby="voice-press">
      <h3 id="voice-press">{words.pressTitle}</h3>
      <p>{words.press}</p>
      <blockquote class="voice-quote" lang={view.language}>
        {view.whisper[view.language]}
      </blockquote>
      <p class="soft small">{words.pressWhy}</p>
      <Banner tone="warn" icon="phone">
        {words.noForwarding(formatPhone(view.number))}
      </Banner>
    </section>
  )
}
