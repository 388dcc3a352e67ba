import { useEffect, useMemo } from 'preact/hooks'
import type { AgentsView as View } from '../../tenants/contract/agents.ts'
import { AgentsModel } from '../models/agents-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { agentsWords } from '../words/agents-words.ts'
import { shellWords } from '../words/es-shell.ts'
import { describeProblem } from '../words/problems.ts'
import { AgentExperiments } from './agent-experiments.tsx'
import { AgentFindings } from './agent-findings.tsx'
import { AgentPause } from './agent-pause.tsx'
import { AgentProposals } from './agent-proposals.tsx'
import { AgentRecent } from './agent-recent.tsx'
import { AgentSpend } from './agent-spend.tsx'
import { AgentTeam } from './agent-team.tsx'
import { NumbersTabs } from './numbers-tabs.tsx'
import '../styles/choices.css'
import '../styles/numbers.css'
import '../styles/agents.css'

/** What the five agents propose, found, do, cost and have brought. */
export function AgentsView({ tenantId }: { tenantId: string }) {
  const words = agentsWords()
  const model = useMemo(() => new AgentsModel(tenantId), [tenantId])
  useEffect(() => () => model.close(), [model])
  const view = model.view.value
  return (
    <div class="page agents">
      <NumbersTabs tenantId={tenantId} current="agents" />
      <header class="agents-head">
        <div class="grow">
          <h1>{words.title}</h1>
          <p class="soft">{words.lead}</p>
        </div>
        {view === null ? null : <AgentPause model={model} isPaused={view.isPaused} />}
      </header>
      {view?.isPaused === true ? (
        <Banner tone="warn" icon="pause">
          {words.pausedBanner}
        </Banner>
      ) : null}
      {view === null ? <NotYet model={model} /> : <Everything tenantId={tenantId} model={model} view={view} />}
    </div>
  )
}

function Everything({ tenantId, model, view }: { tenantId: string; model: AgentsModel; view: View }) {
  return (
    <div class="agents-body">
      <div class="agents-first">
        <AgentProposals model={model} />
        <AgentFindings findings={view.findings} />
      </div>
      <div class="agents-side">
        <AgentSpend model={model} view={view} />
        <AgentTeam model={model} view={view} />
      </div>
      <div class="agents-later">
        <AgentRecent model={model} />
        <AgentExperiments tenantId={tenantId} />
      </div>
    </div>
  )
}

function NotYet({ model }: { model: AgentsModel }) {
  const words = shellWords()
  const problem = model.problem.value
  if (problem === null) {
    return (
      <div class="agents-body" aria-busy="true">
        <span class="unseen" role="status">
          {words.loading}
        </span>
        <div class="agents-first">
          <Skeleton height={180} />
          <Skeleton height={120} />
        </div>
        <div class="agents-side">
          <Skeleton height={420} />
        </div>
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
      <p>{problem.status === 403 ? agentsWords().forbidden : describeProblem(problem)}</p>
    </EmptyState>
  )
}
