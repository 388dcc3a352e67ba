import { useEffect, useMemo } from 'preact/hooks'
import type { AdsView as View } from '../../tenants/contract/ads.ts'
import { AD_RANGES, AdsModel } from '../models/ads-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { zone } from '../models/tenant-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Moment } from '../parts/moment.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { pathOf } from '../router.ts'
import { adsWords } from '../words/ads-words.ts'
import { shellWords } from '../words/es-shell.ts'
import { describeProblem } from '../words/problems.ts'
import { AdsCampaigns } from './ads-campaigns.tsx'
import { AdsChanges } from './ads-changes.tsx'
import { AdsConnect } from './ads-connect.tsx'
import { AdsDays, AdsTold, AdsTotals } from './ads-figures.tsx'
import { tellOutcome } from './ads-outcome.ts'
import { NumbersTabs } from './numbers-tabs.tsx'
import '../styles/choices.css'
import '../styles/numbers.css'
import '../styles/ads.css'

/** What Google Ads costs and brings, its campaigns, and what was changed there. */
export function AdsView({ tenantId }: { tenantId: string }) {
  const words = adsWords()
  const model = useMemo(() => new AdsModel(tenantId), [tenantId])
  useEffect(() => () => model.close(), [model])
  const view = model.view.value
  return (
    <div class="page numbers ads">
      <NumbersTabs tenantId={tenantId} current="ads" />
      <header class="numbers-head">
        <div class="grow">
          <h1>{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
        {view?.standing === 'connected' ? (
          <Segmented
            label={words.range}
            value={String(model.range.value)}
            options={AD_RANGES.map((range) => ({ value: String(range), label: words.ranges[range] }))}
            onChange={(chosen) => void model.chooseRange(AD_RANGES.find((range) => String(range) === chosen) ?? 30)}
          />
        ) : null}
      </header>
      {view === null ? <NotYet model={model} /> : <Standing model={model} view={view} />}
    </div>
  )
}

function Standing({ model, view }: { model: AdsModel; view: View }) {
  const words = adsWords()
  const problem = model.problem.value
  const isConnected = view.standing === 'connected'
  return (
    <div class="numbers-body">
      {problem === null ? null : (
        <Banner tone="danger" icon="alert" isUrgent>
          {describeProblem(problem)}
        </Banner>
      )}
      {isConnected ? null : (
        <div class="card ads-connect">
          <h2>{view.standing === 'not_set_up' ? words.notSetUp : words.connectTitle}</h2>
          <AdsConnect model={model} view={view} />
        </div>
      )}
      {view.stopped === null || view.stopped.code === 'revoked' ? null : (
        <Stopped model={model} stopped={view.stopped} />
      )}
      {isConnected || view.campaigns.length > 0 ? <Figures model={model} view={view} /> : null}
    </div>
  )
}

function Stopped({ model, stopped }: { model: AdsModel; stopped: NonNullable<View['stopped']> }) {
  const words = adsWords()
  const resume = async () => {
    tellOutcome(await model.setStopped(false), words.resumed)
  }
  const action = mayWrite.value ? (
    <Button kind="plain" isBusy={model.isBusy.value} onPress={() => void resume()}>
      {words.resume}
    </Button>
  ) : undefined
  return (
    <Banner tone="danger" icon="alert" isUrgent action={action}>
      {words.stopped[stopped.code]}
    </Banner>
  )
}

function Figures({ model, view }: { model: AdsModel; view: View }) {
  const words = adsWords()
  const stop = async () => tellOutcome(await model.setStopped(true), words.stopped.by_person)
  return (
    <>
      {view.readAt === null ? (
        <Banner icon="clock">{words.notRead}</Banner>
      ) : (
        <>
          <AdsTotals view={view} />
          <AdsDays view={view} />
        </>
      )}
      <AdsCampaigns model={model} view={view} />
      <AdsChanges model={model} view={view} />
      <AdsTold view={view} />
      <footer class="ads-foot">
        <span class="soft small">
          {view.readAt === null ? null : (
            <>
              {words.readAt} <Moment at={view.readAt} zone={zone.value} />
            </>
          )}
        </span>
        <span class="row">
          {view.standing === 'connected' && view.stopped === null && mayWrite.value ? (
            <Button kind="quiet" icon="pause" onPress={() => void stop()}>
              {words.stop}
            </Button>
          ) : null}
          <a href={pathOf({ view: 'settings', tenantId: model.tenantId, section: 'googleads' })}>{words.settings}</a>
        </span>
      </footer>
    </>
  )
}

function NotYet({ model }: { model: AdsModel }) {
  const words = shellWords()
  const problem = model.problem.value
  if (problem === null) {
    return (
      <div class="numbers-body" aria-busy="true">
        <span class="unseen" role="status">
          {words.loading}
        </span>
        <Skeleton height={150} />
        <Skeleton height={260} />
      </div>
    )
  }
  const again = (
    <Button kind="primary" icon="retry" onPress={() => void model.load()}>
      {words.tryAgain}
    </Button>
  )
  return (
    <EmptyState icon={problem.status === 0 ? 'offline' : 'alert'} title={words.failedTitle} action={again}>
      <p>{describeProblem(problem)}</p>
    </EmptyState>
  )
}
