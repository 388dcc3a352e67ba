import { clock, earlier, type Instant } from './base/clock.ts'
import { chance, newToken } from './base/ids.ts'
import { log } from './base/log.ts'
import { AlarmClock } from './alarm/alarm-clock.ts'
import { loadDailyAt } from './alarm/daily.ts'
import { nextWake } from './alarm/next-wake.ts'
import { wake } from './alarm/wake.ts'
import { takeTranscript } from './inbox/take-transcript.ts'
import { AdsAccess } from './open-ads.ts'
import { CrmAccess } from './open-crm.ts'
import { openModels } from './open-models.ts'
import { openProviders, openPush, openWebhooks } from './open-providers.ts'
import { takeCompared } from './inbox/take-compared.ts'
import { takeForms } from './inbox/take-forms.ts'
import { Drain, type Called, type OutboxPorts } from './outbox/drain.ts'
import type { ProviderPorts } from './outbox/dispatch.ts'
import { request } from './providers/http.ts'
import { NO_MODELS, type ModelPort } from './providers/model-port.ts'
import type { FilesPort, PushPort, WebhookPort } from './providers/port.ts'
import type { PushPlaces } from './providers/web-push/endpoint.ts'
import { loadNextTimerAt } from './storage/journey-rows.ts'
import type { TenantDb } from './storage/open.ts'
import { loadNextEntryAt } from './storage/outbox-rows.ts'
import { loadTenant, type Context, type Tenant } from './storage/tenant-rows.ts'
import type { TenantEnv } from './tenant-env.ts'

/** Joins storage, clock and providers to what one tenant's parts work with. */
export class Wiring {
  readonly alarmClock: AlarmClock
  readonly crm: CrmAccess
  readonly ads: AdsAccess
  /** Tells other programs. */
  readonly webhooks: WebhookPort
  /** Answers `off` where no model is set up. */
  models: ModelPort
  /** Called when nothing of this life of the object is to be left. */
  onLeave: () => void = () => undefined
  /** Called after every commit, in the same turn. */
  onCommit: () => void = () => undefined
  /** When those who look on are to be looked at again. */
  lookersDueAt: () => Instant | null = () => null
  /** Called after each call to a provider. */
  onCall: (provider: string, outcome: string, tookMs: number) => void = () => undefined
  /** Called when runs of agents are due to begin. */
  onRunsDue: () => void = () => undefined
  /** Called after each run of the day's chores. */
  onChores: () => void = () => undefined
  readonly #storage: DurableObjectStorage
  readonly #db: TenantDb
  readonly #report: (error: unknown) => void
  readonly #drain: Drain
  readonly #providers: Omit<ProviderPorts, 'crm' | 'models' | 'ads'>
  readonly #env: TenantEnv
  #tenant: Tenant | null | undefined
  #entryDueAt: Instant | null = null
  #nextDailyAt: Instant | null = null

