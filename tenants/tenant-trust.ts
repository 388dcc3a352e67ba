import { clock } from './base/clock.ts'
import { parseDay } from './base/local-time.ts'
import { openKeyring } from './base/sealing.ts'
import type { Outcome } from './contract.ts'
import type { ClosingView } from './contract/closing.ts'
import type { DltSettings } from './contract/dlt.ts'
import type { EvidenceSubject } from './contract/evidence.ts'
import type { EmailDomainView } from './contract/email-domain.ts'
import type { BesideTable, ExportFormat, PersonFormat } from './contract/export.ts'
import type { NotedOptOut } from './contract/opt-out.ts'
import type { FleetOrder } from './contract/fleet.ts'
import type { DayExport, ExperimentPriors, KnownDays, WordingSpread } from './contract/fleet-day.ts'
import type { OnCallPatch, OnCallView } from './contract/on-call.ts'
import type { RegistrationOutcome, RegistrationPatch, RegistrationView, TextingTerms } from './contract/registration.ts'
import type { NewPrivacyRequest, PrivacyRequestView, RequestMove } from './contract/rights.ts'
import type { TenantTrustRpc } from './contract/trust-rpc.ts'
import { acknowledgeEmergency, changeOnCall, viewOnCall } from './on-call-commands.ts'
import { finishErasure } from './closing-commands.ts'
import { closeBusiness, reopenBusiness, viewClosing } from './rights/closing.ts'
import { exportBusiness, exportPerson } from './export-commands.ts'
import { changeDlt, readDlt } from './dlt-commands.ts'
import { exportDays } from './export/day.ts'
import { learnPriors } from './export/experiments.ts'
import { Downloads } from './export/download.ts'
import { dropBrowsers } from './push-commands.ts'
import {
  checkEmailDomain,
  dropEmailDomain,
  openEmailDomain,
  readEmailDomain,
  refreshEmailDomain,
} from './email-domain-commands.ts'
import { publishHeads } from './ledger/publish-heads.ts'
import { openEvidence } from './evidence-commands.ts'
import {
  changeRegistration,
  readTerms,
  submitRegistration,
  takeOutcome,
  viewRegistration,
  type Desk,
} from './registration/commands.ts'
import { saveFleetOrder } from './storage/fleet-rows.ts'
import { noteOptOut, unsubscribeByLink } from './opt-out-commands.ts'
import { loadToken } from './storage/message-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import { listRequestViews, moveRequest, openRequest, readRequest } from './rights/requests.ts'
import { TenantAds } from './tenant-ads.ts'
import { refuse } from './tenant-core.ts'

