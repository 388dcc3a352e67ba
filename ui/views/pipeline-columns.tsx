import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { LeadView } from '../../tenants/contract/lists.ts'
import { FINISHED_SHOWN_MAX, type Column, type Stage } from '../models/pipeline-columns.ts'
import type { PipelineModel } from '../models/pipeline-model.ts'
import { pipelineWords } from '../words/pipeline-words.ts'
import { useCardDrag } from './card-drag.ts'
import { useCardKeys, type Carried } from './card-keys.ts'
import { LeadCard } from './lead-card.tsx'

type ColumnsProps = {
  model: PipelineModel
  mayMove: boolean
  onMove: (lead: LeadView, to: Stage) => void
  onMenu: (lead: LeadView) => void
  onSay: (text: string) => void
}

/** All columns side by side, or on a phone the one that is chosen above; both take a card that is dropped on them. */
export function PipelineColumns({ model, mayMove, onMove, onMenu, onSay }: ColumnsProps) {
  const words = pipelineWords()
  const columns = model.columns.value
  const shown = useSignal<Stage>(columns.find(({ leads }) => leads.length > 0)?.stage ?? 'new')
  /** The card that was picked up by keyboard, and the stage it hangs over. */
  const carried = useSignal<Carried>(null)
  const place = useRef<HTMLDivElement>(null)
  const drag = useCardDrag({
    isOn: mayMove,
    onDrop: (leadId, stage) => {
      const lead = find(columns, leadId)
      if (lead !== undefined) onMove(lead, stage)
    },
  })
  const over = drag.over.value ?? carried.value?.over ?? null

  const press = useCardKeys({ columns, shown, carried, place, mayMove, onMove, onMenu, onSay })

  return (
    <div ref={place} class={over === null ? 'pipeline-board' : 'pipeline-board carrying'}>
      <p id="pipeline-keys" class="unseen">
        {words.keys}
      </p>
      <div class="stage-switch" role="group" aria-label={words.switchLabel}>
        {columns.map(({ stage, leads }) => (
          <button
            key={stage}
            type="button"
            class={over === stage ? 'stage-stop over' : 'stage-stop'}
            data-stage={stage}
            aria-pressed={shown.value === stage}
            onClick={() => (shown.value = stage)}
          >
            <span>{words.stages[stage]}</span>
            <span class="stage-count figures">{leads.length}</span>
          </button>
        ))}
      </div>
      <div class="pipeline-columns">
        {columns.map(({ stage, leads }) => (
          <section
            key={stage}
            class={`pipeline-column${shown.value === stage ? ' shown' : ''}${over === stage ? ' over' : ''}`}
            data-stage={stage}
            aria-labelledby={`stage-${stage}`}
          >
            <h2 id={`stage-${stage}`} class={`stage-head ${stage}`}>
              <span>{words.stages[stage]}</span>
              <span class="stage-count figures">
                <span aria-hidden="true">{leads.length}</span>
                <span class="unseen">{words.count(leads.length)}</span>
              </span>
            </h2>
            {leads.length === 0 ? <p class="stage-empty soft small">{words.emptyColumn[stage]}</p> : null}
            <ul class="stage-cards">
              {leads.slice(0, FINISHED_SHOWN_MAX).map((lead) => (
                <LeadCard
                  key={lead.id}
                  lead={lead}
                  mayMove={mayMove}
                  isMoving={model.moves.value.has(lead.id)}
                  isBack={model.rolledBack.value === lead.id}
                  isCarried={carried.value?.leadId === lead.id || drag.leadId.value === lead.id}
                  drag={drag}
                  onKey={(key) => press(lead, key)}
                  onLeave={() => (carried.value = null)}
                  onMenu={() => onMenu(lead)}
                />
              ))}
            </ul>
            {leads.length > FINISHED_SHOWN_MAX ? (
              <p class="soft small">{words.more(leads.length - FINISHED_SHOWN_MAX)}</p>
            ) : null}
          </section>
        ))}
      </div>
    </div>
  )
}

function find(columns: readonly Column[], leadId: string): LeadView | undefined {
  return columns.flatMap(({ leads }) => leads).find((lead) => lead.id === leadId)
}
