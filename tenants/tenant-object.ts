import { DurableObject } from 'cloudflare:workers'
import { Lifecycle } from 'agents/lifecycle'
import * as v from 'valibot'
import { shareAlarm } from './alarm/alarm-clock.ts'
import { applyInput } from './apply-input.ts'
import { clock } from './base/clock.ts'
import type { TenantId } from './base/ids.ts'
import { describeError, log } from './base/log.ts'
import { accept } from './inbox/accept.ts'
import {
  CoherentPolicy,
  type ListItem,
  type ListName,
  type NewTenant,
  type Outcome,
  type Page,
  type PageQuery,
  type Policy,
  type PolicyPatch,
  type ProfilePatch,
  type TenantProfile,
  type Receipt,
  type TenantRefusal,
  type TenantRpc,
  type TenantView,
} from './contract.ts'
import { readList } from './dashboard/lists.ts'
import type { JourneyInput } from './journey/input.ts'
import type { Signal } from './providers/inbound.ts'
import { retryEntry } from './retry-entry.ts'
import { isSuppressed, recordSuppression } from './storage/consent-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { loadToken } from './storage/message-rows.ts'
import { loadNewestEntryId } from './storage/outbox-rows.ts'
import { openDatabase } from './storage/open.ts'
import { dropSetting } from './storage/settings-rows.ts'
import { saveTenant, type Tenant } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import { Wiring, type TenantEnv } from './wiring.ts'

/** One technician's business. Wires; decides nothing. */
export class TenantObject extends DurableObject<TenantEnv> implements TenantRpc {
  #wiring!: Wiring
  #lifecycle!: Lifecycle

  constructor(ctx: DurableObjectState, env: TenantEnv) {
    super(ctx, env)
    // A failure here fails every call, so that no webhook is acknowledged that could not be stored.
    void ctx.blockConcurrencyWhile(async () => {
      const db = await openDatabase(ctx.storage)
      this.#wiring = new Wiring(ctx.storage, db, env, (error) => this.report(error))
      this.#lifecycle = this.startLifecycle(ctx)
      await this.#lifecycle.start()
      this.#wiring.recover()
      this.#wiring.rearm()
    })
  }

