import { env } from 'cloudflare:test'
import { DurableObject } from 'cloudflare:workers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TenantObject } from '../../tenants/tenant-object.ts'
import { router as routes } from '../../worker/routes.ts'
import { ADMIN, APP_URL, openRouter, type OpenRouter } from '../support/open-router.ts'
import { REFUSALS, ROLES, type RoleName } from '../support/role-cells.ts'
import { MATRIX } from '../support/role-matrix.ts'
import { accessToken, standInAccess } from '../support/stand-in-access.ts'
import { StandInTenant } from '../support/stand-in-tenant.ts'

/** Every method of a tenant's object: which routes of the matrix stand before it, and that nothing goes past them. */

const AT = '/api/v1/tenants/:id'
const TALK = `${AT}/conversations/:customerId`
const INTERNAL = 'never called by the router'
const PLATFORM = 'called by the platform alone'

const REACHED_BY: Record<string, string[] | typeof INTERNAL | typeof PLATFORM> = {
  open: ['POST /api/v1/tenants', 'PUT /api/v1/join/phone'],
  view: [`GET ${AT}`, 'GET /api/v1/join', 'PUT /api/v1/join/phone', 'GET /readyz', `POST ${AT}/reopen`],
  changeProfile: [
    `PATCH ${AT}`,
    'PUT /api/v1/join/business',
    'PUT /api/v1/join/services',
    'PUT /api/v1/join/consent',
    'PUT /api/v1/join/gohighlevel',
  ],
  changePolicy: [`PATCH ${AT}/policy`, 'POST /api/v1/join/live'],
  receiveCall: ['POST /hooks/twilio/voice', 'POST /hooks/twilio/voice/status'],
  receive: [
    'POST /hooks/ghl',
    'POST /hooks/twilio/sms',
    'POST /hooks/twilio/status',
    'POST /hooks/twilio/voice',
    'POST /hooks/twilio/voice/status',
    'POST /hooks/resend',
  ],
  list: [
    'journeys',
    'calls',
    'messages',
    'leads',
    'customers',
    'appointments',
    'timeline',
    'agent-logs',
    'experiments',
  ].map((name) => `GET ${AT}/${name}`),
  readMany: ['POST /api/graphql'],
  readAds: [`GET ${AT}/ads`],
  readAdsConnection: [`GET ${AT}/ads/account`],
  takeAdsCode: ['GET /connect/google-ads/callback'],
  chooseAdsAccount: ['GET /connect/google-ads/callback', `PUT ${AT}/ads/account`],
  dropAds: [`DELETE ${AT}/ads/account`],
  setAds: [`PATCH ${AT}/ads`],
  changeCampaign: [`POST ${AT}/ads/campaigns/:campaignId`],
  undoAdsChange: [`POST ${AT}/ads/changes/:changeId/undo`],
  readAgents: [`GET ${AT}/agents`],
  switchAgents: [`PATCH ${AT}/agents`],
  startAgent: [`POST ${AT}/agents/:agent/run`],
  moveDecision: [`PATCH ${AT}/decisions/:decisionId`],
  writeAsHuman: [`POST ${TALK}/messages`],
  listWebhooks: [`GET ${AT}/webhooks`],
  makeWebhook: [`POST ${AT}/webhooks`],
  changeWebhook: [`PATCH ${AT}/webhooks/:webhookId`],
  dropWebhook: [`DELETE ${AT}/webhooks/:webhookId`],
  rotateWebhook: [`POST ${AT}/webhooks/:webhookId/secret`],
  testWebhook: [`POST ${AT}/webhooks/:webhookId/test`],
  listDeliveries: [`GET ${AT}/deliveries`],
  replayDelivery: [`POST ${AT}/deliveries/:deliveryId/replay`],
  readSchedule: [`GET ${AT}/schedule`],
  changeSchedule: [`PUT ${AT}/schedule`],
  listSlots: [`GET ${AT}/slots`],
  readAgenda: [`GET ${AT}/agenda`],
  readVisitsOf: [`GET ${TALK}/visits`],
  addAppointment: [`POST ${AT}/appointments`],
  moveAppointment: [`PATCH ${AT}/appointments/:appointmentId`],
  readVisit: ['GET /b/:token', 'POST /b/:token', 'GET /b/:token/visit.ics'],
  changeVisit: ['POST /b/:token'],
  readKnown: [`GET ${AT}/known`],
  addKnownPerson: [`POST ${AT}/known`],
  changeRelation: [`PUT ${TALK}/relation`],
  callCustomer: [`POST ${AT}/conversations/:customerId/call`],
  noteCalled: [`POST ${AT}/conversations/:customerId/called`],
  readVoice: [`GET ${AT}/voice`],
  changeVoice: [`PUT ${AT}/voice`],
  readBridge: ['POST /hooks/twilio/voice/whisper'],
  readMedia: [`GET ${AT}/media/:mediaId`],
  stopExperiment: [`PATCH ${AT}/experiments/:experimentId`],
  releaseCall: [`POST ${AT}/held-calls/:heldId/release`],
  listJobs: [`GET ${AT}/jobs`],
  recordJob: [`POST ${AT}/jobs`],
  readAfterJob: [`GET ${AT}/after-job`],
  changeAfterJob: [`PUT ${AT}/after-job`],
  readAfterJobNumbers: [`GET ${AT}/after-job/numbers`],
  listContracts: [`GET ${AT}/contracts`],
  noteContract: [`POST ${AT}/contracts`],
  endContract: [`POST ${AT}/contracts/:contractId/end`],
  previewAfterTexts: [`POST ${AT}/after-job/texts`],
  listOffers: [`GET ${AT}/offers`],
  offerPlan: [`POST ${TALK}/offer`],
  withdrawOffer: [`DELETE ${TALK}/offer`],
  noteConsent: [`POST ${TALK}/consent`],
  readReviewPage: ['GET /r/:token', 'POST /r/:token'],
  visitReviewPage: ['POST /r/:token'],
  followReview: ['GET /r/:token/go'],
  listQuotes: [`GET ${AT}/quotes`],
  openQuote: [`POST ${AT}/quotes`],
  moveQuote: [`PATCH ${AT}/quotes/:quoteId`],
  readWebLeads: [`GET ${AT}/web-leads`],
  changeWebLeads: [`PUT ${AT}/web-leads`],
  noteLeadKey: [`POST ${AT}/web-leads/google-key`, `DELETE ${AT}/web-leads/google-key`],
  readLeadForm: ['GET /f/:id', 'POST /f/:id', 'OPTIONS /f/:id'],
  noteTrapped: ['POST /f/:id'],
  readCanary: [`GET ${AT}/canary`],
  checkCanary: [`POST ${AT}/canary/check`],
  takeOver: [`POST ${TALK}/takeover`],
  handBack: [`POST ${TALK}/handback`],
  retryEntry: [`POST ${AT}/outbox/:entryId/retry`],
  dismissEntry: [`POST ${AT}/outbox/:entryId/dismiss`],
  board: [`GET ${AT}/board`],
  conversation: [`GET ${TALK}`],
  numbers: [`GET ${AT}/numbers`],
  moveLead: [`PATCH ${AT}/leads/:leadId`],
  confirmBooking: [`POST ${TALK}/confirm`],
  fetch: ['GET /live/tenants/:id'],
  subscribe: [`POST ${AT}/push`],
  dropSubscription: [`DELETE ${AT}/push`],
  testPush: [`POST ${AT}/push/test`],
  listScripts: [`GET ${AT}/scripts`],
  previewPast: [`POST ${AT}/scripts/preview-past`],
  previewScript: [`POST ${AT}/scripts/preview`],
  changeScript: [`PUT ${AT}/scripts`],
  previews: ['GET /api/v1/join'],
  startForwardingTest: [`POST ${AT}/forwarding-test`],
  readForwardingTest: [`GET ${AT}/forwarding-test`, 'GET /api/v1/join'],
  readUnsubscribe: ['GET /u/:token', 'POST /u/:token'],
  unsubscribe: ['POST /u/:token'],
  noteOptOut: [`POST ${TALK}/opt-out`],
  exportDay: ['POST /api/v1/fleet/exports'],
  switchFleet: ['PUT /api/v1/fleet/kill-switch', 'POST /api/v1/fleet/kill-switch/tell', 'POST /api/v1/tenants'],
  readRegistration: [`GET ${AT}/registration`],
  changeRegistration: [`PUT ${AT}/registration`],
  submitRegistration: [`POST ${AT}/registration/submit`],
  judgeRegistration: [`POST ${AT}/registration/outcome`],
  readTerms: ['GET /t/:id'],
  dropPerson: [`DELETE ${AT}/people/:email`, 'GET /live/tenants/:id', `POST ${AT}/push`],
  readDlt: [`GET ${AT}/dlt`],
  changeDlt: [`PUT ${AT}/dlt`, `DELETE ${AT}/dlt`],
  readOnCall: [`GET ${AT}/on-call`],
  changeOnCall: [`PUT ${AT}/on-call`],
  acknowledgeEmergency: [`POST ${AT}/emergencies/:journeyId/acknowledge`],
  exportBusiness: [`GET ${AT}/export`],
  exportPerson: [`GET ${TALK}/export`],
  evidence: [`POST ${AT}/evidence`, `GET ${AT}/conversations/:customerId/evidence`],
  readCrm: [`GET ${AT}/gohighlevel`, 'GET /api/v1/join'],
  takeCrmCode: ['GET /connect/gohighlevel/callback'],
  connectCrm: [`PUT ${AT}/gohighlevel/location`],
  listCrmLocations: [`GET ${AT}/gohighlevel/locations`],
  createCrmLocation: [`POST ${AT}/gohighlevel/locations`],
  setUpCrm: [`POST ${AT}/gohighlevel/set-up`],
  arrangeCrm: [`PATCH ${AT}/gohighlevel`],
  settleConflict: [`POST ${AT}/gohighlevel/conflicts/:conflictId`],
  dropCrm: [`DELETE ${AT}/gohighlevel`],
  readTexting: [`GET ${AT}/gohighlevel/texting`],
  chooseTexting: [`PUT ${AT}/gohighlevel/texting`],
  readEmailDomain: [`GET ${AT}/email-domain`],
  openEmailDomain: [`PUT ${AT}/email-domain`],
  checkEmailDomain: [`POST ${AT}/email-domain/check`],
  dropEmailDomain: [`DELETE ${AT}/email-domain`],
  readClosing: [`GET ${AT}/closing`, `POST ${AT}/reopen`],
  closeBusiness: [`POST ${AT}/close`],
  reopenBusiness: [`POST ${AT}/reopen`],
  listPrivacyRequests: [`GET ${AT}/privacy-requests`],
  openPrivacyRequest: [`POST ${AT}/privacy-requests`],
  readPrivacyRequest: [`GET ${AT}/privacy-requests/:requestId`],
  movePrivacyRequest: ['confirm', 'extend', 'close', 'refuse'].map(
    (move) => `POST ${AT}/privacy-requests/:requestId/${move}`,
  ),
  alarm: PLATFORM,
  webSocketMessage: PLATFORM,
  startLifecycle: INTERNAL,
  runPorts: INTERNAL,
  leaveMemory: INTERNAL,
  afterChores: INTERNAL,
  frontDoor: INTERNAL,
  within: INTERNAL,
  read: INTERNAL,
  readIfPossible: INTERNAL,
  tell: INTERNAL,
  report: INTERNAL,
}

