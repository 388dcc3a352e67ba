import { stopwatch, type Instant } from '../base/clock.ts'
import { OUTBOX_IN_FLIGHT_MAX } from '../base/limits.ts'
import { planAddress } from '../apply-address.ts'
import { applyErased, wasErased, type MadeRefs } from '../apply-erased.ts'
import type { LookUp } from '../providers/port.ts'
import { knownRefsBeside } from '../storage/message-rows.ts'
import {
  loadEntry,
  loadOrphanedClaims,
  wasOvertaken,
  type Composed,
  type Entry,
  type Lane,
  type Room,
} from '../storage/outbox-rows.ts'
import { loadSubscription } from '../storage/push-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { withTrace } from '../storage/trace.ts'
import { planAds } from './ads-orders.ts'
import { planWebhook } from './call-webhook.ts'
import { claimNext, doubtClaim, type Task } from './claim.ts'
import type { Origin } from './compose-message.ts'
import { lookUpCrmText, planText } from './crm-texts.ts'
import { dispatch, type Dispatched, type ProviderPorts } from './dispatch.ts'
import { planDraft } from './draft-answer.ts'
import { learn, planMedia, type Heard } from './learn.ts'
import { Leases } from './leases.ts'
import { applySettlement } from './apply-settlement.ts'
import { settle, settleDoubt } from './settle.ts'
import { planSetUp } from './plan-set-up.ts'
import { planCompare, planContact, planCrm, planVisit } from './learn-crm.ts'

export type OutboxPorts = {
  providers(context: Context): ProviderPorts
  /** Runs work in one transaction together with the alarm it makes necessary; null where no business lives here yet. */
  transact<T>(work: (context: Context) => T): T | null
  now(): Instant
  /** Whether an entry is due, as far as the last commit knew. */
  isDue(): boolean
  chance(): number
  /** Names this life of the object, so that claims of an earlier one are known. */
  incarnation: string
  origin: Origin
  /** Takes the words of a recording as those of a text are taken. */
  hear(context: Context, heard: Heard, now: Instant): void
  /** Takes in what comparing found: with the CRM, and with the forms of an advertising account. */
  compare(context: Context, entry: Entry, found: Pick<Dispatched, 'compared' | 'message' | 'ads'>, now: Instant): void
  /** A call to a provider has ended, and so. */
  called(call: Called): void
  report(error: unknown): void
}

export type Called = { entry: Entry; outcome: string; code: string | null; ref: string | null; tookMs: number }

/** Calls that may run at once, by provider: one that hangs cannot take the others' places. */
const LANE_ROOM: Record<Lane, number> = {
  ...{ twilio: 3, gohighlevel: 2, resend: 1, web_push: 2 },
  ...{ records: 1, files: 1, media: 1, webhooks: 2, models: 2 },
  // Google refuses a change where another is being made in the same account.
  google_ads: 1,
}

/** Room beyond that for texts to the technician, who hears in time also where those to customers hang. */
const NOTICE_ROOM = 1

/** Texts have no idempotency key; what goes to the others can be repeated. */
const REPLAY_SAFE: Record<Lane, boolean> = {
  ...{ twilio: false, gohighlevel: true, resend: true, web_push: true },
  ...{ records: true, files: true, media: true, webhooks: true, models: true, google_ads: true },
}

/** What takes only the room that the others leave: the platform has six connections for all. */
const PATIENT = new Set<Room>(['web_push', 'records', 'files', 'media', 'webhooks', 'models', 'google_ads'])

/**
 * Claims, sends and confirms entries, several at a time. `pump` may be called at any moment and as often as one likes.
 */
export class Drain {
  readonly #ports: OutboxPorts
  readonly #running = new Map<Lane, number>()
  readonly #leases = new Leases()

  constructor(ports: OutboxPorts) {
    this.#ports = ports
  }

