import { HumanMessage } from '../../tenants/contract.ts'
import { ContractsQuery, NewOffer, NotedConsent } from '../../tenants/contract/after-job.ts'
import {
  BoardQuery,
  BookingConfirmation,
  ConversationQuery,
  LeadPatch,
  NumbersQuery,
  NumbersView,
} from '../../tenants/contract/board.ts'
import {
  AgendaQuery,
  AppointmentMove,
  AppointmentView,
  NewAppointment,
  SlotQuery,
} from '../../tenants/contract/booking.ts'
import { PersonExportQuery } from '../../tenants/contract/export.ts'
import { JobView, NewJob } from '../../tenants/contract/jobs.ts'
import { KnownPerson, RelationPatch } from '../../tenants/contract/known.ts'
import {
  CallView,
  CustomerView,
  JourneyView,
  LeadView,
  MessageView,
  PageQuery,
  TimelineView,
  VisitView,
} from '../../tenants/contract/lists.ts'
import { NotedOptOut } from '../../tenants/contract/opt-out.ts'
import { NewContract } from '../../tenants/contract/paper-plan.ts'
import { NewQuote, QuoteMove, QuoteView, QuotesQuery } from '../../tenants/contract/quotes.ts'
import { SlotsAnswer, WrittenAnswer, pageOf } from './answers.ts'
import type { Descriptions } from './description.ts'

