import { Card } from '../parts/card.tsx'
import { Chart } from '../parts/chart.tsx'
import type { PlotSeries } from '../parts/draw-plot.ts'
import { summarize } from '../parts/summarize-plot.ts'

type ChartCardProps = {
  title: string
  series: PlotSeries[]
  /** One a value. */
  names: string[]
  /** The places of those that are written below it. */
  named: number[]
  format: (value: number) => string
  words: Parameters<typeof summarize>[0]
}

/** A chart below its title, told in a sentence to whoever does not see it. */
export function ChartCard({ title, series, names, named, format, words }: ChartCardProps) {
  return (
    <Card>
      <h2>{title}</h2>
      <Chart
        label={summarize(words, title, series, names, format)}
        days={names}
        named={named}
        series={series}
        format={format}
      />
    </Card>
  )
}
