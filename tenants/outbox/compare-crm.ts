import { nextStep, type CrmCompare } from '../journey/crm-order.ts'
import { COMPARE_AHEAD_MS, COMPARE_CARDS_BACK_MS } from '../base/limits.ts'
import { DAY_MS } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { CrmMessage, CrmPage, CrmReading, CrmRecords } from '../providers/crm-port.ts'
import type { Answer, CrmPort, SendOutcome } from '../providers/port.ts'
import { readCalendar, type CalendarReading } from './read-calendar.ts'

/** Where opportunities and appointments are looked for; without a calendar it is the one visits would go to. */
export type ComparePlan = { pipelineRef: string | null; calendarRef: string | null }

/** What one page of the other side holds. */
export type ComparePage =
  | { step: 'messages'; page: CrmPage<CrmMessage> }
  | { step: 'opportunities'; page: CrmPage<CrmReading> }
  | { step: 'appointments'; page: CrmPage<never>; calendar: CalendarReading }

/** A message that was asked for alone, with whose number it is. */
export type FoundMessage = { message: CrmMessage; phone: Phone | null }

type Crm = CrmPort & CrmRecords
type Asked = { outcome: SendOutcome; compared?: ComparePage[]; message?: FoundMessage }

const EMPTY: CrmPage<never> = { items: [], next: null }
const NOTHING: Answer<CrmPage<never>> = { kind: 'answered', value: EMPTY }

/** Pages of one entry: all of their calls together take less than its lease. */
const PAGES_MAX = 3

/**
 * Pages in the order in which they are compared: where one is its step's last, the next step's first one is asked for
 * in the same entry, so that a comparison in which little happened is one entry. What was read before a call that
 * failed is taken in, and the next entry meets the failure itself.
 */
export async function fetchComparePages(crm: Crm, compare: CrmCompare, plan: ComparePlan): Promise<Asked> {
  const compared: ComparePage[] = []
  let at: CrmCompare | null = compare
  while (at !== null && compared.length < PAGES_MAX) {
    const answer = await fetchPage(crm, at, plan)
    if (answer.kind !== 'answered' && compared.length === 0) return { outcome: answer }
    if (answer.kind !== 'answered') break
    compared.push(answer.value)
    at = answer.value.page.next === null ? nextStep(at) : null
  }
  return { outcome: { kind: 'sent', providerRef: compare.step }, compared }
}

async function fetchPage(crm: Crm, compare: CrmCompare, plan: ComparePlan): Promise<Answer<ComparePage>> {
  const { since, until, cursor } = compare
  switch (compare.step) {
    case 'messages':
      return paged('messages', await crm.exportMessages({ since, until, cursor }))
    case 'opportunities': {
      if (plan.pipelineRef === null) return paged('opportunities', NOTHING)
      const madeSince = compare.scope === 'hour' ? until - COMPARE_CARDS_BACK_MS : null
      return paged('opportunities', await crm.listOpportunities(plan.pipelineRef, { madeSince, cursor }))
    }
    case 'appointments': {
      const span = { from: until - DAY_MS, until: until + COMPARE_AHEAD_MS }
      const read = await readCalendar(crm, plan.calendarRef, span)
      if (read.kind !== 'answered') return read
      return { kind: 'answered', value: { step: 'appointments', page: EMPTY, calendar: read.value } }
    }
  }
}

export async function fetchFoundMessage(crm: Crm, messageRef: string, contactRef: string): Promise<Asked> {
  const message = await crm.fetchMessage(messageRef)
  if (message.kind !== 'answered') return { outcome: message }
  const outcome: SendOutcome = { kind: 'sent', providerRef: messageRef }
  if (message.value === null) return { outcome }
  const contact = await crm.fetchContact(contactRef)
  if (contact.kind !== 'answered') return { outcome: contact }
  return { outcome, message: { message: message.value, phone: contact.value.phone } }
}

/** A text of ours as it stands there. That it was taken out there says nothing of whether it had arrived. */
export async function fetchFate(crm: Crm, messageRef: string): Promise<Asked> {
  const message = await crm.fetchMessage(messageRef)
  if (message.kind !== 'answered') return { outcome: message }
  const outcome: SendOutcome = { kind: 'sent', providerRef: messageRef }
  return message.value === null ? { outcome } : { outcome, message: { message: message.value, phone: null } }
}

function paged<S extends 'messages' | 'opportunities'>(
  step: S,
  answer: Answer<Extract<ComparePage, { step: S }>['page']>,
): Answer<ComparePage> {
  return answer.kind === 'answered' ? { kind: 'answered', value: { step, page: answer.value } as ComparePage } : answer
}
