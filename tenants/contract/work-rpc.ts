import type { ExperimentView } from './agents.ts'
import type { Outcome } from '../contract.ts'
import type { TenantAfterRpc } from './after-rpc.ts'
import type { CanaryView } from './canary.ts'
import type { BridgeView, VoiceSettings, VoiceView } from './voice.ts'
import type { KnownPerson, KnownView, Relation } from './known.ts'
import type { MediaFile } from './media.ts'
import type { PastPreview } from './past-preview.ts'
import type { ScriptQuestion } from './scripts.ts'
import type { Page } from './lists.ts'
import type { NewQuote, QuoteMove, QuotesQuery, QuoteView } from './quotes.ts'
import type { LeadFormView, WebLeadsPatch, WebLeadsView } from './web-leads.ts'
import type {
  AgendaQuery,
  AgendaView,
  AppointmentMove,
  AppointmentView,
  NewAppointment,
  Schedule,
  SchedulePatch,
  SlotQuery,
  SlotView,
  VisitChange,
  VisitPage,
} from './booking.ts'
import type { TenantCrmRpc } from './crm-rpc.ts'

/** The part of a tenant's RPC that concerns visits, jobs, quotes, contracts, and who is who. */
export interface TenantWorkRpc extends TenantCrmRpc, TenantAfterRpc {
  readSchedule(): Promise<Outcome<Schedule>>
  /** Refused as `edited_meanwhile`. */
  changeSchedule(patch: SchedulePatch): Promise<Outcome<Schedule>>
  /** Who is no customer like any other, and which calls were held back. */
  readKnown(): Promise<Outcome<KnownView>>
  /** Refused as `known_already` for the business's own numbers. */
  addKnownPerson(person: KnownPerson): Promise<Outcome<null>>
  changeRelation(customerId: string, relation: Relation | null): Promise<Outcome<null>>
  releaseCall(heldId: string): Promise<Outcome<null>>
  stopExperiment(experimentId: string): Promise<Outcome<ExperimentView>>
  /** What went out, in other words; nothing is sent or written. */
  previewPast(question: ScriptQuestion): Promise<Outcome<PastPreview>>
  listQuotes(query: QuotesQuery): Promise<Outcome<Page<QuoteView>>>
  /** Refused as `quote_moved` where the customer has one already; `by` is who opens it. */
  openQuote(asked: NewQuote, by: string): Promise<Outcome<QuoteView>>
  /** Refused as `quote_moved` where it is not what it was. */
  moveQuote(quoteId: string, asked: QuoteMove, by: string): Promise<Outcome<QuoteView>>
  /** The newest nightly check; null where there was none yet. */
  readCanary(): Promise<Outcome<CanaryView | null>>
  /** Checks now. Refused as `check_refused` where there is no way to. */
  checkCanary(): Promise<Outcome<CanaryView>>
  /** What the form on the business's site needs to know. */
  readLeadForm(): Promise<Outcome<LeadFormView>>
  /** A machine filled in the form. */
  noteTrapped(): Promise<Outcome<null>>
  readWebLeads(): Promise<Outcome<WebLeadsView>>
  /** Refused as `edited_meanwhile`. */
  changeWebLeads(patch: WebLeadsPatch): Promise<Outcome<WebLeadsView>>
  /** Google's key was changed in the directory; null: it was revoked. */
  noteLeadKey(lastFour: string | null): Promise<Outcome<WebLeadsView>>
  listSlots(query: SlotQuery): Promise<Outcome<SlotView[]>>
  readAgenda(query: AgendaQuery): Promise<Outcome<AgendaView>>
  /** The visits of one customer, the last first, whatever their day. */
  readVisitsOf(customerId: string): Promise<Outcome<AgendaView>>
  /** Refused as `slot_taken`, with times that are free instead, or as `appointment_refused` with issues. */
  addAppointment(wanted: NewAppointment): Promise<Outcome<AppointmentView>>
  /** Refused like that, or as `appointment_missing`, or as `appointment_over` where nothing can be changed any more. */
  moveAppointment(appointmentId: string, move: AppointmentMove): Promise<Outcome<AppointmentView>>
  /** By the link in a customer's text; changes nothing. */
  readVisit(token: string): Promise<Outcome<VisitPage>>
  changeVisit(token: string, change: VisitChange): Promise<Outcome<VisitPage>>
  /** Refused as `call_refused` where the technician's phone cannot be rung. */
  callCustomer(customerId: string): Promise<Outcome<null>>
  readBridge(customerId: string): Promise<Outcome<BridgeView>>
  noteCalled(customerId: string): Promise<Outcome<null>>
  readVoice(): Promise<Outcome<VoiceView>>
  changeVoice(settings: VoiceSettings): Promise<Outcome<VoiceView>>
  /** Where a picture or a recording lies in our store. */
  readMedia(mediaId: string): Promise<Outcome<MediaFile>>
}
