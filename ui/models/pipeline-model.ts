import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { LeadPatch } from '../../tenants/contract/board.ts'
import type { LeadView } from '../../tenants/contract/lists.ts'
import { call, tenantPath, type Problem, type Shape } from '../api.ts'
import { putLead } from './apply-live.ts'
import { arrangeColumns, isStage, type Column, type Move, type Stage } from './pipeline-columns.ts'
import { board, leads } from './tenant-model.ts'

/** The pipeline: moves show at once, are sent, and go back where the server refuses them. */

const LEAD_SHAPE: Shape<LeadView> = { id: 'string', status: 'string', updatedAt: 'number' }

export type MoveOutcome = { kind: 'moved' } | { kind: 'refused'; problem: Problem } | { kind: 'nothing' }

export type PipelineModel = {
  columns: ReadonlySignal<Column[]>
  /** Leads whose move is on its way. */
  moves: ReadonlySignal<ReadonlyMap<string, Move>>
  /** The lead that went back last, to be pointed out. */
  rolledBack: ReadonlySignal<string | null>
  move: (lead: LeadView, to: Stage, revenueMinor?: number) => Promise<MoveOutcome>
}

export function openPipeline(tenantId: string): PipelineModel {
  const moves = signal<ReadonlyMap<string, Move>>(new Map())
  const rolledBack = signal<string | null>(null)
  const columns = computed(() => arrangeColumns(leads.value, moves.value))

  const forget = (leadId: string) => {
    const left = new Map(moves.value)
    left.delete(leadId)
    moves.value = left
  }

  return {
    columns,
    moves,
    rolledBack,
    move: async (lead, to, revenueMinor) => {
      const from = lead.status
      // One move of a lead at a time: the second would be made from a status that the server does not have yet.
      if (!isStage(from) || from === to || moves.value.has(lead.id)) return { kind: 'nothing' }
      rolledBack.value = null
      moves.value = new Map(moves.value).set(lead.id, { leadId: lead.id, from, to })
      const body: LeadPatch = { status: to, from, ...(revenueMinor === undefined ? {} : { revenueMinor }) }
      const answer = await call<LeadView>('PATCH', tenantPath(tenantId, `leads/${lead.id}`), {
        body,
        shape: LEAD_SHAPE,
      })
      if (answer.ok) show(answer.value)
      else rolledBack.value = lead.id
      forget(lead.id)
      return answer.ok ? { kind: 'moved' } : { kind: 'refused', problem: answer.problem }
    },
  }
}

/** The answer may come before the event that tells everybody, or after a later one, which is then not undone. */
function show(lead: LeadView): void {
  const known = leads.value.find((each) => each.id === lead.id)
  if (board.value === null || (known !== undefined && known.updatedAt > lead.updatedAt)) return
  board.value = { ...board.value, leads: putLead(board.value.leads, lead) }
}
