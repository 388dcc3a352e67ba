import type { IRequestStrict } from 'itty-router'
import { Router } from 'itty-router/Router'
import { limitMisses, limitVisits } from './access/limits.ts'
import { forFleet, forPerson, forTenant } from './access/sign-in.ts'
import { handBack, noteOptOut, retryEntry, takeOver, writeMessage } from './api/conversations.ts'
import { addAppointment, listSlots, moveAppointment, readAgenda, readVisitsOf } from './api/appointments.ts'
import { confirmBooking, dismissEntry, readBoard, readConversation, readNumbers } from './api/board.ts'
import { checkEmailDomain, dropEmailDomain, openEmailDomain, readEmailDomain } from './api/email-domain.ts'
import { exportBusiness, exportEvidence, exportEvidenceOf, exportPerson } from './api/export.ts'
import { readBreachReport } from './api/breach-report.ts'
import { closeTenant, readClosing, reopenTenant } from './api/closing.ts'
import { changeDlt, dropDlt, readDlt } from './api/dlt.ts'
import {
  arrangeCrm,
  chooseCrmLocation,
  createCrmLocation,
  dropCrm,
  listCrmLocations,
  readCrm,
  settleConflict,
  setUpCrm,
} from './api/gohighlevel.ts'
import { moveLead } from './api/leads.ts'
import { readForwardingTest, startForwardingTest } from './api/forwarding-test.ts'
import { doBusiness, doConsent, doCrm, doPhone, doServices, goLive, readJoining, readStarter } from './api/join.ts'
import { listOf } from './api/lists.ts'
import { addKnownPerson, changeRelation, readKnown, releaseCall } from './api/known.ts'
import { openLive } from './api/live.ts'
import { acceptInvitation, invite, lookAtInvitation, resendInvitation, revokeInvitation } from './api/invitations.ts'
import { readMe } from './api/me.ts'
import {
  appointReseller,
  dismissReseller,
  readAccessLog,
  readFleetLog,
  readPeople,
  removeFromTenant,
} from './api/people.ts'
import { acknowledgeEmergency, changeOnCall, readOnCall } from './api/on-call.ts'
import {
  listPrivacyRequests,
  movePrivacyRequest,
  openPrivacyRequest,
  readPrivacyRequest,
  refusePrivacyRequest,
} from './api/privacy.ts'
import { readPush, subscribe, testPush, unsubscribe as dropBrowser } from './api/push.ts'
import { changeRegistration, judgeRegistration, readRegistration, submitRegistration } from './api/registration.ts'
import { changeSchedule, readSchedule } from './api/schedule.ts'
import { changeScript, listScripts, previewPast, previewScript } from './api/scripts.ts'
import { changePolicy, changeTenant } from './api/tenant-changes.ts'
import { createTenant, listTenants, readTenant } from './api/tenants.ts'
import { readUnknownDeliveries } from './api/unknown-deliveries.ts'
import { chooseTexting, readTexting } from './api/texting.ts'
import { beginConnect, finishConnect } from './connect/gohighlevel.ts'
import type { Context } from './context.ts'
import { appEvent } from './hooks/gohighlevel.ts'
import { addAdsRoutes } from './routes-ads.ts'
import { addAfterRoutes } from './routes-after.ts'
import { addAgentRoutes } from './routes-agents.ts'
import { addApiRoutes } from './routes-api.ts'
import { addFleetRoutes } from './routes-fleet.ts'
import { addLeadRoutes } from './routes-leads.ts'
import { addPaperRoutes } from './routes-papers.ts'
import { addVoiceRoutes } from './routes-voice.ts'
import { receiveFrom } from './hooks/receive.ts'
import { emailEvent } from './hooks/resend.ts'
import { inboundSms, messageStatus, voice, voiceStatus } from './hooks/twilio.ts'
import { goToBoard, showApp, showAsset, signIn, signOut } from './pages/app.ts'
import { readReadiness } from './pages/health.ts'
import { followReview, showReview, visitReview } from './pages/review.ts'
import { showTerms } from './pages/terms.ts'
import { showUnsubscribe, unsubscribe } from './pages/unsubscribe.ts'
import { changeVisit, downloadVisit, showVisit } from './pages/visit.ts'

