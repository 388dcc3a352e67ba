import type { FleetTenantView } from '../../tenants/contract/fleet-view.ts'
import { mainCurrency, moneyIn } from '../models/fleet-sums.ts'
import { daysToName, nameDay, PROMISED, toSeconds } from '../models/numbers-range.ts'
import type { PlotSeries } from '../parts/draw-plot.ts'
import { fleetViewWords } from '../words/fleet-view-words.ts'
import { locale } from '../words/language.ts'
import { ChartCard } from './chart-card.tsx'
import { amount, count } from './figure-format.ts'

/** How many names of days fit below a chart, on a phone and elsewhere. */
const NAMES_MAX = { narrow: 4, wide: 6 }
const WIDE_PX = 600

type Shown = Pick<FleetTenantView, 'days' | 'step' | 'total'>

/** Day by day, or week by week where a day would be too narrow to see. */
export function FleetCharts({ shown: { days, step, total } }: { shown: Shown }) {
  const words = fleetViewWords()
  const currency = mainCurrency(total)
  const names = days.map(({ day }) => nameDay(day, locale.value))
  const named = daysToName(days.length, innerWidth < WIDE_PX ? NAMES_MAX.narrow : NAMES_MAX.wide)
  const seconds = (value: number) => words.seconds(count(value))
  const chart = (title: string, series: PlotSeries[], format: (value: number) => string) => (
    <ChartCard {...{ title, series, names, named, format, words }} />
  )
  return (
    <div class="charts">
      {chart(
        words.perDay[step],
        [
          { name: words.series.missed, values: days.map(({ missed }) => missed), form: 'back' },
          { name: words.series.booked, values: days.map(({ booked }) => booked), form: 'bar' },
        ],
        count,
      )}
      {chart(
        words.revenuePer[step],
        [
          {
            name: words.series.revenue,
            values: days.map((day) => moneyIn(day, currency).revenueMinor),
            form: 'bar',
          },
        ],
        (value) => amount(value, currency),
      )}
      {chart(
        words.speedPer[step],
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