/** Customers, what they want and what became of it. */
export const WORK: Descriptions = {
  'GET /api/v1/tenants/:id/jobs': {
    summary: 'Jobs that are done, newest first.',
    query: PageQuery,
    answer: pageOf(JobView),
  },
  'POST /api/v1/tenants/:id/jobs': {
    summary: 'A job is done. 200 in place of 201 where it was told before.',
    body: NewJob,
    answer: JobView,
    status: 201,
    isOnce: true,
  },
  'GET /api/v1/tenants/:id/offers': {
    summary: 'Plans that were offered and are neither agreed to nor declined.',
    query: PageQuery,
  },
  'GET /api/v1/tenants/:id/contracts': {
    summary: 'Maintenance plans, newest first, each with the words that were agreed to.',
    query: ContractsQuery,
  },
  'POST /api/v1/tenants/:id/contracts': {
    summary: 'A plan that was agreed to elsewhere, with what shows it; 409 where they have one.',
    body: NewContract,
    status: 201,
  },
  'POST /api/v1/tenants/:id/contracts/:contractId/end': {
    summary: 'Ends a maintenance plan: it renews no more.',
    status: 204,
  },
  'POST /api/v1/tenants/:id/conversations/:customerId/offer': {
    summary: 'Offers a plan; 409 where it may not be offered to them.',
    body: NewOffer,
    status: 204,
  },
  'DELETE /api/v1/tenants/:id/conversations/:customerId/offer': {
    summary: 'Takes back what they have not agreed to; 409 where nothing is left.',
    status: 204,
  },
  'POST /api/v1/tenants/:id/conversations/:customerId/consent': {
    summary: 'What the customer signed, word for word, and where the paper is.',
    body: NotedConsent,
    status: 204,
  },
  'GET /api/v1/tenants/:id/quotes': {
    summary: 'Quotes, newest first.',
    query: QuotesQuery,
    answer: pageOf(QuoteView),
  },
  'POST /api/v1/tenants/:id/quotes': {
    summary: 'Begins a quote; 409 where the customer has one already.',
    body: NewQuote,
    answer: QuoteView,
    status: 201,
  },
  'PATCH /api/v1/tenants/:id/quotes/:quoteId': {
    summary: 'Sets the price and sends the estimate, or withdraws it; 409 where it is out already.',
    body: QuoteMove,
    answer: QuoteView,
  },
  'POST /api/v1/tenants/:id/conversations/:customerId/call': {
    summary: 'Rings the technician, and then the customer.',
    status: 204,
  },
  'POST /api/v1/tenants/:id/conversations/:customerId/called': {
    summary: 'They have talked, on a phone that we know nothing of.',
    status: 204,
  },
  'GET /api/v1/tenants/:id/media/:mediaId': { summary: 'A customer’s picture or recording.', file: 'answer' },
  'GET /api/v1/tenants/:id/journeys': {
    summary: 'Matters and how far they have come, newest first. No name, number or word.',
    query: PageQuery,
    answer: pageOf(JourneyView),
  },
  'GET /api/v1/tenants/:id/calls': { summary: 'Calls, newest first.', query: PageQuery, answer: pageOf(CallView) },
  'GET /api/v1/tenants/:id/messages': {
    summary: 'Texts and e-mails in both directions, newest first.',
    query: PageQuery,
    answer: pageOf(MessageView),
  },
  'GET /api/v1/tenants/:id/leads': { summary: 'Leads, newest first.', query: PageQuery, answer: pageOf(LeadView) },
  'GET /api/v1/tenants/:id/customers': {
    summary: 'Customers, newest first.',
    query: PageQuery,
    answer: pageOf(CustomerView),
  },
  'GET /api/v1/tenants/:id/appointments': {
    summary: 'Visits, newest first.',
    query: PageQuery,
    answer: pageOf(VisitView),
  },
  'GET /api/v1/tenants/:id/timeline': {
    summary: 'What happened, newest first.',
    query: PageQuery,
    answer: pageOf(TimelineView),
  },
  'POST /api/v1/tenants/:id/conversations/:customerId/messages': {
    summary: 'Sends a text in a person’s words.',
    body: HumanMessage,
    answer: WrittenAnswer,
    status: 202,
    isOnce: true,
  },
  'POST /api/v1/tenants/:id/conversations/:customerId/opt-out': {
    summary: 'A customer told the technician that they want no more messages.',
    body: NotedOptOut,
    status: 204,
  },
  'POST /api/v1/tenants/:id/conversations/:customerId/takeover': {
    summary: 'The automation falls silent for this customer.',
    status: 204,
  },
  'POST /api/v1/tenants/:id/conversations/:customerId/handback': { summary: 'The automation goes on.', status: 204 },
  'POST /api/v1/tenants/:id/outbox/:entryId/retry': {
    summary: 'Sends a dead or doubtful entry once more.',
    status: 204,
  },
  'POST /api/v1/tenants/:id/outbox/:entryId/dismiss': {
    summary: 'Leaves a dead or doubtful entry alone for good.',
    status: 204,
  },
  'GET /api/v1/tenants/:id/board': {
    summary: 'Everything the board shows, and the number of the last event in it.',
    query: BoardQuery,
  },
  'GET /api/v1/tenants/:id/conversations/:customerId': {
    summary: 'The customer’s card and what happened, oldest first.',
    query: ConversationQuery,
  },
  'POST /api/v1/tenants/:id/conversations/:customerId/confirm': {
    summary: 'The visit is agreed on, or what waited has been dealt with.',
    body: BookingConfirmation,
    status: 204,
  },
  'GET /api/v1/tenants/:id/conversations/:customerId/export': {
    summary: 'All there is about one customer.',
    query: PersonExportQuery,
    file: 'answer',
  },
  'GET /api/v1/tenants/:id/conversations/:customerId/evidence': {
    summary: 'The evidence about a customer; `npm run verify-pack` checks the file.',
    file: 'answer',
  },
  'GET /api/v1/tenants/:id/numbers': {
    summary: 'One row for each of the last days, today included, and their total.',
    query: NumbersQuery,
    answer: NumbersView,
  },
  'PATCH /api/v1/tenants/:id/leads/:leadId': {
    summary: 'Moves a lead; 409 where it is not where the caller saw it.',
    body: LeadPatch,
    answer: LeadView,
  },
  'POST /api/v1/tenants/:id/emergencies/:journeyId/acknowledge': {
    summary: 'Whoever is signed in has seen the emergency and will call the customer.',
    status: 204,
  },
  'GET /api/v1/tenants/:id/known': { summary: 'Who is no customer like any other, and the calls that were held back.' },
  'POST /api/v1/tenants/:id/known': {
    summary: 'Somebody who shall never get the cold text, whether or not they have ever called.',
    body: KnownPerson,
    status: 204,
  },
  'PUT /api/v1/tenants/:id/conversations/:customerId/relation': {
    summary: 'Who they are to the business; `null` makes them a customer like any other again.',
    body: RelationPatch,
    status: 204,
  },
  'POST /api/v1/tenants/:id/held-calls/:heldId/release': { summary: 'Answers a call that was held back.', status: 204 },
  'GET /api/v1/tenants/:id/slots': { summary: 'Free times, the first first.', query: SlotQuery, answer: SlotsAnswer },
  'GET /api/v1/tenants/:id/agenda': { summary: 'The visits of some days, the first first.', query: AgendaQuery },
  'GET /api/v1/tenants/:id/conversations/:customerId/visits': {
    summary: 'The visits of one customer, the last first.',
  },
  'POST /api/v1/tenants/:id/appointments': {
    summary: 'Enters a visit; 409 with `slots` that are free instead where the time is taken.',
    body: NewAppointment,
    answer: AppointmentView,
    status: 201,
  },
  'PATCH /api/v1/tenants/:id/appointments/:appointmentId': {
    summary: 'Moves or ends a visit; 409 where that cannot be.',
    body: AppointmentMove,
    answer: AppointmentView,
  },
}
