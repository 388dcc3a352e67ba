import { signal, type ReadonlySignal } from '@preact/signals'
import type { AlertsView, AlertView, NewSilence } from '../../tenants/contract/alerts.ts'
import { call, get, type Problem, type Shape } from '../api.ts'

/** What asks for an administrator's eye. */

const PATH = '/api/v1/fleet'
const SHAPE: Shape<AlertsView> = { open: 'array', recent: 'array', silences: 'array' }

export type AlertsModel = {
  view: ReadonlySignal<AlertsView | null>
  /** Why there is nothing to show, or why what is shown is old. */
  problem: ReadonlySignal<Problem | null>
  load: () => Promise<void>
  takeOn: (alertId: string) => Promise<Problem | null>
  silence: (wanted: NewSilence) => Promise<Problem | null>
  endSilence: (silenceId: string) => Promise<Problem | null>
}

export function openAlerts(): AlertsModel {
  const view = signal<AlertsView | null>(null)
  const problem = signal<Problem | null>(null)
  let asked = 0

  const load = async () => {
    const turn = (asked += 1)
    const answer = await get<AlertsView>(`${PATH}/alerts`, SHAPE)
    // Of two that are under way the later counts.
    if (turn !== asked) return
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) view.value = answer.value
  }
  const act = async (method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<Problem | null> => {
    const answer = await call(method, `${PATH}/${path}`, body === undefined ? {} : { body })
    await load()
    return answer.ok ? null : answer.problem
  }
  return {
    view,
    problem,
    load,
    takeOn: (alertId) => act('POST', `alerts/${alertId}/acknowledge`),
    silence: (wanted) => act('POST', 'silences', wanted),
    endSilence: (silenceId) => act('DELETE', `silences/${silenceId}`),
  }
}

export type Scope = 'this' | 'rule' | 'tenant' | 'all'
export type Length = 'hour' | 'shift' | 'day' | 'week'
export const LENGTHS: Record<Length, number> = { hour: 60, shift: 480, day: 1_440, week: 10_080 }

/** What can be silenced from an alert. Of the whole fleet there is no business to choose. */
export function scopesOf({ tenantId }: Pick<AlertView, 'tenantId'>): Scope[] {
  return tenantId === null ? ['rule', 'all'] : ['this', 'rule', 'tenant', 'all']
}

export function silenceOf(
  { rule, tenantId }: Pick<AlertView, 'rule' | 'tenantId'>,
  { scope, length, reason }: { scope: Scope; length: Length; reason: string },
): NewSilence {
  return {
    rule: scope === 'this' || scope === 'rule' ? rule : null,
    tenantId: scope === 'this' || scope === 'tenant' ? tenantId : null,
    forMinutes: LENGTHS[length],
    reason,
  }
}
