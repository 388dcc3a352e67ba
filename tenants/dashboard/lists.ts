import type { Reader } from '../agents/words/describe.ts'
import type { Instant } from '../base/clock.ts'
import { unreachable } from '../base/result.ts'
import type { Language } from '../contract/board.ts'
import type { CustomerView, ListItem, ListName, MessageView, Page, PageQuery } from '../contract/lists.ts'
import {
  listAppointments,
  listCalls,
  listCustomers,
  listCustomersOf,
  listJourneys,
  listLeads,
  listMessages,
  listTimeline,
  type ListQuery,
} from '../storage/list-rows.ts'
import { listDecisions } from '../storage/decision-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import type { TimelineFact } from '../timeline/event.ts'
import type { JourneyState } from '../journey/state.ts'
import { decisionView } from './decisions.ts'
import { experimentView } from './experiments.ts'
import { listExperiments } from '../storage/experiment-rows.ts'
import { eventView } from './board.ts'

/** One page of one list, as people may see it; `next` is null on the last page. */
export function readList(
  db: TenantDb,
  name: ListName,
  query: PageQuery,
  reader: Reader & { now: Instant },
): Page<ListItem> {
  const { limit } = query
  const asked: ListQuery = {
    after: query.after ?? null,
    // One more than asked tells whether there is a next page.
    limit: limit + 1,
    customerId: query.customerId ?? null,
  }
  const found = rowsFor(db, name, asked, reader)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return { items: rows.map(({ item }) => item), next: found.length > limit && last ? last.cursor : null }
}

/** Those of these customers that there are, in no order. */
export function readCustomers(db: TenantDb, ids: string[]): CustomerView[] {
  return listCustomersOf(db, ids).map((row) => customerRow(row).item)
}

type Row = { cursor: string; item: ListItem }

function rowsFor(db: TenantDb, name: ListName, query: ListQuery, reader: Reader & { now: Instant }): Row[] {
  switch (name) {
    case 'calls':
      return listCalls(db, query).map(callRow)
    case 'messages':
      return listMessages(db, query).map(messageRow)
    case 'leads':
      return listLeads(db, query).map(leadRow)
    case 'journeys':
      return listJourneys(db, query).map(journeyRow)
    case 'customers':
      return listCustomers(db, query).map(customerRow)
    case 'appointments':
      return listAppointments(db, query).map(appointmentRow)
    case 'timeline':
      return listTimeline(db, query).map((row) => timelineRow(row, reader.language))
    case 'agent-logs':
      return listDecisions(db, query).map((row) => ({ cursor: row.decisionId, item: decisionView(row, reader) }))
    case 'experiments':
      return listExperiments(db, query).map((row) => ({
        cursor: row.experimentId,
        item: experimentView(db, row, reader.now),
      }))
    default:
      return unreachable(name)
  }
}

function callRow({ call, customer }: ReturnType<typeof listCalls>[number]): Row {
  const { callId, customerId, status, durationS, via, endedAt } = call
  const item = { id: callId, customerId, from: customer?.phone ?? null, outcome: status, durationS, via, endedAt }
  return { cursor: callId, item }
}

function appointmentRow(row: ReturnType<typeof listAppointments>[number]): Row {
  const { appointmentId, customerId, leadId, crewId, status, service, startsAt, endsAt } = row
  const { address, feeMinor, source, createdAt, updatedAt } = row
  const visit = { id: appointmentId, customerId, leadId, crewId, status, service, startsAt, endsAt }
  return { cursor: appointmentId, item: { ...visit, address, feeMinor, source, createdAt, updatedAt } }
}

function messageRow(row: ReturnType<typeof listMessages>[number]): Row {
  return {
    cursor: String(row.seq),
    item: {
      id: row.messageId,
      customerId: row.customerId,
      audience: row.audience === 'technician' ? 'technician' : 'customer',
      channel: row.channel as MessageView['channel'],
      direction: row.direction === 'inbound' ? 'inbound' : 'outbound',
      from: row.fromAddress,
      to: row.toAddress,
      subject: row.subject,
      body: row.body,
      status: row.status,
      errorCode: row.errorCode,
      template: row.template,
      label: row.label,
      segments: row.segments,
      createdAt: row.createdAt,
    },
  }
}

function leadRow({ lead, customer }: ReturnType<typeof listLeads>[number]): Row {
  return {
    cursor: lead.leadId,
    item: {
      id: lead.leadId,
      customerId: lead.customerId,
      phone: customer?.phone ?? null,
      email: customer?.email ?? null,
      name: customer?.name ?? null,
      source: lead.source,
      status: lead.status,
      wishedAt: lead.wishedAt,
      opportunityRef: lead.opportunityRef,
      revenueMinor: lead.revenueMinor,
      createdAt: lead.createdAt,
      updatedAt: lead.updatedAt,
    },
  }
}

function journeyRow(row: ReturnType<typeof listJourneys>[number]): Row {
  const state = JSON.parse(row.state) as JourneyState
  const outcome = state.status === 'closed' ? state.outcome : null
  const { journeyId, customerId, kind, status, openedAt, updatedAt } = row
  return { cursor: journeyId, item: { id: journeyId, customerId, kind, status, outcome, openedAt, updatedAt } }
}

function customerRow(row: ReturnType<typeof listCustomers>[number]): { cursor: string; item: CustomerView } {
  const { customer, suppression, takenOver } = row
  const { customerId, phone, email, name, language, createdAt } = customer
  const optedOut = suppression !== null && suppression.liftedAt === null
  const item = { id: customerId, phone, email, name, language, optedOut, takenOver: takenOver !== null, createdAt }
  return { cursor: customerId, item }
}

function timelineRow(row: ReturnType<typeof listTimeline>[number], language: Language): Row {
  const fact = JSON.parse(row.fact) as TimelineFact
  return { cursor: String(row.seq), item: eventView({ ...row, fact }, language) }
}
