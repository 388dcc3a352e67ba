import { formatMoney } from '../format.ts'
import type { Figures } from '../models/numbers-model.ts'
import { changeOf, funnelOf, PROMISED } from '../models/numbers-range.ts'
import { Bar } from '../parts/bar.tsx'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { locale } from '../words/language.ts'
import { numbersWords } from '../words/numbers-words.ts'
import { SpeedPromise } from './speed-promise.tsx'

type Given = { figures: Figures }

const percent = (share: number) =>
  new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 0 }).format(share)

/** What the missed calls brought in: the figure all others lead to. */
export function Revenue({ figures: { view, before } }: Given) {
  const words = numbersWords()
  const { total, currency } = view
  return (
    <section class="card revenue" aria-labelledby="revenue-title">
      <h2 id="revenue-title">{words.revenue}</h2>
      <p class="revenue-amount figures">{formatMoney(total.revenueMinor, currency, locale.value)}</p>
      <Change now={total.revenueMinor} before={before.revenueMinor} />
      <p class="revenue-words">{words.recovered(total.booked, total.missed)}</p>
    </section>
  )
}

function Change({ now, before }: { now: number; before: number }) {
  const words = numbersWords()
  const change = changeOf(now, before)
  if (change === null) return <p class="small">{words.revenueHint}</p>
  const said = change === 0 ? words.change.same : change > 0 ? words.change.more : words.change.less
  return (
    <p class="small row">
      {change === 0 ? null : <Icon name={change > 0 ? 'up' : 'down'} size={18} />}
      {typeof said === 'string' ? said : said(percent(Math.abs(change)))}
    </p>
  )
}

export function Funnel({ figures: { view } }: Given) {
  const words = numbersWords()
  const steps = funnelOf(view.total)
  const most = Math.max(1, ...steps.map(({ count }) => count))
  return (
    <Card label={words.funnelTitle}>
      <h2>{words.funnelTitle}</h2>
      <ol class="funnel">
        {steps.map(({ name, count, share }) => (
          <li key={name} class={name}>
            <div class="row-apart">
              <span>{words.funnel[name]}</span>
              <span>
                {share === null || name === 'missed' ? null : (
                  <span class="soft small funnel-share">{words.share(percent(share))}</span>
                )}
                <strong class="figures">{count}</strong>
              </span>
            </div>
            <Bar share={count / most} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** Half and nearly all of them against what is promised. */
export function Speed({ figures: { view } }: Given) {
  const words = numbersWords().speed
  const { textP50Ms, textP95Ms, answerP50Ms, answerP95Ms } = view.total
  const told = (p50: number | null, p95: number | null) => [
    { name: words.half, ms: p50 },
    { name: words.most, ms: p95 },
  ]
  return (
    <Card label={numbersWords().speedTitle}>
      <h2>{numbersWords().speedTitle}</h2>
      <div class="speeds">
        <SpeedPromise
          name={words.text}
          delays={told(textP50Ms, textP95Ms)}
          p95Ms={textP95Ms}
          promiseMs={PROMISED.textMs}
        />
        <SpeedPromise
          name={words.answer}
          delays={told(answerP50Ms, answerP95Ms)}
          p95Ms={answerP95Ms}
          promiseMs={PROMISED.answerMs}
        />
      </div>
    </Card>
  )
}

export function Outcomes({ figures: { view } }: Given) {
  const words = numbersWords()
  return (
    <Card label={words.outcomes}>
      <h2>{words.outcomes}</h2>
      <dl class="outcomes">
        <div>
          <dt class="soft small">{words.completed}</dt>
          <dd class="figures">{view.total.completed}</dd>
        </div>
        <div>
          <dt class="soft small">{words.lost}</dt>
          <dd class="figures">{view.total.lost}</dd>
        </div>
      </dl>
    </Card>
  )
}
