import { useSignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { LeadView } from '../../tenants/contract/lists.ts'
import { nameOfLead } from '../models/lead-name.ts'
import { openPipeline } from '../models/pipeline-model.ts'
import { isStage, type Stage } from '../models/pipeline-columns.ts'
import { mayWrite } from '../models/session-model.ts'
import { board, boardProblem, leads, reopenTenant } from '../models/tenant-model.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { LiveRegion } from '../parts/live-region.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { showToast } from '../toasts.ts'
import { pipelineWords } from '../words/pipeline-words.ts'
import { describeProblem } from '../words/problems.ts'
import { shellWords } from '../words/es-shell.ts'
import { LeadMenu } from './lead-menu.tsx'
import { PipelineColumns } from './pipeline-columns.tsx'
import { RevenueDialog } from './revenue-dialog.tsx'
import { WorkTabs } from './work-tabs.tsx'
import '../styles/pipeline.css'

/** Every lead in the column of its stage, moved by finger, mouse or keyboard. */
export function PipelineView({ tenantId }: { tenantId: string }) {
  const words = pipelineWords()
  const model = useMemo(() => openPipeline(tenantId), [tenantId])
  const said = useSignal('')
  const menuFor = useSignal<LeadView | null>(null)
  const completing = useSignal<LeadView | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const stageName = (stage: string) => (isStage(stage) ? words.stages[stage] : stage)

  useEffect(() => {
    if (model.rolledBack.value !== null) focusCard(place.current, model.rolledBack.value)
  }, [model.rolledBack.value])

  const send = async (lead: LeadView, to: Stage, revenueMinor?: number) => {
    const name = nameOfLead(lead, words.unnamed)
    const moving = model.move(lead, to, revenueMinor)
    requestAnimationFrame(() => focusCard(place.current, lead.id))
    const outcome = await moving
    if (outcome.kind === 'moved') said.value = words.dropped(name, stageName(to))
    if (outcome.kind !== 'refused') return
    said.value = ''
    showToast(words.rolledBack(name, stageName(lead.status), describeProblem(outcome.problem)), 'danger')
  }
  const move = (lead: LeadView, to: Stage) => {
    menuFor.value = null
    if (to === lead.status) return
    if (to === 'completed') completing.value = lead
    else void send(lead, to)
  }

  if (board.value === null) {
    const problem = boardProblem.value
    if (problem === null) return <Waiting />
    const again = (
      <Button kind="primary" icon="retry" onPress={reopenTenant}>
        {shellWords().tryAgain}
      </Button>
    )
    return (
      <EmptyState icon="alert" title={shellWords().failedTitle} action={again}>
        {describeProblem(problem)}
      </EmptyState>
    )
  }
  return (
    <div class="page pipeline" ref={place}>
      <WorkTabs tenantId={tenantId} current="pipeline" />
      <h1>{words.title}</h1>
      <LiveRegion text={said.value} />
      {leads.value.length === 0 ? (
        <EmptyState icon="leads" title={words.emptyTitle}>
          {words.empty}
        </EmptyState>
      ) : (
        <PipelineColumns
          model={model}
          mayMove={mayWrite.value}
          onMove={move}
          onMenu={(lead) => (menuFor.value = lead)}
          onSay={(text) => (said.value = text)}
        />
      )}
      <LeadMenu tenantId={tenantId} lead={menuFor.value} onClose={() => (menuFor.value = null)} onMove={move} />
      <RevenueDialog
        lead={completing.value}
        currency={board.value.business.currency}
        onClose={() => (completing.value = null)}
        onDone={(lead, revenueMinor) => {
          completing.value = null
          void send(lead, 'completed', revenueMinor)
        }}
      />
    </div>
  )
}

function focusCard(place: HTMLElement | null, leadId: string): void {
  place?.querySelector<HTMLElement>(`[data-lead="${CSS.escape(leadId)}"]`)?.focus()
}

function Waiting() {
  return (
    <div class="page stack" aria-busy="true">
      <Skeleton height={32} width="40%" />
      <Skeleton height={44} />
      <Skeleton height={96} />
      <Skeleton height={96} />
    </div>
  )
}
