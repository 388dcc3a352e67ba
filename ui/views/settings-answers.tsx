import { useEffect, useMemo } from 'preact/hooks'
import * as v from 'valibot'
import type { TenantView } from '../../tenants/contract.ts'
import { Policy } from '../../tenants/contract/policy.ts'
import { FIXED_SCRIPTS, openAnswers, type AnswersModel } from '../models/answers-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Card } from '../parts/card.tsx'
import { ChoiceGroup } from '../parts/choice-group.tsx'
import { Icon } from '../parts/icon.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { TextPreview } from '../parts/text-preview.tsx'
import { answersWords } from '../words/answers-words.ts'
import { SettingsForm } from './settings-form.tsx'
import { useSectionForm, type SectionProps } from './settings-section.ts'

const BY = Policy.entries.answersBy.wrapped
type By = v.InferOutput<typeof BY>
const AnswersSection = v.object({ answersBy: BY })

/** Who words what is no price, no visit and no emergency, and what stays as it is whoever does. */
export function SettingsAnswers({ model, tenant, isReadOnly }: SectionProps) {
  const words = answersWords()
  const answers = useMemo(() => openAnswers(tenant.id), [tenant.id])
  useEffect(() => void answers.load(tenant.language), [answers, tenant.language])
  const form = useSectionForm(model, 'answers', fieldsOf(tenant), {
    schema: AnswersSection,
    toValue: (fields: { answersBy: By }) => fields,
  })
  const { answersBy } = form.fields.value
  return (
    <>
      <SettingsForm
        title={words.title}
        lead={words.lead}
        form={form}
        isReadOnly={isReadOnly}
        onDiscard={form.discard}
        save={(value) => model.save('policy', value)}
      >
        {isReadOnly ? (
          <Fixed by={answersBy} />
        ) : (
          <ChoiceGroup
            label={words.who}
            value={answersBy}
            choices={BY.options.map((by) => ({ value: by, ...words.choices[by] }))}
            onChange={(chosen) => form.set({ answersBy: chosen })}
          />
        )}
        {answers.hasModel.value === false ? <Banner icon="robot">{words.noModel}</Banner> : null}
      </SettingsForm>
      <Never answers={answers} />
    </>
  )
}

/** Where nothing was said, a model helps as far as there is one. */
function fieldsOf({ policy }: TenantView): { answersBy: By } {
  return { answersBy: policy.answersBy ?? 'model' }
}

function Fixed({ by }: { by: By }) {
  const words = answersWords()
  return (
    <div class="stack">
      <p class="field-label">
        {words.who}: {words.choices[by].label}
      </p>
      <p>{words.choices[by].hint}</p>
    </div>
  )
}

function Never({ answers }: { answers: AnswersModel }) {
  const words = answersWords()
  return (
    <section class="settings-form" aria-labelledby="answers-never">
      <h3 id="answers-never">{words.never}</h3>
      <Card>
        <ul class="stack answers-never">
          {Object.entries(words.nevers).map(([name, sentence]) => (
            <li key={name}>
              <Icon name="lock" />
              <span>{sentence}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Examples answers={answers} />
    </section>
  )
}

function Examples({ answers }: { answers: AnswersModel }) {
  const words = answersWords()
  const previews = answers.previews.value
  if (answers.hasFailed.value) {
    return (
      <Banner tone="warn" icon="alert">
        {words.previewFailed}
      </Banner>
    )
  }
  if (previews === null) return <Skeleton height={160} />
  return (
    <div class="stack">
      {FIXED_SCRIPTS.map((name) => (
        <TextPreview key={name} when={words.previews[name]} text={previews[name] ?? ''} />
      ))}
    </div>
  )
}
