import { answerReport } from './ads/report.ts'
import type { EmulatorResponse } from './emulator.ts'
import type { AdsCall } from './google-ads-call.ts'
import { refusal } from './google-ads-errors.ts'
import { adsRecords, type AdsAccount } from './google-ads-records.ts'

const PAGE_ROWS = 10_000
/** Google streams in chunks of its own size; small ones make sure that nobody waits for a single one. */
const CHUNK_ROWS = 200

const SEARCH_FIELDS = ['query', 'pageToken', 'pageSize', 'validateOnly', 'searchSettings']
const STREAM_FIELDS = ['query', 'summaryRowSetting']
const SETTING_FIELDS = ['returnTotalResultsCount', 'omitResults', 'returnSummaryRow', 'omitUnselectedResourceNames']

export function search(account: AdsAccount, call: AdsCall): EmulatorResponse {
  const body = readBody(call, SEARCH_FIELDS)
  if (body['pageSize'] !== undefined) {
    const message = 'Setting the page size is not supported. Search Responses will have fixed page size of 10,000 rows.'
    throw refusal(400, 'requestError', 'PAGE_SIZE_NOT_SUPPORTED', message)
  }
  const settings = readObject(body['searchSettings'] ?? {}, 'search_settings', SETTING_FIELDS)
  const { rows, fieldMask } = answer(body, account, call)
  if (body['validateOnly'] === true) return { status: 200, json: {} }
  const from = readToken(body['pageToken'])
  const page = settings['omitResults'] === true ? [] : rows.slice(from, from + PAGE_ROWS)
  const json = {
    ...(page.length === 0 ? {} : { results: page }),
    ...(from + PAGE_ROWS < rows.length ? { nextPageToken: writeToken(from + PAGE_ROWS) } : {}),
    ...(settings['returnTotalResultsCount'] === true ? { totalResultsCount: String(rows.length) } : {}),
    fieldMask,
    queryResourceConsumption: String(consumption(rows.length)),
  }
  return { status: 200, json }
}

/** A JSON array, chunk after chunk, whatever becomes of it. */
export function searchStream(account: AdsAccount, call: AdsCall): EmulatorResponse {
  const body = readBody(call, STREAM_FIELDS)
  const { rows, fieldMask } = answer(body, account, call)
  const chunks = Array.from({ length: Math.max(1, Math.ceil(rows.length / CHUNK_ROWS)) }, (_none, place) => {
    const results = rows.slice(place * CHUNK_ROWS, (place + 1) * CHUNK_ROWS)
    const head = results.length === 0 ? {} : { results }
    return {
      ...head,
      fieldMask,
      requestId: call.requestId,
      queryResourceConsumption: String(consumption(results.length)),
    }
  })
  return { status: 200, json: chunks }
}

function answer(body: Record<string, unknown>, account: AdsAccount, { accounts, world, takeOperations }: AdsCall) {
  const { query } = body
  if (typeof query !== 'string' || query.trim() === '') {
    throw refusal(400, 'requestError', 'REQUIRED_FIELD_MISSING', 'Required field is missing', {
      path: [{ fieldName: 'query' }],
    })
  }
  takeOperations(1)
  const market = account.isManager ? null : accounts.marketOf(account, world)
  return answerReport(query, {
    owner: account,
    market,
    history: accounts.history(account, world),
    accounts: accounts.list(world),
    forms: adsRecords(world).forms.look({ customerId: account.id }),
  })
}

function consumption(rows: number): number {
  return 10 + Math.ceil(rows / 10)
}

export function readBody(call: AdsCall, names: string[]): Record<string, unknown> {
  return readObject(call.request.json(), '', names)
}

/** Google's front knows the shape of every message and takes nothing that is not in it. */
export function readObject(value: unknown, place: string, names: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed(`Invalid value at '${place || 'body'}': an object is wanted.`)
  }
  const unknown = Object.keys(value).find((name) => !names.includes(name))
  if (unknown === undefined) return value as Record<string, unknown>
  const at = place === '' ? '' : ` at '${place}'`
  throw malformed(`Invalid JSON payload received. Unknown name "${unknown}"${at}: Cannot find field.`)
}

/** Turned away before the service saw it: no error of the service's stands in the answer. */
export class MalformedBody extends Error {}

export function malformed(message: string): MalformedBody {
  return new MalformedBody(message)
}

function readToken(token: unknown): number {
  if (token === undefined || token === '') return 0
  const text = typeof token === 'string' ? Buffer.from(token, 'base64url').toString() : ''
  if (/^from:\d+$/.test(text)) return Number(text.slice(5))
  throw refusal(400, 'requestError', 'INVALID_PAGE_TOKEN', "Page token provided with the search request isn't valid.")
}

function writeToken(from: number): string {
  return Buffer.from(`from:${from}`).toString('base64url')
}