/** What can be called on a stub: everything on the prototypes, since `protected` is a word of the compiler's alone. */
function methodsOf(object: { prototype: object }): string[] {
  const names = new Set<string>()
  const ends: unknown[] = [DurableObject.prototype, Object.prototype, null]
  for (let proto = object.prototype; !ends.includes(proto); proto = Object.getPrototypeOf(proto) as object) {
    for (const name of Object.getOwnPropertyNames(proto)) if (name !== 'constructor') names.add(name)
  }
  return [...names].toSorted()
}

describe('the methods of a tenant', () => {
  test('each have their routes named here', () => {
    expect(methodsOf(TenantObject)).toEqual(Object.keys(REACHED_BY).toSorted())
  })

  test.each(Object.entries(REACHED_BY).filter(([, reached]) => Array.isArray(reached)))(
    '%s lies behind routes of the matrix',
    (_name, reached) => {
      for (const route of reached) expect(Object.keys(MATRIX)).toContain(route)
    },
  )

  test('that only it calls itself are no part of what the router knows', () => {
    const known = methodsOf(StandInTenant)
    for (const [name, reached] of Object.entries(REACHED_BY)) {
      if (typeof reached === 'string') expect(known).not.toContain(name)
    }
  })
})

describe('whoever is refused does not reach a tenant', () => {
  const ROUTES = routes.routes.map(([method, , , path]) => `${method} ${path || '/'}`)
  const ID = 'ten_00000000000000000000matr'
  const { DIRECTORY } = env as unknown as { DIRECTORY: D1Database }
  const reached: string[] = []
  const emails: Record<RoleName, string | null> = {
    admin: ADMIN,
    reseller: 'matrix.reseller@example.com',
    resellerElsewhere: 'matrix.reseller.elsewhere@example.com',
    technician: 'matrix.technician@example.com',
    technicianElsewhere: 'matrix.technician.elsewhere@example.com',
    viewer: 'matrix.viewer@example.com',
    viewerElsewhere: 'matrix.viewer.elsewhere@example.com',
    nobody: 'matrix.nobody@example.com',
    stranger: null,
  }
  let router: OpenRouter
  let access: ReturnType<typeof standInAccess>

  beforeAll(async () => {
    access = standInAccess()
    const TENANT = {
      getByName(id: string) {
        reached.push(id)
        return new StandInTenant()
      },
    }
    router = await openRouter({ TENANT })
    const ids = [ID, ID.replace('matr', 'else')]
    await DIRECTORY.batch(
      ids.map((id) => DIRECTORY.prepare(`insert into tenant values (?, 'Larkspur', 'en', 1)`).bind(id)),
    )
    const person = DIRECTORY.prepare('insert into person (email, role, tenant_id, created_at) values (?, ?, ?, 1)')
    const rows = (['reseller', 'technician', 'viewer'] as const).flatMap((role) => [
      person.bind(emails[role], role, ids[0]),
      person.bind(emails[`${role}Elsewhere`], role, ids[1]),
    ])
    await DIRECTORY.batch(rows)
  })
  afterAll(() => access.mockRestore())

  test.each(ROUTES)('%s', async (route) => {
    const [method = '', pattern = ''] = route.split(' ')
    const path = pattern.replaceAll(':id', ID).replaceAll(/:\w+|\*/g, 'x')
    const refused = ROLES.filter((_, column) => REFUSALS.includes(MATRIX[route]?.[column] ?? ''))
    for (const role of refused) {
      reached.length = 0
      const email = emails[role]
      const headers: Record<string, string> = { 'content-type': 'application/json' }
      if (email) headers['cf-access-jwt-assertion'] = await accessToken({ email })
      if (/^\/live\/|fleet\/live$/.test(pattern)) headers['upgrade'] = 'websocket'
      const answer = await router.send(path, { method, headers, ...(method === 'GET' ? {} : { body: '{}' }) })
      expect([role, answer.status < 400, reached]).toEqual([role, false, []])
    }
  })

  test('nor does a browser that another site has sent', async () => {
    const headers = { 'cf-access-jwt-assertion': await accessToken({ email: ADMIN }), 'sec-fetch-site': 'cross-site' }
    const commands = ROUTES.filter((route) => route.includes(AT) && !route.startsWith('GET'))
    expect(commands.length).toBeGreaterThan(20)
    reached.length = 0
    for (const route of commands) {
      const [method = '', path = ''] = route.split(' ')
      const at = path.replaceAll(':id', ID).replaceAll(/:\w+/g, 'x')
      const foreign = await router.send(at, { method, headers })
      const form = await router.send(at, {
        method,
        headers: { ...headers, 'sec-fetch-site': 'none', 'content-type': 'text/plain', origin: APP_URL },
        body: '{}',
      })
      expect([route, foreign.status, form.status]).toEqual([route, 403, 415])
    }
    expect(reached).toEqual([])
  })
})
