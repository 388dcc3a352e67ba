import type {
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
} from '../../tenants/contract/booking.ts'
import type { KnownPerson, KnownView, Relation } from '../../tenants/contract/known.ts'
import type { PastPreview } from '../../tenants/contract/past-preview.ts'
import type { ExperimentView } from '../../tenants/contract/agents.ts'
import type { ScriptQuestion } from '../../tenants/contract/scripts.ts'
import type { Page } from '../../tenants/contract/lists.ts'
import type { NewQuote, QuoteMove, QuoteView } from '../../tenants/contract/quotes.ts'
import type { CanaryView } from '../../tenants/contract/canary.ts'
import type { LeadFormView, WebLeadsPatch, WebLeadsView } from '../../tenants/contract/web-leads.ts'
import type { MediaFile } from '../../tenants/contract/media.ts'
import { usualSchedule, USUAL_VOICE } from '../../tenants/contract/usual.ts'
import type { BridgeView, VoiceSettings, VoiceView } from '../../tenants/contract/voice.ts'
import type { Outcome } from '../../tenants/contract.ts'
import { StandInAfter } from './stand-in-after.ts'
import { DONE, editedMeanwhile, KNOWN_CUSTOMER, missing } from './stand-in-trust.ts'

/** The part of the stand-in tenant that concerns visits, jobs, quotes and contracts. */
export abstract class StandInWork extends StandInAfter {
  schedule: Schedule = usualSchedule('Dana')
  known: KnownPerson[] = []
  relations: { customerId: string; relation: Relation | null }[] = []

  async readSchedule(): Promise<Outcome<Schedule>> {
    await this.behave()
    return { ok: true, value: this.schedule }
  }

  async changeSchedule(patch: SchedulePatch): Promise<Outcome<Schedule>> {
    await this.behave()
    if (patch.version !== this.schedule.version) return editedMeanwhile()
    this.schedule = { ...patch, version: patch.version + 1 }
    return { ok: true, value: this.schedule }
  }

  /** What is behind the link `knownToken`. */
  visit: VisitPage | null = null
  visitRefusal: 'slot_taken' | 'appointment_over' | null = null
  visitChanges: VisitChange[] = []
  slots: SlotView[] = []
  slotQueries: SlotQuery[] = []
  appointments: AppointmentView[] = []

  async listSlots(query: SlotQuery): Promise<Outcome<SlotView[]>> {
    await this.behave()
    this.slotQueries.push(query)
    return { ok: true, value: this.slots }
  }

  async readAgenda(): Promise<Outcome<AgendaView>> {
    await this.behave()
    const day = '2026-11-26'
    const days = { timeZone: 'America/Chicago', currency: 'USD', today: day, from: day, days: 7 }
    return { ok: true, value: { ...days, crew: [], visits: this.appointments, busy: [] } }
  }

  async readVisitsOf(customerId: string): Promise<Outcome<AgendaView>> {
    if (customerId !== KNOWN_CUSTOMER) return missing('customer_missing')
    return this.readAgenda()
  }

  async addAppointment({ customerId, startsAt }: NewAppointment): Promise<Outcome<AppointmentView>> {
    await this.behave()
    if (customerId !== KNOWN_CUSTOMER) return missing('customer_missing')
    if (this.appointments.some((taken) => taken.startsAt === startsAt))
      return { ok: false, error: { code: 'slot_taken', detail: 'Taken.', slots: this.slots } }
    const visit = appointmentAt(customerId, startsAt)
    this.appointments.push(visit)
    return { ok: true, value: visit }
  }

  async moveAppointment(appointmentId: string, move: AppointmentMove): Promise<Outcome<AppointmentView>> {
    await this.behave()
    const visit = this.appointments.find(({ id }) => id === appointmentId)
    if (!visit) return missing('appointment_missing')
    return { ok: true, value: { ...visit, status: move.move === 'cancel' ? 'cancelled' : visit.status } }
  }

  async readVisit(token: string): Promise<Outcome<VisitPage>> {
    await this.behave()
    if (token !== this.knownToken || !this.visit) return missing('token_unknown')
    return { ok: true, value: this.visit }
  }

  async changeVisit(token: string, change: VisitChange): Promise<Outcome<VisitPage>> {
    const found = await this.readVisit(token)
    if (!found.ok) return found
    if (this.visitRefusal) return { ok: false, error: { code: this.visitRefusal, detail: 'No.' } }
    this.visitChanges.push(change)
    this.visit = {
      ...found.value,
      ...(change.move === 'cancel' ? { status: 'cancelled' } : { startsAt: change.startsAt }),
    }
    return { ok: true, value: this.visit }
  }

  async readKnown(): Promise<Outcome<KnownView>> {
    await this.behave()
    const people = this.known.map((person) => ({ ...person, customerId: KNOWN_CUSTOMER }))
    return { ok: true, value: { people, held: [] } }
  }

  async addKnownPerson(person: KnownPerson): Promise<Outcome<null>> {
    await this.behave()
    this.known.push(person)
    return DONE
  }