/** What a customer is owed by law, and what a business must show of itself. Each method wires; none decides. */
export abstract class TenantTrust extends TenantAds implements TenantTrustRpc {
  readonly #exporter = {
    downloads: new Downloads(() => clock.now()),
    now: () => clock.now(),
    report: (error: unknown) => this.report(error),
    store: { read: (key: string) => this.wiring.files.read(key) },
  }

  async readUnsubscribe(token: string): Promise<Outcome<{ businessName: string }>> {
    const { tenant } = this.wiring
    if (!tenant || !loadToken(this.wiring.db, token, 'unsubscribe')) return refuse('token_unknown')
    return { ok: true, value: { businessName: tenant.profile.businessName } }
  }

  async unsubscribe(token: string): Promise<Outcome<{ businessName: string }>> {
    const known = await this.readUnsubscribe(token)
    if (!known.ok) return known
    this.wiring.transact((context) => {
      const link = loadToken(context.db, token, 'unsubscribe')
      if (link) unsubscribeByLink(context, link, clock.now())
    })
    return known
  }

  async noteOptOut(customerId: string, noted: NotedOptOut, notedBy: string): Promise<Outcome<null>> {
    return this.within((context) => noteOptOut(context, customerId, noted, notedBy, clock.now()))
  }

  async switchFleet(order: FleetOrder): Promise<Outcome<null>> {
    const { db, tenant } = this.wiring
    this.wiring.write(() => {
      if (!saveFleetOrder(db, order) || !tenant) return
      const fact = { type: 'fleet_switched' as const, isOn: order.isOn }
      recordEvent(db, { customerId: null, journeyId: null, fact }, clock.now())
    })
    return { ok: true, value: null }
  }

  async exportDay(
    day: string,
    known: KnownDays,
    priors: ExperimentPriors = {},
    spread: WordingSpread | null = null,
  ): Promise<Outcome<DayExport>> {
    if (Object.keys(priors).length > 0) this.wiring.transact((context) => learnPriors(context, priors, spread))
    return this.read((context) => exportDays(context, parseDay(day), known, clock.now()))
  }

  async readRegistration(): Promise<Outcome<RegistrationView>> {
    return this.read((context) => viewRegistration(context, this.#desk()))
  }

  async changeRegistration(patch: RegistrationPatch): Promise<Outcome<RegistrationView>> {
    return this.within((context) => changeRegistration(context, patch, this.#desk()))
  }

  async submitRegistration(): Promise<Outcome<RegistrationView>> {
    return this.within((context) => submitRegistration(context, this.#desk(), clock.now()))
  }

  async judgeRegistration(outcome: RegistrationOutcome): Promise<Outcome<RegistrationView>> {
    return this.within((context) => takeOutcome(context, outcome, this.#desk(), clock.now()))
  }

  async readTerms(): Promise<Outcome<TextingTerms>> {
    return this.read(readTerms)
  }

  #desk(): Desk {
    return { keyring: openKeyring(this.env.SEALING_KEY), appUrl: this.wiring.appUrl }
  }

  async readDlt(): Promise<Outcome<DltSettings | null>> {
    return this.read(readDlt)
  }

  async changeDlt(settings: DltSettings | null): Promise<Outcome<DltSettings | null>> {
    return this.within((context) => changeDlt(context, settings, clock.now()))
  }

  async readOnCall(): Promise<Outcome<OnCallView>> {
    return this.read(viewOnCall)
  }

  async changeOnCall(patch: OnCallPatch): Promise<Outcome<OnCallView>> {
    return this.within((context) => changeOnCall(context, patch, clock.now()))
  }

  async acknowledgeEmergency(journeyId: string, email: string): Promise<Outcome<null>> {
    return this.within((context) => acknowledgeEmergency(context, journeyId, email, clock.now()))
  }

  async dropPerson(email: string): Promise<Outcome<null>> {
    this.live.drop(email)
    return this.within((context) => dropBrowsers(context, email))
  }

  async exportBusiness(format: ExportFormat, beside: BesideTable[]): Promise<Outcome<ReadableStream<Uint8Array>>> {
    return this.within((context) => exportBusiness(context, this.#exporter, format, beside))
  }

  async exportPerson(customerId: string, format: PersonFormat): Promise<Outcome<ReadableStream<Uint8Array>>> {
    return this.within((context) => exportPerson(context, this.#exporter, customerId, format))
  }

  async evidence(subject: EvidenceSubject): Promise<Outcome<ReadableStream<Uint8Array>>> {
    return this.within((context) => openEvidence(context, subject, clock.now()))
  }

  async readEmailDomain(): Promise<Outcome<EmailDomainView>> {
    return readEmailDomain(this.wiring, this.env)
  }

  async openEmailDomain(name: string): Promise<Outcome<EmailDomainView>> {
    return openEmailDomain(this.wiring, this.env, name)
  }

  async checkEmailDomain(): Promise<Outcome<EmailDomainView>> {
    return checkEmailDomain(this.wiring, this.env)
  }

  async dropEmailDomain(): Promise<Outcome<EmailDomainView>> {
    return dropEmailDomain(this.wiring, this.env)
  }

  async listPrivacyRequests(): Promise<Outcome<PrivacyRequestView[]>> {
    return this.read((context) => listRequestViews(context, clock.now()))
  }

  async openPrivacyRequest(asked: NewPrivacyRequest, askedBy: string): Promise<Outcome<PrivacyRequestView>> {
    return this.within((context) => openRequest(context, asked, askedBy, clock.now()))
  }

  async readPrivacyRequest(requestId: string): Promise<Outcome<PrivacyRequestView>> {
    return this.within((context) => readRequest(context, requestId, clock.now()))
  }

  async movePrivacyRequest(id: string, move: RequestMove, detail: string | null): Promise<Outcome<PrivacyRequestView>> {
    return this.within((context) => moveRequest(context, id, move, detail, clock.now()))
  }

  async readClosing(): Promise<Outcome<ClosingView>> {
    return this.read(viewClosing)
  }

  async closeBusiness(confirm: string): Promise<Outcome<ClosingView>> {
    return this.within((context) => closeBusiness(context, confirm, clock.now()))
  }

  async reopenBusiness(): Promise<Outcome<ClosingView>> {
    return this.within((context) => reopenBusiness(context, clock.now()))
  }

  protected override async afterChores(): Promise<void> {
    const { db, tenant } = this.wiring
    if (!tenant) return
    await publishHeads(db, this.env.FILES, tenant.tenantId)
    await finishErasure(this.wiring, this.env)
    await refreshEmailDomain(this.wiring, this.env)
  }
}
