import { signal, type ReadonlySignal } from '@preact/signals'
import type { SubscriptionAnswer, SubscriptionChange } from '../../tenants/contract/subscriptions.ts'
import { call, get, type Answer, type Problem, type Shape } from '../api.ts'

/** What one business pays, as admins see and write it. */

const SHAPE: Shape<SubscriptionAnswer> = { changes: 'array' }

export type SubscriptionModel = {
  view: ReadonlySignal<SubscriptionAnswer | null>
  problem: ReadonlySignal<Problem | null>
  load: () => Promise<void>
  save: (change: SubscriptionChange) => Promise<Problem | null>
  /** Takes a line of the history out. */
  remove: (lineId: number) => Promise<Problem | null>
}

export function openSubscription(tenantId: string): SubscriptionModel {
  const path = `/api/v1/tenants/${tenantId}/subscription`
  const view = signal<SubscriptionAnswer | null>(null)
  const problem = signal<Problem | null>(null)
  const take = (answer: Answer<SubscriptionAnswer>) => {
    if (answer.ok) view.value = answer.value
    return answer.ok ? null : answer.problem
  }
  return {
    view,
    problem,
    load: async () => {
      const answer = await get<SubscriptionAnswer>(path, SHAPE)
      problem.value = answer.ok ? null : answer.problem
      if (answer.ok) view.value = answer.value
    },
    save: async (change) => take(await call<SubscriptionAnswer>('PUT', path, { body: change, shape: SHAPE })),
    remove: async (lineId) =>
      take(await call<SubscriptionAnswer>('DELETE', `${path}/changes/${lineId}`, { shape: SHAPE })),
  }
}
