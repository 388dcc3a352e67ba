import type { LeadPatch } from '../../tenants/contract/board.ts'
import type { Relation } from '../../tenants/contract/known.ts'
import type { TenantObject } from '../../tenants/tenant-object.ts'
import type { Deed, DeedOf } from './deed.ts'
import type { CrmDeed } from './in-crm.ts'
import type { There } from './there.ts'

/** Somebody at a screen of this run, about one customer. */
export type Actor = { tenant: TenantObject; there: There; customerId: string }
/** Null where there is nothing in this run that it could be about. */
type Answered = { ok: boolean } | null

export type ScreenKind = Exclude<Deed['kind'], 'told' | 'became_known' | CrmDeed['kind']>
type Acts = { [K in ScreenKind]: (deed: DeedOf<K>, actor: Actor) => Promise<Answered> }

const BY = 'replay'

/** Each by the command that the screens and pages give. */
export const ACTS: Acts = {
  took_over: (_deed, { tenant, customerId }) => tenant.takeOver(customerId),
  handed_back: (_deed, { tenant, customerId }) => tenant.handBack(customerId),
  wrote: ({ text }, { tenant, customerId }) => tenant.writeAsHuman(customerId, text, null),
  retried: ({ what, orderedAt }, { tenant, there, customerId }) =>
    on(there.failedEntry(customerId, what, orderedAt), (id) => tenant.retryEntry(id)),
  let_go: ({ what, orderedAt }, { tenant, there, customerId }) =>
    on(there.failedEntry(customerId, what, orderedAt), (id) => tenant.dismissEntry(id)),
  called: (_deed, { tenant, customerId }) => tenant.noteCalled(customerId),
  confirmed: ({ visitAt }, { tenant, customerId }) => tenant.confirmBooking(customerId, visitAt),
  opted_out_by_hand: ({ said, channel }, { tenant, customerId }) =>
    tenant.noteOptOut(customerId, { said, channel }, BY),
  left_letters: (_deed, { tenant, there, customerId }) =>
    on(there.token('unsubscribe', customerId), (token) => tenant.unsubscribe(token)),
  acknowledged: (_deed, { tenant, there, customerId }) =>
    on(there.openEmergency(customerId), (id) => tenant.acknowledgeEmergency(id, BY)),
  changed_relation: ({ relation }, { tenant, customerId }) =>
    tenant.changeRelation(customerId, relation as Relation | null),
  released_call: ({ callKey }, { tenant, there }) => on(there.heldCall(callKey), (id) => tenant.releaseCall(id)),
  moved_lead: ({ to, revenueMinor }, { tenant, there, customerId }) =>
    on(there.lead(customerId), ({ leadId, status }) => {
      const revenue = revenueMinor === null ? {} : { revenueMinor }
      return tenant.moveLead(leadId, { status: to, from: status, ...revenue } as LeadPatch)
    }),
  entered_visit: enterVisit,
  moved_visit: ({ ref, wasAt, move }, { tenant, there, customerId }) =>
    on(there.visit(ref, customerId, wasAt), (id) => tenant.moveAppointment(id, move)),
  changed_visit_on_page: ({ ref, wasAt, to }, { tenant, there, customerId }) => {
    const visit = there.visit(ref, customerId, wasAt)
    const move = to === null ? { move: 'cancel' as const } : { move: 'reschedule' as const, startsAt: to }
    return on(visit && there.token('visit', customerId, visit), (token) => tenant.changeVisit(token, move))
  },
  recorded_job: ({ service, amountMinor, completedAt }, { tenant, customerId }) =>
    tenant.recordJob({ customerId, service, amountMinor, completedAt }, null),
  opened_quote: ({ description, range }, { tenant, customerId }) =>
    tenant.openQuote({ customerId, description, range }, BY),
  moved_quote: ({ move }, { tenant, there, customerId }) =>
    on(there.openQuote(customerId), (id) => tenant.moveQuote(id, move, BY)),
  offered_plan: ({ planId }, { tenant, customerId }) => tenant.offerPlan(customerId, planId),
  ended_plan: (_deed, { tenant, there, customerId }) =>
    on(there.activeContract(customerId), (id) => tenant.endContract(id)),
  agreed_to_offers: ({ wording, isOnPage }, { tenant, there, customerId }) =>
    isOnPage
      ? on(there.token('review', customerId), (token) =>
          tenant.visitReviewPage(token, { visit: 'agree', agrees: 'yes' }),
        )
      : tenant.noteConsent(customerId, { wording, kept: 'as the copy tells' }, BY),
  followed_review: (_deed, { tenant, there, customerId }) =>
    on(there.token('review', customerId), (token) => tenant.followReview(token)),
  left_feedback: ({ words }, { tenant, there, customerId }) =>
    on(there.token('review', customerId), (token) => tenant.visitReviewPage(token, { visit: 'feedback', words })),
  asked_privacy: async ({ ref, asked }, { tenant, there }) => {
    const opened = await tenant.openPrivacyRequest(asked, BY)
    if (opened.ok) there.keep(ref, opened.value.id)
    return opened
  },
  moved_privacy: ({ ref, move }, { tenant, there }) =>
    on(there.known(ref), (id) => tenant.movePrivacyRequest(id, move, move === 'refuse' ? 'law_allows' : null)),
}

/** With whoever it was with, or else with whoever is free. */
async function enterVisit(deed: DeedOf<'entered_visit'>, { tenant, there, customerId }: Actor): Promise<Answered> {
  const { ref, startsAt, minutes, crewId, service, address, notes, tell } = deed
  const wanted = { customerId, startsAt, minutes, service, address, notes, tell }
  for (const who of crewId === null ? [null] : [crewId, null]) {
    const entered = await tenant.addAppointment({ ...wanted, crewId: who })
    if (!entered.ok) continue
    there.keep(ref, entered.value.id)
    return entered
  }
  return null
}

async function on<T>(found: T | null, act: (found: T) => Promise<Answered>): Promise<Answered> {
  return found === null ? null : act(found)
}
