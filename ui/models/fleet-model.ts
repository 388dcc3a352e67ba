import { signal, type ReadonlySignal } from '@preact/signals'
import type { FleetSwitchView } from '../../tenants/contract/fleet.ts'
import { call, get, type Answer, type Problem, type Shape } from '../api.ts'

/** The switch that stops everything automated for all businesses. */

const PATH = '/api/v1/fleet/kill-switch'
const SHAPE: Shape<FleetSwitchView> = { on: 'boolean', told: 'number', failed: 'number', remaining: 'number' }

export type FleetModel = {
  view: ReadonlySignal<FleetSwitchView | null>
  problem: ReadonlySignal<Problem | null>
  isBusy: ReadonlySignal<boolean>
  load: () => Promise<void>
  /** Turns the switch and tells one business after the other, until all know or nobody answers any more. */
  turn: (on: boolean, reason: string) => Promise<boolean>
  /** Goes on telling those that are left. */
  tell: () => Promise<void>
}

export function openFleet(): FleetModel {
  const view = signal<FleetSwitchView | null>(null)
  const problem = signal<Problem | null>(null)
  const isBusy = signal(false)

  const take = (answer: Answer<FleetSwitchView>): boolean => {
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) view.value = answer.value
    return answer.ok
  }
  const tell = async () => {
    isBusy.value = true
    for (let left = view.value?.remaining ?? 0; left > 0;) {
      if (!take(await call<FleetSwitchView>('POST', `${PATH}/tell`, { shape: SHAPE }))) break
      const now = view.value?.remaining ?? 0
      if (now >= left) break
      left = now
    }
    isBusy.value = false
  }
  return {
    view,
    problem,
    isBusy,
    load: async () => void take(await get<FleetSwitchView>(PATH, SHAPE)),
    turn: async (on, reason) => {
      isBusy.value = true
      const isTurned = take(await call<FleetSwitchView>('PUT', PATH, { body: { on, reason }, shape: SHAPE }))
      isBusy.value = false
      if (isTurned) await tell()
      return isTurned
    },
    tell,
  }
}
