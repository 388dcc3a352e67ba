import { signal, type ReadonlySignal } from '@preact/signals'
import type { ClosingView } from '../../tenants/contract/closing.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'

/** Whether the business is closed. Null stands for an open one, so only the answer itself is looked at. */

const SHAPE: Shape<ClosingView> = {}

export type ClosingModel = {
  view: ReadonlySignal<ClosingView | null>
  problem: ReadonlySignal<Problem | null>
  isBusy: ReadonlySignal<boolean>
  load: () => Promise<void>
  close: (name: string) => Promise<Problem | null>
  reopen: () => Promise<Problem | null>
}

export function openClosing(tenantId: string): ClosingModel {
  const view = signal<ClosingView | null>(null)
  const problem = signal<Problem | null>(null)
  const isBusy = signal(false)

  const load = async () => {
    const answer = await get<ClosingView>(tenantPath(tenantId, 'closing'), SHAPE)
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) view.value = answer.value
  }
  const post = async (rest: 'close' | 'reopen', body?: unknown): Promise<Problem | null> => {
    isBusy.value = true
    const answer = await call<ClosingView>('POST', tenantPath(tenantId, rest), { body, shape: SHAPE })
    isBusy.value = false
    if (answer.ok) view.value = answer.value
    return answer.ok ? null : answer.problem
  }
  return {
    view,
    problem,
    isBusy,
    load,
    close: (name) => post('close', { confirm: name }),
    reopen: () => post('reopen'),
  }
}
