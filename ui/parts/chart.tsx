import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { theme } from '../theme.ts'
import type { Plot, PlotSeries } from './draw-plot.ts'

type ChartProps = {
  /** What the picture shows, for whoever does not see it. */
  label: string
  days: string[]
  named: number[]
  series: PlotSeries[]
  format: (value: number) => string
}

/** A chart with a legend above and the values of the touched day at the finger. */
export function Chart({ label, days, named, series, format }: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<Plot | null>(null)
  const hovered = useSignal<{ index: number; left: number } | null>(null)
  const key = JSON.stringify([days, series, named, label])
  useEffect(() => {
    let isGone = false
    void import('./draw-plot.ts').then(({ drawPlot }) => {
      if (isGone || place.current === null) return
      plot.current = drawPlot(place.current, {
        days,
        named,
        series,
        format,
        onHover: (index, left) => (hovered.value = index === null ? null : { index, left }),
      })
    })
    const resized = new ResizeObserver(() => plot.current?.resize())
    if (place.current !== null) resized.observe(place.current)
    return () => {
      isGone = true
      resized.disconnect()
      plot.current?.destroy()
      plot.current = null
    }
  }, [key])
  useEffect(() => {
    const redraw = () => plot.current?.redraw()
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', redraw)
    redraw()
    return () => scheme.removeEventListener('change', redraw)
  }, [theme.value])
  return (
    <figure class="chart">
      <figcaption class="chart-legend" aria-hidden="true">
        {series.map(({ name, form }) => (
          <span key={name}>
            <span class={`chart-mark ${form}`} />
            {name}
          </span>
        ))}
      </figcaption>
      <div class="chart-place" role="img" aria-label={label}>
        <div ref={place} class="chart-canvas" onPointerLeave={() => (hovered.value = null)} />
        {hovered.value === null ? null : (
          <Tip left={hovered.value.left}>
            <strong>{days[hovered.value.index]}</strong>
            {series.map(({ name, values }) => {
              const value = values[hovered.value?.index ?? 0] ?? null
              return (
                <span key={name}>
                  {name} <b class="figures">{value === null ? '–' : format(value)}</b>
                </span>
              )
            })}
          </Tip>
        )}
      </div>
    </figure>
  )
}

/** Stays within the chart, on whichever side of the day has room. */
function Tip({ left, children }: { left: number; children: ComponentChildren }) {
  const tip = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const own = tip.current
    if (own === null) return
    const room = (own.parentElement?.clientWidth ?? 0) - own.offsetWidth
    own.style.setProperty('left', `${Math.max(0, Math.min(room, left - own.offsetWidth / 2))}px`)
  })
  return (
    <div ref={tip} class="chart-tip small" aria-hidden="true">
      {children}
    </div>
  )
}
