import type { Decision, Effect } from '../../tenants/journey/effect.ts'
import type { JourneyState } from '../../tenants/journey/state.ts'

/** A decision of a journey that begins once a job is done, in one line of a table. */
export function describeDecision(decision: Decision<JourneyState>): string {
  if (decision.kind === 'ignored') return `ignored: ${decision.reason}`
  const { state, effects } = decision
  const outcome = state.status === 'closed' ? `closed ${state.outcome}` : state.status
  return effects.length === 0 ? outcome : `${outcome} | ${effects.map(describeEffect).join(', ')}`
}

function describeEffect(effect: Effect): string {
  if (effect.type === 'send_sms') return `${effect.class} ${effect.template}`
  return effect.type === 'tell_technician' ? `tell ${effect.reason}` : effect.type
}
