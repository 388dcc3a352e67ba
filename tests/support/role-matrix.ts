import { all, any, F, H, U, type Cell, type Row } from './role-cells.ts'
import { FLEET } from './role-matrix-fleet.ts'
import { WORK, WORK_FOREIGN_IDS } from './role-matrix-work.ts'

/**
 * Who may call what: one row a route, one column a role, written by hand. A number is a status; where two refusals
 * share one, its code stands beside it. Every route of worker/routes.ts has a row here, or a story fails.
 */

const MISSED = '404 customer_missing'
const GONE = '404 invitation_gone'
const BAD = '400 body_invalid'
const QUERY = '400 query_invalid'
/** With a location one answers 200; without, there is nothing to look over. */
const BOUND = '409 crm_refused'
const LOST = '404 not_found'
const NONE = '404 papers_missing'
const SUBMIT = '409 registration_not_open'
const CALM = '404 emergency_missing'
const CALL = '409 call_refused'
const NO_FILE = '404 media_missing'
const ASKED = '404 request_missing'

const OPEN: Record<string, Row> = {
  'POST /hooks/ghl': all('401 signature_missing'),
  'POST /hooks/twilio/sms': all('401 signature_missing'),
  'POST /hooks/twilio/status': all('401 signature_missing'),
  'POST /hooks/twilio/voice': all('401 signature_missing'),
  'POST /hooks/twilio/voice/status': all('401 signature_missing'),
  'POST /hooks/twilio/voice/whisper': all('401 signature_missing'),
  'POST /hooks/twilio/recording': all('401 signature_missing'),
  'POST /hooks/resend': all('401 signature_missing'),
  'POST /hooks/google-ads/lead': all(BAD),
  // Anybody may fill in the form of a business; what is no submission is answered with the form.
  'GET /f/:id': all(200),
  'POST /f/:id': all(400),
  'OPTIONS /f/:id': all(204),
  'GET /readyz': all(200),
  'GET /api/v1/openapi.json': all(200),
  'GET /api/docs': all(200),
  // Whoever comes back without a state of ours.
  'GET /connect/gohighlevel/callback': [400, 400, 400, 400, 400, 400, 400, 400, 302],
  'GET /u/:token': all(404),
  'POST /u/:token': all(404),
  'GET /r/:token': all(404),
  'POST /r/:token': all(404),
  'GET /r/:token/go': all(404),
  // Written for carriers and customers, so it says who the business is and nothing of anybody else's.
  'GET /t/:id': all(200),
  'GET /': all(302),
  'GET /app': [200, 200, 200, 200, 200, 200, 200, 200, 302],
  'GET /app/*': [200, 200, 200, 200, 200, 200, 200, 200, 302],
  'GET /join': [200, 200, 200, 200, 200, 200, 200, 200, 302],
  'GET /join/*': [200, 200, 200, 200, 200, 200, 200, 200, 302],
  // The page alone; its figures are refused to all but admins.
  'GET /fleet': [200, 200, 200, 200, 200, 200, 200, 200, 302],
  'GET /fleet/*': [200, 200, 200, 200, 200, 200, 200, 200, 302],
  'GET /sign-in': all(302),
  'GET /sign-out': all(302),
  'GET /assets/*': all(LOST),
  'GET /icons/*': all(LOST),
  'GET /manifest.webmanifest': all(200),
  'GET /sw.js': all(200),
}

const PERSONAL: Record<string, Row> = {
  'GET /api/v1/me': any(200),
  'GET /api/v1/join': any(200),
  'GET /api/v1/join/starter/:trade': any(200),
  'PUT /api/v1/join/business': any(BAD),
  'PUT /api/v1/join/services': any(BAD),
  'PUT /api/v1/join/phone': any(BAD),
  'PUT /api/v1/join/consent': any(BAD),
  'PUT /api/v1/join/gohighlevel': any(BAD),
  'POST /api/v1/join/live': any('409 join_incomplete'),
  'POST /api/v1/invitations/look': any(BAD),
  'POST /api/v1/invitations/accept': any(BAD),
}