  async changeRelation(customerId: string, relation: Relation | null): Promise<Outcome<null>> {
    await this.behave()
    if (customerId !== KNOWN_CUSTOMER) return missing('customer_missing')
    this.relations.push({ customerId, relation })
    return DONE
  }

  voice: VoiceSettings = USUAL_VOICE

  async callCustomer(): Promise<Outcome<null>> {
    await this.behave()
    return missing('customer_missing')
  }

  async readBridge(): Promise<Outcome<BridgeView>> {
    await this.behave()
    return missing('customer_missing')
  }

  async noteCalled(): Promise<Outcome<null>> {
    await this.behave()
    return missing('customer_missing')
  }

  async readVoice(): Promise<Outcome<VoiceView>> {
    await this.behave()
    const heard = { notice: [], record: '', goodbye: '' }
    const said = { whisper: { en: '', es: '' }, hears: { en: heard, es: heard }, language: 'en' as const }
    return { ok: true, value: { ...this.voice, number: '+12145550101', rings: '+12145550100', ...said } }
  }

  async changeVoice(settings: VoiceSettings): Promise<Outcome<VoiceView>> {
    this.voice = settings
    return this.readVoice()
  }

  async readMedia(): Promise<Outcome<MediaFile>> {
    await this.behave()
    return missing('media_missing')
  }

  async stopExperiment(): Promise<Outcome<ExperimentView>> {
    await this.behave()
    return missing('experiment_missing')
  }

  async releaseCall(): Promise<Outcome<null>> {
    await this.behave()
    return missing('held_missing')
  }

  webLeads: WebLeadsView = {
    isOn: true,
    origins: [],
    version: 0,
    formUrl: 'https://example.com/f/x',
    hookUrl: 'https://example.com/hooks/google-ads/lead',
    googleKey: null,
    lastLeadAt: { web: null, google_ads: null },
    lastTestAt: null,
    trapped: { count: 0, lastAt: null },
  }

  async previewPast(question: ScriptQuestion): Promise<Outcome<PastPreview>> {
    await this.behave()
    const counts = { texts: 0, isCut: false, unknown: 0, changed: question.text === '' ? 0 : 1, refused: 0 }
    return { ok: true, value: { days: 90, ...counts, segmentsBefore: 0, segmentsAfter: 0, examples: [] } }
  }
  async listQuotes(): Promise<Outcome<Page<QuoteView>>> {
    await this.behave()
    return { ok: true, value: { items: [], next: null } }
  }

  async openQuote(_asked: NewQuote, _by: string): Promise<Outcome<QuoteView>> {
    await this.behave()
    return missing('customer_missing')
  }

  async moveQuote(_quoteId: string, _asked: QuoteMove, _by: string): Promise<Outcome<QuoteView>> {
    await this.behave()
    return missing('quote_missing')
  }

  async readCanary(): Promise<Outcome<CanaryView | null>> {
    await this.behave()
    return { ok: true, value: null }
  }

  async checkCanary(): Promise<Outcome<CanaryView>> {
    await this.behave()
    return { ok: true, value: { at: 0, code: null, why: null, isTexting: true, tookMs: 1 } }
  }

  async readLeadForm(): Promise<Outcome<LeadFormView>> {
    await this.behave()
    const { isOn, origins } = this.webLeads
    return { ok: true, value: { isOn, origins, businessName: 'Larkspur Plumbing', language: 'en' } }
  }

  async noteTrapped(): Promise<Outcome<null>> {
    await this.behave()
    this.webLeads = { ...this.webLeads, trapped: { count: this.webLeads.trapped.count + 1, lastAt: 0 } }
    return { ok: true, value: null }
  }

  async readWebLeads(): Promise<Outcome<WebLeadsView>> {
    await this.behave()
    return { ok: true, value: this.webLeads }
  }

  async changeWebLeads(patch: WebLeadsPatch): Promise<Outcome<WebLeadsView>> {
    await this.behave()
    if (patch.version !== this.webLeads.version) return editedMeanwhile()
    this.webLeads = { ...this.webLeads, ...patch, version: patch.version + 1 }
    return { ok: true, value: this.webLeads }
  }

  async noteLeadKey(lastFour: string | null): Promise<Outcome<WebLeadsView>> {
    await this.behave()
    this.webLeads = { ...this.webLeads, googleKey: lastFour === null ? null : { lastFour, setAt: 0 } }
    return { ok: true, value: this.webLeads }
  }
}

function appointmentAt(customerId: string, startsAt: number): AppointmentView {
  const who = { customerId, customerName: 'Pat Rivers', customerPhone: '+12145550147' }
  const rest = { service: null, address: null, notes: null, feeMinor: 0, source: 'board' as const }
  const times = { startsAt, endsAt: startsAt + 3_600_000, createdAt: 1_700_000_000_000, updatedAt: 1_700_000_000_000 }
  return { id: `apt_${startsAt}`, ...who, crewId: 'owner', crewName: 'Dana', status: 'confirmed', ...rest, ...times }
}
