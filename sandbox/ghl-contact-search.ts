import * as v from 'valibot'
import type { EmulatorResponse } from './emulator.ts'
import type { Contact } from './ghl-records.ts'
import { GhlRefusal, answer, isRecord, readBody, requireLocation } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'

const PAGE_ROWS_MAX = 500
const ROWS_BY_PAGE_MAX = 10_000
const OPERATORS = ['eq', 'not_eq', 'contains', 'not_contains', 'exists', 'not_exists', 'range'] as const
type Operator = (typeof OPERATORS)[number]
type Filter = { field: string; operator: Operator; value?: unknown } | { group: 'AND' | 'OR'; filters: Filter[] }

const Filter: v.GenericSchema<Filter> = v.union([
  v.object({ field: v.string(), operator: v.picklist(OPERATORS), value: v.exactOptional(v.unknown()) }),
  v.object({ group: v.picklist(['AND', 'OR']), filters: v.array(v.lazy(() => Filter)) }),
])
const SearchBody = v.object({
  locationId: v.string(),
  pageLimit: v.pipe(v.number(), v.minValue(1), v.maxValue(PAGE_ROWS_MAX)),
  page: v.optional(v.pipe(v.number(), v.minValue(1))),
  searchAfter: v.optional(v.array(v.union([v.string(), v.number()]))),
  query: v.optional(v.pipe(v.string(), v.maxLength(75))),
  filters: v.optional(v.array(Filter)),
  sort: v.optional(v.array(v.object({ field: v.string(), direction: v.picklist(['asc', 'desc']) }))),
})

export const CONTACT_SEARCH_ROUTES: GhlRoute[] = [
  { method: 'POST', path: '/contacts/search', opens: 'Location', answer: search },
]

function search(call: GhlCall): EmulatorResponse {
  const body = readBody(call, SearchBody)
  const page = body.page ?? 1
  if (page * body.pageLimit > ROWS_BY_PAGE_MAX) throw new GhlRefusal(400, 'Use searchAfter beyond 10000 contacts')
  const everyone = call.records.contacts.list({ locationId: requireLocation(call, body.locationId) })
  const filters: Filter = { group: 'AND', filters: body.filters ?? [] }
  const found = everyone.filter((contact) => speaksOf(contact, body.query) && passes(contact, filters))
  const sorted = found.toSorted(compareBy(body.sort ?? [{ field: 'dateAdded', direction: 'desc' }]))
  const after = sorted.findIndex((contact) => contact.id === body.searchAfter?.at(-1)) + 1
  const begin = body.searchAfter ? after : (page - 1) * body.pageLimit
  const contacts = sorted.slice(begin, begin + body.pageLimit)
  const shown = contacts.map((contact) => ({ ...contact, searchAfter: [Date.parse(contact.dateAdded), contact.id] }))
  return answer({ contacts: shown, total: found.length })
}

function speaksOf(contact: Contact, query: string | undefined): boolean {
  if (!query) return true
  const words = [contact.fullNameLowerCase, contact.emailLowerCase, contact.phone, contact.companyName?.toLowerCase()]
  return words.some((word) => word?.includes(query.toLowerCase()))
}

function passes(contact: Contact, filter: Filter): boolean {
  if ('group' in filter) {
    const test = (one: Filter) => passes(contact, one)
    return filter.group === 'AND' ? filter.filters.every(test) : filter.filters.some(test)
  }
  const held = fieldOf(contact, filter.field)
  switch (filter.operator) {
    case 'eq':
      return isEqual(held, filter.value)
    case 'not_eq':
      return !isEqual(held, filter.value)
    case 'contains':
      return doesContain(held, filter.value)
    case 'not_contains':
      return !doesContain(held, filter.value)
    case 'exists':
      return held !== undefined
    case 'not_exists':
      return held === undefined
    case 'range':
      return isWithin(held, filter.value)
  }
}

function fieldOf(contact: Contact, field: string): unknown {
  return field === 'email' ? contact.emailLowerCase : Object.entries(contact).find(([name]) => name === field)?.[1]
}

function isEqual(held: unknown, value: unknown): boolean {
  const wanted = Array.isArray(value) ? value : [value]
  const have = Array.isArray(held) ? held : [held]
  return wanted.some((one) => have.some((own) => lower(own) === lower(one)))
}

function doesContain(held: unknown, value: unknown): boolean {
  const have = Array.isArray(held) ? held : [held]
  return have.some((own) => spell(own).toLowerCase().includes(spell(value).toLowerCase()))
}

function isWithin(held: unknown, value: unknown): boolean {
  if (typeof held !== 'string' || !isRecord(value)) return false
  const { gte, lte } = value
  return (gte === undefined || held >= spell(gte)) && (lte === undefined || held <= spell(lte))
}

function spell(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
}

function lower(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value
}

function compareBy(sort: { field: string; direction: 'asc' | 'desc' }[]): (left: Contact, right: Contact) => number {
  return (left, right) => {
    for (const { field, direction } of sort) {
      const order = spell(fieldOf(left, field)).localeCompare(spell(fieldOf(right, field)))
      if (order !== 0) return direction === 'asc' ? order : -order
    }
    return 0
  }
}
