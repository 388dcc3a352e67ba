import { signal, type ReadonlySignal } from '@preact/signals'
import type { NumbersView } from '../../tenants/contract/board.ts'
import { get, tenantPath, type Problem, type Shape } from '../api.ts'
import { recall, remember } from '../memory.ts'
import { daysToAsk, RANGES, splitBefore, sumCounts, type Counts, type Range } from './numbers-range.ts'

/** The figures of the range that is looked at, with those of the range before for measure. */

const SHAPE: Shape<NumbersView> = { timeZone: 'string', currency: 'string', days: 'array', total: 'object' }

export type Figures = { range: Range; view: NumbersView; before: Counts }

export type NumbersModel = {
  range: ReadonlySignal<Range>
  figures: ReadonlySignal<Figures | null>
  problem: ReadonlySignal<Problem | null>
  choose: (range: Range) => Promise<void>
  load: () => Promise<void>
}

export function openNumbers(tenantId: string): NumbersModel {
  const range = signal<Range>(recallRange())
  const figures = signal<Figures | null>(null)
  const problem = signal<Problem | null>(null)

  const load = async () => {
    const wanted = range.value
    const ask = (days: number) => get<NumbersView>(tenantPath(tenantId, `numbers?days=${days}`), SHAPE)
    // Percentiles of a range cannot be made from those of its days, so the range is asked for beside the days before.
    const [own, both] = await Promise.all([ask(wanted), ask(daysToAsk(wanted))])
    if (wanted !== range.value) return
    problem.value = own.ok ? null : own.problem
    if (!own.ok) return
    const before = both.ok ? splitBefore(both.value, wanted).before : []
    figures.value = { range: wanted, view: own.value, before: sumCounts(before) }
  }
  return {
    range,
    figures,
    problem,
    load,
    choose: async (wanted) => {
      range.value = wanted
      remember('numbers.range', String(wanted))
      await load()
    },
  }
}

function recallRange(): Range {
  const kept = Number(recall('numbers.range'))
  return RANGES.find((range) => range === kept) ?? 30
}