  get isBusy(): boolean {
    return [...this.#running.values()].some((count) => count > 0)
  }

  /** Once after waking: what an earlier life claimed and did not confirm is in doubt. */
  recover(): void {
    this.#ports.transact((context) => {
      for (const entry of loadOrphanedClaims(context.db, this.#ports.incarnation)) {
        doubtClaim(context, entry, this.#ports.now())
      }
    })
  }

  /** Starts as many due entries as there is room for, and returns without waiting for them. */
  pump(): void {
    while (this.#ports.isDue()) {
      const { incarnation, origin } = this.#ports
      if (this.#leases.hasLapsed(this.#ports.now())) {
        this.#ports.transact((context) => this.#leases.renew(context, this.#ports.now()))
      }
      const lanes = this.#lanesWithRoom()
      const started = this.#ports.transact((context) => {
        const task = claimNext(context, lanes, incarnation, origin, this.#ports.now())
        return task && { task, call: this.#plan(context, task) }
      })
      if (!started) return
      void this.#run(started.task, started.call)
    }
  }

  #lanesWithRoom(): Room[] {
    const busy = (lane: Lane) => this.#running.get(lane) ?? 0
    const lanes: Room[] = (Object.keys(LANE_ROOM) as Lane[]).filter((lane) => busy(lane) < LANE_ROOM[lane])
    if (busy('twilio') < LANE_ROOM.twilio + NOTICE_ROOM) lanes.push('notices')
    const total = [...this.#running.values()].reduce((sum, count) => sum + count, 0)
    return total < OUTBOX_IN_FLIGHT_MAX ? lanes : lanes.filter((lane) => !PATIENT.has(lane))
  }

  /** Everything the call needs is read inside the claim's transaction; the call itself is made right after it. */
  #plan(context: Context, task: Task): () => Promise<Dispatched | LookUp> {
    const providers = this.#ports.providers(context)
    const { entry, composed } = task
    if (task.kind === 'look_up') {
      const { to, from, body, via } = task.composed
      if (via) return this.#planLookThere(context, entry, task.composed)
      const knownRefs = knownRefsBeside(context.db, entry.entryId)
      const notBefore = entry.claimedAt ?? entry.createdAt
      return () =>
        providers.sms.lookUp({ to: to as `+${string}`, from: from as `+${string}`, body, notBefore, knownRefs })
    }
    const { tenantId, profile } = context.tenant
    return () =>
      dispatch(providers, {
        entry,
        composed,
        validityS: task.validityS,
        statusCallbackUrl: `${this.#ports.origin.appUrl}/hooks/twilio/status?tenant=${tenantId}&entry=${entry.entryId}`,
        replyTo: profile.email,
        tenantId,
        crmPlan: entry.order.type === 'sync_crm' ? planCrm(context, entry, entry.order.leadId) : null,
        visitPlan: planVisit(context, entry),
        media: planMedia(context, entry),
        draft: planDraft(context, entry, this.#ports.now()),
        ads: planAds(context, entry, this.#ports.now()),
        webhook: planWebhook(context, entry, this.#ports.now()),
        setUpPlan: entry.order.type === 'set_up_crm' ? planSetUp(context, () => this.#ports.now()) : null,
        contactPlan: planContact(context, entry),
        addressPlan: entry.order.type === 'sync_address' ? planAddress(context, entry.customerId) : null,
        textPlan: composed?.via ? planText(context, entry, composed) : null,
        comparePlan: entry.order.type === 'compare_crm' ? planCompare(context) : null,
        subscription: entry.lane === 'web_push' && composed ? loadSubscription(context.db, composed.to) : null,
      })
  }

  /** A text by GoHighLevel is looked for there, by whatever way texts leave by now. */
  #planLookThere(context: Context, entry: Entry, composed: Composed): () => Promise<LookUp> {
    const { crm } = this.#ports.providers(context)
    const plan = planText(context, entry, composed)
    return async () => (crm ? lookUpCrmText(crm, plan) : { kind: 'unknown', code: 'crm_disconnected' })
  }

  async #run(task: Task, call: () => Promise<Dispatched | LookUp>): Promise<void> {
    const { lane, entryId } = task.entry
    this.#running.set(lane, (this.#running.get(lane) ?? 0) + 1)
    this.#leases.begin(entryId, this.#ports.now())
    const elapsed = stopwatch()
    try {
      const answer = await call().catch((error: unknown): Dispatched | LookUp => {
        this.#ports.report(error)
        if (task.kind === 'look_up') return { kind: 'unknown', code: 'client_failed' }
        return { outcome: { kind: 'in_doubt', code: 'client_failed' } }
      })
      this.#ports.called({ entry: task.entry, ...spell(answer), tookMs: elapsed() })
      const { traceId } = task.entry
      this.#ports.transact((context) => withTrace(traceId, () => this.#confirm(context, task, answer)))
      this.#leases.end(entryId)
    } catch (error) {
      // The lease on disk stays, so the entry comes back as one in doubt.
      this.#leases.lose(entryId)
      this.#ports.report(error)
    } finally {
      this.#running.set(lane, (this.#running.get(lane) ?? 1) - 1)
    }
    try {
      this.pump()
    } catch (error) {
      this.#ports.report(error)
    }
  }

  #confirm(context: Context, task: Task, answer: Dispatched | LookUp): void {
    const now = this.#ports.now()
    const entry = loadEntry(context.db, task.entry.entryId)
    if (entry && wasErased(entry)) return applyErased(context, entry, madeRefs(answer), now)
    // A status callback may have confirmed it while we waited.
    if (!entry || (entry.status !== 'claimed' && entry.status !== 'in_doubt')) return
    const settled = { ...entry, replaySafe: REPLAY_SAFE[entry.lane] }
    if ('outcome' in answer) {
      const heard = learn(context, entry, answer, now)
      if (heard) this.#ports.hear(context, heard, now)
      this.#ports.compare(context, entry, answer, now)
      applySettlement(context, entry, settle(settled, answer.outcome, now, this.#ports.chance()), now)
    } else {
      applySettlement(context, entry, settleDoubt(settled, answer, wasOvertaken(context.db, entry), now), now)
    }
  }
}

/** What an answer comes to, in words of ours. */
function spell(answer: Dispatched | LookUp): Pick<Called, 'outcome' | 'code' | 'ref'> {
  const said = 'outcome' in answer ? answer.outcome : answer
  return {
    outcome: said.kind,
    code: 'code' in said ? said.code : null,
    ref: 'providerRef' in said ? said.providerRef : null,
  }
}

/** What a call left behind at a provider, as far as it said. */
function madeRefs(answer: Dispatched | LookUp): MadeRefs {
  if (!('outcome' in answer)) return answer.kind === 'found' ? { sent: answer.providerRef } : {}
  const { outcome, contactRef, contact, crm } = answer
  return {
    ...(outcome.kind === 'sent' ? { sent: outcome.providerRef } : {}),
    ...{ contact: contactRef ?? contact?.contactRef, opportunity: crm?.opportunityRef },
  }
}
