import type { AppointmentMove } from '../../tenants/contract/booking.ts'
import type { NotedOptOut } from '../../tenants/contract/opt-out.ts'
import type { QuoteMove } from '../../tenants/contract/quotes.ts'
import type { NewPrivacyRequest, RequestMove } from '../../tenants/contract/rights.ts'
import type { InboundEvent, Signal } from '../../tenants/providers/inbound.ts'

/**
 * Something that came from outside: what a provider told, what a person of the business did, what a customer did on a
 * page of ours, or what somebody changed in GoHighLevel. `ref` is the id that a thing has in the copy; in a run it has
 * another one (there.ts).
 */
export type Deed = { at: number; customerId: string | null } & (
  | { kind: 'told'; provider: Signal['provider']; key: string; event: InboundEvent; label?: string }
  /** Until then nobody knew what they are called, nor where to write to them. */
  | { kind: 'became_known' }
  | { kind: 'took_over' | 'handed_back' | 'left_letters' | 'called' | 'acknowledged' }
  | { kind: 'wrote'; text: string }
  | { kind: 'opted_out_by_hand'; said: string; channel: NotedOptOut['channel'] }
  /** What had not gone out is tried again: of which template, or of which kind. */
  | { kind: 'retried' | 'let_go'; what: string; orderedAt: number }
  | { kind: 'confirmed'; visitAt: number | null }
  | { kind: 'moved_lead'; to: string; revenueMinor: number | null }
  | EnteredVisit
  | { kind: 'moved_visit'; ref: string; wasAt: number; move: AppointmentMove }
  | { kind: 'changed_visit_on_page'; ref: string; wasAt: number; to: number | null }
  | { kind: 'recorded_job'; service: string | null; amountMinor: number | null; completedAt: number }
  | { kind: 'opened_quote'; description: string | null; range: Range }
  | { kind: 'moved_quote'; move: QuoteMove }
  | { kind: 'offered_plan'; planId: string }
  | { kind: 'ended_plan' }
  | { kind: 'agreed_to_offers'; wording: string; isOnPage: boolean }
  | { kind: 'followed_review' }
  | { kind: 'left_feedback'; words: string }
  | { kind: 'changed_relation'; relation: string | null }
  | { kind: 'released_call'; callKey: string }
  | { kind: 'asked_privacy'; ref: string; asked: NewPrivacyRequest }
  | { kind: 'moved_privacy'; ref: string; move: RequestMove }
  | { kind: 'moved_card'; to: string; revenueMinor: number | null }
  | { kind: 'made_card'; to: string }
  | { kind: 'forbade_texts_in_crm' }
  | { kind: 'dropped_in_crm'; what: 'contact' | 'opportunity' | 'appointment' }
  | { kind: 'moved_visit_in_crm'; ref: string; wasAt: number; status: CrmVisitStatus; startsAt: number }
  | { kind: 'made_visit_in_crm'; ref: string; startsAt: number; endsAt: number }
)
export type DeedOf<K extends Deed['kind']> = Extract<Deed, { kind: K }>
export type CrmVisitStatus = 'confirmed' | 'completed' | 'cancelled' | 'no_show'
type Range = { fromMinor: number; toMinor: number } | null
type EnteredVisit = {
  kind: 'entered_visit'
  ref: string
  startsAt: number
  minutes: number
  crewId: string | null
  service: string | null
  address: string | null
  notes: string | null
  tell: boolean
}

export type Span = { from: number; to: number }

type Fact = Record<string, unknown> & { type: string }
/** One row of the copy's timeline. */
export type Told = { at: number; customerId: string | null; fact: Fact }
