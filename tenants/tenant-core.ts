import { DurableObject } from 'cloudflare:workers'
import { Lifecycle } from 'agents/lifecycle'
import { shareAlarm } from './alarm/alarm-clock.ts'
import { applyInput } from './apply-input.ts'
import { clock } from './base/clock.ts'
import { LIVE_BEHIND_LOOK_MS, LIVE_SOCKETS_MAX } from './base/limits.ts'
import { describeError, log } from './base/log.ts'
import { openKeyring } from './base/sealing.ts'
import type { Outcome } from './contract.ts'
import type { TenantRefusal } from './contract/refusal.ts'
import type { LiveRequest } from './contract/rpc.ts'
import { findMissingOfObjects, SettingsMissing } from './contract/settings.ts'
import { Live } from './dashboard/live.ts'
import { FleetTeller } from './fleet-teller.ts'
import type { JourneyInput } from './journey/input.ts'
import { reachOnly, type Http } from './providers/http.ts'
import { hasNews, publishWebhooks } from './record-webhooks.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { openAddressKeys } from './storage/address-key.ts'
import { loadHealth } from './storage/health-rows.ts'
import { openDatabase } from './storage/open.ts'
import type { Context } from './storage/tenant-rows.ts'
import { loadEndpoints } from './storage/webhook-rows.ts'
import type { TenantEnv } from './tenant-env.ts'
import { Wiring } from './wiring.ts'

/** Set by the router alone: the object can be reached in no other way. */
const LIVE_HEADER = 'x-shoulder-live'

/** What keeps one technician's object alive: its storage, its alarm and how its faults are told. */
export abstract class TenantCore extends DurableObject<TenantEnv> {
  protected wiring!: Wiring
  #lifecycle!: Lifecycle
  protected live!: Live
  #isLooking = false
  /** Whether any program is told of what happens; null where that has to be looked up. */
  protected isTelling: boolean | null = null

  constructor(ctx: DurableObjectState, env: TenantEnv) {
    super(ctx, env)
    const missing = findMissingOfObjects(env)
    if (missing.length > 0) throw new SettingsMissing(missing)
    // A failure here fails every call, so that no webhook is acknowledged that could not be stored.
    void ctx.blockConcurrencyWhile(async () => {
      const db = await openDatabase(ctx.storage)
      ctx.storage.transactionSync(() => openAddressKeys(db, openKeyring(env.SEALING_KEY), ctx.id.toString()))
      this.wiring = new Wiring(ctx.storage, db, env, (error) => this.report(error))
      this.live = new Live({
        db,
        tenant: () => this.wiring.tenant,
        sockets: () => ctx.getWebSockets(),
        heardAt: (socket) => ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? null,
        lookAgain: () => this.#lookAgain(),
        now: () => clock.now(),
      })
      this.wiring.lookersDueAt = () => this.live.nextEndAt()
      this.wiring.onLeave = () => this.leaveMemory()
      this.wiring.onChores = () => void this.afterChores().catch((error: unknown) => this.report(error))
      const teller = new FleetTeller({
        ...{ db, room: env.FLEET_ROOM },
        ...{ tenantId: () => this.wiring.tenant?.tenantId ?? null, now: () => clock.now() },
        health: () => this.wiring.tenant && loadHealth({ db, tenant: this.wiring.tenant }, clock.now()),
        report: (error) => this.report(error),
      })
      this.wiring.onCall = (...call) => teller.noteCall(...call)
      this.wiring.onCommit = () => {
        teller.noteCommit()
        this.live.push()
        this.#tellPrograms()
      }
      ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
      this.#lifecycle = this.startLifecycle(ctx)
      await this.#lifecycle.start()
      this.wiring.recover()
      this.#tellPrograms()
      this.wiring.rearm()
    })
  }

