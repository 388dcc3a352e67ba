import { spokenNotice, type CallScript } from '../../tenants/base/greeting.ts'
import type { ClosingView } from '../../tenants/contract/closing.ts'
import type { DltSettings } from '../../tenants/contract/dlt.ts'
import type { EmailDomainView } from '../../tenants/contract/email-domain.ts'
import type { BesideTable, ExportFormat, PersonFormat } from '../../tenants/contract/export.ts'
import type { OnCallPatch, OnCallView } from '../../tenants/contract/on-call.ts'
import { NO_ON_CALL } from '../../tenants/contract/usual.ts'
import type { NotedOptOut } from '../../tenants/contract/opt-out.ts'
import type { PrivacyRequestView } from '../../tenants/contract/rights.ts'
import type { FleetOrder } from '../../tenants/contract/fleet.ts'
import type { DayExport, KnownDays } from '../../tenants/contract/fleet-day.ts'
import type { RegistrationPatch, TextingTerms } from '../../tenants/contract/registration.ts'
import type { Outcome, TenantView } from '../../tenants/contract.ts'
import type { TenantRefusal } from '../../tenants/contract/refusal.ts'

const SHARED_DOMAIN: EmailDomainView = {
  name: null,
  status: 'none',
  records: [],
  checkedAt: null,
  sender: 'hello@mail.example.com',
  sent: 0,
  complaints: 0,
  isPaused: false,
}

/** The part of the stand-in tenant that concerns consent, rights and registration. */
export abstract class StandInTrust {
  mood: 'well' | 'throws' | 'hangs' = 'well'
  profile: TenantView | null = null
  exported: { day: string; known: KnownDays }[] = []
  dayExport: DayExport | null = null
  fleetOrders: (FleetOrder & { isOpened: boolean })[] = []
  registrations: RegistrationPatch[] = []
  unsubscribed: string[] = []
  optOuts: (NotedOptOut & { notedBy: string })[] = []
  dropped: string[] = []
  /** What calls are to hear, where it differs from the notice; null where the tenant cannot say. */
  callScript: Partial<CallScript> | null = {}
  knownToken: string | null = null
  isExporting = false
  subscriptions: { endpoint: string; email: string }[] = []
  dlt: DltSettings | null = null
  acknowledged: { journeyId: string; email: string }[] = []
  onCall: OnCallView = {
    ...NO_ON_CALL,
    optedOut: [],
    alone: { name: 'Dana', phone: '+15125550147', email: 'dana@example.com' },
  }

  async exportDay(day: string, known: KnownDays): Promise<Outcome<DayExport>> {
    await this.behave()
    this.exported.push({ day, known })
    return this.dayExport === null ? missing() : { ok: true, value: this.dayExport }
  }

  async switchFleet(order: FleetOrder): Promise<Outcome<null>> {
    await this.behave()
    this.fleetOrders.push({ ...order, isOpened: this.profile !== null })
    return { ok: true, value: null }
  }

  async readRegistration(): Promise<Outcome<never>> {
    await this.behave()
    return missing()
  }

  async changeRegistration(patch: RegistrationPatch): Promise<Outcome<never>> {
    await this.behave()
    this.registrations.push(patch)
    return missing()
  }

  async submitRegistration(): Promise<Outcome<never>> {
    await this.behave()
    const issues = [{ path: 'legalName', message: 'missing' }]
    return { ok: false, error: { code: 'registration_incomplete', detail: 'Not complete.', issues } }
  }

  async judgeRegistration(): Promise<Outcome<never>> {
    await this.behave()
    return { ok: false, error: { code: 'registration_not_open', detail: 'Not now.' } }
  }

  async readTerms(): Promise<Outcome<TextingTerms>> {
    await this.behave()
    if (!this.profile) return missing()
    const { businessName, consentMode, smsNumber, email, postalAddress, language } = this.profile
    const help = { helpPhone: smsNumber, helpEmail: email }
    const value = { businessName, consentMode, smsNumber, ...help, postalAddress, website: null, language }
    return { ok: true, value }
  }

  /** Null where it is not to be had. */
  readCallScript(): CallScript | null {
    if (!this.profile || this.callScript === null) return null
    const { businessName, language } = this.profile
    const script = { ...spokenNotice(businessName, language), question: null, isKnown: true, isAgreed: false }
    return { ...script, notice: script.words, ...this.callScript }
  }

  async readEmailDomain(): Promise<Outcome<EmailDomainView>> {
    await this.behave()
    return { ok: true, value: SHARED_DOMAIN }
  }

  openEmailDomain = () => this.readEmailDomain()
  checkEmailDomain = () => this.readEmailDomain()
  dropEmailDomain = () => this.readEmailDomain()

  async exportBusiness(format: ExportFormat, beside: BesideTable[]): Promise<Outcome<ReadableStream<Uint8Array>>> {
    await this.behave()
    if (this.isExporting) return { ok: false, error: { code: 'export_running', detail: 'One runs.' } }
    return { ok: true, value: this.streamOf({ format, beside }) }
  }

