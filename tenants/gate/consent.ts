import type { Instant } from '../base/clock.ts'
import { unreachable } from '../base/result.ts'
import type { GateCode } from './codes.ts'
import type { Consent, ConsentBasis, GateCase, GateDenial, GateRuling, MessageClass } from './facts.ts'
import { findRelationship, mayRestOnRelationship } from './relationship.ts'

/**
 * What each basis permits. A call says "about this call" and no more; a spoken notice reaches as far as the visit it
 * leads to; whoever pressed, said or wrote something may be reminded once; a number that was given with a contract is
 * for what belongs to that contract; only a written consent covers offers.
 */
const PERMITTED: Record<ConsentBasis, ReadonlySet<MessageClass>> = {
  implied_single: new Set<MessageClass>(['response', 'response_late']),
  spoken_notice: new Set<MessageClass>(['response', 'response_late', 'service']),
  press_1: new Set<MessageClass>(['response', 'response_late', 'service', 'followup']),
  spoken_yes: new Set<MessageClass>(['response', 'response_late', 'service', 'followup']),
  inbound_message: new Set<MessageClass>(['response', 'response_late', 'service', 'followup']),
  contract: new Set<MessageClass>(['service']),
  written: new Set<MessageClass>(['response', 'response_late', 'service', 'followup', 'marketing']),
}

export function isPermitted(basis: ConsentBasis, messageClass: MessageClass): boolean {
  return PERMITTED[basis].has(messageClass)
}

/** The basis on which a text of this class may go now, or what is missing. */
export function findBasis(
  consents: readonly Consent[],
  messageClass: MessageClass,
  conversationOpenUntil: Instant | null,
  now: Instant,
): { kind: 'found'; basis: ConsentBasis } | { kind: 'conversation_closed' } | { kind: 'missing' } {
  const permitting = consents.filter((consent) => isPermitted(consent.basis, messageClass))
  if (permitting.length === 0) return { kind: 'missing' }
  // Their own text is consent for that conversation only; every other basis stands on its own.
  const isOpen = conversationOpenUntil !== null && now < conversationOpenUntil
  const standing = permitting.find((consent) => isOpen || consent.basis !== 'inbound_message')
  return standing ? { kind: 'found', basis: standing.basis } : { kind: 'conversation_closed' }
}

/** What a message went on: the newest evidence of a consent, or the dealings with the customer. */
export type Ground = { basis: ConsentBasis | 'business_relationship'; at: Instant }

export function findGround(item: GateCase): Ground | null {
  const { facts, class: messageClass, now } = item
  const found = findBasis(facts.consents, messageClass, facts.conversationOpenUntil, now)
  if (found.kind === 'found') {
    const ofBasis = facts.consents.filter(({ basis }) => basis === found.basis)
    return { basis: found.basis, at: Math.max(...ofBasis.map(({ at }) => at)) }
  }
  const at = findRelationship(item)
  return at === null ? null : { basis: 'business_relationship', at }
}

/** Steps 6 and 7 of the gate. E-mail needs no prior consent (CAN-SPAM); its opt-outs are suppressions. */
export function ruleOnConsent(item: GateCase): GateRuling {
  const { message, facts, class: messageClass, now } = item
  if (message.channel === 'email') return null
  if (message.byHuman && messageClass !== 'marketing') {
    // A person's own text is not automated. Carriers still want a sign that the customer dealt with the business.
    return facts.consents.length > 0 ? null : deny('consent_missing', 'no consent on file')
  }
  const found = findBasis(facts.consents, messageClass, facts.conversationOpenUntil, now)
  switch (found.kind) {
    case 'found':
      return null
    case 'missing':
      if (messageClass !== 'marketing') {
        return deny('consent_missing', `${messageClass} on ${describeBases(facts.consents)}`)
      }
      if (!mayRestOnRelationship(message)) return deny('written_consent_missing', describeBases(facts.consents))
      return findRelationship(item) === null ? deny('relationship_missing', describeBases(facts.consents)) : null
    case 'conversation_closed':
      return deny('conversation_closed', `${messageClass} on ${describeBases(facts.consents)}`)
    default:
      return unreachable(found)
  }
}

function describeBases(consents: readonly Consent[]): string {
  const bases = [...new Set(consents.map((consent) => consent.basis))]
  return bases.length === 0 ? 'no consent' : bases.join(', ')
}

function deny(code: GateCode, detail: string): GateDenial {
  return { kind: 'deny', code, detail }
}
