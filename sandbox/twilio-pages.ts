import type { EmulatorRequest, EmulatorResponse } from './emulator.ts'
import { refuseWith } from './twilio-errors.ts'

const PAGE_SIZE_PRESET = 50
const PAGE_SIZE_MAX = 1000

/** One page of a list, newest first, with Twilio's links. The token names the row a page ended with. */
export function answerPage<T extends { id: string }>(
  request: EmulatorRequest,
  list: { key: string; rows: T[]; describe(row: T): unknown },
): EmulatorResponse {
  const asked = Number(request.query.get('PageSize') ?? PAGE_SIZE_PRESET)
  if (!Number.isInteger(asked) || asked < 1) return refuseWith(20001, 'PageSize')
  const size = Math.min(asked, PAGE_SIZE_MAX)
  const page = Number(request.query.get('Page') ?? 0)
  const token = request.query.get('PageToken')
  const after = token === null ? page * size : list.rows.findIndex((row) => `PA${row.id}` === token) + 1
  const rows = list.rows.slice(after, after + size)
  const last = rows.at(-1)
  const link = (change: Record<string, string>) => {
    const query = new URLSearchParams(request.query)
    query.delete('PageToken')
    for (const [name, value] of Object.entries({ PageSize: String(size), ...change })) query.set(name, value)
    return `${request.path}?${query}`
  }
  const hasMore = last !== undefined && after + size < list.rows.length
  return {
    status: 200,
    json: {
      [list.key]: rows.map((row) => list.describe(row)),
      page,
      page_size: size,
      start: after,
      end: Math.max(after, after + rows.length - 1),
      uri: link(token === null ? {} : { PageToken: token }),
      first_page_uri: `${request.path}?PageSize=${size}&Page=0`,
      previous_page_uri: page > 0 ? link({ Page: String(page - 1) }) : null,
      next_page_uri: hasMore ? link({ Page: String(page + 1), PageToken: `PA${last.id}` }) : null,
    },
  }
}

/**
 * Twilio's date filters on one field: `Name=`, `Name<=`, `Name>=` with a day or an ISO time in GMT. A day means its
 * midnight for the bounds and the whole day for equality. Rows without the instant match no filter. Undefined: no date.
 */
export function readDateFilter(query: URLSearchParams, name: string): ((at: number | null) => boolean) | undefined {
  const checks: ((at: number) => boolean)[] = []
  for (const operator of ['', '<', '>']) {
    const value = query.get(`${name}${operator}`)
    if (value === null || value === '') continue
    const bound = Date.parse(value)
    if (Number.isNaN(bound)) return undefined
    if (operator === '<') checks.push((at) => at <= bound)
    else if (operator === '>') checks.push((at) => at >= bound)
    else checks.push((at) => new Date(at).toISOString().slice(0, 10) === new Date(bound).toISOString().slice(0, 10))
  }
  return (at) => checks.every((check) => at !== null && check(at))
}
