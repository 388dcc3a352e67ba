import type { Instant } from './base/clock.ts'
import type { CustomerId, EffectId, JourneyId } from './base/ids.ts'
import type { DraftWait, Order } from './journey/effect.ts'
import { cancelEntry, loadEntry, loadPending, recordEntry, saveEntry, type Entry } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

type Text = Extract<Order, { type: 'send_sms' }>

/**
 * A text that a model may word better stands in the outbox as any other, only later: it leaves at the latest then, and
 * holds nothing back meanwhile. What somebody writes in a row is one thing to answer, and counts from its first text.
 */
export function recordWaiting(
  { db }: Context,
  { customerId, journeyId }: { customerId: CustomerId; journeyId: JourneyId | null },
  order: Text,
  wait: DraftWait,
  now: Instant,
): void {
  const drafts = `draft:${customerId}`
  const open = loadPending(db, drafts).find((entry) => entry.order.type === 'draft_answer')
  const gathered = open?.order.type === 'draft_answer' ? open.order : null
  const earlier = (gathered?.textIds ?? []).flatMap((textId: EffectId) => loadEntry(db, textId) ?? [])
  const usefulUntil = Math.min(wait.fallbackAt, open?.usefulUntil ?? wait.fallbackAt)
  const base = { customerId, journeyId }
  const text = { ...base, lane: 'twilio' as const, sequenceKey: `sms:${customerId}`, usefulUntil: order.usefulUntil }
  const textId = recordEntry(db, { ...text, order, dueAt: usefulUntil }, now)
  saveEntry(db, textId, { status: 'held', lastCode: 'awaiting_draft' })
  for (const { entryId } of earlier.filter((one) => saysTheSame(one, order))) cancelEntry(db, entryId, 'gathered', now)
  if (open && gathered) {
    const dueAt = Math.min(wait.askAt, gathered.gatherUntil)
    return saveEntry(db, open.entryId, { order: { ...gathered, textIds: [...gathered.textIds, textId] }, dueAt })
  }
  const ask = { type: 'draft_answer' as const, textIds: [textId], gatherUntil: wait.gatherUntil }
  recordEntry(db, { ...base, lane: 'models', sequenceKey: drafts, order: ask, usefulUntil, dueAt: wait.askAt }, now)
}

function saysTheSame({ status, order }: Entry, { template, services }: Text): boolean {
  if (status !== 'held' || order.type !== 'send_sms') return false
  return order.template === template && order.services.join() === services.join()
}
