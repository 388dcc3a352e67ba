import * as v from 'valibot'
import type { Answer } from '../port.ts'
import type { Field, RowOf } from './rest-types.ts'
import { writeGaql, type Query } from './gaql.ts'
import type { Ask } from './request.ts'
import { addressOf } from './version.ts'

/** An account, and the manager that leads there. */
export type Place = { accountId: string; throughId: string | null }

const Page = v.object({ results: v.optional(v.array(v.record(v.string(), v.unknown())), []) })

/**
 * The rows of a short answer: its first page, which is of 10,000. A long one is for `stream.ts`. A row is what was
 * selected, as far as it is there; whoever reads it asks each value what it is.
 */
export async function search<Selected extends Field>(
  apiUrl: string,
  ask: Ask,
  { accountId, throughId }: Place,
  query: Query<Selected>,
): Promise<Answer<{ rows: RowOf<Selected>[]; requestRef: string | null }>> {
  const url = addressOf(apiUrl, `customers/${accountId}/googleAds:search`)
  const body = { query: writeGaql(query) }
  const answer = await ask({ method: 'POST', url, body, throughId, isWrite: false }, Page)
  if (answer.kind !== 'answered') return answer
  const { value, requestRef } = answer.value
  return { kind: 'answered', value: { rows: value.results as RowOf<Selected>[], requestRef } }
}
