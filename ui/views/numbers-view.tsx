import { useEffect, useMemo } from 'preact/hooks'
import { openNumbers, type Figures, type NumbersModel } from '../models/numbers-model.ts'
import { isQuiet, RANGES } from '../models/numbers-range.ts'
import { nameZone } from '../models/zones.ts'
import { board } from '../models/tenant-model.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Segmented } from '../parts/segmented.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { locale } from '../words/language.ts'
import { numbersWords } from '../words/numbers-words.ts'
import { describeProblem } from '../words/problems.ts'
import { NumbersByDay } from './numbers-by-day.tsx'
import { Funnel, Outcomes, Revenue, Speed } from './numbers-cards.tsx'
import { NumbersTabs } from './numbers-tabs.tsx'
import '../styles/choices.css'
import '../styles/numbers.css'

/** How it goes: what came of the missed calls, and how fast they were answered. */
export function NumbersView({ tenantId }: { tenantId: string }) {
  const model = useMemo(() => openNumbers(tenantId), [tenantId])
  const today = board.value?.today
  // Today's counts move with what happens; so does whatever range they are part of.
  useEffect(() => void model.load(), [model, today])
  const words = numbersWords()
  return (
    <div class="page numbers">
      <NumbersTabs tenantId={tenantId} current="numbers" />
      <header class="numbers-head">
        <h1>{words.title}</h1>
        <Segmented
          label={words.range}
          value={String(model.range.value)}
          options={RANGES.map((range) => ({ value: String(range), label: words.ranges[range] }))}
          onChange={(chosen) => void model.choose(RANGES.find((range) => String(range) === chosen) ?? 30)}
        />
      </header>
      <Body model={model} />
    </div>
  )
}

function Body({ model }: { model: NumbersModel }) {
  const words = numbersWords()
  const figures = model.figures.value
  const problem = model.problem.value
  if (problem !== null && figures?.range !== model.range.value) {
    const again = <Button onPress={() => void model.load()}>{words.tryAgain}</Button>
    return (
      <EmptyState icon="alert" title={words.loadFailed} action={again}>
        {describeProblem(problem)}
      </EmptyState>
    )
  }
  if (figures === null) return <Waiting />
  const isOld = figures.range !== model.range.value
  return (
    <div class={isOld ? 'numbers-body waiting' : 'numbers-body'} aria-busy={isOld}>
      {isQuiet(figures.view.total) ? <Quiet figures={figures} /> : <Everything figures={figures} />}
      <p class="soft small">{words.zone(nameZone(figures.view.timeZone, locale.value))}</p>
    </div>
  )
}

function Everything({ figures }: { figures: Figures }) {
  return (
    <>
      <div class="numbers-top">
        <Revenue figures={figures} />
        <Funnel figures={figures} />
        <Speed figures={figures} />
        <Outcomes figures={figures} />
      </div>
      <NumbersByDay figures={figures} />
    </>
  )
}

function Quiet({ figures }: { figures: Figures }) {
  const words = numbersWords()
  return (
    <EmptyState icon="numbers" title={words.emptyTitle}>
      {words.empty(words.ranges[figures.range])}
    </EmptyState>
  )
}

function Waiting() {
  return (
    <div class="numbers-top" aria-busy="true">
      <Skeleton height={150} />
      <Skeleton height={240} />
      <Skeleton height={200} />
    </div>
  )
}
