import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

/** Charts of one value a day, drawn by uPlot in the colours of the page. Loaded with the first chart. */

export type PlotSeries = {
  name: string
  values: (number | null)[]
  /** `back`: a broad pale bar behind the others · `strong`: the line that matters · `bound`: dashed. */
  form: 'back' | 'bar' | 'line' | 'strong' | 'bound'
}
export type PlotData = {
  days: string[]
  /** Which days are named below. */
  named: number[]
  series: PlotSeries[]
  format: (value: number) => string
  /** What the hovered day says. */
  onHover: (index: number | null, left: number) => void
}

export type Plot = { resize: () => void; redraw: () => void; destroy: () => void }

const HEIGHT_PX = 220

export function drawPlot(place: HTMLElement, data: PlotData): Plot {
  const colour = (name: string) => () => getComputedStyle(place).getPropertyValue(name).trim()
  const { paths } = uPlot
  const broad = paths.bars?.({ size: [0.78, 44], radius: 0.18 })
  const narrow = paths.bars?.({ size: [0.46, 26], radius: 0.25 })
  const size = () => ({ width: Math.max(200, place.clientWidth), height: HEIGHT_PX })
  const drawn = new uPlot(
    {
      ...size(),
      legend: { show: false },
      padding: [12, 22, 0, 0],
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: {
        x: { time: false, range: [-0.5, data.days.length - 0.5] },
        y: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.12)] },
      },
      axes: [
        {
          stroke: colour('--text-soft'),
          font: `13px ${colour('--font')()}`,
          grid: { show: false },
          ticks: { show: false },
          gap: 8,
          size: 34,
          splits: () => data.named,
          values: (_plot, splits) => splits.map((index) => data.days[index] ?? ''),
        },
        {
          stroke: colour('--text-soft'),
          font: `13px ${colour('--font')()}`,
          grid: { stroke: colour('--line'), width: 1 },
          ticks: { show: false },
          size: 56,
          gap: 6,
          space: 44,
          incrs: INCREMENTS,
          values: (_plot, splits) => splits.map(data.format),
        },
      ],
      series: [{}, ...data.series.map((series) => describeSeries(series, colour, { broad, narrow }))],
      hooks: {
        setCursor: [
          (plot) => {
            const index = plot.cursor.idx ?? null
            data.onHover(index, index === null ? 0 : plot.valToPos(index, 'x') + plot.bbox.left / devicePixelRatio)
          },
        ],
      },
    },
    [data.days.map((_, index) => index), ...data.series.map(({ values }) => values)],
    place,
  )
  return {
    resize: () => drawn.setSize(size()),
    redraw: () => drawn.redraw(),
    destroy: () => drawn.destroy(),
  }
}

/** Counts and cents have no fractions worth a line. */
const INCREMENTS = [1, 2, 5]
  .flatMap((digit) => Array.from({ length: 10 }, (_, zeros) => digit * 10 ** zeros))
  .sort((one, other) => one - other)

type Paths = { broad: uPlot.Series.PathBuilder | undefined; narrow: uPlot.Series.PathBuilder | undefined }

function describeSeries(series: PlotSeries, colour: (name: string) => () => string, paths: Paths): uPlot.Series {
  switch (series.form) {
    case 'back':
      return bars(colour('--chart-back'), paths.broad)
    case 'bar':
      return bars(colour('--accent'), paths.narrow)
    case 'line':
      return line(colour('--chart-second'), 2)
    case 'strong':
      return line(colour('--accent'), 3)
    case 'bound':
      return { stroke: colour('--warn-mark'), width: 2, dash: [6, 6], points: { show: false } }
  }
}

function bars(fill: () => string, path: uPlot.Series.PathBuilder | undefined): uPlot.Series {
  return { fill, width: 0, points: { show: false }, ...(path === undefined ? {} : { paths: path }) }
}

function line(stroke: () => string, width: number): uPlot.Series {
  return { stroke, width, spanGaps: false, points: { show: true, size: 5, fill: stroke, stroke } }
}