  constructor(storage: DurableObjectStorage, db: TenantDb, env: TenantEnv, report: (error: unknown) => void) {
    this.#storage = storage
    this.#db = db
    this.#env = env
    this.#report = report
    this.alarmClock = new AlarmClock(
      storage,
      () => clock.now(),
      () => this.wake(),
    )
    const ports = { env, transact: <T>(work: (context: Context) => T) => this.transact(work), now: () => clock.now() }
    this.crm = new CrmAccess(ports)
    this.ads = new AdsAccess(ports)
    // Browsers name their push services and a business its programs, so these cannot be listed: each is judged.
    this.webhooks = openWebhooks(env, request)
    this.#providers = {
      ...openProviders(env, () => this.crm.heldTokens),
      ...{ push: openPush(env, this.pushPlaces, request), webhooks: this.webhooks },
    }
    this.models = openModels(env, { transact: (work) => this.transact(work), now: () => clock.now(), report })
    this.#drain = new Drain(this.#outboxPorts())
  }

  #outboxPorts(): OutboxPorts {
    return {
      providers: (context) => this.#providersFor(context),
      transact: (work) => this.transact(work),
      now: () => clock.now(),
      isDue: () => this.#isDue(),
      chance,
      incarnation: newToken(),
      origin: { appUrl: this.appUrl, emailFrom: this.#env.EMAIL_FROM },
      hear: takeTranscript,
      compare: (context, entry, found, now) => {
        takeCompared(context, entry, found, now)
        takeForms(context, found, now)
      },
      called: (call) => this.#noteCall(call),
      report: this.#report,
    }
  }

  #providersFor(context: Context): ProviderPorts {
    const { ads } = this
    return {
      // Opened for each order, as recordings are fetched with the tokens that were opened last.
      ...{ ...this.#providers, models: this.models, crm: this.crm.open(context) },
      // Read by the orders about it alone: few businesses have an account, and all others would look for it each time.
      get ads() {
        return ads.open(context)
      },
    }
  }

  /** One line for each call to a provider, by which a text is followed back to the webhook it began with. */
  #noteCall({ entry, outcome, code, ref, tookMs }: Called): void {
    const { entryId, lane, order, attempts } = entry
    const what = 'template' in order ? order.template : order.type
    const about = { tenantId: this.tenant?.tenantId, entryId, provider: lane, what, attempt: attempts }
    log('provider_called', entry.traceId ?? '-', { ...about, outcome, code, ref, tookMs: Math.round(tookMs) })
    this.onCall(lane, outcome, tookMs)
  }

  get tenant(): Tenant | null {
    if (this.#tenant === undefined) this.#tenant = loadTenant(this.#db)
    return this.#tenant
  }

  /** Where pictures and recordings are kept. */
  get files(): FilesPort {
    return this.#providers.files
  }

  /** Null where it is not set up. */
  get push(): PushPort | null {
    return this.#providers.push
  }

  get pushPlaces(): PushPlaces {
    return { appUrl: this.appUrl, sandboxUrl: this.#env.PUSH_SANDBOX_URL ?? null }
  }

  /** Where people reach us, without a slash at the end. */
  get appUrl(): string {
    return this.#env.APP_URL.replace(/\/+$/, '')
  }

  get db(): TenantDb {
    return this.#db
  }

  /** After waking: settles what an earlier life left behind, and arms what is due. */
  recover(): void {
    this.#drain.recover()
    this.pump()
  }

  /** Runs work in one transaction, together with the alarm that what it wrote makes necessary. */
  transact<T>(work: (context: Context) => T): T | null {
    const { tenant, models } = this
    return tenant === null ? null : this.write(() => work({ db: this.#db, tenant, hasModel: models !== NO_MODELS }))
  }

  /** Like `transact`, also where no business has been opened yet. What it throws undoes what it wrote. */
  write<T>(work: () => T): T {
    const result = this.#commit(work)
    try {
      this.onCommit()
    } catch (error) {
      // What is written stands, and a board that was not told asks for what it missed.
      this.#report(error)
    }
    return result
  }

  #commit<T>(work: () => T): T {
    try {
      return this.#storage.transactionSync(() => {
        const result = work()
        this.#arm()
        return result
      })
    } catch (error) {
      this.alarmClock.forget()
      this.#tenant = undefined
      throw error
    }
  }

  /** Profile or policy changed: read them anew. */
  forgetTenant(): void {
    this.#tenant = undefined
    this.#nextDailyAt = null
  }

  /** Starts what is due. Cheap when nothing is. */
  pump(): void {
    if (this.#isDue()) this.#drain.pump()
  }

  #isDue(): boolean {
    return this.#entryDueAt !== null && this.#entryDueAt <= clock.now()
  }

  /** One wake-up, from the alarm or the timer beside it. */
  wake(): void {
    wake({
      transact: (work) => this.transact(work),
      now: () => clock.now(),
      ...{ report: this.#report, dailyAt: this.#nextDailyAt, pump: () => this.pump() },
      ...{ leaveMemory: () => this.onLeave(), startRuns: () => this.onRunsDue() },
    })
    if (this.#nextDailyAt !== null && this.#nextDailyAt <= clock.now()) {
      this.#nextDailyAt = null
      this.onChores()
    }
    // Also where nothing was due after all: a wake must never leave the object without its next one.
    this.rearm()
  }

  rearm(): void {
    try {
      this.#arm()
    } catch (error) {
      this.alarmClock.forget()
      this.#report(error)
    }
  }

  #arm(): void {
    const now = clock.now()
    this.#entryDueAt = loadNextEntryAt(this.#db, now)
    const timerAt = loadNextTimerAt(this.#db)
    const entryAt = this.#entryDueAt
    const next = nextWake({ timerAt, entryAt, dailyAt: this.#dailyAt(now), isBusy: this.#drain.isBusy }, now)
    this.alarmClock.armOurs(earlier(next, this.lookersDueAt()))
  }

  /** Kept in memory: it changes once a day, and every webhook arms the alarm. */
  #dailyAt(now: Instant): Instant | null {
    if (this.tenant === null) return null
    this.#nextDailyAt ??= loadDailyAt(this.#db, this.tenant, now)
    return this.#nextDailyAt
  }
}
