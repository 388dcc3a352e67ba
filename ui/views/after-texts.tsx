import { useState } from 'preact/hooks'
import type { AfterText } from '../../tenants/contract/after-job.ts'
import type { Language } from '../../tenants/contract/board.ts'
import type { PlanRow } from '../models/after-form.ts'
import type { AfterModel } from '../models/after-model.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { SegmentMeter } from '../parts/segment-meter.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { TextPreview } from '../parts/text-preview.tsx'
import { pathOf } from '../router.ts'
import { afterWords } from '../words/after-words.ts'
import { language } from '../words/language.ts'

type AfterTextsProps = {
  model: AfterModel
  plans: readonly PlanRow[]
  chosen: string | null
  onChoose: (planId: string) => void
}

/** Every text that can come after a job, as a customer gets it. */
export function AfterTexts({ model, plans, chosen, onChoose }: AfterTextsProps) {
  const words = afterWords()
  const [shown, show] = useState<Language>(language.value)
  const texts = model.texts.value
  const current = plans.find(({ id }) => id === chosen) ?? plans[0]
  return (
    <section class="settings-form after-texts" aria-labelledby="after-texts">
      <header>
        <h2 class="settings-title" id="after-texts">
          {words.preview}
        </h2>
        <p class="soft">{words.previewLead}</p>
      </header>
      <div class="row-apart">
        <Segmented
          label={words.language}
          value={shown}
          options={(['en', 'es'] as const).map((value) => ({ value, label: words.languages[value] }))}
          onChange={show}
        />
        <Button
          kind="quiet"
          icon="edit"
          href={pathOf({ view: 'settings', tenantId: model.tenantId, section: 'scripts' })}
        >
          {words.toWords}
        </Button>
      </div>
      {current === undefined || plans.length < 2 ? null : (
        <SelectField
          label={words.whichPlan}
          value={current.id}
          options={plans.map(({ id, name }) => ({ value: id, label: name.trim() || words.fresh }))}
          onChange={onChoose}
        />
      )}
      <div class="phone-sheet" lang={shown}>
        {texts === null && !model.textsFailed.value ? <Skeleton height={240} /> : null}
        {texts
          ?.filter((text) => text.language === shown)
          .map((text) => (
            <Shown key={text.name} text={text} />
          ))}
        {texts !== null && !texts.some(({ name }) => name === 'amc_offer') ? (
          <p class="soft small">{words.noPlanText}</p>
        ) : null}
      </div>
      <p class="soft small" role="status">
        {model.textsFailed.value ? words.previewFailed : ''}
      </p>
    </section>
  )
}

function Shown({ text: { name, text, segments, isOwn } }: { text: AfterText }) {
  const words = afterWords()
  return (
    <div class="after-text">
      <h3>
        {words.textNames[name]} {isOwn ? <Badge tone="good">{words.own}</Badge> : null}
      </h3>
      <TextPreview
        text={text}
        foot={<SegmentMeter segments={segments} segmentsMax={2} words={words.texts(segments)} />}
      />
    </div>
  )
}
