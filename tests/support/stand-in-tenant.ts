import * as v from 'valibot'
import type { ForwardingTest, JoinView } from '../../tenants/contract/join.ts'
import type { CustomerView, ListItem, ListName, Page, PageQuery } from '../../tenants/contract/lists.ts'
import type { Read, ReadAnswer } from '../../tenants/contract/reads.ts'
import type { PushSubscription } from '../../tenants/contract/push.ts'
import type { ScriptPatch, ScriptPreview, ScriptQuestion, ScriptView } from '../../tenants/contract/scripts.ts'
import type { NewTenant, Outcome, ProfilePatch, Receipt, TenantView } from '../../tenants/contract.ts'
import type { Once } from '../../tenants/contract/once.ts'
import { CoherentPolicy, type PolicyPatch } from '../../tenants/contract/policy.ts'
import type { LeadPatch } from '../../tenants/contract/board.ts'
import type { CallReceipt, LiveRequest, TenantRpc } from '../../tenants/contract/rpc.ts'
import { readMany } from '../../tenants/read-commands.ts'
import type { Signal } from '../../tenants/providers/inbound.ts'
import { DONE, editedMeanwhile, KNOWN_CUSTOMER, missing } from './stand-in-trust.ts'
import { StandInAds } from './stand-in-ads.ts'

/** A tenant that only remembers, for tests of the router alone. Its mood says how it fails. */
export class StandInTenant extends StandInAds implements TenantRpc {
  signals: Signal[] = []
  written: { customerId: string; text: string; once: Once | null }[] = []
  asked: { name: ListName; query: PageQuery }[] = []
  /** Calls that asked for many things at once. */
  calls = 0
  /** What its lists hold. */
  shelf: Partial<Record<ListName, ListItem[]>> = {}
  takenOver: string[] = []
  retried: string[] = []
  dismissed: string[] = []
  moved: { leadId: string; patch: LeadPatch }[] = []
  confirmed: { customerId: string; at: number | null }[] = []
  opened: LiveRequest[] = []
  test: ForwardingTest | null = null
  script: ScriptView = {
    name: 'question_received',
    language: 'en',
    text: 'Thanks!',
    isOwn: false,
    placeholders: ['{business}'],
    version: 0,
  }

  async open(tenantId: string, { policy, ...profile }: NewTenant): Promise<TenantView> {
    await this.behave()
    this.profile = {
      ...profile,
      id: tenantId,
      policy: policy ?? v.parse(CoherentPolicy, {}),
      createdAt: 1_700_000_000_000,
      version: 1,
    }
    return this.profile
  }

  async view(): Promise<TenantView | null> {
    await this.behave()
    return this.profile
  }

  async changeProfile(patch: ProfilePatch, version: number | null): Promise<Outcome<TenantView>> {
    await this.behave()
    if (!this.profile) return missing()
    if (version !== null && version !== this.profile.version) return editedMeanwhile()
    const current: TenantView = this.profile
    this.profile = Object.assign({}, current, patch, { version: current.version + 1 })
    return { ok: true, value: this.profile }
  }

  async changePolicy(patch: PolicyPatch, version: number | null): Promise<Outcome<TenantView>> {
    await this.behave()
    if (!this.profile) return missing()
    if (version !== null && version !== this.profile.version) return editedMeanwhile()
    const changed = v.safeParse(CoherentPolicy, { ...this.profile.policy, ...patch })
    if (!changed.success) {
      const { message: detail, path } = changed.issues[0]
      const issues = [{ path: String(path?.[0]?.key), message: detail }]
      return { ok: false, error: { code: 'policy_incoherent', detail, issues } }
    }
    this.profile = { ...this.profile, policy: changed.output, version: this.profile.version + 1 }
    return { ok: true, value: this.profile }
  }

  async receive(signal: Signal): Promise<Receipt> {
    await this.behave()
    if (!this.profile) return 'tenant_missing'
    if (this.signals.some((known) => known.deliveryKey === signal.deliveryKey)) return 'duplicate'
    this.signals.push(signal)
    return 'accepted'
  }

  async receiveCall(signal: Signal): Promise<CallReceipt> {
    const receipt = await this.receive(signal)
    return { receipt, script: this.readCallScript() }
  }

  async list(name: ListName, query: PageQuery): Promise<Page<ListItem>> {
    await this.behave()
    this.asked.push({ name, query })
    const found = this.shelf[name] ?? []
    const ofThem = found.filter(
      (item) => !query.customerId || ('customerId' in item && item.customerId === query.customerId),
    )
    return { items: ofThem.slice(0, query.limit), next: null }
  }

