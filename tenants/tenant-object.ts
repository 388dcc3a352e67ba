import * as v from 'valibot'
import { leaveAds } from './apply-ads-connection.ts'
import { moveLocation } from './apply-connection.ts'
import { clock } from './base/clock.ts'
import type { TenantId } from './base/ids.ts'
import { readCallScript } from './call-script.ts'
import { takeCanary } from './canary-commands.ts'
import { accept } from './inbox/accept.ts'
import type { NewTenant, Outcome, ProfilePatch, Receipt, TenantProfile, TenantView } from './contract.ts'
import { CoherentPolicy, type PolicyPatch } from './contract/policy.ts'
import type {
  BoardView,
  ConversationQuery,
  ConversationView,
  Language,
  LeadPatch,
  NumbersView,
} from './contract/board.ts'
import type { LeadView, ListItem, ListName, Page, PageQuery } from './contract/lists.ts'
import type { ForwardingTest, JoinView } from './contract/join.ts'
import { NO_ON_CALL } from './contract/usual.ts'
import type { Once } from './contract/once.ts'
import type { CallReceipt, TenantRpc } from './contract/rpc.ts'
import type { PushSubscription } from './contract/push.ts'
import type { Read, ReadAnswer } from './contract/reads.ts'
import type { ScriptPatch, ScriptPreview, ScriptQuestion, ScriptView } from './contract/scripts.ts'
import { readBoard } from './dashboard/board.ts'
import { readConversation } from './dashboard/conversation.ts'
import { readCustomers, readList } from './dashboard/lists.ts'
import { readNumbers } from './dashboard/numbers.ts'
import { confirmBooking, moveLeadByHand } from './lead-commands.ts'
import { readTest } from './forwarding-test.ts'
import { writeHumanText } from './human-text-commands.ts'
import { placeTestCall } from './place-test-call.ts'
import type { Signal } from './providers/inbound.ts'
import { judgeSubscription, PUSH_OFF, subscribe, testPush, unsubscribe } from './push-commands.ts'
import { readMany } from './read-commands.ts'
import { dismissEntry, retryEntry } from './retry-entry.ts'
import { changeScript, exampleTexts, listScripts, previewScript } from './script-commands.ts'
import { followFacts } from './outbox/crm-values.ts'
import { saveTenant, viewOf, type Tenant } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import { refuse } from './tenant-core.ts'
import { TenantApi } from './tenant-api.ts'

/** One technician's business, as the router calls it. Each method wires; none decides. */
export class TenantObject extends TenantApi implements TenantRpc {
  /** Names of classes are not kept in the bundle, and the lines of the library that wakes us go by this one. */
  static override readonly name = 'TenantObject'

  async open(tenantId: string, profile: NewTenant): Promise<TenantView> {
    const { policy, ...rest } = profile
    const tenant: Tenant = {
      tenantId: tenantId as TenantId,
      createdAt: this.wiring.tenant?.createdAt ?? clock.now(),
      profile: rest,
      policy: policy ?? v.parse(CoherentPolicy, {}),
      onCall: this.wiring.tenant?.onCall ?? NO_ON_CALL,
      version: this.wiring.tenant?.version ?? 0,
      closing: this.wiring.tenant?.closing ?? null,
    }
    return this.#save(tenant, [])
  }

  async view(): Promise<TenantView | null> {
    const { tenant } = this.wiring
    return tenant && viewOf(tenant)
  }

