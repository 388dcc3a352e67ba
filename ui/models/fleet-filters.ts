import type { FleetTenantsQuery } from '../../tenants/contract/fleet-view.ts'

/** What the fleet is looked at by: it stands in the address, so that it can be kept, shared and gone back to. */

export const RANGES = [7, 30, 90, 365] as const
export type Range = (typeof RANGES)[number]
export type Sort = FleetTenantsQuery['sort']
export const SORTS: readonly Sort[] = ['trouble', 'missed', 'booked', 'revenue']
export const NARROWING = ['trade', 'area', 'status', 'reseller', 'find'] as const
type Narrowing = (typeof NARROWING)[number]

/** Empty is everything. */
export type Filters = Record<Narrowing, string> & { days: Range; sort: Sort }

export function readFilters(search: string): Filters {
  const given = new URLSearchParams(search)
  const text = (name: Narrowing) => given.get(name)?.trim() ?? ''
  return {
    days: RANGES.find((range) => String(range) === given.get('days')) ?? 30,
    sort: SORTS.find((sort) => sort === given.get('sort')) ?? 'trouble',
    trade: text('trade'),
    area: text('area'),
    status: text('status'),
    reseller: text('reseller'),
    find: text('find'),
  }
}

/** Only what is not as it would be without, in an order of its own. */
export function writeFilters({ days, sort, ...narrowing }: Filters): string {
  const search = new URLSearchParams()
  if (days !== 30) search.set('days', String(days))
  for (const name of NARROWING) if (narrowing[name] !== '') search.set(name, narrowing[name])
  if (sort !== 'trouble') search.set('sort', sort)
  return search.toString()
}

export function isNarrowed(filters: Filters): boolean {
  return NARROWING.some((name) => filters[name] !== '')
}

export function cleared(filters: Filters): Filters {
  return { ...filters, trade: '', area: '', status: '', reseller: '', find: '' }
}

const DAY_MS = 86_400_000

/** The days that are over everywhere, the last of them yesterday in UTC, as the API asks for them. */
export function rangeAt(days: Range, now: number): { from: string; to: string } {
  const day = (ago: number) => new Date(now - ago * DAY_MS).toISOString().slice(0, 10)
  return { from: day(days), to: day(1) }
}

export function askFor(filters: Filters, now: number): string {
  const search = new URLSearchParams(rangeAt(filters.days, now))
  for (const name of NARROWING) if (filters[name] !== '') search.set(name, filters[name])
  return search.toString()
}
