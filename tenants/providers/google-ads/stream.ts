import { SECOND_MS } from '../../base/clock.ts'
import { ADS_ROWS_MAX } from '../../base/google-ads-limits.ts'
import type { Answer } from '../port.ts'
import { writeGaql, type Query } from './gaql.ts'
import { RowScanner } from './json-rows.ts'
import { isTokenRefused, lossIn, readFailure, type Failure } from './refusal.ts'
import { headersOf, isOk, judge, parseJson, unsettled, type Options } from './request.ts'
import type { Field, RowOf } from './rest-types.ts'
import type { Place } from './search.ts'
import { addressOf } from './version.ts'

/** From the question to the last row. */
const ADS_STREAM_TIMEOUT_MS = 25 * SECOND_MS

export type Streamed = { rows: number; requestRef: string | null }

/** A report of any length, row by row as it arrives. An answer that ends early has given the rows before that. */
export async function streamRows<Selected extends Field>(
  options: Options,
  place: Place,
  query: Query<Selected>,
  take: (row: RowOf<Selected>) => void,
): Promise<Answer<Streamed>> {
  const { tokens, noteLoss } = options
  const token = await tokens.current()
  if (token.kind !== 'answered') return token
  let attempted = await attempt(options, place, query, take, token.value)
  if (attempted.kind === 'failed' && isTokenRefused(attempted.status, attempted.failure)) {
    const renewed = await tokens.renew(token.value)
    if (renewed.kind !== 'answered') return renewed
    attempted = await attempt(options, place, query, take, renewed.value)
  }
  if (attempted.kind !== 'failed') return attempted
  const loss = lossIn(attempted.failure)
  if (loss !== null) noteLoss?.(loss)
  return judge(attempted.status, attempted.headers, attempted.failure, false)
}

type Attempted = Answer<Streamed> | { kind: 'failed'; status: number; headers: Headers; failure: Failure | null }

async function attempt<Selected extends Field>(
  { apiUrl, stream }: Options,
  { accountId, throughId }: Place,
  query: Query<Selected>,
  take: (row: RowOf<Selected>) => void,
  token: string,
): Promise<Attempted> {
  const body = JSON.stringify({ query: writeGaql(query) })
  const answer = await stream({
    ...{ method: 'POST', url: addressOf(apiUrl, `customers/${accountId}/googleAds:searchStream`), body },
    ...{ headers: headersOf({ body, throughId }, token), timeoutMs: ADS_STREAM_TIMEOUT_MS },
  })
  if (answer.kind === 'never_sent') return { kind: 'unavailable', code: answer.code, retryAfterMs: null }
  if (answer.kind === 'no_answer') return unsettled(false, answer.code)
  const { status, headers } = answer
  if (!isOk(status)) return { kind: 'failed', status, headers, failure: readFailure(parseJson(await answer.text())) }
  let rows = 0
  const scanner = new RowScanner((row) => {
    rows += 1
    if (rows <= ADS_ROWS_MAX) take(row as RowOf<Selected>)
  })
  const ended = await answer.read((piece) => scanner.push(piece) ?? (rows > ADS_ROWS_MAX ? 'too_many_rows' : null))
  if (scanner.failed !== undefined) return { kind: 'failed', status, headers, failure: readFailure(scanner.failed) }
  if (ended === 'row_too_long' || ended === 'too_many_rows') {
    return {
      kind: 'refused',
      code: ended,
      detail: 'Google’s answer is longer than is read at once; ask for fewer days',
    }
  }
  if (ended !== null || !scanner.isWhole) return unsettled(false, ended ?? 'connection_lost')
  return { kind: 'answered', value: { rows, requestRef: scanner.requestRef ?? headers.get('request-id') } }
}
