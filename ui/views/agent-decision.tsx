import type { DecisionStatus, DecisionView } from '../../tenants/contract/agents.ts'
import type { Answer } from '../api.ts'
import type { Move } from '../models/agent-moves.ts'
import type { AgentsModel } from '../models/agents-model.ts'
import { Badge, type Tone } from '../parts/badge.tsx'
import { Icon } from '../parts/icon.tsx'
import { showToast } from '../toasts.ts'
import { agentsWords } from '../words/agents-words.ts'
import { describeProblem } from '../words/problems.ts'

/** Says what came of pressing a button: what was approved may have turned out to be impossible by now. */
export function tellMoved(move: Move, answer: Answer<DecisionView>): void {
  const words = agentsWords()
  if (!answer.ok) showToast(describeProblem(answer.problem), 'danger')
  else if (answer.value.status === 'failed') showToast(words.couldNot, 'danger')
  else showToast(words.moved[move])
}

/** Why a decision that was made here came back. */
export function DecisionRefusal({ model, id }: { model: AgentsModel; id: string }) {
  const problem = model.refusals.value.get(id)
  if (problem === undefined) return null
  return (
    <p class="field-error" role="alert">
      <Icon name="alert" size={16} />
      <span>{describeProblem(problem)}</span>
    </p>
  )
}

const TONES: Record<DecisionStatus, Tone> = {
  proposed: 'neutral',
  approved: 'good',
  declined: 'neutral',
  applied: 'good',
  failed: 'danger',
  undone: 'warn',
  expired: 'neutral',
  measured: 'good',
}

export function DecisionBadge({ status }: { status: DecisionStatus }) {
  return <Badge tone={TONES[status]}>{agentsWords().statuses[status]}</Badge>
}
