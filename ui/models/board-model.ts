import { computed, signal } from '@preact/signals'
import type { AttentionView, ConversationSummary } from '../../tenants/contract/board.ts'
import { call, tenantPath, type Answer } from '../api.ts'
import { formatPhone } from '../format.ts'
import { showToast } from '../toasts.ts'
import { boardWords } from '../words/es-board.ts'
import { describeProblem } from '../words/problems.ts'
import { attention, board, conversations, onLiveEvent } from './tenant-model.ts'

/** What the board does with what needs somebody, and what it says to those who hear it. */

export type AttentionDeed =
  'confirm' | 'retry' | 'dismiss' | 'acknowledge' | 'keep' | 'take_other' | 'keep_ours' | 'keep_theirs'

/** Dealt with here and not yet gone from the server's list. */
const dealtWith = signal<ReadonlySet<string>>(new Set())
/** What was refused, beside the card that came back. */
export const refusals = signal<ReadonlyMap<string, string>>(new Map())

export const openAttention = computed(() => attention.value.filter(({ id }) => !dealtWith.value.has(id)))

export const waitingCustomers = computed(
  () => new Set(openAttention.value.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]))),
)

/** Whether anything was ever missed: from then on it makes sense to ask about notifications. */
export const hasMissedCall = computed(
  () => (board.value?.today.missed ?? 0) > 0 || conversations.value.some(({ missedCallCount }) => missedCallCount > 0),
)

export function findConversation(customerId: string | null): ConversationSummary | null {
  return conversations.value.find((each) => each.customerId === customerId) ?? null
}

/** Somebody else was faster; what was to be done is done. */
const GONE = new Set(['entry_missing', 'conflict_missing'])

/** The card goes at once; where the server refuses it comes back with the reason. */
export async function deal(tenantId: string, matter: AttentionView, deed: AttentionDeed): Promise<void> {
  dealtWith.value = new Set([...dealtWith.value, matter.id])
  setRefusal(matter.id, null)
  const answer = await send(tenantId, matter, deed)
  const isGone = !answer.ok && GONE.has(answer.problem.code)
  if (answer.ok || isGone) {
    showToast(boardWords().done[deed])
    // A retry that fails again must be able to come back under the same name.
    setTimeout(() => forget(matter.id), 5_000)
    return
  }
  const reason = describeProblem(answer.problem)
  forget(matter.id)
  setRefusal(matter.id, reason)
  showToast(reason, 'danger')
}

const TAKES: Partial<Record<AttentionDeed, 'winner' | 'other' | 'ours' | 'theirs'>> = {
  ...{ keep: 'winner', take_other: 'other', keep_ours: 'ours', keep_theirs: 'theirs' },
}

function send(tenantId: string, matter: AttentionView, deed: AttentionDeed): Promise<Answer<null>> {
  if (deed === 'acknowledge') return call('POST', tenantPath(tenantId, `emergencies/${matter.journeyId}/acknowledge`))
  const take = TAKES[deed]
  if (take !== undefined) {
    const path = tenantPath(tenantId, `gohighlevel/conflicts/${encodeURIComponent(matter.conflictId ?? '')}`)
    return call('POST', path, { body: { take } })
  }
  if (deed === 'confirm') {
    const body = matter.wishedAt === null ? {} : { at: matter.wishedAt }
    return call('POST', tenantPath(tenantId, `conversations/${matter.customerId}/confirm`), { body })
  }
  return call('POST', tenantPath(tenantId, `outbox/${matter.entryId}/${deed}`))
}

function forget(id: string): void {
  dealtWith.value = new Set([...dealtWith.value].filter((each) => each !== id))
}

function setRefusal(id: string, reason: string | null): void {
  const next = new Map(refusals.value)
  if (reason === null) next.delete(id)
  else next.set(id, reason)
  refusals.value = next
}

/** How somebody is called on the screen. */
export function nameOf(person: { name: string | null; phone: string | null; email: string | null }): string {
  return (
    person.name ??
    (person.phone === null ? null : formatPhone(person.phone)) ??
    person.email ??
    boardWords().unknownCaller
  )
}

export const announcement = signal('')

/** Says aloud what arrives while somebody listens to the board instead of looking at it. Answers how to stop. */
export function announceArrivals(): () => void {
  return onLiveEvent(({ event, conversation, message }) => {
    const words = boardWords()
    if (conversation === null) return
    if (event.type === 'reply_received') announcement.value = words.newText(nameOf(conversation), message?.body ?? '')
    if (event.type === 'call_missed') announcement.value = words.newCall(nameOf(conversation))
  })
}
