import { signal, type ReadonlySignal } from '@preact/signals'
import type { Schedule } from '../../tenants/contract/booking.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'
import type { SaveOutcome } from './settings-model.ts'

/** The schedule as it stands on the server. */

const SHAPE: Shape<Schedule> = { mode: 'string', crew: 'array', exceptions: 'array', version: 'number' }

export type ScheduleModel = {
  tenantId: string
  schedule: ReadonlySignal<Schedule | null>
  problem: ReadonlySignal<Problem | null>
  /** Counts the clashes that a person has decided; here each save decides. */
  settled: ReadonlySignal<number>
  load: () => Promise<void>
  save: (value: Omit<Schedule, 'version'>) => Promise<SaveOutcome>
}

export function openSchedule(tenantId: string): ScheduleModel {
  const schedule = signal<Schedule | null>(null)
  const problem = signal<Problem | null>(null)
  const path = tenantPath(tenantId, 'schedule')
  const load = async () => {
    const answer = await get<Schedule>(path, SHAPE)
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) schedule.value = answer.value
  }
  return {
    tenantId,
    schedule,
    problem,
    settled: signal(0),
    load,
    save: async (value) => {
      const body = { ...value, version: schedule.value?.version ?? 0 }
      const answer = await call<Schedule>('PUT', path, { body, shape: SHAPE })
      if (answer.ok) {
        schedule.value = answer.value
        return { kind: 'saved', isMerged: false }
      }
      // Theirs comes in beside what was changed here; whoever looks at both can save again.
      if (answer.problem.code === 'edited_meanwhile') await load()
      return { kind: 'refused', problem: answer.problem }
    },
  }
}
