import { useEffect, useMemo } from 'preact/hooks'
import type { RegistrationView } from '../../tenants/contract/registration.ts'
import { openRegistration, type RegistrationModel } from '../models/registration-model.ts'
import { role } from '../models/session-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { showToast } from '../toasts.ts'
import { describeProblem } from '../words/problems.ts'
import { registrationWords } from '../words/registration-words.ts'
import { RegistrationFieldsForm } from './registration-form.tsx'
import { RegistrationJudge } from './registration-judge.tsx'

/** How far the carriers' registration has come, what they want to know, and handing it in. */
export function SettingsRegistration({ tenantId, isReadOnly }: { tenantId: string; isReadOnly: boolean }) {
  const words = registrationWords()
  const model = useMemo(() => openRegistration(tenantId), [tenantId])
  useEffect(() => void model.load(), [model])
  const view = model.view.value
  const problem = model.problem.value
  return (
    <div class="stack">
      {problem === null ? null : (
        <Banner tone="danger" icon="alert" isUrgent>
          {describeProblem(problem)}
        </Banner>
      )}
      {view?.textsElsewhere ? <Banner icon="lock">{words.elsewhere}</Banner> : null}
      {view === null && problem === null ? <Skeleton height={160} /> : null}
      {view !== null && role.value === 'admin' ? <RegistrationJudge model={model} view={view} /> : null}
      {view === null ? null : (
        <RegistrationFieldsForm
          model={model}
          view={view}
          isReadOnly={isReadOnly || !view.isOpen}
          lead={view.isOpen ? words.lead : words.locked}
        >
          <Standing model={model} view={view} />
        </RegistrationFieldsForm>
      )}
    </div>
  )
}

function Standing({ model, view }: { model: RegistrationModel; view: RegistrationView }) {
  const words = registrationWords()
  const { state, rejection, suspension, issues } = view
  const tone = state === 'live' ? 'good' : state === 'suspended' || rejection !== null ? 'danger' : 'neutral'
  const reason = rejection?.reason ?? suspension?.reason ?? null
  const isDue = view.isOpen && (state === 'no_number' || rejection?.of === 'campaign')
  const submit = async () => {
    if (await model.submit()) showToast(words.submitted)
  }
  return (
    <Card tone={tone}>
      <div class="stack">
        <p role="status">{words.states[state]}</p>
        {rejection === null ? null : <p>{rejection.of === 'brand' ? words.rejectedBrand : words.rejectedCampaign}</p>}
        {reason === null || reason === '' ? null : <p>{words.reason(reason)}</p>}
        <p>
          <a href={view.pageUrl} target="_blank" rel="noreferrer">
            {words.page}
          </a>
          <br />
          <span class="soft small">{words.pageHint}</span>
        </p>
        {isDue && issues.length > 0 ? <Missing paths={issues.map(({ path }) => path)} /> : null}
        {isDue ? (
          <Button
            kind="primary"
            isBusy={model.isBusy.value}
            isDisabled={issues.length > 0}
            onPress={() => void submit()}
          >
            {words.submit}
          </Button>
        ) : null}
      </div>
    </Card>
  )
}

/** Each field once, however much is wrong with it. */
function Missing({ paths }: { paths: string[] }) {
  const words = registrationWords()
  const names = [...new Set(paths.map((path) => path.split('.')[0] ?? path))]
  return (
    <>
      <p>{words.missing}</p>
      <ul class="soft small">
        {names.map((name) => (
          <li key={name}>
            {words.fields[name as keyof typeof words.fields]}: {words.faults[name as keyof typeof words.faults]}
          </li>
        ))}
      </ul>
    </>
  )
}
