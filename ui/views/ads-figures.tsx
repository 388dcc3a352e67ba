import type { AdsView } from '../../tenants/contract/ads.ts'
import { daysToName, nameDay } from '../models/numbers-range.ts'
import { Card } from '../parts/card.tsx'
import { Chart } from '../parts/chart.tsx'
import type { PlotSeries } from '../parts/draw-plot.ts'
import { summarize } from '../parts/summarize-plot.ts'
import { adsWords } from '../words/ads-words.ts'
import { locale } from '../words/language.ts'
import { amount, count } from './figure-format.ts'

/** How many names of days fit below a chart on a phone. */
const NAMES_MAX = 5

/** What each unit spent brought beyond itself: `+140 %`. */
export function writeReturn(roi: number | null): string {
  if (roi === null) return adsWords().none
  const format = { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' } as const
  return new Intl.NumberFormat(locale.value, format).format(roi)
}

export const currencyOf = (view: AdsView): string => view.account?.currency ?? 'USD'

export function AdsTotals({ view }: { view: AdsView }) {
  const words = adsWords()
  const { totals } = view
  const currency = currencyOf(view)
  const rows = [
    [words.spend, amount(totals.spendMinor, currency), words.clicks(count(totals.clicks))],
    [words.leads, count(totals.leads), null],
    [words.cpl, amount(totals.cplMinor, currency), null],
    [words.bookings, count(totals.bookings), null],
    [words.revenue, amount(totals.revenueMinor, currency), null],
    [words.roi, writeReturn(totals.roi), words.roiHint],
  ] as const
  return (
    <section class="card" aria-labelledby="ads-figures">
      <h2 id="ads-figures">{words.figures}</h2>
      <dl class="ads-totals">
        {rows.map(([name, value, hint]) => (
          <div key={name}>
            <dt class="soft small">{name}</dt>
            <dd class="figures">{value}</dd>
            {hint === null ? null : <dd class="soft small ads-hint">{hint}</dd>}
          </div>
        ))}
      </dl>
    </section>
  )
}

export function AdsDays({ view: { byDay, ...view } }: { view: AdsView }) {
  const words = adsWords()
  const currency = view.account?.currency ?? 'USD'
  if (view.totals.spendMinor === 0) return <p class="soft">{words.quiet}</p>
  if (byDay.every(({ spendMinor }) => spendMinor === 0)) return null
  const names = byDay.map(({ day }) => nameDay(day, locale.value))
  const named = daysToName(byDay.length, NAMES_MAX)
  const chart = (title: string, series: PlotSeries[], format: (value: number) => string) => (
    <Card>
      <h2>{title}</h2>
      <Chart label={summarize(words, title, series, names, format)} days={names} {...{ named, series, format }} />
    </Card>
  )
  return (
    <div class="ads-charts">
      {chart(
        words.perDay,
        [{ name: words.spend, values: byDay.map(({ spendMinor }) => spendMinor), form: 'bar' }],
        (value) => amount(value, currency),
      )}
      {chart(
        words.leadsPerDay,
        [
          { name: words.leads, values: byDay.map(({ leads }) => leads), form: 'back' },
          { name: words.bookings, values: byDay.map(({ bookings }) => bookings), form: 'bar' },
        ],
        count,
      )}
    </div>
  )
}

/** What Google was told of bookings, and what it was not. */
export function AdsTold({ view: { told } }: { view: AdsView }) {
  const words = adsWords()
  if (told.sent + told.withheld + told.refused === 0) return null
  return (
    <section class="card" aria-labelledby="ads-told">
      <h2 id="ads-told">{words.told}</h2>
      <p class="soft">{words.toldLead}</p>
      <ul class="ads-told">
        <li>{words.toldSent(count(told.sent))}</li>
        {told.withheld === 0 ? null : <li>{words.toldWithheld(count(told.withheld))}</li>}
        {told.refused === 0 ? null : <li>{words.toldRefused(count(told.refused))}</li>}
      </ul>
    </section>
  )
}
