import * as v from 'valibot'
import type { EmulatorResponse } from './emulator.ts'
import { showOpportunity } from './ghl-opportunities.ts'
import type { Opportunity } from './ghl-records.ts'
import { answer, readBody, readQuery, requireLocation } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'

const PAGE_ROWS_MAX = 100
const PAGE_ROWS = 20

const Word = v.optional(v.string())
const Digits = v.optional(v.pipe(v.string(), v.digits('must be a number'), v.transform(Number)))
const UsDate = v.optional(v.pipe(v.string(), v.regex(/^\d{2}-\d{2}-\d{4}$/, 'must be formatted as mm-dd-yyyy')))
const SearchQuery = v.object({
  location_id: v.string(),
  q: Word,
  pipeline_id: Word,
  pipeline_stage_id: Word,
  contact_id: Word,
  status: v.optional(v.picklist(['open', 'won', 'lost', 'abandoned', 'all'])),
  assigned_to: Word,
  campaignId: Word,
  id: Word,
  order: Word,
  date: UsDate,
  endDate: UsDate,
  startAfter: Digits,
  startAfterId: Word,
  country: Word,
  page: Digits,
  limit: Digits,
  getTasks: Word,
  getNotes: Word,
  getCalendarEvents: Word,
})
type SearchQuery = v.InferOutput<typeof SearchQuery>
const SearchBody = v.object({
  locationId: v.string(),
  query: v.optional(v.string()),
  limit: v.optional(v.number()),
  page: v.optional(v.number()),
  searchAfter: v.optional(v.array(v.union([v.string(), v.number()]))),
  additionalDetails: v.optional(v.record(v.string(), v.boolean())),
})

export const OPPORTUNITY_SEARCH_ROUTES: GhlRoute[] = [
  { method: 'GET', path: '/opportunities/search', opens: 'Location', answer: searchByQuery },
  { method: 'POST', path: '/opportunities/search', opens: 'Location', answer: searchByBody },
]

function searchByQuery(call: GhlCall): EmulatorResponse {
  const query = readQuery(call, SearchQuery)
  const found = select(call, query)
  const limit = Math.min(query.limit ?? PAGE_ROWS, PAGE_ROWS_MAX)
  const page = Math.max(query.page ?? 1, 1)
  const after = found.findIndex((opportunity) => opportunity.id === query.startAfterId) + 1
  const begin = query.startAfterId === undefined ? (page - 1) * limit : after
  const rows = found.slice(begin, begin + limit)
  const meta = { total: found.length, currentPage: page, ...pointers(call, rows, begin + limit < found.length, page) }
  const opportunities = rows.map((opportunity) => showOpportunity(opportunity, call.records))
  return answer({ opportunities, meta, aggregations: {} })
}

function searchByBody(call: GhlCall): EmulatorResponse {
  const body = readBody(call, SearchBody)
  const found = select(call, { location_id: body.locationId, q: body.query })
  const limit = Math.min(body.limit ?? PAGE_ROWS, PAGE_ROWS_MAX)
  const after = found.findIndex((opportunity) => opportunity.id === body.searchAfter?.at(-1)) + 1
  const begin = body.searchAfter?.length ? after : (Math.max(body.page ?? 1, 1) - 1) * limit
  const rows = found.slice(begin, begin + limit)
  const opportunities = rows.map((opportunity) => showOpportunity(opportunity, call.records))
  return answer({ opportunities, total: found.length, aggregations: {} })
}

function select(call: GhlCall, query: Partial<SearchQuery> & { location_id: string }): Opportunity[] {
  const locationId = requireLocation(call, query.location_id)
  const begins = query.date === undefined ? '' : isoDay(query.date)
  const ends = query.endDate === undefined ? '9999' : `${isoDay(query.endDate)}T23:59:59.999Z`
  const found = call.records.opportunities.look(
    { ...(query.contact_id === undefined ? {} : { contactId: query.contact_id }), locationId },
    (opportunity) =>
      opportunity.createdAt >= begins &&
      opportunity.createdAt <= ends &&
      isWanted(query.id, opportunity.id) &&
      isWanted(query.pipeline_id, opportunity.pipelineId) &&
      isWanted(query.pipeline_stage_id, opportunity.pipelineStageId) &&
      isWanted(query.assigned_to, opportunity.assignedTo) &&
      isWanted(query.status === 'all' ? undefined : query.status, opportunity.status) &&
      speaksOf(call, opportunity, query.q),
    query.date === undefined ? undefined : Date.parse(begins),
  )
  return query.order === 'added_asc' ? found : found.toReversed()
}

function isWanted(wanted: string | undefined, have: string | undefined): boolean {
  return wanted === undefined || wanted === have
}

function speaksOf(call: GhlCall, opportunity: Opportunity, query: string | undefined): boolean {
  if (!query) return true
  const contact = opportunity.contactId ? call.records.contacts.lookAt(opportunity.contactId) : undefined
  const words = [opportunity.name.toLowerCase(), contact?.fullNameLowerCase, contact?.emailLowerCase, contact?.phone]
  return words.some((word) => word?.includes(query.toLowerCase()))
}

function isoDay(usDate: string): string {
  const [month, day, year] = usDate.split('-')
  return `${year}-${month}-${day}`
}

/** Where the next and the previous page are; absent at the ends. */
function pointers(call: GhlCall, rows: Opportunity[], hasMore: boolean, page: number): Record<string, unknown> {
  const last = rows.at(-1)
  const before = page > 1 ? { prevPage: page - 1 } : {}
  if (!last || !hasMore) return before
  const cursor = { startAfter: Date.parse(last.createdAt), startAfterId: last.id }
  const next = new URLSearchParams(call.request.query)
  next.delete('page')
  next.set('startAfter', String(cursor.startAfter))
  next.set('startAfterId', cursor.startAfterId)
  const nextPageUrl = `${call.world.settings.GHL_API_URL}/opportunities/search?${next.toString()}`
  return { ...before, ...cursor, nextPage: page + 1, nextPageUrl }
}
