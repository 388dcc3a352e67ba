import * as v from 'valibot'
import { CoherentPolicy, type Policy } from '../../tenants/contract/policy.ts'
import { formatLength } from '../format.ts'
import { changedFields } from '../models/settings-merge.ts'
import {
  TIMINGS,
  timingFields,
  timingValues,
  UNIT_MS,
  USUAL,
  type Timing,
  type TimingFields,
} from '../models/settings-timings.ts'
import { Button } from '../parts/button.tsx'
import { TextField } from '../parts/text-field.tsx'
import { locale } from '../words/language.ts'
import { settingsWords } from '../words/settings-words.ts'
import { sayFault } from './fault-words.ts'
import { SettingsForm } from './settings-form.tsx'
import { useSectionForm, type SectionProps } from './settings-section.ts'

const length = (ms: number) => formatLength(ms, locale.value)

export function SettingsTimings({ model, tenant, isReadOnly }: SectionProps) {
  const words = settingsWords()
  const { policy } = tenant
  const form = useSectionForm(model, 'timings', timingFields(policy), {
    schema: v.pipe(
      CoherentPolicy,
      v.transform((whole) => pick(whole)),
    ),
    toValue: (fields: TimingFields) => ({ ...policy, ...timingValues(fields) }),
  })
  const fields = form.fields.value
  const values = timingValues(fields)
  const isUsual = TIMINGS.every((name) => values[name] === USUAL[name])
  const field = (name: Timing) => (
    <TextField
      key={name}
      label={words.business.fields[name]}
      value={fields[name]}
      inputMode="decimal"
      suffix={UNIT_MS[name] === 1_000 ? words.timings.seconds : words.timings.minutes}
      hint={
        <>
          {words.timings.hints[name]} {values[name] === USUAL[name] ? null : words.timings.usual(length(USUAL[name]))}
        </>
      }
      error={sayFault(form.faultAt(name), length)}
      onInput={(text) => form.set({ [name]: text })}
      onBlur={() => [name, 'textAfterMs', 'staleAfterMs'].forEach((path) => form.leave(path))}
    />
  )
  return (
    <SettingsForm
      title={words.timings.title}
      lead={words.timings.lead}
      form={form}
      isReadOnly={isReadOnly}
      onDiscard={form.discard}
      save={(value) => model.save('policy', changedFields<object>(pick(policy), value))}
    >
      <Course values={values} />
      <div class="timings">{TIMINGS.map(field)}</div>
      {isUsual ? null : (
        <Button kind="quiet" icon="undo" onPress={() => form.set(timingFields(USUAL))}>
          {words.timings.backToUsual}
        </Button>
      )}
    </SettingsForm>
  )
}

/** What the numbers mean, in the order in which they come about. */
function Course({ values }: { values: Record<Timing, number> }) {
  const words = settingsWords().timings
  const after = (ms: number) => (Number.isFinite(ms) ? `+ ${length(ms)}` : '–')
  const steps = [
    { name: words.steps.call, at: '' },
    { name: words.steps.text, at: after(values.textAfterMs) },
    { name: words.steps.reply, at: '' },
    { name: words.steps.answer, at: after(values.answerWithinMs) },
    { name: words.steps.silence, at: after(values.emailAfterMs) },
  ]
  return (
    <ol class="course" aria-label={words.timeline}>
      {steps.map((step) => (
        <li key={step.name}>
          <span>{step.name}</span>
          <span class="figures course-at">{step.at}</span>
        </li>
      ))}
    </ol>
  )
}

function pick(policy: Policy): Pick<Policy, Timing> {
  const { textAfterMs, textDeadlineMs, emailAfterMs, answerWithinMs, staleAfterMs } = policy
  return { textAfterMs, textDeadlineMs, emailAfterMs, answerWithinMs, staleAfterMs }
}