  /** Has other programs told of what they have not heard. */
  #tellPrograms(): void {
    try {
      this.isTelling ??= loadEndpoints(this.wiring.db).some(({ isOn }) => isOn)
      // What that writes is a commit too, after which there is nothing left to tell.
      if (!this.isTelling || !hasNews(this.wiring.db)) return
      this.wiring.transact((context) => publishWebhooks(context, clock.now()))
    } catch (error) {
      // What happened stands, and is told with the next thing that does.
      this.report(error)
    }
  }

  /** Agents' durable tasks join here. The library sees our storage, but asks our clock for its alarms. */
  protected startLifecycle(ctx: DurableObjectState): Lifecycle {
    const storage = shareAlarm(ctx.storage, this.wiring.alarmClock)
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
    const { alarmClock } = this.wiring
    alarmClock.fired()
    this.wiring.wake()
    const libraryDueAt = alarmClock.libraryDueAt
    if (libraryDueAt === null || libraryDueAt > clock.now()) return
    try {
      await this.#lifecycle.alarm()
    } catch (error) {
      this.report(error)
      // The library arms its own next alarm at the end; it did not get there.
      await this.#lifecycle.rearmAlarm().catch((cause: unknown) => this.report(cause))
    }
    this.wiring.rearm()
  }

  /** Ended after what was written is on disk, as by a crash: what is on its way then comes back as one in doubt. */
  protected leaveMemory(): void {
    void this.ctx.storage.sync().then(() => this.ctx.abort('The file was written anew, and its journal has to go.'))
  }

  /** Work for the business of this object, in one transaction. What it ordered is started at once. */
  protected within<T>(work: (context: Context) => Outcome<T>): Outcome<T> {
    const outcome = this.wiring.transact(work)
    this.wiring.pump()
    return outcome ?? refuse('tenant_missing')
  }

  /** What a screen shows, read in one turn. */
  protected read<T>(work: (context: Context) => T): Outcome<T> {
    const { db, tenant } = this.wiring
    return tenant ? { ok: true, value: work({ db, tenant }) } : refuse('tenant_missing')
  }

  /** The same where nothing may fail with it: null where it cannot be read. */
  protected readIfPossible<T>(work: (context: Context) => T): T | null {
    try {
      const read = this.read(work)
      return read.ok ? read.value : null
    } catch (error) {
      this.report(error)
      return null
    }
  }

  /** A live board opens. The platform keeps its socket while the object sleeps, and answers its pings. */
  override async fetch(request: Request): Promise<Response> {
    const wanted = request.headers.get(LIVE_HEADER)
    const isFull = this.ctx.getWebSockets().length >= LIVE_SOCKETS_MAX
    if (wanted === null || isFull) return new Response(null, { status: 503 })
    const { after, language, email, expiresAt } = JSON.parse(wanted) as LiveRequest
    const { 0: client, 1: server } = new WebSocketPair()
    this.ctx.acceptWebSocket(server)
    const own = this.wiring.tenant?.profile.language ?? 'en'
    this.live.join(server, { language: language ?? own, email, expiresAt }, after)
    // Every wake-up is a commit, after which whoever's sign-in is over is shut out.
    this.wiring.rearm()
    return new Response(null, { status: 101, webSocket: client })
  }

  override async webSocketMessage(socket: WebSocket): Promise<void> {
    socket.close(1003, 'Commands go over REST.')
  }

  /** Not durable: after a restart of the object the next commit tells whoever missed something. */
  #lookAgain(): void {
    if (this.#isLooking) return
    this.#isLooking = true
    setTimeout(() => {
      this.#isLooking = false
      try {
        this.live.push()
      } catch (error) {
        this.report(error)
      }
    }, LIVE_BEHIND_LOOK_MS)
  }

  /** Tells a customer's journey something a person did. */
  protected tell(customerId: string, input: JourneyInput): Outcome<null> {
    const customer = loadCustomer(this.wiring.db, customerId)
    if (!customer) return refuse('customer_missing')
    this.wiring.transact((context) => applyInput(context, customer.customerId, input, clock.now()))
    this.wiring.pump()
    return { ok: true, value: null }
  }

  /** The way to our own front door, by the address that the public knows; null where none is to be tried. */
  protected get frontDoor(): Http | null {
    return reachOnly([this.wiring.appUrl])
  }

  /** What the day's chores leave to do that has to ask somebody. */
  protected abstract afterChores(): Promise<void>

  protected report(error: unknown): void {
    log('tenant_fault', '-', { tenantId: this.wiring.tenant?.tenantId, error: describeError(error) })
  }
}

/** What the code alone would leave a person to guess. */
const SENTENCES = {
  tenant_missing: 'There is no such business.',
  customer_missing: 'There is no such customer, or no number of theirs.',
  entry_missing: 'There is no such message, or it needs nobody any more.',
  decision_missing: 'There is no such decision.',
  opted_out: 'They want no texts. Please call them.',
  edited_meanwhile: 'Somebody else has changed this since.',
  token_unknown: 'There is nothing here.',
}

type Refused = { ok: false; error: { code: TenantRefusal; detail: string } }

export function refuse(code: keyof typeof SENTENCES): Refused
export function refuse(code: TenantRefusal, detail: string): Refused
export function refuse(code: TenantRefusal, detail?: string): Refused {
  return { ok: false, error: { code, detail: detail ?? SENTENCES[code as keyof typeof SENTENCES] } }
}