const TENANT: Record<string, Row> = {
  'GET /api/v1/tenants/:id': [200, 200, H, 200, H, 200, H, F, U],
  'PATCH /api/v1/tenants/:id': [200, 200, H, 200, H, F, H, F, U],
  'PATCH /api/v1/tenants/:id/policy': [200, 200, H, 200, H, F, H, F, U],
  'GET /api/v1/tenants/:id/forwarding-test': [200, 200, H, 200, H, 200, H, F, U],
  'POST /api/v1/tenants/:id/forwarding-test': [200, 200, H, 200, H, F, H, F, U],
  'GET /api/v1/tenants/:id/journeys': [200, 200, H, 200, H, 200, H, F, U],
  'GET /api/v1/tenants/:id/numbers': [200, 200, H, 200, H, 200, H, F, U],
  'GET /api/v1/tenants/:id/scripts': [200, 200, H, 200, H, 200, H, F, U],
  'POST /api/v1/tenants/:id/scripts/preview': [BAD, BAD, H, BAD, H, BAD, H, F, U],
  'PUT /api/v1/tenants/:id/scripts': [BAD, BAD, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/email-domain': [200, 200, H, 200, H, 200, H, F, U],
  'PUT /api/v1/tenants/:id/email-domain': [BAD, BAD, H, BAD, H, F, H, F, U],
  'POST /api/v1/tenants/:id/email-domain/check': [409, 409, H, 409, H, F, H, F, U],
  'DELETE /api/v1/tenants/:id/email-domain': [200, 200, H, 200, H, F, H, F, U],
  'GET /api/v1/tenants/:id/on-call': [200, 200, H, 200, H, 200, H, F, U],
  'PUT /api/v1/tenants/:id/on-call': [BAD, F, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/schedule': [200, 200, H, 200, H, 200, H, F, U],
  'PUT /api/v1/tenants/:id/schedule': [BAD, BAD, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/web-leads': [200, 200, H, 200, H, 200, H, F, U],
  'PUT /api/v1/tenants/:id/web-leads': [BAD, BAD, H, BAD, H, F, H, F, U],
  'POST /api/v1/tenants/:id/web-leads/google-key': [201, 201, H, 201, H, F, H, F, U],
  // No business is named: there is none.
  'GET /api/v1/connect/gohighlevel': [H, H, H, H, H, H, H, F, U],
  'GET /api/v1/tenants/:id/gohighlevel': [200, 200, H, 200, H, 200, H, F, U],
  'PATCH /api/v1/tenants/:id/gohighlevel': [BAD, BAD, H, BAD, H, F, H, F, U],
  'DELETE /api/v1/tenants/:id/gohighlevel': [200, 200, H, 200, H, F, H, F, U],
  'POST /api/v1/tenants/:id/gohighlevel/set-up': [BOUND, BOUND, H, BOUND, H, F, H, F, U],
  'GET /api/v1/tenants/:id/gohighlevel/locations': [QUERY, QUERY, H, QUERY, H, F, H, F, U],
  'POST /api/v1/tenants/:id/gohighlevel/locations': [BAD, BAD, H, BAD, H, F, H, F, U],
  'PUT /api/v1/tenants/:id/gohighlevel/location': [BAD, BAD, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/voice': [200, 200, H, 200, H, 200, H, F, U],
  'PUT /api/v1/tenants/:id/voice': [BAD, BAD, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/dlt': [200, 200, H, 200, H, 200, H, F, U],
  'PUT /api/v1/tenants/:id/dlt': [BAD, BAD, H, BAD, H, F, H, F, U],
  'DELETE /api/v1/tenants/:id/dlt': [204, 204, H, 204, H, F, H, F, U],
  'GET /api/v1/tenants/:id/registration': [200, 200, H, 200, H, 200, H, F, U],
  // An empty draft is one too.
  'PUT /api/v1/tenants/:id/registration': [200, 200, H, 200, H, F, H, F, U],
  'POST /api/v1/tenants/:id/registration/submit': [SUBMIT, SUBMIT, H, SUBMIT, H, F, H, F, U],
  'POST /api/v1/tenants/:id/registration/outcome': [BAD, F, H, F, H, F, H, F, U],
  'GET /api/v1/tenants/:id/closing': [200, 200, H, 200, H, 200, H, F, U],
  'POST /api/v1/tenants/:id/close': [BAD, F, H, BAD, H, F, H, F, U],
  // It is open, so there is nothing to do.
  'POST /api/v1/tenants/:id/reopen': [200, F, H, 200, H, F, H, F, U],
  'GET /api/v1/tenants/:id/people': [200, 200, H, 200, H, F, H, F, U],
  'DELETE /api/v1/tenants/:id/people/:email': [204, F, H, 204, H, F, H, F, U],
  'POST /api/v1/tenants/:id/invitations': [BAD, BAD, H, BAD, H, F, H, F, U],
  'POST /api/v1/tenants/:id/invitations/:invitationId/resend': [GONE, GONE, H, GONE, H, F, H, F, U],
  'DELETE /api/v1/tenants/:id/invitations/:invitationId': [GONE, GONE, H, GONE, H, F, H, F, U],
  'GET /api/v1/tenants/:id/access-log': [200, F, H, 200, H, F, H, F, U],
}

/** A reseller runs the business and reads none of its customers' names, numbers or words. */
const CUSTOMERS: Record<string, Row> = {
  'GET /live/tenants/:id': [101, F, H, 101, H, 101, H, F, U],
  'GET /api/v1/tenants/:id/calls': [200, F, H, 200, H, 200, H, F, U],
  'GET /api/v1/tenants/:id/messages': [200, F, H, 200, H, 200, H, F, U],
  'GET /api/v1/tenants/:id/leads': [200, F, H, 200, H, 200, H, F, U],
  'GET /api/v1/tenants/:id/customers': [200, F, H, 200, H, 200, H, F, U],
  'GET /api/v1/tenants/:id/timeline': [200, F, H, 200, H, 200, H, F, U],
  'GET /api/v1/tenants/:id/board': [200, F, H, 200, H, 200, H, F, U],
  'GET /api/v1/tenants/:id/conversations/:customerId': [200, F, H, 200, H, 200, H, F, U],
  'POST /api/v1/tenants/:id/conversations/:customerId/messages': [BAD, F, H, BAD, H, F, H, F, U],
  'POST /api/v1/tenants/:id/conversations/:customerId/opt-out': [BAD, F, H, BAD, H, F, H, F, U],
  'POST /api/v1/tenants/:id/conversations/:customerId/takeover': [204, F, H, 204, H, F, H, F, U],
  'POST /api/v1/tenants/:id/conversations/:customerId/handback': [204, F, H, 204, H, F, H, F, U],
  'POST /api/v1/tenants/:id/conversations/:customerId/confirm': [204, F, H, 204, H, F, H, F, U],
  'GET /api/v1/tenants/:id/conversations/:customerId/export': [200, F, H, 200, H, F, H, F, U],
  'GET /api/v1/tenants/:id/export': [200, F, H, 200, H, F, H, F, U],
  'POST /api/v1/tenants/:id/evidence': [BAD, F, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/conversations/:customerId/evidence': [200, F, H, 200, H, F, H, F, U],
  'POST /api/v1/tenants/:id/outbox/:entryId/retry': ['404 entry_missing', F, H, '404 entry_missing', H, F, H, F, U],
  'POST /api/v1/tenants/:id/outbox/:entryId/dismiss': ['404 entry_missing', F, H, '404 entry_missing', H, F, H, F, U],
  'POST /api/v1/tenants/:id/emergencies/:journeyId/acknowledge': [CALM, F, H, CALM, H, F, H, F, U],
  'GET /api/v1/tenants/:id/privacy-requests': [200, F, H, 200, H, 200, H, F, U],
  'POST /api/v1/tenants/:id/privacy-requests': [BAD, F, H, BAD, H, F, H, F, U],
  'GET /api/v1/tenants/:id/privacy-requests/:requestId': [ASKED, F, H, ASKED, H, ASKED, H, F, U],
  'POST /api/v1/tenants/:id/privacy-requests/:requestId/confirm': [ASKED, F, H, ASKED, H, F, H, F, U],
  'POST /api/v1/tenants/:id/privacy-requests/:requestId/extend': [ASKED, F, H, ASKED, H, F, H, F, U],
  'POST /api/v1/tenants/:id/privacy-requests/:requestId/close': [ASKED, F, H, ASKED, H, F, H, F, U],
  'POST /api/v1/tenants/:id/privacy-requests/:requestId/refuse': [BAD, F, H, BAD, H, F, H, F, U],
  'PATCH /api/v1/tenants/:id/leads/:leadId': [BAD, F, H, BAD, H, F, H, F, U],
  // The sandbox knows no number of this business that could be shown.
  'POST /api/v1/tenants/:id/conversations/:customerId/call': [CALL, F, H, CALL, H, F, H, F, U],
  'POST /api/v1/tenants/:id/conversations/:customerId/called': [204, F, H, 204, H, F, H, F, U],
  'GET /api/v1/tenants/:id/media/:mediaId': [NO_FILE, F, H, NO_FILE, H, NO_FILE, H, F, U],
  'GET /api/v1/tenants/:id/push': [200, F, H, 200, H, 200, H, F, U],
  'POST /api/v1/tenants/:id/push': [BAD, F, H, BAD, H, BAD, H, F, U],
  'DELETE /api/v1/tenants/:id/push': [BAD, F, H, BAD, H, BAD, H, F, U],
  'POST /api/v1/tenants/:id/push/test': ['409 test_refused', F, H, '409 test_refused', H, '409 test_refused', H, F, U],
}

/** A reseller keeps their own papers, and an admin looks them over; nobody sees another reseller's. */
const PAPERS: Record<string, Row> = {
  'GET /api/v1/resellers/me/kyc': [F, NONE, NONE, F, F, F, F, F, U],
  'PUT /api/v1/resellers/me/kyc': [F, BAD, BAD, F, F, F, F, F, U],
  'DELETE /api/v1/resellers/me/kyc': [F, 204, 204, F, F, F, F, F, U],
  'GET /api/v1/resellers/me/kyc/notice': [F, 200, 200, F, F, F, F, F, U],
  'PUT /api/v1/resellers/me/kyc/documents/:kind': [F, NONE, NONE, F, F, F, F, F, U],
  'GET /api/v1/resellers/:email/kyc': [NONE, F, F, F, F, F, F, F, U],
  'GET /api/v1/resellers/:email/kyc/documents/:kind': [NONE, F, F, F, F, F, F, F, U],
  'PATCH /api/v1/resellers/:email/kyc/documents/:kind': [BAD, F, F, F, F, F, F, F, U],
}

export const MATRIX: Record<string, Row> = {
  ...{ ...OPEN, ...PERSONAL, ...FLEET, ...TENANT, ...CUSTOMERS, ...PAPERS },
  ...WORK,
}

/** What a route answers to somebody of this business who names something of another; `body` brings them that far. */
export const FOREIGN_IDS: Record<string, { cell: Cell; body?: unknown }> = {
  ...WORK_FOREIGN_IDS,
  'DELETE /api/v1/tenants/:id/people/:email': { cell: 204 },
  'POST /api/v1/tenants/:id/invitations/:invitationId/resend': { cell: GONE },
  'DELETE /api/v1/tenants/:id/invitations/:invitationId': { cell: GONE },
  'GET /api/v1/tenants/:id/conversations/:customerId': { cell: MISSED },
  'POST /api/v1/tenants/:id/conversations/:customerId/messages': { cell: MISSED, body: { text: 'Hello there' } },
  'POST /api/v1/tenants/:id/conversations/:customerId/opt-out': {
    cell: MISSED,
    body: { said: 'no more please', channel: 'phone' },
  },
  'POST /api/v1/tenants/:id/conversations/:customerId/takeover': { cell: MISSED },
  'POST /api/v1/tenants/:id/conversations/:customerId/handback': { cell: MISSED },
  'POST /api/v1/tenants/:id/conversations/:customerId/confirm': { cell: MISSED },
  'GET /api/v1/tenants/:id/conversations/:customerId/export': { cell: MISSED },
  'GET /api/v1/tenants/:id/conversations/:customerId/evidence': { cell: MISSED },
  'POST /api/v1/tenants/:id/outbox/:entryId/retry': { cell: '404 entry_missing' },
  'POST /api/v1/tenants/:id/outbox/:entryId/dismiss': { cell: '404 entry_missing' },
  'POST /api/v1/tenants/:id/emergencies/:journeyId/acknowledge': { cell: CALM },
  'GET /api/v1/tenants/:id/privacy-requests/:requestId': { cell: ASKED },
  'POST /api/v1/tenants/:id/privacy-requests/:requestId/confirm': { cell: ASKED },
  'POST /api/v1/tenants/:id/privacy-requests/:requestId/extend': { cell: ASKED },
  'POST /api/v1/tenants/:id/privacy-requests/:requestId/close': { cell: ASKED },
  'POST /api/v1/tenants/:id/privacy-requests/:requestId/refuse': { cell: ASKED, body: { reason: 'not_them' } },
  'POST /api/v1/tenants/:id/conversations/:customerId/call': { cell: MISSED },
  'POST /api/v1/tenants/:id/conversations/:customerId/called': { cell: MISSED },
  'GET /api/v1/tenants/:id/media/:mediaId': { cell: NO_FILE },
  'PATCH /api/v1/tenants/:id/leads/:leadId': {
    cell: '404 lead_missing',
    body: { status: 'lost', from: 'new' },
  },
}
