import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { ADS_CONVERSIONS_AT_ONCE_MAX } from '../../base/google-ads-limits.ts'
import { offsetMs } from '../../base/local-time.ts'
import type { AdsConversion, AdsFate, AdsRows } from '../ads-port.ts'
import type { Answer, SendOutcome } from '../port.ts'
import { REPORTS } from './gaql.ts'
import { READERS } from './read.ts'
import type { Ask } from './request.ts'
import { search, type Place } from './search.ts'

/**
 * What became of a click goes back through Google's Data Manager. The older way of uploading conversions is closed to
 * whoever did not use it before June 2026.
 */

export type Telling = { apiUrl: string; conversionsUrl: string; ask: Ask; place: Place }

const Ingested = v.object({ requestId: v.pipe(v.string(), v.minLength(1)) })
const Status = v.object({
  requestStatusPerDestination: v.optional(
    v.array(
      v.object({
        requestStatus: v.optional(v.string(), ''),
        errorInfo: v.optional(
          v.object({ errorCounts: v.optional(v.array(v.object({ reason: v.optional(v.string(), '') })), []) }),
        ),
      }),
    ),
    [],
  ),
})

export async function sendConversions(at: Telling, conversions: readonly AdsConversion[]): Promise<SendOutcome> {
  if (conversions.length > ADS_CONVERSIONS_AT_ONCE_MAX) {
    return { kind: 'refused', code: 'too_many_events', detail: 'Google takes 2,000 at a time' }
  }
  const listed = await search(at.apiUrl, at.ask, at.place, REPORTS.conversion_actions())
  // Nothing was told by asking which actions there are.
  if (listed.kind === 'in_doubt') return { kind: 'unavailable', code: listed.code, retryAfterMs: null }
  if (listed.kind !== 'answered') return listed
  const actions = listed.value.rows.flatMap((row) => READERS.conversion_actions(row) ?? [])
  const kinds = [...new Set(conversions.map(({ kind }) => kind))]
  const destinations: object[] = []
  for (const kind of kinds) {
    const actionId = chooseAction(actions, kind)
    if (actionId === null) return NO_ACTION
    destinations.push(destinationOf(at.place, kind, actionId))
  }
  const body = { destinations, events: conversions.map(eventOf), encoding: 'HEX', validateOnly: false }
  const url = `${baseOf(at)}/v1/events:ingest`
  const answer = await at.ask({ method: 'POST', url, body, isWrite: true }, Ingested)
  return answer.kind === 'answered' ? { kind: 'sent', providerRef: answer.value.value.requestId } : answer
}

/** What has become of a request: Google looks each event over within a day, and most within half an hour. */
export async function fetchFate(at: Telling, requestRef: string): Promise<Answer<AdsFate>> {
  const url = `${baseOf(at)}/v1/requestStatus:retrieve?requestId=${encodeURIComponent(requestRef)}`
  const answer = await at.ask({ method: 'GET', url, isWrite: false }, Status)
  if (answer.kind !== 'answered') return answer
  const each = answer.value.value.requestStatusPerDestination
  const reasons = each.flatMap(({ errorInfo }) => errorInfo?.errorCounts.map(({ reason }) => reason) ?? [])
  const of = (status: string) => each.some(({ requestStatus }) => requestStatus === status)
  const isOver = each.length > 0 && each.every(({ requestStatus }) => OVER.has(requestStatus))
  const hasFailed = of('FAILED') || of('PARTIAL_SUCCESS')
  const status = isOver ? (hasFailed ? 'failed' : 'taken') : 'pending'
  return { kind: 'answered', value: { status, reasons: [...new Set(reasons.filter(Boolean))] } }
}
const OVER: ReadonlySet<string> = new Set(['SUCCESS', 'FAILED', 'PARTIAL_SUCCESS'])

const NO_ACTION: SendOutcome = {
  kind: 'refused',
  code: 'no_conversion_action',
  detail: 'The account has no conversion action that takes conversions from clicks: make one in Google Ads, by import',
}

/** By what they are called. Without such a name a booking is what the account counts first; nothing counts twice. */
const NAMES = { booked: /book|appointment|visit|cita/i, completed: /complet|job|sale|revenue|trabajo|venta/i }

export function chooseAction(
  actions: readonly AdsRows['conversion_actions'][],
  kind: AdsConversion['kind'],
): string | null {
  const usable = actions.filter(({ type, status }) => type === 'UPLOAD_CLICKS' && status === 'ENABLED')
  const named = usable.find(({ name }) => NAMES[kind].test(name) && !NAMES[OTHER[kind]].test(name))
  if (named) return named.actionId
  if (kind === 'completed') return null
  const unnamed = usable.filter(({ name }) => !NAMES.completed.test(name))
  return (unnamed.find(({ isPrimary }) => isPrimary) ?? unnamed[0])?.actionId ?? null
}
const OTHER = { booked: 'completed', completed: 'booked' } as const

function destinationOf({ accountId, throughId }: Place, reference: string, productDestinationId: string): object {
  const account = (id: string) => ({ accountType: 'GOOGLE_ADS', accountId: id })
  return {
    reference,
    operatingAccount: account(accountId),
    ...(throughId === null ? {} : { loginAccount: account(throughId) }),
    productDestinationId,
  }
}

function eventOf(conversion: AdsConversion): object {
  const { transactionId, kind, happenedAt, timeZone, valueMinor, currency, phone, email } = conversion
  const identifiers = [
    ...(email === null ? [] : [{ emailAddress: digest(plainEmail(email)) }]),
    ...(phone === null ? [] : [{ phoneNumber: digest(phone.trim()) }]),
  ]
  const clicked = clickOf(conversion)
  return {
    ...{ destinationReferences: [kind], transactionId, eventTimestamp: writeInstant(happenedAt, timeZone) },
    eventSource: clicked ? 'WEB' : 'PHONE',
    ...(clicked ? { adIdentifiers: clicked } : {}),
    ...(valueMinor > 0 ? { conversionValue: valueMinor / 100, currency } : {}),
    ...(identifiers.length > 0 ? { userData: { userIdentifiers: identifiers } } : {}),
    // Nobody has agreed to be shown other advertisements by it.
    consent: {
      adUserData: identifiers.length > 0 ? 'CONSENT_GRANTED' : 'CONSENT_DENIED',
      adPersonalization: 'CONSENT_DENIED',
    },
  }
}

/** The three exclude each other. */
function clickOf({ gclid, gbraid, wbraid }: AdsConversion): object | null {
  if (gclid !== null) return { gclid }
  if (gbraid !== null) return { gbraid }
  return wbraid === null ? null : { wbraid }
}

/** Google Mail reads an address without its dots. */
export function plainEmail(email: string): string {
  const [name = '', host = ''] = email.trim().toLowerCase().split('@')
  return /^(?:gmail|googlemail)\.com$/.test(host) ? `${name.replaceAll('.', '')}@${host}` : `${name}@${host}`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** RFC 3339 with the zone's own offset, such as `2026-11-23T15:00:00-06:00`. */
export function writeInstant(at: number, zone: string): string {
  const offset = offsetMs(zone, at)
  const minutes = Math.abs(Math.round(offset / 60_000))
  const two = (value: number) => String(value).padStart(2, '0')
  const sign = offset < 0 ? '-' : '+'
  return `${new Date(at + offset).toISOString().slice(0, 19)}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function baseOf({ conversionsUrl }: Telling): string {
  return conversionsUrl.replace(/\/+$/, '')
}