  async exportPerson(customerId: string, format: PersonFormat): Promise<Outcome<ReadableStream<Uint8Array>>> {
    await this.behave()
    return customerId === KNOWN_CUSTOMER
      ? { ok: true, value: this.streamOf({ format, customerId }) }
      : missing('customer_missing')
  }

  async evidence(): Promise<Outcome<ReadableStream<Uint8Array>>> {
    await this.behave()
    return { ok: true, value: new Response('{}').body ?? new ReadableStream() }
  }

  async readUnsubscribe(token: string): Promise<Outcome<{ businessName: string }>> {
    await this.behave()
    if (token !== this.knownToken) return missing('token_unknown')
    return { ok: true, value: { businessName: this.profile?.businessName ?? '' } }
  }

  async unsubscribe(token: string): Promise<Outcome<{ businessName: string }>> {
    const read = await this.readUnsubscribe(token)
    if (read.ok) this.unsubscribed.push(token)
    return read
  }

  async dropPerson(email: string): Promise<Outcome<null>> {
    await this.behave()
    this.dropped.push(email)
    this.subscriptions = this.subscriptions.filter((known) => known.email !== email)
    return DONE
  }

  async noteOptOut(customerId: string, noted: NotedOptOut, notedBy: string): Promise<Outcome<null>> {
    await this.behave()
    if (customerId !== KNOWN_CUSTOMER) return missing('customer_missing')
    this.optOuts.push({ ...noted, notedBy })
    return DONE
  }

  async readDlt(): Promise<Outcome<DltSettings | null>> {
    await this.behave()
    return { ok: true, value: this.dlt }
  }

  async changeDlt(settings: DltSettings | null): Promise<Outcome<DltSettings | null>> {
    await this.behave()
    this.dlt = settings
    return { ok: true, value: settings }
  }

  async readOnCall(): Promise<Outcome<OnCallView>> {
    await this.behave()
    return { ok: true, value: this.onCall }
  }

  async changeOnCall(patch: OnCallPatch): Promise<Outcome<OnCallView>> {
    await this.behave()
    if (patch.version !== this.onCall.version) return editedMeanwhile()
    this.onCall = { ...this.onCall, ...patch, version: patch.version + 1 }
    return { ok: true, value: this.onCall }
  }

  async acknowledgeEmergency(journeyId: string, email: string): Promise<Outcome<null>> {
    await this.behave()
    this.acknowledged.push({ journeyId, email })
    return DONE
  }

  closing: ClosingView = { closing: null }
  isTooLate = false

  async readClosing(): Promise<Outcome<ClosingView>> {
    await this.behave()
    return { ok: true, value: this.closing }
  }

  async closeBusiness(confirm: string): Promise<Outcome<ClosingView>> {
    await this.behave()
    if (confirm !== this.profile?.businessName) {
      return { ok: false, error: { code: 'name_mismatch', detail: 'Another name.' } }
    }
    this.closing = { closing: { closedAt: 1, erasesAt: 4_102_444_800_000, erasedOn: '2100-01-02' } }
    return { ok: true, value: this.closing }
  }

  async reopenBusiness(): Promise<Outcome<ClosingView>> {
    await this.behave()
    if (this.isTooLate) return { ok: false, error: { code: 'business_closed', detail: 'Too late.' } }
    this.closing = { closing: null }
    return { ok: true, value: this.closing }
  }

  async listPrivacyRequests(): Promise<Outcome<PrivacyRequestView[]>> {
    await this.behave()
    return { ok: true, value: [] }
  }

  async openPrivacyRequest(): Promise<Outcome<PrivacyRequestView>> {
    await this.behave()
    return missing('customer_missing')
  }

  async readPrivacyRequest(): Promise<Outcome<PrivacyRequestView>> {
    await this.behave()
    return { ok: false, error: { code: 'request_missing', detail: 'Not there.' } }
  }

  async movePrivacyRequest(): Promise<Outcome<PrivacyRequestView>> {
    return this.readPrivacyRequest()
  }

  protected streamOf(content: object): ReadableStream<Uint8Array> {
    return new Blob([JSON.stringify(content)]).stream()
  }

  /** Fails as the mood has it. */
  protected async behave(): Promise<void> {
    if (this.mood === 'throws') throw new Error('Internal error in Durable Object storage caused object to be reset.')
    if (this.mood === 'hangs') await new Promise(() => undefined)
  }
}

export const KNOWN_CUSTOMER = 'cus_000000000000000000000001'
export const DONE: Outcome<null> = { ok: true, value: null }

export function missing(
  code: Extract<TenantRefusal, `${string}_missing` | 'token_unknown'> = 'tenant_missing',
): Outcome<never> {
  return { ok: false, error: { code, detail: 'Not there.' } }
}

export function editedMeanwhile(): { ok: false; error: { code: 'edited_meanwhile'; detail: string } } {
  return { ok: false, error: { code: 'edited_meanwhile', detail: 'Somebody else has changed it.' } }
}
