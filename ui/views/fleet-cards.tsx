import type { ComponentChildren } from 'preact'
import type { FleetDelays, FleetOverview, FleetSums, FleetTenantView } from '../../tenants/contract/fleet-view.ts'
import { costOf, funnelOf, mainCurrency, moneyIn, shareOf } from '../models/fleet-sums.ts'
import { changeOf, PROMISED } from '../models/numbers-range.ts'
import { Bar } from '../parts/bar.tsx'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { fleetViewWords } from '../words/fleet-view-words.ts'
import { amount, costsOf, count, percent } from './figure-format.ts'
import { SpeedPromise } from './speed-promise.tsx'

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
  const { speed, speedTitle } = fleetViewWords()
  const told = ({ p50Ms, p95Ms, p99Ms }: FleetDelays) => [
    { name: speed.p50, ms: p50Ms },
    { name: speed.p95, ms: p95Ms },
    { name: speed.p99, ms: p99Ms },
  ]
  return (
    <Card label={speedTitle}>
      <h2>{speedTitle}</h2>
      <div class="speeds">
        <SpeedPromise
          name={speed.text}
          delays={told(delays.text)}
          p95Ms={delays.text.p95Ms}
          promiseMs={PROMISED.textMs}
        />
        <SpeedPromise
          name={speed.answer}
          delays={told(delays.answer)}
          p95Ms={delays.answer.p95Ms}
          promiseMs={PROMISED.answerMs}
        />
      </div>
    </Card>
  )
}
