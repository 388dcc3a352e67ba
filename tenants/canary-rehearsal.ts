import { applyTimer } from './apply-journey.ts'
import type { Instant } from './base/clock.ts'
import { isPhone, type Phone } from './base/e164.ts'
import { accept } from './inbox/accept.ts'
import { translate } from './inbox/translate.ts'
import { claimNext } from './outbox/claim.ts'
import type { Origin } from './outbox/compose-message.ts'
import type { Signal } from './providers/inbound.ts'
import { loadLastCode, type Rehearsal } from './storage/canary-rows.ts'
import { loadCustomerByPhone } from './storage/customer-rows.ts'
import { isFleetStopped } from './storage/fleet-rows.ts'
import { loadOpenJourney, type JourneyRow } from './storage/journey-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { canText } from './storage/texting.ts'

/**
 * Plays a made-up missed call with the parts that play a real one (inbox, journey, timer, gate and outbox, up to the
 * words that would be handed to the provider) and then takes everything back. Nothing of it is left in any row, so it
 * can be in no list, number, export or GoHighLevel, and the text was never there to be sent.
 */
export function rehearse(context: Context, signals: readonly Signal[], origin: Origin): Rehearsal {
  try {
    context.db.$client.transactionSync(() => {
      // A copy, so that what a part changes of the business is taken back as well.
      throw new Played(play({ db: context.db, tenant: structuredClone(context.tenant) }, signals, origin))
    })
  } catch (error) {
    if (error instanceof Played) return error.rehearsal
    throw error
  }
  throw new Error('A rehearsal is always taken back.')
}

class Played extends Error {
  readonly rehearsal: Rehearsal

  constructor(rehearsal: Rehearsal) {
    super('This undoes what was played.')
    this.rehearsal = rehearsal
  }
}

/** Entries of the business's own that may be due at the same moment. */
const CLAIMS_MAX = 50

function play(context: Context, signals: readonly Signal[], origin: Origin): Rehearsal {
  const { db } = context
  const isTexting = mayText(context)
  for (const signal of signals) accept(context, signal, signal.receivedAt)
  const now = Math.max(...signals.map(({ receivedAt }) => receivedAt))
  const from = callerOf(signals)
  const customer = from === null ? null : loadCustomerByPhone(db, from)
  if (!customer) return { code: 'caller_unknown', isTexting }
  const open = answerQuestion(context, signals, loadOpenJourney(db, customer.customerId, 'missed_call'), now)
  if (open?.state.kind !== 'missed_call') return { code: 'journey_missing', isTexting }
  const dueAt = open.state.status === 'awaiting_text' ? Math.max(now, open.state.textDueAt) : now
  applyTimer(context, { journeyId: open.journeyId, name: 'text_due' }, dueAt)
  if (!isTexting) return { code: null, isTexting }
  for (let claims = 0; claims < CLAIMS_MAX; claims += 1) {
    const task = claimNext(context, ['twilio'], 'canary', origin, dueAt)
    if (!task) break
    const { customerId, order } = task.entry
    if (customerId === customer.customerId && order.type === 'send_sms') return { code: null, isTexting }
  }
  return { code: loadLastCode(db, customer.customerId) ?? 'text_missing', isTexting }
}

/** Where only who agrees is texted, the caller agrees. */
function answerQuestion(
  context: Context,
  signals: readonly Signal[],
  open: JourneyRow | null,
  now: Instant,
): JourneyRow | null {
  const event = signals[0]?.event
  if (open?.state.kind !== 'missed_call' || open.state.status !== 'awaiting_text') return open
  const { consent } = open.state.episode
  if (event?.type !== 'call_ended' || !consent?.ask || consent.answer !== 'awaited') return open
  const answer = { callKey: event.callKey, ask: consent.ask, language: 'en', digits: '1', speech: 'yes' } as const
  translate(context, { type: 'consent_answered', ...answer }, now)
  return loadOpenJourney(context.db, open.customerId, 'missed_call')
}

function callerOf(signals: readonly Signal[]): Phone | null {
  const event = signals[0]?.event
  return event?.type === 'call_ended' && event.from !== null && isPhone(event.from) ? event.from : null
}

function mayText(context: Context): boolean {
  const { policy, closing } = context.tenant
  return canText(context) && !policy.paused && !closing && !isFleetStopped(context.db)
}