  async changeProfile(patch: ProfilePatch, version: number | null): Promise<Outcome<TenantView>> {
    const { tenant } = this.wiring
    if (!tenant) return refuse('tenant_missing')
    if (version !== null && version !== tenant.version) return refuse('edited_meanwhile')
    const given = Object.entries(patch).filter(([, value]) => value !== undefined)
    const profile: TenantProfile = { ...tenant.profile, ...(Object.fromEntries(given) as Partial<TenantProfile>) }
    const isMoved = profile.ghlLocationId !== tenant.profile.ghlLocationId
    return { ok: true, value: this.#save({ ...tenant, profile }, Object.keys(patch), isMoved) }
  }

  async changePolicy(patch: PolicyPatch, version: number | null): Promise<Outcome<TenantView>> {
    const { tenant } = this.wiring
    if (!tenant) return refuse('tenant_missing')
    if (version !== null && version !== tenant.version) return refuse('edited_meanwhile')
    const whole = v.safeParse(CoherentPolicy, { ...tenant.policy, ...patch })
    if (!whole.success) {
      const { message: detail, path } = whole.issues[0]
      const issues = [{ path: String(path?.[0]?.key), message: detail }]
      return { ok: false, error: { code: 'policy_incoherent', detail, issues } }
    }
    return { ok: true, value: this.#save({ ...tenant, policy: whole.output }, Object.keys(patch)) }
  }

  async receive(signal: Signal): Promise<Receipt> {
    // A router may know the keys of a closed business for a minute longer. What becomes of old messages still counts.
    if (this.wiring.tenant?.closing && !signal.event.type.endsWith('_status_changed')) return 'tenant_missing'
    const origin = { appUrl: this.wiring.appUrl, emailFrom: this.env.EMAIL_FROM }
    const receipt = this.wiring.transact((context) =>
      takeCanary(context, signal, this.env.SEALING_KEY, origin) ? 'accepted' : accept(context, signal, clock.now()),
    )
    this.wiring.pump()
    return receipt ?? 'tenant_missing'
  }

  async receiveCall(signal: Signal): Promise<CallReceipt> {
    const receipt = await this.receive(signal)
    return { receipt, script: this.readIfPossible((context) => readCallScript(context, signal.event)) }
  }

  async list(name: ListName, query: PageQuery): Promise<Page<ListItem>> {
    const { language = 'en', currency = 'USD' } = this.wiring.tenant?.profile ?? {}
    return readList(this.wiring.db, name, query, { language, currency, now: clock.now() })
  }

  async readMany(reads: Read[]): Promise<Outcome<ReadAnswer>[]> {
    return readMany(this, (ids) => readCustomers(this.wiring.db, ids), reads)
  }

  async writeAsHuman(
    customerId: string,
    text: string,
    once: Once | null = null,
  ): Promise<Outcome<{ entryId: string }>> {
    return this.within((context) => writeHumanText(context, customerId, { text, once }, clock.now()))
  }

  async takeOver(customerId: string): Promise<Outcome<null>> {
    return this.tell(customerId, { type: 'taken_over' })
  }

  async handBack(customerId: string): Promise<Outcome<null>> {
    return this.tell(customerId, { type: 'handed_back' })
  }

  async retryEntry(entryId: string): Promise<Outcome<null>> {
    const retried = this.wiring.transact((context) => retryEntry(context, entryId, clock.now()))
    this.wiring.pump()
    return retried === null ? refuse('tenant_missing') : retried ? { ok: true, value: null } : refuse('entry_missing')
  }

  async dismissEntry(entryId: string): Promise<Outcome<null>> {
    const dismissed = this.wiring.transact((context) => dismissEntry(context, entryId, clock.now()))
    return dismissed === null ? refuse('tenant_missing') : dismissed ? DONE : refuse('entry_missing')
  }

  async board(language: Language | null): Promise<Outcome<BoardView>> {
    return this.read((context) => readBoard(context, language ?? context.tenant.profile.language, clock.now()))
  }

  async conversation(customerId: string, { lang, before }: ConversationQuery): Promise<Outcome<ConversationView>> {
    const found = this.read(({ db, tenant }) =>
      readConversation(db, customerId, lang ?? tenant.profile.language, before ?? null, clock.now()),
    )
    if (!found.ok) return found
    return found.value ? { ok: true, value: found.value } : refuse('customer_missing')
  }

  async numbers(dayCount: number): Promise<Outcome<NumbersView>> {
    return this.read(({ db, tenant }) => readNumbers(db, tenant, dayCount, clock.now()))
  }

  async moveLead(leadId: string, patch: LeadPatch): Promise<Outcome<LeadView>> {
    return this.within((context) => moveLeadByHand(context, leadId, patch, clock.now()))
  }

  async confirmBooking(customerId: string, at: number | null): Promise<Outcome<null>> {
    return this.within((context) => confirmBooking(context, customerId, at, clock.now()))
  }

  async subscribe(subscription: PushSubscription, email: string): Promise<Outcome<null>> {
    if (!this.wiring.push) return PUSH_OFF
    const fault = await judgeSubscription(subscription, this.wiring.pushPlaces)
    return fault ?? this.within((context) => subscribe(context, subscription, email, clock.now()))
  }

  async dropSubscription(endpoint: string, email: string): Promise<Outcome<null>> {
    return this.within((context) => unsubscribe(context, endpoint, email))
  }

  async testPush(email: string): Promise<Outcome<null>> {
    const { db, tenant, push, appUrl } = this.wiring
    if (!push) return PUSH_OFF
    return tenant ? testPush({ db, tenant }, email, push, appUrl) : refuse('tenant_missing')
  }

  async listScripts(): Promise<Outcome<ScriptView[]>> {
    return this.within((context) => ({ ok: true, value: listScripts(context) }))
  }

  async previewScript(question: ScriptQuestion): Promise<Outcome<ScriptPreview>> {
    return this.within((context) => ({
      ok: true,
      value: previewScript(context, question, this.wiring.appUrl, clock.now()),
    }))
  }

  async changeScript(patch: ScriptPatch): Promise<Outcome<ScriptView>> {
    return this.within((context) => changeScript(context, patch, this.wiring.appUrl, clock.now()))
  }

  async previews(): Promise<Outcome<JoinView['previews']>> {
    return this.within((context) => ({ ok: true, value: exampleTexts(context, clock.now()) }))
  }

  async startForwardingTest(language: 'en' | 'es'): Promise<Outcome<ForwardingTest>> {
    return placeTestCall(this.wiring, this.env, language)
  }

  async readForwardingTest(language: 'en' | 'es'): Promise<Outcome<ForwardingTest | null>> {
    if (!this.wiring.tenant) return refuse('tenant_missing')
    return { ok: true, value: readTest(this.wiring.db, language, clock.now()) }
  }

  #save(changed: Tenant, fields: string[], isMoved = false): TenantView {
    const tenant = { ...changed, version: changed.version + 1 }
    this.wiring.write(() => {
      saveTenant(this.wiring.db, tenant)
      if (isMoved) moveLocation({ db: this.wiring.db, tenant }, clock.now())
      followFacts({ db: this.wiring.db, tenant }, clock.now())
      leaveAds({ db: this.wiring.db, tenant }, tenant.profile.googleAdsCustomerId)
      const fact = { type: 'settings_changed' as const, fields }
      const about = { customerId: null, journeyId: null, fact }
      if (fields.length > 0) recordEvent(this.wiring.db, about, clock.now())
      this.wiring.forgetTenant()
    })
    this.wiring.pump()
    return viewOf(tenant)
  }
}

const DONE: Outcome<null> = { ok: true, value: null }
