import { signal, type ReadonlySignal } from '@preact/signals'
import type { CanaryView } from '../../tenants/contract/canary.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'

/** The nightly check: how the last one went, and one that is made now. */

type Answer = { last: CanaryView | null }
const SHAPE: Shape<Answer> = {}
const CHECKED: Shape<Answer> = { last: 'object' }

/** The way of a missed call, in the order in which the check walks it. */
const STATIONS = ['door', 'signature', 'directory', 'answer', 'conversation', 'text'] as const
export type Station = (typeof STATIONS)[number]
/** `off`: not walked, since nothing is to leave here. */
export type Passed = 'good' | 'bad' | 'unknown' | 'off'

/** Which stations a check has passed: all before the one where it ended, and none behind it. */
export function stationsOf({ code, isTexting }: Pick<CanaryView, 'code' | 'isTexting'>): [Station, Passed][] {
  if (code === null) return STATIONS.map((station) => [station, station === 'text' && !isTexting ? 'off' : 'good'])
  const end = STATIONS.indexOf(stationOf(code))
  return STATIONS.map((station, place) => [station, place < end ? 'good' : place === end ? 'bad' : 'unknown'])
}

function stationOf(code: string): Station {
  switch (code) {
    case 'unreachable':
    case 'late':
      return 'door'
    case 'signature_refused':
      return 'signature'
    case 'number_unknown':
    // It was taken, and by nobody who is this business.
    case 'lost':
      return 'directory'
    case 'answer_unreadable':
      return 'answer'
    case 'caller_unknown':
    case 'journey_missing':
      return 'conversation'
    default:
      return code.startsWith('status_') ? 'door' : 'text'
  }
}

export type CheckModel = {
  /** Undefined until it is known; null: there was none yet. */
  last: ReadonlySignal<CanaryView | null | undefined>
  problem: ReadonlySignal<Problem | null>
  isBusy: ReadonlySignal<boolean>
  load: () => Promise<void>
  check: () => Promise<void>
}

export function openCheck(tenantId: string): CheckModel {
  const last = signal<CanaryView | null | undefined>(undefined)
  const problem = signal<Problem | null>(null)
  const isBusy = signal(false)
  const take = (answer: Awaited<ReturnType<typeof get<Answer>>>) => {
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) last.value = answer.value.last
  }
  return {
    last,
    problem,
    isBusy,
    load: async () => take(await get<Answer>(tenantPath(tenantId, 'canary'), SHAPE)),
    check: async () => {
      isBusy.value = true
      take(await call<Answer>('POST', tenantPath(tenantId, 'canary/check'), { shape: CHECKED }))
      isBusy.value = false
    },
  }
}