const confirmRequest = movePrivacyRequest('confirm')
const extendRequest = movePrivacyRequest('extend')
const closeRequest = movePrivacyRequest('close')

/** What we answer to, one line a route: who may call it stands beside it. */
export const router = Router<IRequestStrict, [Context]>()
  .post('/hooks/ghl', receiveFrom(appEvent))
  .post('/hooks/twilio/sms', receiveFrom(inboundSms))
  .post('/hooks/twilio/status', receiveFrom(messageStatus))
  .post('/hooks/twilio/voice', receiveFrom(voice))
  .post('/hooks/twilio/voice/status', receiveFrom(voiceStatus))
  .post('/hooks/resend', receiveFrom(emailEvent))
  .get('/readyz', readReadiness)
  .get('/u/:token', limitVisits(showUnsubscribe))
  .post('/u/:token', limitMisses(unsubscribe))
  .get('/r/:token', limitVisits(showReview))
  .post('/r/:token', limitVisits(visitReview))
  .get('/r/:token/go', limitVisits(followReview))
  .get('/t/:id', limitVisits(showTerms))
  .get('/b/:token', limitVisits(showVisit))
  .post('/b/:token', limitVisits(changeVisit))
  .get('/b/:token/visit.ics', limitVisits(downloadVisit))
  .get('/', goToBoard)
  .get('/app', showApp)
  .get('/app/*', showApp)
  .get('/join', showApp)
  .get('/join/*', showApp)
  .get('/fleet', showApp)
  .get('/fleet/*', showApp)
  .get('/sign-in', signIn)
  .get('/sign-out', signOut)
  .get('/assets/*', showAsset)
  .get('/icons/*', showAsset)
  .get('/manifest.webmanifest', showAsset)
  .get('/sw.js', showAsset)
  .get('/api/v1/me', forPerson(readMe))
  .get('/api/v1/join', forPerson(readJoining))
  .get('/api/v1/join/starter/:trade', forPerson(readStarter))
  .put('/api/v1/join/business', forPerson(doBusiness))
  .put('/api/v1/join/services', forPerson(doServices))
  .put('/api/v1/join/phone', forPerson(doPhone))
  .put('/api/v1/join/consent', forPerson(doConsent))
  .put('/api/v1/join/gohighlevel', forPerson(doCrm))
  .post('/api/v1/join/live', forPerson(goLive))
  .post('/api/v1/invitations/look', forPerson(lookAtInvitation))
  .post('/api/v1/invitations/accept', forPerson(acceptInvitation))
  .get('/api/v1/access-log', forFleet('read_fleet_log', readFleetLog))
  .get('/api/v1/breach-report', forFleet('read_fleet_log', readBreachReport))
  .post('/api/v1/resellers', forFleet('appoint_resellers', appointReseller))
  .delete('/api/v1/resellers/:email', forFleet('appoint_resellers', dismissReseller))
  .get('/api/v1/unknown-deliveries', forFleet('read_unknown_deliveries', readUnknownDeliveries))
  .get('/api/v1/tenants', forFleet('list_tenants', listTenants))
  .post('/api/v1/tenants', forFleet('create_tenant', createTenant))
  .get('/api/v1/tenants/:id', forTenant('read_tenant', readTenant))
  .patch('/api/v1/tenants/:id', forTenant('change_tenant', changeTenant))
  .patch('/api/v1/tenants/:id/policy', forTenant('change_tenant', changePolicy))
  .get('/api/v1/tenants/:id/forwarding-test', forTenant('read_tenant', readForwardingTest))
  .post('/api/v1/tenants/:id/forwarding-test', forTenant('change_tenant', startForwardingTest))
  .get('/api/v1/tenants/:id/journeys', forTenant('read_progress', listOf('journeys')))
  .get('/api/v1/tenants/:id/calls', forTenant('read_customers', listOf('calls')))
  .get('/api/v1/tenants/:id/messages', forTenant('read_customers', listOf('messages')))
  .get('/api/v1/tenants/:id/leads', forTenant('read_customers', listOf('leads')))
  .get('/api/v1/tenants/:id/customers', forTenant('read_customers', listOf('customers')))
  .get('/api/v1/tenants/:id/appointments', forTenant('read_customers', listOf('appointments')))
  .get('/api/v1/tenants/:id/timeline', forTenant('read_customers', listOf('timeline')))
  .post('/api/v1/tenants/:id/conversations/:customerId/messages', forTenant('write_customers', writeMessage))
  .post('/api/v1/tenants/:id/conversations/:customerId/opt-out', forTenant('write_customers', noteOptOut))
  .post('/api/v1/tenants/:id/conversations/:customerId/takeover', forTenant('write_customers', takeOver))
  .post('/api/v1/tenants/:id/conversations/:customerId/handback', forTenant('write_customers', handBack))
  .post('/api/v1/tenants/:id/outbox/:entryId/retry', forTenant('write_customers', retryEntry))
  .post('/api/v1/tenants/:id/outbox/:entryId/dismiss', forTenant('write_customers', dismissEntry))
  .get('/live/tenants/:id', openLive)
  .get('/api/v1/tenants/:id/people', forTenant('read_people', readPeople))
  .delete('/api/v1/tenants/:id/people/:email', forTenant('change_people', removeFromTenant))
  .post('/api/v1/tenants/:id/invitations', forTenant('invite_technicians', invite))
  .post('/api/v1/tenants/:id/invitations/:invitationId/resend', forTenant('invite_technicians', resendInvitation))
  .delete('/api/v1/tenants/:id/invitations/:invitationId', forTenant('invite_technicians', revokeInvitation))
  .get('/api/v1/tenants/:id/access-log', forTenant('read_access_log', readAccessLog))
  .get('/api/v1/tenants/:id/board', forTenant('read_customers', readBoard))
  .get('/api/v1/tenants/:id/conversations/:customerId', forTenant('read_customers', readConversation))
  .post('/api/v1/tenants/:id/conversations/:customerId/confirm', forTenant('write_customers', confirmBooking))
  .get('/api/v1/tenants/:id/email-domain', forTenant('read_tenant', readEmailDomain))
  .put('/api/v1/tenants/:id/email-domain', forTenant('change_tenant', openEmailDomain))
  .post('/api/v1/tenants/:id/email-domain/check', forTenant('change_tenant', checkEmailDomain))
  .delete('/api/v1/tenants/:id/email-domain', forTenant('change_tenant', dropEmailDomain))
  .get('/api/v1/tenants/:id/export', forTenant('export_data', exportBusiness))
  .get('/api/v1/tenants/:id/conversations/:customerId/export', forTenant('export_data', exportPerson))
  .post('/api/v1/tenants/:id/evidence', forTenant('export_data', exportEvidence))
  .get('/api/v1/tenants/:id/conversations/:customerId/evidence', forTenant('export_data', exportEvidenceOf))
  .get('/api/v1/tenants/:id/numbers', forTenant('read_progress', readNumbers))
  .patch('/api/v1/tenants/:id/leads/:leadId', forTenant('write_customers', moveLead))
  .get('/api/v1/tenants/:id/push', forTenant('read_customers', readPush))
  .post('/api/v1/tenants/:id/push', forTenant('read_customers', subscribe))
  .delete('/api/v1/tenants/:id/push', forTenant('read_customers', dropBrowser))
  .post('/api/v1/tenants/:id/push/test', forTenant('read_customers', testPush))
  .get('/api/v1/tenants/:id/registration', forTenant('read_tenant', readRegistration))
  .put('/api/v1/tenants/:id/registration', forTenant('change_tenant', changeRegistration))
  .post('/api/v1/tenants/:id/registration/submit', forTenant('change_tenant', submitRegistration))
  .post('/api/v1/tenants/:id/registration/outcome', forTenant('judge_registration', judgeRegistration))
  .get('/api/v1/tenants/:id/on-call', forTenant('read_tenant', readOnCall))
  .put('/api/v1/tenants/:id/on-call', forTenant('change_contacts', changeOnCall))
  .post('/api/v1/tenants/:id/emergencies/:journeyId/acknowledge', forTenant('write_customers', acknowledgeEmergency))
  .get('/api/v1/tenants/:id/privacy-requests', forTenant('read_customers', listPrivacyRequests))
  .post('/api/v1/tenants/:id/privacy-requests', forTenant('write_customers', openPrivacyRequest))
  .get('/api/v1/tenants/:id/privacy-requests/:requestId', forTenant('read_customers', readPrivacyRequest))
  .post('/api/v1/tenants/:id/privacy-requests/:requestId/confirm', forTenant('write_customers', confirmRequest))
  .post('/api/v1/tenants/:id/privacy-requests/:requestId/extend', forTenant('write_customers', extendRequest))
  .post('/api/v1/tenants/:id/privacy-requests/:requestId/close', forTenant('write_customers', closeRequest))
  .post('/api/v1/tenants/:id/privacy-requests/:requestId/refuse', forTenant('write_customers', refusePrivacyRequest))
  .get('/api/v1/tenants/:id/closing', forTenant('read_tenant', readClosing))
  .post('/api/v1/tenants/:id/close', forTenant('close_tenant', closeTenant))
  .post('/api/v1/tenants/:id/reopen', forTenant('close_tenant', reopenTenant))
  .get('/api/v1/tenants/:id/scripts', forTenant('read_tenant', listScripts))
  .post('/api/v1/tenants/:id/scripts/preview', forTenant('read_tenant', previewScript))
  .post('/api/v1/tenants/:id/scripts/preview-past', forTenant('read_customers', previewPast))
  .put('/api/v1/tenants/:id/scripts', forTenant('change_tenant', changeScript))
  .get('/api/v1/tenants/:id/known', forTenant('read_customers', readKnown))
  .post('/api/v1/tenants/:id/known', forTenant('write_customers', addKnownPerson))
  .put('/api/v1/tenants/:id/conversations/:customerId/relation', forTenant('write_customers', changeRelation))
  .post('/api/v1/tenants/:id/held-calls/:heldId/release', forTenant('write_customers', releaseCall))
  .get('/api/v1/tenants/:id/schedule', forTenant('read_tenant', readSchedule))
  .put('/api/v1/tenants/:id/schedule', forTenant('change_tenant', changeSchedule))
  .get('/api/v1/tenants/:id/slots', forTenant('read_customers', listSlots))
  .get('/api/v1/tenants/:id/agenda', forTenant('read_customers', readAgenda))
  .get('/api/v1/tenants/:id/conversations/:customerId/visits', forTenant('read_customers', readVisitsOf))
  .post('/api/v1/tenants/:id/appointments', forTenant('write_customers', addAppointment))
  .patch('/api/v1/tenants/:id/appointments/:appointmentId', forTenant('write_customers', moveAppointment))
  .get('/api/v1/connect/gohighlevel', beginConnect)
  .get('/connect/gohighlevel/callback', finishConnect)
  .get('/api/v1/tenants/:id/gohighlevel', forTenant('read_tenant', readCrm))
  .patch('/api/v1/tenants/:id/gohighlevel', forTenant('connect_crm', arrangeCrm))
  .delete('/api/v1/tenants/:id/gohighlevel', forTenant('connect_crm', dropCrm))
  .post('/api/v1/tenants/:id/gohighlevel/conflicts/:conflictId', forTenant('write_customers', settleConflict))
  .post('/api/v1/tenants/:id/gohighlevel/set-up', forTenant('connect_crm', setUpCrm))
  .get('/api/v1/tenants/:id/gohighlevel/locations', forTenant('connect_crm', listCrmLocations))
  .post('/api/v1/tenants/:id/gohighlevel/locations', forTenant('connect_crm', createCrmLocation))
  .put('/api/v1/tenants/:id/gohighlevel/location', forTenant('connect_crm', chooseCrmLocation))
  .get('/api/v1/tenants/:id/gohighlevel/texting', forTenant('read_tenant', readTexting))
  .put('/api/v1/tenants/:id/gohighlevel/texting', forTenant('change_contacts', chooseTexting))
  .get('/api/v1/tenants/:id/dlt', forTenant('read_tenant', readDlt))
  .put('/api/v1/tenants/:id/dlt', forTenant('change_tenant', changeDlt))
  .delete('/api/v1/tenants/:id/dlt', forTenant('change_tenant', dropDlt))

addAfterRoutes(router)
addAdsRoutes(router)
addAgentRoutes(router)
addApiRoutes(router)
addVoiceRoutes(router)
addFleetRoutes(router)
addLeadRoutes(router)
addPaperRoutes(router)