  async readMany(reads: Read[]): Promise<Outcome<ReadAnswer>[]> {
    await this.behave()
    this.calls += 1
    const people = (this.shelf.customers ?? []) as CustomerView[]
    return readMany(this, (ids) => people.filter(({ id }) => ids.includes(id)), reads)
  }

  async writeAsHuman(customerId: string, text: string, once: Once | null): Promise<Outcome<{ entryId: string }>> {
    await this.behave()
    if (customerId !== KNOWN_CUSTOMER) return missing('customer_missing')
    this.written.push({ customerId, text, once })
    return { ok: true, value: { entryId: 'eff_1' } }
  }

  async takeOver(customerId: string): Promise<Outcome<null>> {
    await this.behave()
    this.takenOver.push(customerId)
    return DONE
  }

  async handBack(customerId: string): Promise<Outcome<null>> {
    await this.behave()
    this.takenOver = this.takenOver.filter((taken) => taken !== customerId)
    return DONE
  }

  async retryEntry(entryId: string): Promise<Outcome<null>> {
    await this.behave()
    this.retried.push(entryId)
    return DONE
  }

  async dismissEntry(entryId: string): Promise<Outcome<null>> {
    await this.behave()
    this.dismissed.push(entryId)
    return DONE
  }

  async board(): Promise<Outcome<never>> {
    await this.behave()
    return missing()
  }

  async conversation(): Promise<Outcome<never>> {
    await this.behave()
    return missing('customer_missing')
  }

  async numbers(): Promise<Outcome<never>> {
    await this.behave()
    return missing()
  }

  async moveLead(leadId: string, patch: LeadPatch): Promise<Outcome<never>> {
    await this.behave()
    this.moved.push({ leadId, patch })
    return { ok: false, error: { code: 'lead_moved', detail: 'The lead is booked by now.' } }
  }

  async confirmBooking(customerId: string, at: number | null): Promise<Outcome<null>> {
    await this.behave()
    this.confirmed.push({ customerId, at })
    return DONE
  }

  async fetch(request: Request): Promise<Response> {
    await this.behave()
    this.opened.push(JSON.parse(request.headers.get('x-shoulder-live') ?? 'null') as LiveRequest)
    const { 0: client, 1: server } = new WebSocketPair()
    server.accept()
    return new Response(null, { status: 101, webSocket: client })
  }

  async startForwardingTest(): Promise<Outcome<ForwardingTest>> {
    await this.behave()
    if (this.test?.status === 'calling') return { ok: false, error: { code: 'test_refused', detail: 'In 20 min.' } }
    this.test = { status: 'calling', startedAt: 1_700_000_000_000, endedAt: null, advice: null }
    return { ok: true, value: this.test }
  }

  async readForwardingTest(language: 'en' | 'es'): Promise<Outcome<ForwardingTest | null>> {
    await this.behave()
    return { ok: true, value: this.test && { ...this.test, advice: language } }
  }

  async subscribe(subscription: PushSubscription, email: string): Promise<Outcome<null>> {
    await this.behave()
    this.subscriptions.push({ endpoint: subscription.endpoint, email })
    return DONE
  }

  async dropSubscription(endpoint: string, email: string): Promise<Outcome<null>> {
    await this.behave()
    this.subscriptions = this.subscriptions.filter((known) => known.endpoint !== endpoint || known.email !== email)
    return DONE
  }

  async testPush(email: string): Promise<Outcome<null>> {
    await this.behave()
    if (this.subscriptions.some((known) => known.email === email)) return DONE
    return { ok: false, error: { code: 'test_refused', detail: 'No browser of yours.' } }
  }

  async listScripts(): Promise<Outcome<ScriptView[]>> {
    await this.behave()
    return { ok: true, value: [this.script] }
  }

  async previewScript({ text }: ScriptQuestion): Promise<Outcome<ScriptPreview>> {
    await this.behave()
    return { ok: true, value: { text, encoding: 'GSM-7', segments: 1, characters: text.length, findings: [] } }
  }

  async changeScript({ text, version }: ScriptPatch): Promise<Outcome<ScriptView>> {
    await this.behave()
    if (version !== this.script.version) return editedMeanwhile()
    if (text.includes('%')) {
      const issues = [{ path: 'text', message: 'promotes something' }]
      return { ok: false, error: { code: 'script_refused', detail: 'These words cannot be sent.', issues } }
    }
    this.script = { ...this.script, text, isOwn: true, version: version + 1 }
    return { ok: true, value: this.script }
  }

  async previews(): Promise<Outcome<JoinView['previews']>> {
    await this.behave()
    return { ok: true, value: [] }
  }
}
