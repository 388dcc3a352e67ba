import { signal, type ReadonlySignal } from '@preact/signals'
import type { CrmArrangement, CrmLocations, CrmView } from '../../tenants/contract/gohighlevel.ts'
import { call, tenantPath, type Problem, type Shape } from '../api.ts'

/** The connection to GoHighLevel. */

const SHAPE: Shape<CrmView> = { status: 'string', missingScopes: 'array', waiting: 'number', moments: 'array' }
const FOUND: Shape<CrmLocations> = { locations: 'array', hasMore: 'boolean' }

/** How often it is asked again how far the account is set up, and how many times. */
const LOOK_AGAIN_MS = 1_500
const LOOKS_MAX = 20

export type CrmModel = {
  view: ReadonlySignal<CrmView | null>
  found: ReadonlySignal<CrmLocations | null>
  problem: ReadonlySignal<Problem | null>
  isBusy: ReadonlySignal<boolean>
  connectPath: string
  load: () => Promise<boolean>
  check: () => Promise<boolean>
  /** Asks again, for a while, until the account has been looked over anew. */
  follow: () => Promise<void>
  drop: () => Promise<boolean>
  search: (companyId: string, words: string) => Promise<void>
  take: (companyId: string, locationId: string) => Promise<boolean>
  create: (companyId: string) => Promise<boolean>
  /** Which calendar visits go to, or which workflow is meant for what. */
  arrange: (asked: CrmArrangement) => Promise<boolean>
}

/** `from`: whoever is joining comes back there from GoHighLevel's own page. */
export function openCrm(tenantId: string, from: 'join' | 'settings' = 'settings'): CrmModel {
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
  const follow = async (): Promise<void> => {
    const before = view.value?.setUp?.at ?? null
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
      const answer = await call<CrmView>('GET', tenantPath(tenantId, 'gohighlevel'), { shape: SHAPE })
      if (!answer.ok || isBusy.value) continue
      view.value = answer.value
      if ((answer.value.setUp?.at ?? null) !== before) return
    }
  }
  return {
    view,
    found,
    problem,
    isBusy,
    connectPath: `/api/v1/connect/gohighlevel?tenant=${tenantId}&from=${from}`,
    load: () => ask('GET', ''),
    check: async () => {
      const isAsked = await ask('POST', '/set-up', {})
      if (isAsked) void follow()
      return isAsked
    },
    follow,
    drop: () => ask('DELETE', ''),
    search,
    take: (companyId, locationId) => ask('PUT', '/location', { companyId, locationId }),
    create: (companyId) => ask('POST', '/locations', { companyId }),
    arrange: (asked) => ask('PATCH', '', asked),
  }
}
