import { useEffect, useMemo } from 'preact/hooks'
import type { CrmView } from '../../tenants/contract/gohighlevel.ts'
import { openCrm, type CrmModel } from '../models/crm-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { showToast } from '../toasts.ts'
import { crmWords } from '../words/crm-words.ts'
import { describeProblem } from '../words/problems.ts'
import { CrmCame } from './crm-came.tsx'
import { CrmChoices } from './crm-choices.tsx'
import { CrmChooser } from './crm-chooser.tsx'
import { SettingsTexting } from './settings-texting.tsx'
import '../styles/email.css'

/** The account at GoHighLevel: connecting it, what it lacks, and letting go of it. */
export function SettingsCrm({ tenantId, zone, isReadOnly }: { tenantId: string; zone: string; isReadOnly: boolean }) {
  const words = crmWords()
  const model = useMemo(() => openCrm(tenantId), [tenantId])
  useEffect(() => void model.load(), [model])
  const view = model.view.value
  const problem = model.problem.value
  return (
    <div class="settings-form">
      <header>
        <h2 class="settings-title">{words.title}</h2>
        <p class="soft">{words.lead}</p>
      </header>
      <CrmCame />
      {problem === null ? null : (
        <Banner tone="danger" icon="alert" isUrgent>
          {problem.detail ?? describeProblem(problem)}
        </Banner>
      )}
      {view === null ? <Skeleton height={120} /> : <Account model={model} view={view} isReadOnly={isReadOnly} />}
      {view === null ? null : (
        <SettingsTexting {...{ tenantId, zone, isReadOnly }} connection={`${view.status} ${view.locationId}`} />
      )}
    </div>
  )
}

function Account({ model, view, isReadOnly }: { model: CrmModel; view: CrmView; isReadOnly: boolean }) {
  const words = crmWords()
  const isBusy = model.isBusy.value
  const hasAccount = view.locationId !== null
  const drop = async () => {
    if (await model.drop()) showToast(words.dropped)
  }
  const check = async () => {
    if (await model.check()) showToast(words.checked)
  }
  return (
    <>
      <Card>
        <p role="status">
          <strong>{words.states[view.status]}</strong> {view.loss === null ? null : words.losses[view.loss]}
        </p>
        {hasAccount ? <p class="soft">{words.account(view.locationName ?? view.locationId ?? '')}</p> : null}
        {view.waiting > 0 ? <p class="soft">{words.waiting(view.waiting)}</p> : null}
      </Card>
      {isReadOnly ? null : (
        <div class="row email-actions">
          <Button kind={view.status === 'connected' ? 'plain' : 'primary'} href={model.connectPath}>
            {hasAccount ? words.again : words.connect}
          </Button>
          {hasAccount ? (
            <>
              <Button kind="plain" isBusy={isBusy} onPress={() => void check()}>
                {words.check}
              </Button>
              <Button kind="quiet" isDisabled={isBusy} onPress={() => void drop()}>
                {words.drop}
              </Button>
            </>
          ) : null}
        </div>
      )}
      {isReadOnly || view.companyId === null || view.status === 'connected' ? null : (
        <CrmChooser model={model} companyId={view.companyId} />
      )}
      <Holdings view={view} />
      <CrmChoices model={model} view={view} isReadOnly={isReadOnly} />
    </>
  )
}

function Holdings({ view }: { view: CrmView }) {
  const words = crmWords()
  const { problems = [], kept = [] } = view.setUp ?? {}
  return (
    <>
      {view.missingScopes.length === 0 ? null : (
        <Banner tone="warn" icon="lock">
          {words.missing} {view.missingScopes.join(', ')}
        </Banner>
      )}
      {problems.map(({ part, code }) => (
        <Banner key={part} tone="warn" icon="alert">
          {code === 'pipeline_not_made' ? words.makePipeline : words.problems[part]}
        </Banner>
      ))}
      {kept.length === 0 ? null : <Banner icon="hand">{words.kept(kept.join(', '))}</Banner>}
      {view.pipeline === null ? null : (
        <section aria-labelledby="crm-pipeline">
          <h3 id="crm-pipeline">{words.pipeline(view.pipeline.name)}</h3>
          <ul class="dns">
            {view.pipeline.stages.map(({ status, stage, fit }) => (
              <li key={status}>
                {words.statuses[status]}: {stage}{' '}
                {fit === 'guessed' ? <span class="soft">({words.guessed})</span> : null}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
