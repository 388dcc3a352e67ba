import { createHash } from 'node:crypto'
import { personOf } from './ads/forms.ts'
import { actionsOf, type ActionOfAccount } from './ads/report-row.ts'
import type { Market } from './ads/market.ts'
import type { EmulatorResponse } from './emulator.ts'
import type { AdsCall } from './google-ads-call.ts'
import { openCustomer } from './google-ads-call.ts'
import { AdsRefusal } from './google-ads-errors.ts'
import { readIngest, violations, type IngestEvent, type IngestRequest, type Violation } from './google-ads-ingest.ts'
import { adsRecords, type AdsAccount, type ToldAction } from './google-ads-records.ts'

type Place = { account: AdsAccount; action: ActionOfAccount & { action: ToldAction } }
type Fate = 'counted' | 'duplicate' | 'unknown_click' | 'no_consent'

/**
 * `POST /v1/events:ingest` of the Data Manager API. The answer says only that the request was understood; what became
 * of each event stands in its status. A transaction counts once, however often it is told.
 */
export function ingest(call: AdsCall): EmulatorResponse {
  const { world, requestId } = call
  const request = readIngest(call.request.json())
  const problems = violations(request)
  const places = request.destinations.map((destination, index) => openPlace(destination, index, call, problems))
  if (problems.length > 0) return refuse(problems, requestId)
  const statuses = places.map((place, index) => {
    const destination = request.destinations[index] ?? {}
    const own = request.events.filter((event) => goesTo(event, request, index))
    const fates = request.validateOnly || !place ? [] : own.map((event) => count(event, request, place, call))
    return statusOf(destination, own.length, fates)
  })
  if (!request.validateOnly) adsRecords(world).ingested.insert({ id: requestId, statuses })
  return { status: 200, json: { requestId } }
}

/** `GET /v1/requestStatus:retrieve?requestId=…` */
export function retrieveStatus({ request, world, requestId }: AdsCall): EmulatorResponse {
  const id = request.query.get('requestId') ?? ''
  if (id === '')
    return refuse([{ field: 'request_id', reason: 'REQUIRED_FIELD_MISSING', description: 'Required.' }], requestId)
  const row = adsRecords(world).ingested.find(id)
  if (!row) return answerError(404, 'NOT_FOUND', 'Resource not found.', [], requestId)
  return { status: 200, json: { requestStatusPerDestination: row.statuses } }
}

function openPlace(
  destination: IngestRequest['destinations'][number],
  index: number,
  call: AdsCall,
  problems: Violation[],
): Place | null {
  const { operatingAccount, loginAccount, productDestinationId } = destination
  const field = `destinations[${index}]`
  const through = loginAccount === undefined ? {} : { 'login-customer-id': loginAccount.accountId }
  const request = { ...call.request, headers: { ...call.request.headers, ...through } }
  try {
    const account = openCustomer(operatingAccount.accountId, { ...call, request })
    const action = actionsOf(account).find(({ id }) => id === productDestinationId)
    if (!action) {
      problems.push({
        field: `${field}.product_destination_id`,
        reason: 'INVALID_CONVERSION_ACTION_ID',
        description: 'Conversion action ID is not valid.',
      })
    } else if (action.action !== 'booked_job' && action.action !== 'completed_job') {
      problems.push({
        field: `${field}.product_destination_id`,
        reason: 'INVALID_CONVERSION_ACTION_TYPE',
        description: 'Conversion action type is not supported.',
      })
    } else return { account, action: { ...action, action: action.action } }
    return null
  } catch (error) {
    if (error instanceof AdsRefusal) throw new NotAllowed()
    throw error
  }
}

/** The login reaches no such account this way. */
export class NotAllowed extends Error {}

function goesTo(event: IngestEvent, { destinations }: IngestRequest, index: number): boolean {
  const own = destinations[index]?.reference
  return event.destinationReferences === undefined || (own !== undefined && event.destinationReferences.includes(own))
}

function count(event: IngestEvent, request: IngestRequest, { account, action }: Place, call: AdsCall): Fate {
  const { accounts, world } = call
  const market = accounts.marketOf(account, world)
  const gclid = event.adIdentifiers?.gclid ?? clickOfPerson(event, request, market)
  if (gclid === 'no_consent') return 'no_consent'
  if (gclid === undefined) return 'unknown_click'
  const told = {
    ...{ gclid, transactionId: event.transactionId, action: action.action },
    valueMinor: Math.round((event.conversionValue ?? 0) * 100),
    at: event.eventTimestamp.slice(0, 19).replace('T', ' '),
  }
  const fate = market.tell(told)
  if (fate === 'counted') accounts.write(account, { kind: 'told', ...told }, world)
  return fate
}

/** Who filled in a form is known by the hash of what they wrote there, where they agreed to it. */
function clickOfPerson(event: IngestEvent, request: IngestRequest, market: Market): string | undefined {
  const given = event.userData?.userIdentifiers ?? []
  if (given.length === 0) return undefined
  const consent = event.consent ?? request.consent
  if (consent?.adUserData === 'CONSENT_DENIED') return 'no_consent'
  const hashes = new Set(given.flatMap(({ emailAddress, phoneNumber }) => [emailAddress, phoneNumber]).filter(Boolean))
  const forms = market.leads('2000-01-01', '2100-01-01').filter(({ viaCall }) => !viaCall)
  const same = forms.findLast(({ gclid }) => {
    const { email, phone } = personOf(gclid)
    return [email, phone].some((one) => hashes.has(createHash('sha256').update(one).digest('hex')))
  })
  return same?.gclid
}

const REASONS: Partial<Record<Fate, string>> = {
  unknown_click: 'PROCESSING_ERROR_REASON_INVALID_GCLID',
  no_consent: 'PROCESSING_ERROR_REASON_USER_IDENTIFIER_CONSENT_DENIED',
}

function statusOf(destination: object, recordCount: number, fates: Fate[]): Record<string, unknown> {
  const counts = new Map<string, number>()
  for (const reason of fates.flatMap((fate) => REASONS[fate] ?? [])) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const failed = [...counts.values()].reduce((sum, one) => sum + one, 0)
  const errorCounts = [...counts].map(([reason, number]) => ({ recordCount: String(number), reason }))
  return {
    destination,
    requestStatus: failed === 0 ? 'SUCCESS' : failed === recordCount ? 'FAILED' : 'PARTIAL_SUCCESS',
    ...(failed === 0 ? {} : { errorInfo: { errorCounts } }),
    eventsIngestionStatus: { recordCount: String(recordCount) },
  }
}

function refuse(problems: Violation[], requestId: string): EmulatorResponse {
  const reason = problems.length === 1 ? (problems[0]?.reason ?? 'INVALID_ARGUMENT') : 'INVALID_ARGUMENT'
  return answerError(400, reason, 'There was a problem with the request.', problems, requestId)
}

export function answerError(
  code: number,
  reason: string,
  message: string,
  problems: Violation[],
  requestId: string,
): EmulatorResponse {
  const status = { 400: 'INVALID_ARGUMENT', 403: 'PERMISSION_DENIED', 404: 'NOT_FOUND' }[code] ?? 'UNKNOWN'
  const details = [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason,
      domain: 'datamanager.googleapis.com',
      metadata: { requestId },
    },
    { '@type': 'type.googleapis.com/google.rpc.RequestInfo', requestId },
    ...(problems.length === 0
      ? []
      : [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: problems }]),
  ]
  return { status: code, json: { error: { code, message, status, details } } }
}
