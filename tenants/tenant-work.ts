import { clock } from './base/clock.ts'
import type { ExperimentView } from './contract/agents.ts'
import { stopExperiment } from './experiment-commands.ts'
import type { MediaFile } from './contract/media.ts'
import { callCustomer, noteCalled, readBridge } from './call-back-commands.ts'
import type { BridgeView, VoiceSettings, VoiceView } from './contract/voice.ts'
import { readMedia } from './media-commands.ts'
import type { Outcome } from './contract.ts'
import { addAppointment, listSlots, moveAppointment, readAgenda, readVisitsOf } from './appointment-commands.ts'
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
} from './contract/booking.ts'
import { checkCanary, readCanary, runCanary } from './canary-commands.ts'
import type { CanaryView } from './contract/canary.ts'
import type { TenantWorkRpc } from './contract/work-rpc.ts'
import type { KnownPerson, KnownView, Relation } from './contract/known.ts'
import { addKnownPerson, changeRelation, readKnown, releaseCall } from './known-commands.ts'
import type { PastPreview } from './contract/past-preview.ts'
import type { ScriptQuestion } from './contract/scripts.ts'
import { previewPast } from './past-preview-commands.ts'
import type { Page } from './contract/lists.ts'
import type { NewQuote, QuoteMove, QuotesQuery, QuoteView } from './contract/quotes.ts'
import type { LeadFormView, WebLeadsPatch, WebLeadsView } from './contract/web-leads.ts'
import { changeSchedule, readSchedule } from './schedule-commands.ts'
import { refuse } from './tenant-core.ts'
import { moveQuote, openQuote, readQuotes } from './quote-commands.ts'
import { changeWebLeads, noteLeadKey, noteTrapped, readLeadForm, readWebLeads } from './web-lead-commands.ts'
import { changeVoice, readVoice } from './voice-commands.ts'
import { changeByLink, readVisitPage } from './visit-page-commands.ts'
import { TenantAfter } from './tenant-after.ts'

/** What comes of a conversation: visits, jobs, quotes and contracts. Each method wires; none decides. */
export abstract class TenantWork extends TenantAfter implements TenantWorkRpc {
  /** One check at a time: whoever asks for another meanwhile waits for this one. */
  #checking: Promise<void> | null = null

  async readSchedule(): Promise<Outcome<Schedule>> {
    return this.read(readSchedule)
  }

  async changeSchedule(patch: SchedulePatch): Promise<Outcome<Schedule>> {
    return this.within((context) => changeSchedule(context, patch, clock.now()))
  }

  async listSlots(query: SlotQuery): Promise<Outcome<SlotView[]>> {
    return this.read((context) => listSlots(context, query, clock.now()))
  }

  async readAgenda(query: AgendaQuery): Promise<Outcome<AgendaView>> {
    return this.read((context) => readAgenda(context, query, clock.now()))
  }

  async readVisitsOf(customerId: string): Promise<Outcome<AgendaView>> {
    const { db, tenant } = this.wiring
    return tenant ? readVisitsOf({ db, tenant }, customerId, clock.now()) : refuse('tenant_missing')
  }

  async addAppointment(wanted: NewAppointment): Promise<Outcome<AppointmentView>> {
    return this.within((context) => addAppointment(context, wanted, clock.now()))
  }

  async moveAppointment(appointmentId: string, move: AppointmentMove): Promise<Outcome<AppointmentView>> {
    return this.within((context) => moveAppointment(context, appointmentId, move, clock.now()))
  }

  async readVisit(token: string): Promise<Outcome<VisitPage>> {
    const { db, tenant } = this.wiring
    return tenant ? readVisitPage({ db, tenant }, token, clock.now()) : refuse('tenant_missing')
  }

  async changeVisit(token: string, change: VisitChange): Promise<Outcome<VisitPage>> {
    return this.within((context) => changeByLink(context, { token, change }, clock.now()))
  }

  async readKnown(): Promise<Outcome<KnownView>> {
    return this.read(readKnown)
  }

  async addKnownPerson(person: KnownPerson): Promise<Outcome<null>> {
    return this.within((context) => addKnownPerson(context, person, clock.now()))
  }

  async changeRelation(customerId: string, relation: Relation | null): Promise<Outcome<null>> {
    return this.within((context) => changeRelation(context, customerId, relation, clock.now()))
  }

  async callCustomer(customerId: string): Promise<Outcome<null>> {
    return callCustomer(this.wiring, this.env, customerId)
  }

  async readBridge(customerId: string): Promise<Outcome<BridgeView>> {
    return this.within((context) => readBridge(context, customerId))
  }

  async noteCalled(customerId: string): Promise<Outcome<null>> {
    return this.within((context) => noteCalled(context, customerId, clock.now()))
  }

  async readVoice(): Promise<Outcome<VoiceView>> {
    return this.read(readVoice)
  }

  async changeVoice(settings: VoiceSettings): Promise<Outcome<VoiceView>> {
    return this.within((context) => changeVoice(context, settings, clock.now()))
  }

  async readMedia(mediaId: string): Promise<Outcome<MediaFile>> {
    return this.within((context) => readMedia(context, mediaId))
  }

  async stopExperiment(experimentId: string): Promise<Outcome<ExperimentView>> {
    return this.within((context) => stopExperiment(context, experimentId, clock.now()))
  }

  async releaseCall(heldId: string): Promise<Outcome<null>> {
    return this.within((context) => releaseCall(context, heldId, clock.now()))
  }

  async previewPast(question: ScriptQuestion): Promise<Outcome<PastPreview>> {
    return this.read((context) => previewPast(context, question, this.wiring.appUrl, clock.now()))
  }
  async listQuotes(query: QuotesQuery): Promise<Outcome<Page<QuoteView>>> {
    return this.read((context) => readQuotes(context, query))
  }

  async openQuote(asked: NewQuote, by: string): Promise<Outcome<QuoteView>> {
    return this.within((context) => openQuote(context, asked, by, clock.now()))
  }

  async moveQuote(quoteId: string, asked: QuoteMove, by: string): Promise<Outcome<QuoteView>> {
    return this.within((context) => moveQuote(context, quoteId, asked, by, clock.now()))
  }

  async readLeadForm(): Promise<Outcome<LeadFormView>> {
    return this.read(readLeadForm)
  }

  async noteTrapped(): Promise<Outcome<null>> {
    return this.within((context) => noteTrapped(context, clock.now()))
  }

  async readWebLeads(): Promise<Outcome<WebLeadsView>> {
    return this.read((context) => readWebLeads(context, this.wiring.appUrl))
  }

  async changeWebLeads(patch: WebLeadsPatch): Promise<Outcome<WebLeadsView>> {
    return this.within((context) => changeWebLeads(context, patch, this.wiring.appUrl, clock.now()))
  }

  async noteLeadKey(lastFour: string | null): Promise<Outcome<WebLeadsView>> {
    return this.within((context) => noteLeadKey(context, lastFour, this.wiring.appUrl, clock.now()))
  }

  async readCanary(): Promise<Outcome<CanaryView | null>> {
    return this.read(readCanary)
  }

  async checkCanary(): Promise<Outcome<CanaryView>> {
    return checkCanary(this.wiring, this.frontDoor !== null, () => this.#check())
  }

  protected override async afterChores(): Promise<void> {
    await super.afterChores().catch((error: unknown) => this.report(error))
    await this.#check()
  }

  async #check(): Promise<void> {
    this.#checking ??= runCanary(this.wiring, this.env, this.frontDoor).finally(() => (this.#checking = null))
    await this.#checking
  }
}
