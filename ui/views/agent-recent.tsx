import { useRef } from 'preact/hooks'
import type { DecisionStatus } from '../../tenants/contract/agents.ts'
import type { ShownDecision } from '../models/agent-moves.ts'
import type { AgentsModel } from '../models/agents-model.ts'
import { mayWrite } from '../models/session-model.ts'
import { zone } from '../models/tenant-model.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Moment } from '../parts/moment.tsx'
import { agentsWords } from '../words/agents-words.ts'
import { DecisionBadge, DecisionRefusal, tellMoved } from './agent-decision.tsx'

/** What was decided lately, what came of it, and the way back. */
export function AgentRecent({ model }: { model: AgentsModel }) {
  const words = agentsWords()
  const recent = model.shown.value?.recent ?? []
  return (
    <section class="agents-part" aria-labelledby="agents-recent">
      <h2 id="agents-recent">{words.recent}</h2>
      {recent.length === 0 ? (
        <Card>
          <EmptyState icon="clock" title={words.noRecent}>
            <p>{words.noRecentLead}</p>
          </EmptyState>
        </Card>
      ) : (
        <ul class="card flush agents-recent">
          {recent.map((decision) => (
            <Recent key={decision.id} model={model} decision={decision} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Recent({ model, decision }: { model: AgentsModel; decision: ShownDecision }) {
  const words = agentsWords()
  const row = useRef<HTMLLIElement>(null)
  const { id, sentence, isSaving, isUndoable } = decision
  const undo = async () => {
    const answer = model.decide(id, 'undo')
    // The button goes; whoever works by keyboard stays at the decision.
    requestAnimationFrame(() => row.current?.focus())
    tellMoved('undo', await answer)
  }
  return (
    <li class="agents-decision" ref={row} tabIndex={-1}>
      <div class="agents-line">
        <DecisionBadge status={statusOf(decision)} />
        <span class="soft small">
          {words.names[decision.agent]}
          <DecidedBy who={decision.decidedBy} />
        </span>
        <span class="soft small agents-when">
          {isSaving ? (
            words.saving
          ) : (
            <Moment at={decision.appliedAt ?? decision.decidedAt ?? decision.createdAt} zone={zone.value} />
          )}
        </span>
      </div>
      <p class="agents-sentence">{sentence}</p>
      <Outcome decision={decision} />
      <DecisionRefusal model={model} id={id} />
      <div class="agents-foot">
        <Reasons decision={decision} />
        {isUndoable && mayWrite.value ? (
          <Button kind="quiet" icon="undo" label={words.undoWhat(sentence)} onPress={() => void undo()}>
            {words.undo}
          </Button>
        ) : null}
      </div>
    </li>
  )
}

/** Where nothing was to be measured, it is simply done. */
function statusOf({ status, outcome }: ShownDecision): DecisionStatus {
  return status === 'measured' && outcome === null ? 'applied' : status
}

function DecidedBy({ who }: { who: string | null }) {
  const words = agentsWords()
  if (who === null) return null
  return <> · {who === 'agent' ? words.byItself : who === 'sms' ? words.bySms : words.by(who)}</>
}

function Outcome({ decision: { outcome, measureAt, status } }: { decision: ShownDecision }) {
  const words = agentsWords()
  if (outcome !== null) {
    return (
      <p class="agents-outcome">
        <span class="soft small">{words.outcome}</span> {outcome}
      </p>
    )
  }
  if (measureAt === null || status !== 'applied') return null
  return (
    <p class="soft small">
      {words.measuredOn}: <Moment at={measureAt} zone={zone.value} form="day" />
    </p>
  )
}

function Reasons({ decision: { evidence, expectation } }: { decision: ShownDecision }) {
  if (evidence.length === 0 && expectation === '') return null
  return (
    <details class="agents-reasons grow">
      <summary>{agentsWords().details}</summary>
      <ul>
        {[...evidence, expectation]
          .filter((each) => each !== '')
          .map((each) => (
            <li key={each}>{each}</li>
          ))}
      </ul>
    </details>
  )
}
