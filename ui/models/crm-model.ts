import { signal, type ReadonlySignal } from '@preact/signals'
import type { CrmArrangement, CrmLocations, CrmView } from '../../tenants/contract/gohighlevel.ts'
import { call, tenantPath, type Problem, type Shape } from '../api.ts'

/** The connection to GoHighLevel. */

const SHAPE: Shape<CrmView> = { status: 'string', missingScopes: 'array', waiting: 'number', moments: 'array' }
const FOUND: Shape<CrmLocations> = { locations: 'array', hasMore: 'boolean' }

export type CrmModel = {
  view: ReadonlySignal<CrmView | null>
  found: ReadonlySignal<CrmLocations | null>
  problem: ReadonlySignal<Problem | null>
  isBusy: ReadonlySignal<boolean>
  connectPath: string
  load: () => Promise<boolean>
  check: () => Promise<boolean>
  drop: () => Promise<boolean>
  search: (companyId: string, words: string) => Promise<void>
  take: (companyId: string, locationId: string) => Promise<boolean>
  create: (companyId: string) => Promise<boolean>
  /** Which calendar visits go to, or which workflow is meant for what. */
  arrange: (asked: CrmArrangement) => Promise<boolean>
}

export function openCrm(tenantId: string): CrmModel {
  const view = signal<CrmView | null>(null)
  const found = signal<CrmLocations | null>(null)
  const problem = signal<Problem | null>(null)
  const isBusy = signal(false)

  /** Answers whether it was done; what went wrong stands in `problem`. */
  const ask = async (
    method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE',
    rest: string,
    body?: unknown,
  ): Promise<boolean> => {
    isBusy.value = true
    const options = body === undefined ? { shape: SHAPE } : { body, shape: SHAPE }
    const answer = await call<CrmView>(method, tenantPath(tenantId, `gohighlevel${rest}`), options)
    isBusy.value = false
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) view.value = answer.value
    return answer.ok
  }
  const search = async (companyId: string, words: string): Promise<void> => {
    isBusy.value = true
    const query = new URLSearchParams({ companyId, search: words })
    const path = tenantPath(tenantId, `gohighlevel/locations?${query}`)
    const answer = await call<CrmLocations>('GET', path, { shape: FOUND })
    isBusy.value = false
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) found.value = answer.value
  }
  return {
    view,
    found,
    problem,
    isBusy,
    connectPath: `/api/v1/connect/gohighlevel?tenant=${tenantId}`,
    load: () => ask('GET', ''),
    check: () => ask('POST', '/set-up', {}),
    drop: () => ask('DELETE', ''),
    search,
    take: (companyId, locationId) => ask('PUT', '/location', { companyId, locationId }),
    create: (companyId) => ask('POST', '/locations', { companyId }),
    arrange: (asked) => ask('PATCH', '', asked),
  }
}
