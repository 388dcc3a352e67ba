import { signal, type ReadonlySignal } from '@preact/signals'
import type { NewPrivacyRequest, PrivacyRequestView, RequestMove } from '../../tenants/contract/rights.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'

/** Requests under laws of privacy. Every change reads the list anew, since providers move it as well. */

const LIST_SHAPE: Shape<{ items: PrivacyRequestView[] }> = { items: 'array' }
const REQUEST_SHAPE: Shape<PrivacyRequestView> = { id: 'string', status: 'string', dueAt: 'number', steps: 'array' }

export type PrivacyModel = {
  items: ReadonlySignal<PrivacyRequestView[] | null>
  problem: ReadonlySignal<Problem | null>
  load: () => Promise<void>
  open: (asked: NewPrivacyRequest) => Promise<Problem | null>
  move: (id: string, to: RequestMove) => Promise<Problem | null>
}

export function openPrivacy(tenantId: string): PrivacyModel {
  const items = signal<PrivacyRequestView[] | null>(null)
  const problem = signal<Problem | null>(null)
  const path = (rest = '') => tenantPath(tenantId, `privacy-requests${rest}`)

  const load = async () => {
    const answer = await get<{ items: PrivacyRequestView[] }>(path(), LIST_SHAPE)
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) items.value = answer.value.items
  }
  const post = async (rest: string, body?: unknown): Promise<Problem | null> => {
    const answer = await call<PrivacyRequestView>('POST', path(rest), { body, shape: REQUEST_SHAPE })
    await load()
    return answer.ok ? null : answer.problem
  }
  return {
    items,
    problem,
    load,
    open: (asked) => post('', asked),
    move: (id, to) => post(`/${encodeURIComponent(id)}/${to}`, to === 'refuse' ? { reason: 'not_them' } : undefined),
  }
}
