import { unreachable } from '../base/result.ts'
import type { A2p } from '../contract.ts'
import type { Rejection, RegistrationOutcome } from '../contract/registration.ts'

/**
 * How far the registration of one business for texting (A2P 10DLC) has come. `a2p` is what the gate goes by; a rejected
 * campaign stays pending with its rejection beside it, since the brand behind it is approved.
 */
export type RegistrationState = { a2p: A2p; rejected: Rejection['of'] | null }

export type RegistrationInput = 'submitted' | RegistrationOutcome['kind']

/** `isSubmitted` where the business came through this machine, and was not vouched for by an admin alone. */
export type RegistrationFacts = { isComplete: boolean; hasHelpContact: boolean; isSubmitted: boolean }

export type RegistrationRefusal =
  'incomplete' | 'under_review' | 'already_approved' | 'nothing_submitted' | 'not_awaited' | 'help_contact_missing'

export type RegistrationDecision =
  { kind: 'moved'; state: RegistrationState } | { kind: 'refused'; reason: RegistrationRefusal }

/** Pure, and total: each state answers each input. */
export function decideRegistration(
  state: RegistrationState,
  input: RegistrationInput,
  facts: RegistrationFacts,
): RegistrationDecision {
  switch (state.a2p) {
    case 'no_number':
      return input === 'submitted' ? submit('brand_pending', facts) : refuse('nothing_submitted')
    case 'brand_pending':
      return decideBrand(input)
    case 'campaign_pending':
      return decideCampaign(state, input, facts)
    case 'live':
      if (input === 'submitted') return refuse('already_approved')
      return input === 'suspended' ? moveTo('suspended') : refuse('not_awaited')
    case 'suspended':
      return decideSuspended(input, facts)
    default:
      return unreachable(state.a2p)
  }
}

function decideBrand(input: RegistrationInput): RegistrationDecision {
  switch (input) {
    case 'submitted':
      return refuse('under_review')
    case 'brand_approved':
      return moveTo('campaign_pending')
    case 'brand_rejected':
      return moveTo('no_number', 'brand')
    case 'campaign_approved':
    case 'campaign_rejected':
    case 'suspended':
    case 'reinstated':
      return refuse('not_awaited')
    default:
      return unreachable(input)
  }
}

function decideCampaign(
  { rejected }: RegistrationState,
  input: RegistrationInput,
  facts: RegistrationFacts,
): RegistrationDecision {
  const isRejected = rejected === 'campaign'
  switch (input) {
    case 'submitted':
      return isRejected ? submit('campaign_pending', facts) : refuse('under_review')
    case 'campaign_approved':
      if (isRejected) return refuse('nothing_submitted')
      return facts.hasHelpContact ? moveTo('live') : refuse('help_contact_missing')
    case 'campaign_rejected':
      return isRejected ? refuse('nothing_submitted') : moveTo('campaign_pending', 'campaign')
    case 'brand_approved':
    case 'brand_rejected':
    case 'suspended':
    case 'reinstated':
      return refuse('not_awaited')
    default:
      return unreachable(input)
  }
}

function decideSuspended(input: RegistrationInput, facts: RegistrationFacts): RegistrationDecision {
  if (input === 'submitted') return refuse('already_approved')
  if (input !== 'reinstated') return refuse('not_awaited')
  return facts.isSubmitted && !facts.hasHelpContact ? refuse('help_contact_missing') : moveTo('live')
}

/** Whether the fields may be changed: not while somebody else reads them. */
export function isOpenFor({ a2p, rejected }: RegistrationState): boolean {
  return a2p !== 'brand_pending' && (a2p !== 'campaign_pending' || rejected === 'campaign')
}

function submit(a2p: A2p, { isComplete }: RegistrationFacts): RegistrationDecision {
  return isComplete ? moveTo(a2p) : refuse('incomplete')
}

function moveTo(a2p: A2p, rejected: Rejection['of'] | null = null): RegistrationDecision {
  return { kind: 'moved', state: { a2p, rejected } }
}

function refuse(reason: RegistrationRefusal): RegistrationDecision {
  return { kind: 'refused', reason }
}
