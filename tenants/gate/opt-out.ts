import { CONFIRMATION_DELAY_MAX_MS } from '../base/limits.ts'
import { unreachable } from '../base/result.ts'
import type { Instant } from '../base/clock.ts'
import type { GateCode } from './codes.ts'
import type { GateCase, GateDenial, GateFacts, GateRuling, MessageClass } from './facts.ts'

/** An answer is an answer, however late; an opt-out from the one is an opt-out from the other. */
const FAMILIES: Record<MessageClass, string> = {
  response: 'response',
  response_late: 'response',
  service: 'service',
  followup: 'followup',
  marketing: 'marketing',
}

/** Step 4 of the gate. What a customer opted out of says nothing about the technician's own notices. */
export function ruleOnSuppression({ message, facts, class: messageClass }: GateCase): GateRuling {
  if (message.audience === 'technician' || message.exemption !== null) return null
  if (facts.suppressed) return deny('suppressed', `${message.channel} is suppressed`)
  const topic = (facts.suppressedTopics ?? []).find((one) => reaches(one, messageClass, facts.revocationScope))
  return topic === undefined ? null : deny('suppressed', `${message.channel} is suppressed for ${topic}`)
}

/** Unless the scope says otherwise, and for a topic that names no class, an opt-out from a part is one from all. */
function reaches(topic: string, messageClass: MessageClass, scope: GateFacts['revocationScope']): boolean {
  const isClass = Object.hasOwn(FAMILIES, topic)
  if (scope !== 'topic' || !isClass) return true
  return FAMILIES[topic as MessageClass] === FAMILIES[messageClass]
}

/** One confirmation within its five minutes, one answer to each request for help; neither is stopped by the opt-out. */
export function ruleOnExemption({ message, facts, now }: GateCase): GateRuling {
  const sentSince = (from: Instant) =>
    facts.sent.some((sent) => sent.template === message.template && sent.channel === message.channel && sent.at >= from)
  switch (message.exemption) {
    case null:
      return null
    case 'opt_out_confirmation':
      if (facts.confirmationDueBy === null) return deny('confirmation_not_due', 'none is owed')
      if (now > facts.confirmationDueBy) return deny('confirmation_too_late', 'its five minutes have passed')
      if (!sentSince(facts.confirmationDueBy - CONFIRMATION_DELAY_MAX_MS)) return null
      return deny('confirmation_already_sent', message.template)
    case 'help':
      return sentSince(message.occasionedAt) ? deny('help_already_answered', message.template) : null
    default:
      return unreachable(message.exemption)
  }
}

function deny(code: GateCode, detail: string): GateDenial {
  return { kind: 'deny', code, detail }
}
