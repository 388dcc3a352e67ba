import { useSignal } from '@preact/signals'
import { formatMoney } from '../format.ts'
import type { Figures } from '../models/numbers-model.ts'
import { daysToName, nameDay, PROMISED, toSeconds } from '../models/numbers-range.ts'
import { Button } from '../parts/button.tsx'
import type { PlotSeries } from '../parts/draw-plot.ts'
import { locale } from '../words/language.ts'
import { numbersWords } from '../words/numbers-words.ts'
import { ChartCard } from './chart-card.tsx'
import { count, length } from './figure-format.ts'

/** How many names of days fit below a chart on a phone. */
const NAMES_MAX = 6

/** Day by day, as charts to look at or as a table to read. */
export function NumbersByDay({ figures }: { figures: Figures }) {
  const words = numbersWords()
  const isTable = useSignal(false)
  if (figures.range === 1) return <p class="soft small">{words.oneDay}</p>
  return (
    <div class="by-day">
      <div class="by-day-switch">
        <Button
          kind="quiet"
          icon={isTable.value ? 'numbers' : 'board'}
          onPress={() => (isTable.value = !isTable.value)}
        >
          {isTable.value ? words.asChart : words.asTable}
        </Button>
      </div>
      {isTable.value ? <DayTable figures={figures} /> : <DayCharts figures={figures} />}
    </div>
  )
}

function DayCharts({ figures: { view } }: { figures: Figures }) {
  const words = numbersWords()
  const { days, currency } = view
  const names = days.map(({ day }) => nameDay(day, locale.value))
  const named = daysToName(days.length, NAMES_MAX)
  const chart = (title: string, series: PlotSeries[], format: (value: number) => string) => (
    <ChartCard {...{ title, series, names, named, format, words }} />
  )
  const money = (value: number) => formatMoney(value, currency, locale.value)
  const seconds = (value: number) => words.seconds(count(value))
  return (
    <div class="charts">
      {chart(
        words.perDay,
        [
          { name: words.series.missed, values: days.map(({ missed }) => missed), form: 'back' },
          { name: words.series.booked, values: days.map(({ booked }) => booked), form: 'bar' },
        ],
        count,
      )}
      {chart(
        words.revenuePerDay,
        [{ name: words.series.revenue, values: days.map(({ revenueMinor }) => revenueMinor), form: 'bar' }],
        money,
      )}
      {chart(
        words.speedPerDay,
        [
          { name: words.series.p50, values: days.map(({ textP50Ms }) => toSeconds(textP50Ms)), form: 'strong' },
          { name: words.series.p95, values: days.map(({ textP95Ms }) => toSeconds(textP95Ms)), form: 'line' },
          { name: words.series.promise, values: days.map(() => toSeconds(PROMISED.textMs)), form: 'bound' },
        ],
        seconds,
      )}
    </div>
  )
}

function DayTable({ figures: { view, range } }: { figures: Figures }) {
  const words = numbersWords()
  return (
    // A wide table scrolls within its frame, and a keyboard has to reach it to scroll it.
    <div class="table-frame" tabIndex={0} role="region" aria-label={words.tableCaption(words.ranges[range])}>
      <table class="figures">
        <caption class="unseen">{words.tableCaption(words.ranges[range])}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.funnel.missed}</th>
            <th scope="col">{words.funnel.texted}</th>
            <th scope="col">{words.funnel.replied}</th>
            <th scope="col">{words.funnel.booked}</th>
            <th scope="col">{words.series.revenue}</th>
            <th scope="col">{words.series.p50}</th>
            <th scope="col">{words.series.p95}</th>
          </tr>
        </thead>
        <tbody>
          {view.days.toReversed().map((day) => (
            <tr key={day.day}>
              <th scope="row">{nameDay(day.day, locale.value)}</th>
              <td>{day.missed}</td>
              <td>{day.texted}</td>
              <td>{day.replied}</td>
              <td>{day.booked}</td>
              <td>{formatMoney(day.revenueMinor, view.currency, locale.value)}</td>
              <td>{length(day.textP50Ms)}</td>
              <td>{length(day.textP95Ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
