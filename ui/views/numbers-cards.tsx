import { formatLength, formatMoney } from '../format.ts'
import type { Figures } from '../models/numbers-model.ts'
import { changeOf, funnelOf, judgePromise, PROMISED } from '../models/numbers-range.ts'
import { Badge } from '../parts/badge.tsx'
import { Bar } from '../parts/bar.tsx'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { locale } from '../words/language.ts'
import { numbersWords } from '../words/numbers-words.ts'

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
  return (
    <Card label={numbersWords().speedTitle}>
      <h2>{numbersWords().speedTitle}</h2>
      <div class="speeds">
        <SpeedOf name={words.text} p50={textP50Ms} p95={textP95Ms} promiseMs={PROMISED.textMs} />
        <SpeedOf name={words.answer} p50={answerP50Ms} p95={answerP95Ms} promiseMs={PROMISED.answerMs} />
      </div>
    </Card>
  )
}

type SpeedProps = { name: string; p50: number | null; p95: number | null; promiseMs: number }

function SpeedOf({ name, p50, p95, promiseMs }: SpeedProps) {
  const words = numbersWords().speed
  const length = (ms: number | null) => (ms === null ? '–' : formatLength(ms, locale.value))
  const kept = judgePromise(p95, promiseMs)
  const tone = kept === 'kept' ? 'good' : kept === 'missed' ? 'warn' : 'neutral'
  return (
    <div class="speed">
      <div class="row-apart">
        <h3>{name}</h3>
        <Badge tone={tone} {...(kept === 'unknown' ? {} : { icon: kept === 'kept' ? 'check' : 'alert' })}>
          {words[kept]}
        </Badge>
      </div>
      <dl class="speed-figures">
        <div>
          <dt class="soft small">{words.half}</dt>
          <dd class="figures">{length(p50)}</dd>
        </div>
        <div>
          <dt class="soft small">{words.most}</dt>
          <dd class="figures">{length(p95)}</dd>
        </div>
      </dl>
      <p class="soft small">{words.promise(length(promiseMs))}</p>
    </div>
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
