import { createBusinesses } from './businesses.ts'
import type { Emulator, EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { serveAttachment } from './ghl-attachments.ts'
import { BLOCKED_SLOT_ROUTES, answerBlockedControl } from './ghl-blocked-slots.ts'
import { CALENDAR_ROUTES, answerCalendarControl } from './ghl-calendars.ts'
import { receiveCall } from './ghl-calls.ts'
import { CONTACT_NOTE_ROUTES } from './ghl-contact-notes.ts'
import { CONTACT_SEARCH_ROUTES } from './ghl-contact-search.ts'
import { CONTACT_ROUTES } from './ghl-contacts.ts'
import { answerGhlControl } from './ghl-control.ts'
import { CONVERSATION_ROUTES } from './ghl-conversations.ts'
import { CUSTOM_VALUE_ROUTES } from './ghl-custom-values.ts'
import { LOCATION_ROUTES } from './ghl-locations.ts'
import { NUMBER_ROUTES } from './ghl-numbers.ts'
import { OAUTH_ROUTES, answerOpenPath } from './ghl-oauth.ts'
import { answerOfficeControl } from './ghl-office.ts'
import { OPPORTUNITY_ROUTES } from './ghl-opportunities.ts'
import { OPPORTUNITY_SEARCH_ROUTES } from './ghl-opportunity-search.ts'
import { PIPELINE_ROUTES } from './ghl-pipelines.ts'
import { answerPlaceControl } from './ghl-place-control.ts'
import { placeOf } from './ghl-places.ts'
import { createRateLimit } from './ghl-rate.ts'
import type { RateLimit } from './ghl-rate.ts'
import { openRecords } from './ghl-records.ts'
import { GhlRefusal, VERSIONS, findRoute, respondRefusal } from './ghl-route.ts'
import type { GhlRoute } from './ghl-route.ts'
import { answerTextControl } from './ghl-texts.ts'
import { readToken } from './ghl-tokens.ts'
import type { TokenScope } from './ghl-tokens.ts'
import { scopeNeeded } from './ghl-scopes.ts'
import { WORKFLOW_ROUTES } from './ghl-workflows.ts'

/** Searches stand before the reads of one row, whose `:id` would take their names for an id. */
const ROUTES: GhlRoute[] = [
  ...OAUTH_ROUTES,
  ...LOCATION_ROUTES,
  ...CUSTOM_VALUE_ROUTES,
  ...WORKFLOW_ROUTES,
  ...PIPELINE_ROUTES,
  ...CONTACT_SEARCH_ROUTES,
  ...CONTACT_ROUTES,
  ...CONTACT_NOTE_ROUTES,
  ...OPPORTUNITY_SEARCH_ROUTES,
  ...OPPORTUNITY_ROUTES,
  ...CONVERSATION_ROUTES,
  ...NUMBER_ROUTES,
  ...BLOCKED_SLOT_ROUTES,
  ...CALENDAR_ROUTES,
]

/**
 * GoHighLevel's API v2 as its published descriptions have it: tokens, locations, contacts, opportunities and
 * conversations, with signed app webhooks for every change. A location exists as soon as a token for it is asked for,
 * with one pipeline "Shoulder" and the stages New, Contacted, Quoted, Booked, Completed and Lost.
 */
export function ghl({ intervalMax }: { intervalMax?: number } = {}): Emulator {
  const rate = createRateLimit(intervalMax)
  const businesses = createBusinesses()
  return {
    name: 'ghl',
    basePath: '/ghl',
    handle: (request, world) => answerApi(request, world, rate),
    refuse: (status) => respondRefusal(status),
    control: (request, world) =>
      businesses.control(request, world) ??
      answerBlockedControl(request, world) ??
      answerCalendarControl(request, world) ??
      answerOfficeControl(request, world) ??
      answerPlaceControl(request, world) ??
      answerTextControl(request, world) ??
      answerGhlControl(request, world),
    call: (order, world) => receiveCall(order, world),
    start: (world) => businesses.start(world),
    reset(world) {
      rate.clear()
      businesses.reset(world)
    },
  }
}

function answerApi(request: EmulatorRequest, world: World, rate: RateLimit): EmulatorResponse {
  let headers: Record<string, string> = {}
  try {
    const open = answerOpenPath(request, world) ?? serveAttachment(request, world)
    if (open) return open
    const scope = readToken(request.headers['authorization'], world)
    if (!scope) return respondRefusal(401)
    const verdict = rate.take(scope, world.now())
    headers = verdict.headers
    const answered = verdict.isAllowed ? answerRoute(request, world, scope) : respondRefusal(429)
    return { ...answered, headers: { ...answered.headers, ...headers } }
  } catch (refusal) {
    if (!(refusal instanceof GhlRefusal)) throw refusal
    return { ...respondRefusal(refusal.status, refusal), headers }
  }
}

function answerRoute(request: EmulatorRequest, world: World, scope: TokenScope): EmulatorResponse {
  const found = findRoute(ROUTES, request.method, request.path)
  if (!found) throw new GhlRefusal(404, `Cannot ${request.method} ${request.path}`)
  requireVersion(request)
  const { route, params } = found
  if (route.opens !== 'either' && route.opens !== scope.kind) return respondRefusal(403)
  if (scope.kind === 'Location') refuseAtPlace(scope.locationId, world)
  const needed = scopeNeeded(request.method, request.path)
  if (needed !== null && scope.granted?.includes(needed) === false) {
    throw new GhlRefusal(401, 'The token is not authorized for this scope.')
  }
  return route.answer({ request, world, scope, params, records: openRecords(world.state) })
}

function refuseAtPlace(locationId: string, world: World): void {
  const { isDeleted, refuses } = placeOf(locationId, world)
  if (isDeleted) throw new GhlRefusal(403, 'The token does not have access to this location.')
  if (refuses === 'tokens') throw new GhlRefusal(401, 'Invalid token: access token is invalid')
  if (refuses === 'existence') throw new GhlRefusal(404, 'Location not found')
}

function requireVersion(request: EmulatorRequest): void {
  const version = request.headers['version']
  if (version === undefined) throw new GhlRefusal(400, 'version header was not found.')
  // Pipelines are made in the newer contract alone.
  const isNew = request.method === 'POST' && request.path.replace(/\/$/, '') === '/opportunities/pipelines'
  const wanted = isNew
    ? 'v3'
    : Object.entries(VERSIONS).find(([product]) => request.path.startsWith(`/${product}`))?.[1]
  if (version !== wanted) throw new GhlRefusal(400, `version header is invalid: ${version}`)
}
