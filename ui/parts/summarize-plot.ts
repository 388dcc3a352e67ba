import type { PlotSeries } from './draw-plot.ts'

type Words = { most: (value: string, day: string) => string }

/** A picture in one sentence: of each series its greatest day, and nothing of a bound, which has none. */
export function summarize(
  { most }: Words,
  title: string,
  series: PlotSeries[],
  names: string[],
  format: (value: number) => string,
): string {
  const parts = series.flatMap(({ name, values, form }) => {
    const known = values.filter((value) => value !== null)
    if (known.length === 0 || form === 'bound') return []
    const greatest = Math.max(...known)
    return [`${name}: ${most(format(greatest), names[values.indexOf(greatest)] ?? '')}`]
  })
  return `${title}. ${parts.join('. ')}`
}
