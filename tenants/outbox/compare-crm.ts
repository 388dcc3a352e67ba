import type { CrmCompare } from '../journey/crm-order.ts'
import { COMPARE_AHEAD_MS } from '../base/limits.ts'
import { DAY_MS } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { CrmEvent, CrmMessage, CrmPage, CrmReading, CrmRecords } from '../providers/crm-port.ts'
import type { Answer, CrmPort, SendOutcome } from '../providers/port.ts'

/** Where opportunities and appointments are looked for; null where none was ever written there. */
export type ComparePlan = { pipelineRef: string | null; calendarRef: string | null }

/** What one page of the other side holds. */
export type ComparePage =
  | { step: 'messages'; page: CrmPage<CrmMessage> }
  | { step: 'opportunities'; page: CrmPage<CrmReading> }
  | { step: 'appointments'; page: CrmPage<CrmEvent> }

/** A message that was asked for alone, with whose number it is. */
export type FoundMessage = { message: CrmMessage; phone: Phone | null }

type Crm = CrmPort & CrmRecords
type Asked = { outcome: SendOutcome; compared?: ComparePage; message?: FoundMessage }

const NOTHING = { items: [], next: null }

export async function fetchComparePage(crm: Crm, compare: CrmCompare, plan: ComparePlan): Promise<Asked> {
  const { since, until, cursor } = compare
  switch (compare.step) {
    case 'messages':
      return asked('messages', await crm.exportMessages({ since, until, cursor }))
    case 'opportunities': {
      if (plan.pipelineRef === null) return asked('opportunities', { kind: 'answered', value: NOTHING })
      return asked('opportunities', await crm.listOpportunities(plan.pipelineRef, cursor))
    }
    case 'appointments': {
      if (plan.calendarRef === null) return asked('appointments', { kind: 'answered', value: NOTHING })
      const events = await crm.listEvents(plan.calendarRef, until - DAY_MS, until + COMPARE_AHEAD_MS)
      if (events.kind !== 'answered') return { outcome: events }
      return asked('appointments', { kind: 'answered', value: { items: events.value, next: null } })
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

function asked<S extends ComparePage['step']>(
  step: S,
  answer: Answer<Extract<ComparePage, { step: S }>['page']>,
): Asked {
  if (answer.kind !== 'answered') return { outcome: answer }
  return { outcome: { kind: 'sent', providerRef: step }, compared: { step, page: answer.value } as ComparePage }
}