  /** Agents' durable tasks join here. The library sees our storage, but asks our clock for its alarms. */
  protected startLifecycle(ctx: DurableObjectState): Lifecycle {
    const storage = shareAlarm(ctx.storage, this.#wiring.alarmClock)
    const shared = new Proxy(ctx, {
      get(target, name) {
        if (name === 'storage') return storage
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    return new Lifecycle(Object.create(this, { ctx: { value: shared } }) as this)
  }

  /** Never throws: the platform gives a failing alarm up after a few tries. */
  override async alarm(): Promise<void> {
    const { alarmClock } = this.#wiring
    alarmClock.fired()
    this.#wiring.wake()
    const libraryDueAt = alarmClock.libraryDueAt
    if (libraryDueAt === null || libraryDueAt > clock.now()) return
    try {
      await this.#lifecycle.alarm()
    } catch (error) {
      this.report(error)
      // The library arms its own next alarm at the end; it did not get there.
      await this.#lifecycle.rearmAlarm().catch((cause: unknown) => this.report(cause))
    }
    this.#wiring.rearm()
  }

  async open(tenantId: string, profile: NewTenant): Promise<TenantView> {
    const { policy, ...rest } = profile
    const tenant: Tenant = {
      tenantId: tenantId as TenantId,
      createdAt: this.#wiring.tenant?.createdAt ?? clock.now(),
      profile: rest,
      policy: policy ?? v.parse(CoherentPolicy, {}),
    }
    return this.#save(tenant)
  }

  async view(): Promise<TenantView | null> {
    const { tenant } = this.#wiring
    return tenant && viewOf(tenant)
  }

  async changeProfile(patch: ProfilePatch): Promise<Outcome<TenantView>> {
    const { tenant } = this.#wiring
    if (!tenant) return refuse('tenant_missing')
    const given = Object.entries(patch).filter(([, value]) => value !== undefined)
    const profile: TenantProfile = { ...tenant.profile, ...(Object.fromEntries(given) as Partial<TenantProfile>) }
    const isMoved = profile.ghlLocationId !== tenant.profile.ghlLocationId
    return { ok: true, value: this.#save({ ...tenant, profile }, isMoved) }
  }

  async changePolicy(patch: PolicyPatch): Promise<Outcome<Policy>> {
    const { tenant } = this.#wiring
    if (!tenant) return refuse('tenant_missing')
    const whole = v.safeParse(CoherentPolicy, { ...tenant.policy, ...patch })
    if (!whole.success) return refuse('policy_incoherent', whole.issues[0].message)
    return { ok: true, value: this.#save({ ...tenant, policy: whole.output }).policy }
  }

  async receive(signal: Signal): Promise<Receipt> {
    const receipt = this.#wiring.transact((context) => accept(context, signal, clock.now()))
    this.#wiring.pump()
    return receipt ?? 'tenant_missing'
  }

  async list(name: ListName, query: PageQuery): Promise<Page<ListItem>> {
    return readList(this.#wiring.db, name, query)
  }

  async writeAsHuman(customerId: string, text: string): Promise<Outcome<{ entryId: string }>> {
    const customer = loadCustomer(this.#wiring.db, customerId)
    if (!customer || customer.phone === null) return refuse('customer_missing')
    if (isSuppressed(this.#wiring.db, 'sms', customer.phone)) return refuse('opted_out')
    const told = this.#tell(customerId, { type: 'human_wrote', text })
    if (!told.ok) return told
    const entryId = loadNewestEntryId(this.#wiring.db, `sms:${customerId}`)
    return entryId === null ? refuse('customer_missing') : { ok: true, value: { entryId } }
  }

  async takeOver(customerId: string): Promise<Outcome<null>> {
    return this.#tell(customerId, { type: 'taken_over' })
  }

  async handBack(customerId: string): Promise<Outcome<null>> {
    return this.#tell(customerId, { type: 'handed_back' })
  }

  async readUnsubscribe(token: string): Promise<Outcome<{ businessName: string }>> {
    const { tenant } = this.#wiring
    if (!tenant || !loadToken(this.#wiring.db, token, 'unsubscribe')) return refuse('token_unknown')
    return { ok: true, value: { businessName: tenant.profile.businessName } }
  }

  async unsubscribe(token: string): Promise<Outcome<{ businessName: string }>> {
    const known = await this.readUnsubscribe(token)
    if (!known.ok) return known
    this.#wiring.transact(({ db }) => {
      const link = loadToken(db, token, 'unsubscribe')
      if (!link || isSuppressed(db, 'email', link.address)) return
      const now = clock.now()
      recordSuppression(db, { channel: 'email', address: link.address, source: 'link', evidence: 'unsubscribe' }, now)
      const customerId = loadCustomer(db, link.customerId)?.customerId ?? null
      recordEvent(db, { customerId, journeyId: null, fact: { type: 'customer_opted_out', by: 'link' } }, now)
    })
    return known
  }

  async retryEntry(entryId: string): Promise<Outcome<null>> {
    const retried = this.#wiring.transact((context) => retryEntry(context, entryId, clock.now()))
    this.#wiring.pump()
    return retried === null ? refuse('tenant_missing') : retried ? { ok: true, value: null } : refuse('entry_missing')
  }

  #tell(customerId: string, input: JourneyInput): Outcome<null> {
    const customer = loadCustomer(this.#wiring.db, customerId)
    if (!customer) return refuse('customer_missing')
    this.#wiring.transact((context) => applyInput(context, customer.customerId, input, clock.now()))
    this.#wiring.pump()
    return { ok: true, value: null }
  }

  #save(tenant: Tenant, isMoved = false): TenantView {
    this.#wiring.write(() => {
      saveTenant(this.#wiring.db, tenant)
      // Another location has other pipelines.
      if (isMoved) dropSetting(this.#wiring.db, 'crm_pipeline')
    })
    this.#wiring.forgetTenant()
    return viewOf(tenant)
  }

  protected report(error: unknown): void {
    log('tenant_fault', '-', { tenantId: this.#wiring.tenant?.tenantId, error: describeError(error) })
  }
}

function viewOf({ tenantId, createdAt, profile, policy }: Tenant): TenantView {
  return { ...profile, id: tenantId, policy, createdAt }
}

function refuse(
  code: TenantRefusal,
  detail: string = code,
): { ok: false; error: { code: TenantRefusal; detail: string } } {
  return { ok: false, error: { code, detail } }
}
