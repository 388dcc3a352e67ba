import type { GateFacts, GateMessage, MessageClass } from './facts.ts'
import type { LintContext } from './lint.ts'
import { topicOf } from './relationship.ts'
import { STATES_WITHOUT_FIRST_PRICE } from './states-data.ts'

export type WordFacts = Pick<
  GateFacts,
  'places' | 'businessName' | 'postalAddress' | 'allowedAmountsMinor' | 'allowedHosts' | 'serviceNames'
>

/** What the words of a message are measured against, once its class is known. */
export function lintContextOf(message: GateMessage, messageClass: MessageClass, facts: WordFacts): LintContext {
  return {
    channel: message.channel,
    audience: message.audience,
    class: messageClass,
    first: message.firstInConversation,
    byHuman: message.byHuman,
    disclosureDue: message.disclosureDue,
    exemption: message.exemption,
    priceBarredFromFirst: facts.places.some(({ state }) => state !== null && STATES_WITHOUT_FIRST_PRICE.has(state)),
    businessName: facts.businessName,
    postalAddress: facts.postalAddress,
    allowedAmountsMinor: facts.allowedAmountsMinor,
    allowedHosts: facts.allowedHosts,
    // What belongs to a visit or a plan names it, asked or not.
    serviceNames: message.unprompted && messageClass !== 'service' ? [] : (facts.serviceNames ?? []),
    byModel: message.byModel ?? false,
    topic: messageClass === 'marketing' ? topicOf(message) : null,
  }
}
