import { useEffect, useMemo, useState } from 'preact/hooks'
import type { AfterJob } from '../../tenants/contract/after-job.ts'
import { afterFields, afterRules, readPlan } from '../models/after-form.ts'
import { openAfter, type AfterModel } from '../models/after-model.ts'
import { licenseFields, licenseRules, readLicense } from '../models/license-form.ts'
import { afterWords } from '../words/after-words.ts'
import { describeProblem } from '../words/problems.ts'
import { OffersWaiting } from './offers-waiting.tsx'
import { AfterAway } from './after-away.tsx'
import { AfterPlans } from './after-plans.tsx'
import { AfterReview } from './after-review.tsx'
import { AfterTexts } from './after-texts.tsx'
import { SettingsForm } from './settings-form.tsx'
import { SettingsLicense } from './settings-license.tsx'
import { useSectionForm, type SectionProps } from './settings-section.ts'
import { SettingsNotLoaded } from './settings-not-loaded.tsx'
import '../styles/schedule.css'
import '../styles/after.css'

/** What is asked and offered once a job is done, and how that reads. */
export function SettingsAfter(props: SectionProps) {
  const { id } = props.tenant
  const after = useMemo(() => openAfter(id), [id])
  useEffect(() => {
    void after.load()
    return after.close
  }, [after])
  const settings = after.settings.value
  const problem = after.problem.value
  if (settings !== null) return <AfterForms {...props} after={after} settings={settings} />
  const said = problem === null ? null : describeProblem(problem)
  return <SettingsNotLoaded problem={said} heights={[48, 220, 220]} onAgain={() => void after.load()} />
}

type AfterFormsProps = SectionProps & { after: AfterModel; settings: AfterJob }

function AfterForms({ model, tenant, isReadOnly, after, settings }: AfterFormsProps) {
  const words = afterWords()
  const { currency, businessName } = tenant
  const rules = useMemo(() => afterRules(currency), [currency])
  const form = useSectionForm(after, 'after', afterFields(settings, currency), rules)
  const ofLicense = useMemo(() => licenseRules(businessName), [businessName])
  const license = useSectionForm(model, 'license', licenseFields(tenant), ofLicense)
  const [chosen, choose] = useState<string | null>(null)
  const { plans } = form.fields.value
  const plan = readPlan(plans.find(({ id }) => id === chosen) ?? plans[0], currency)
  const question = { plan, license: readLicense(license.fields.value, businessName) }
  useEffect(() => after.ask(question), [JSON.stringify(question)])
  const part = { form, numbers: after.numbers.value, isReadOnly }
  return (
    <div class="after-forms">
      {after.numbers.value?.waits ? <OffersWaiting tenantId={tenant.id} wait={after.numbers.value.waits} /> : null}
      <SettingsForm
        title={words.title}
        lead={words.lead}
        form={form}
        isReadOnly={isReadOnly}
        onDiscard={form.discard}
        save={after.save}
      >
        <AfterReview {...part} />
        <AfterPlans {...part} currency={currency} />
        <AfterAway {...part} />
      </SettingsForm>
      <SettingsLicense model={model} tenant={tenant} form={license} isReadOnly={isReadOnly} />
      <AfterTexts model={after} plans={plans} chosen={chosen} onChoose={choose} />
    </div>
  )
}
