import { useEffect, useMemo } from 'preact/hooks'
import type { TenantView } from '../../tenants/contract.ts'
import { openApi, type Act, type Fresh } from '../models/api-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { CopyText } from '../parts/copy-text.tsx'
import { Icon } from '../parts/icon.tsx'
import { showToast } from '../toasts.ts'
import { apiWords } from '../words/api-words.ts'
import { describeProblem } from '../words/problems.ts'
import { ApiKeyList } from './api-keys.tsx'
import { ApiWebhooks } from './api-webhooks.tsx'
import { SettingsNotLoaded } from './settings-not-loaded.tsx'
import '../styles/leads.css'

/** What other programs may do here, and what they are told. */
export function SettingsApi({ tenant }: { tenant: TenantView }) {
  const words = apiWords()
  const model = useMemo(() => openApi(tenant.id), [tenant.id])
  useEffect(() => void model.load(), [model])
  const act: Act = async (deed) => {
    const problem = await deed()
    if (problem === null) showToast(words.done)
    else showToast(`${words.notDone}. ${describeProblem(problem)}`, 'danger')
    return problem === null
  }
  if (model.keys.value === null) {
    const problem = model.problem.value
    const said = problem === null ? null : describeProblem(problem)
    return <SettingsNotLoaded problem={said} heights={[48, 260]} onAgain={() => void model.load()} />
  }
  return (
    <>
      <section class="lead-part" aria-label={words.docs}>
        <p class="soft">{words.lead}</p>
        <div class="row">
          <a class="button plain" href="/api/docs" target="_blank" rel="noopener">
            <Icon name="outside" />
            <span>{words.docs}</span>
          </a>
          <Button kind="quiet" icon="retry" onPress={() => void model.load()}>
            {words.again}
          </Button>
        </div>
      </section>
      {model.fresh.value === null ? null : <ShownOnce fresh={model.fresh.value} />}
      <ApiKeyList model={model} zone={tenant.timeZone} act={act} />
      <ApiWebhooks model={model} zone={tenant.timeZone} act={act} />
    </>
  )
}

function ShownOnce({ fresh }: { fresh: Fresh }) {
  const words = apiWords()
  return (
    <section class="lead-part" role="status">
      <Banner tone="warn" icon="lock">
        {words.fresh(fresh.name)}
      </Banner>
      <CopyText label={fresh.of === 'key' ? words.key : words.secret} text={fresh.text} words={words} />
    </section>
  )
}
