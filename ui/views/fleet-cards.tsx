import type { ComponentChildren } from 'preact'
import type { FleetDelays, FleetOverview, FleetSums, FleetTenantView } from '../../tenants/contract/fleet-view.ts'
import { costOf, funnelOf, mainCurrency, moneyIn, shareOf } from '../models/fleet-sums.ts'
import { changeOf, judgePromise, PROMISED } from '../models/numbers-range.ts'
import { Badge } from '../parts/badge.tsx'
import { Bar } from '../parts/bar.tsx'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { fleetViewWords } from '../words/fleet-view-words.ts'
import { numbersWords } from '../words/numbers-words.ts'
import { amount, costsOf, count, length, percent } from './fleet-format.ts'

type Shown = Pick<FleetTenantView, 'total' | 'before' | 'delays' | 'leads' | 'messages'>

export function FleetCards({ shown, children }: { shown: Shown; children?: ComponentChildren }) {
  return (
    <div class="fleet-cards">
      <Revenue total={shown.total} before={shown.before} />
      <Leads shown={shown} />
      <Funnel total={shown.total} />
      {children}
      <Speed delays={shown.delays} />
    </div>
  )
}

function Revenue({ total, before }: { total: FleetSums; before: FleetSums }) {
  const words = fleetViewWords()
  const currency = mainCurrency(total)
  const { revenueMinor } = moneyIn(total, currency)
  const others = total.money.filter((each) => each.currency !== currency && each.revenueMinor !== 0)
  return (
    <section class="card revenue" aria-labelledby="fleet-revenue">
      <h2 id="fleet-revenue">{words.revenue}</h2>
      <p class="revenue-amount figures">{amount(revenueMinor, currency)}</p>
      {others.map((each) => (
        <p key={each.currency} class="figures fleet-also">
          + {amount(each.revenueMinor, each.currency)}
        </p>
      ))}
      <Change now={revenueMinor} before={moneyIn(before, currency).revenueMinor} />
      <p class="revenue-words">{words.recovered(count(total.booked), count(total.missed))}</p>
    </section>
  )
}

function Change({ now, before }: { now: number; before: number }) {
  const words = fleetViewWords().change
  const change = changeOf(now, before)
  if (change === null) return <p class="small">{words.none}</p>
  const size = percent(Math.abs(change))
  const said = change === 0 ? words.same : change > 0 ? words.more(size) : words.less(size)
  return (
    <p class="small row">
      {change === 0 ? null : <Icon name={change > 0 ? 'up' : 'down'} size={18} />}
      {said}
    </p>
  )
}

function Funnel({ total }: { total: FleetSums }) {
  const words = fleetViewWords()
  const steps = funnelOf(total)
  const most = Math.max(1, ...steps.map((step) => step.count))
  return (
    <Card label={words.funnelTitle}>
      <h2>{words.funnelTitle}</h2>
      <ol class="funnel">
        {steps.map((step) => (
          <li key={step.name} class={step.name}>
            <div class="row-apart">
              <span>{words.funnel[step.name]}</span>
              <span>
                {step.share === null || step.name === 'missed' ? null : (
                  <span class="soft small funnel-share">{words.share(percent(step.share))}</span>
                )}
                <strong class="figures">{count(step.count)}</strong>
              </span>
            </div>
            <Bar share={step.count / most} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Leads({ shown: { total, leads, messages } }: { shown: Shown }) {
  const words = fleetViewWords()
  const quoted = leads.filter(({ status }) => status === 'quoted').reduce((sum, each) => sum + each.count, 0)
  const isSpending = total.money.some(({ adSpendMinor }) => adSpendMinor > 0)
  const failed = shareOf(messages.failed, messages.sent)
  return (
    <Card label={words.leadsTitle}>
      <h2>{words.leadsTitle}</h2>
      <dl class="fleet-facts">
        <Fact name={words.leads}>{count(total.leads)}</Fact>
        <Fact name={words.conversion}>{percent(shareOf(total.booked, total.leads))}</Fact>
        <Fact name={words.quoted}>{count(quoted)}</Fact>
        <Fact name={words.cpl}>{costsOf(total.money, costOf)}</Fact>
        <Fact name={words.sent}>
          {count(messages.sent)}
          {failed === null || messages.failed === 0 ? null : (
            <span class="soft small fleet-aside">{words.failed(percent(failed))}</span>
          )}
        </Fact>
      </dl>
      {isSpending ? null : <p class="soft small">{words.noSpend}</p>}
    </Card>
  )
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt class="soft small">{name}</dt>
      <dd class="figures">{children}</dd>
    </div>
  )
}

function Speed({ delays }: { delays: FleetOverview['delays'] }) {
  const words = fleetViewWords()
  return (
    <Card label={words.speedTitle}>
      <h2>{words.speedTitle}</h2>
      <div class="speeds">
        <SpeedOf name={words.speed.text} delays={delays.text} promiseMs={PROMISED.textMs} />
        <SpeedOf name={words.speed.answer} delays={delays.answer} promiseMs={PROMISED.answerMs} />
      </div>
    </Card>
  )
}

function SpeedOf({ name, delays, promiseMs }: { name: string; delays: FleetDelays; promiseMs: number }) {
  const words = fleetViewWords().speed
  const said = numbersWords().speed
  const kept = judgePromise(delays.p95Ms, promiseMs)
  const tone = kept === 'kept' ? 'good' : kept === 'missed' ? 'warn' : 'neutral'
  return (
    <div class="speed">
      <div class="row-apart">
        <h3>{name}</h3>
        <Badge tone={tone} {...(kept === 'unknown' ? {} : { icon: kept === 'kept' ? 'check' : 'alert' })}>
          {said[kept]}
        </Badge>
      </div>
      <dl class="speed-figures three">
        <Fact name={words.p50}>{length(delays.p50Ms)}</Fact>
        <Fact name={words.p95}>{length(delays.p95Ms)}</Fact>
        <Fact name={words.p99}>{length(delays.p99Ms)}</Fact>
      </dl>
      <p class="soft small">{said.promise(length(promiseMs))}</p>
    </div>
  )
}
