import { all, any, F, H, U, type Cell, type Row } from './role-cells.ts'

/** Rows of the role matrix for visits, jobs, quotes, contracts, and who is who. */

const BAD = '400 body_invalid'
const LOST = '404 not_found'
const NO_OFFER = '409 offer_refused'
const NO_PLAN = '404 contract_missing'
const NOT_HELD = '404 held_missing'
const NOBODY = '404 customer_missing'
const NO_CHANGE = '404 change_missing'
const NO_HOOK = '404 webhook_missing'
const NO_QUOTE = '404 quote_missing'

export const WORK: Record<string, Row> = {
  'GET /api/graphql': all(200),
  // Whoever is signed in may ask; tests/stories/graphql.story.test.ts tells what each of them is answered.
  'POST /api/graphql': any(BAD),
  'GET /api/v1/tenants/:id/appointments': [200, F, H, 200, H, 200, H, F, U],
  'GET /api/v1/tenants/:id/ads': [200, 200, H, 200, H, 200, H, F, U],
  // No business is named: there is none.
  'GET /api/v1/connect/google-ads': [H, H, H, H, H, H, H, F, U],
  'GET /connect/google-ads/callback': [400, 400, 400, 400, 400, 400, 400, 400, 302],
  'GET /api/v1/tenants/:id/ads/account': [200, 200, H, 200, H, 200, H, F, U],
  'PUT /api/v1/tenants/:id/ads/account': [BAD, BAD, H, BAD, H, F, H, F, U],
  'DELETE /api/v1/tenants/:id/ads/account': [200, 200, H, 200, H, F, H, F, U],
  'PATCH /api/v1/tenants/:id/ads': [BAD, F, H, BAD, H, F, H, F, U],
  'POST /api/v1/tenants/:id/ads/campaigns/:campaignId': [BAD, F, H, BAD, H, F, H, F, U],
  'POST /api/v1/tenants/:id/ads/changes/:changeId/undo': [NO_CHANGE, F, H, NO_CHANGE, H, F, H, F, U],
  'GET /api/v1/tenants/:id/agents': [200, 200, H, 200, H, 200, H, F, U],
  'PATCH /api/v1/tenants/:id/agents': [BAD, BAD, H, BAD, H, F, H, F, U],
  'POST /api/v1/tenants/:id/agents/:agent/run': [LOST, LOST, H, LOST, H, F, H, F, U],
  'PATCH /api/v1/tenants/:id/decisions/:decisionId': [BAD, BAD, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/agent-logs': [200, 200, H, 200, H, 200, H, F, U],
  'GET /api/v1/tenants/:id/experiments': [200, 200, H, 200, H, 200, H, F, U],
  'PATCH /api/v1/tenants/:id/experiments/:experimentId': [BAD, BAD, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/known': [200, F, H, 200, H, 200, H, F, U],
  'POST /api/v1/tenants/:id/known': [BAD, F, H, BAD, H, F, H, F, U],
  'PUT /api/v1/tenants/:id/conversations/:customerId/relation': [BAD, F, H, BAD, H, F, H, F, U],
  'POST /api/v1/tenants/:id/held-calls/:heldId/release': [NOT_HELD, F, H, NOT_HELD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/canary': [200, 200, H, 200, H, 200, H, F, U],
  'POST /api/v1/tenants/:id/canary/check': [200, 200, H, 200, H, F, H, F, U],
  'DELETE /api/v1/tenants/:id/web-leads/google-key': [200, 200, H, 200, H, F, H, F, U],
  'POST /api/v1/tenants/:id/scripts/preview-past': [BAD, F, H, BAD, H, BAD, H, F, U],
  'POST /api/v1/tenants/:id/gohighlevel/conflicts/:conflictId': [BAD, F, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/quotes': [200, F, H, 200, H, 200, H, F, U],
  'POST /api/v1/tenants/:id/quotes': [BAD, F, H, BAD, H, F, H, F, U],
  'PATCH /api/v1/tenants/:id/quotes/:quoteId': [BAD, F, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/jobs': [200, F, H, 200, H, 200, H, F, U],
  'POST /api/v1/tenants/:id/jobs': [BAD, F, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/after-job': [200, 200, H, 200, H, 200, H, F, U],
  'PUT /api/v1/tenants/:id/after-job': [BAD, BAD, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/after-job/numbers': [200, 200, H, 200, H, 200, H, F, U],
  'POST /api/v1/tenants/:id/after-job/texts': [BAD, BAD, H, BAD, H, BAD, H, F, U],
  'GET /api/v1/tenants/:id/offers': [200, F, H, 200, H, 200, H, F, U],
  'DELETE /api/v1/tenants/:id/conversations/:customerId/offer': [NO_OFFER, F, H, NO_OFFER, H, F, H, F, U],
  'GET /api/v1/tenants/:id/contracts': [200, F, H, 200, H, 200, H, F, U],
  'POST /api/v1/tenants/:id/contracts': [BAD, F, H, BAD, H, F, H, F, U],
  'POST /api/v1/tenants/:id/contracts/:contractId/end': [NO_PLAN, F, H, NO_PLAN, H, F, H, F, U],
  'POST /api/v1/tenants/:id/conversations/:customerId/offer': [BAD, F, H, BAD, H, F, H, F, U],
  'POST /api/v1/tenants/:id/conversations/:customerId/consent': [BAD, F, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/schedule': [200, 200, H, 200, H, 200, H, F, U],
  'PUT /api/v1/tenants/:id/schedule': [BAD, BAD, H, BAD, H, F, H, F, U],
  // What is free tells when somebody else comes.
  'GET /api/v1/tenants/:id/slots': [200, F, H, 200, H, 200, H, F, U],
  'GET /api/v1/tenants/:id/agenda': [200, F, H, 200, H, 200, H, F, U],
  'GET /api/v1/tenants/:id/conversations/:customerId/visits': [200, F, H, 200, H, 200, H, F, U],
  'POST /api/v1/tenants/:id/appointments': [BAD, F, H, BAD, H, F, H, F, U],
  'PATCH /api/v1/tenants/:id/appointments/:appointmentId': [BAD, F, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/gohighlevel/texting': [200, 200, H, 200, H, 200, H, F, U],
  'PUT /api/v1/tenants/:id/gohighlevel/texting': [BAD, F, H, BAD, H, F, H, F, U],
  // Nobody who signs in carries a key.
  'GET /api/v1/api-key': any(F),
  'GET /api/v1/tenants/:id/subscription': [200, F, H, F, H, F, H, F, U],
  'PUT /api/v1/tenants/:id/subscription': [BAD, F, H, F, H, F, H, F, U],
  'DELETE /api/v1/tenants/:id/subscription/changes/:changeId': [NO_CHANGE, F, H, F, H, F, H, F, U],
  'GET /api/v1/tenants/:id/api-keys': [200, F, H, 200, H, F, H, F, U],
  'POST /api/v1/tenants/:id/api-keys': [BAD, F, H, BAD, H, F, H, F, U],
  'DELETE /api/v1/tenants/:id/api-keys/:keyId': [204, F, H, 204, H, F, H, F, U],
  'GET /api/v1/tenants/:id/webhooks': [200, F, H, 200, H, F, H, F, U],
  'POST /api/v1/tenants/:id/webhooks': [BAD, F, H, BAD, H, F, H, F, U],
  'PATCH /api/v1/tenants/:id/webhooks/:webhookId': [NO_HOOK, F, H, NO_HOOK, H, F, H, F, U],
  'DELETE /api/v1/tenants/:id/webhooks/:webhookId': [204, F, H, 204, H, F, H, F, U],
  'POST /api/v1/tenants/:id/webhooks/:webhookId/secret': [NO_HOOK, F, H, NO_HOOK, H, F, H, F, U],
  'POST /api/v1/tenants/:id/webhooks/:webhookId/test': [NO_HOOK, F, H, NO_HOOK, H, F, H, F, U],
  'GET /api/v1/tenants/:id/deliveries': [200, F, H, 200, H, F, H, F, U],
  'POST /api/v1/tenants/:id/deliveries/:deliveryId/replay': [NO_HOOK, F, H, NO_HOOK, H, F, H, F, U],
  'GET /b/:token': all(404),
  'POST /b/:token': all(404),
  'GET /b/:token/visit.ics': all(404),
}

/** What a route answers to somebody of this business who names something of another. */
export const WORK_FOREIGN_IDS: Record<string, { cell: Cell; body?: unknown }> = {
  'PUT /api/v1/tenants/:id/conversations/:customerId/relation': {
    cell: '404 customer_missing',
    body: { relation: 'family' },
  },
  'POST /api/v1/tenants/:id/held-calls/:heldId/release': { cell: NOT_HELD },
  'PATCH /api/v1/tenants/:id/experiments/:experimentId': {
    cell: '404 experiment_missing',
    body: { status: 'stopped' },
  },
  'GET /api/v1/tenants/:id/conversations/:customerId/visits': { cell: '404 customer_missing' },
  'PATCH /api/v1/tenants/:id/appointments/:appointmentId': {
    cell: '404 appointment_missing',
    body: { move: 'cancel' },
  },
  'POST /api/v1/tenants/:id/gohighlevel/conflicts/:conflictId': {
    cell: '404 conflict_missing',
    body: { take: 'other' },
  },
  'DELETE /api/v1/tenants/:id/subscription/changes/:changeId': { cell: NO_CHANGE },
  'DELETE /api/v1/tenants/:id/api-keys/:keyId': { cell: 204 },
  'PATCH /api/v1/tenants/:id/webhooks/:webhookId': { cell: NO_HOOK },
  'DELETE /api/v1/tenants/:id/webhooks/:webhookId': { cell: 204 },
  'POST /api/v1/tenants/:id/webhooks/:webhookId/secret': { cell: NO_HOOK },
  'POST /api/v1/tenants/:id/webhooks/:webhookId/test': { cell: NO_HOOK },
  'POST /api/v1/tenants/:id/deliveries/:deliveryId/replay': { cell: NO_HOOK },
  'POST /api/v1/tenants/:id/ads/campaigns/:campaignId': { cell: '404 campaign_missing', body: { status: 'PAUSED' } },
  'POST /api/v1/tenants/:id/ads/changes/:changeId/undo': { cell: NO_CHANGE },
  'POST /api/v1/tenants/:id/agents/:agent/run': { cell: LOST },
  'PATCH /api/v1/tenants/:id/decisions/:decisionId': { cell: '404 decision_missing', body: { move: 'decline' } },
  'PATCH /api/v1/tenants/:id/quotes/:quoteId': { cell: NO_QUOTE, body: { move: 'withdraw' } },
  'POST /api/v1/tenants/:id/contracts/:contractId/end': { cell: NO_PLAN },
  'POST /api/v1/tenants/:id/conversations/:customerId/offer': {
    cell: '404 customer_missing',
    body: { planId: 'comfort' },
  },
  'DELETE /api/v1/tenants/:id/conversations/:customerId/offer': { cell: NOBODY },
  'POST /api/v1/tenants/:id/conversations/:customerId/consent': {
    cell: '404 customer_missing',
    body: { wording: 'I agree to get offers by text message.', kept: 'invoice 1042' },
  },
}
