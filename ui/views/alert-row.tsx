import { useSignal } from '@preact/signals'
import type { AlertView, FigureUnit } from '../../tenants/contract/alerts.ts'
import { formatLength, formatMoney } from '../format.ts'
import type { AlertsModel } from '../models/alerts-model.ts'
import { browserZone } from '../models/zones.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { pathOf } from '../router.ts'
import { showToast } from '../toasts.ts'
import { alertWords } from '../words/alerts-words.ts'
import { locale } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'

/** One alert: whose, what, by how much and since when, and what to do about it. */
export function AlertRow({ model, alert, onSilence }: { model: AlertsModel; alert: AlertView; onSilence: () => void }) {
  const words = alertWords()
  const isBusy = useSignal(false)
  const takeOn = async () => {
    isBusy.value = true
    const problem = await model.takeOn(alert.id)
    isBusy.value = false
    showToast(problem === null ? words.tookOn : describeProblem(problem), problem === null ? 'neutral' : 'danger')
  }
  const what = nameAlert(alert)
  return (
    <li class={`alert-row ${alert.severity}`}>
      <div class="alert-words">
        <p class="alert-name">
          <strong>{words.rules[alert.rule]}</strong>
          <Badge tone={alert.severity === 'urgent' ? 'danger' : 'warn'} icon="alert">
            {words.severities[alert.severity]}
          </Badge>
          {alert.isSilenced ? <Badge icon="pause">{words.silenced}</Badge> : null}
          {alert.isFlapping ? <Badge icon="retry">{words.flapping}</Badge> : null}
        </p>
        <p>
          <Whose alert={alert} />
        </p>
        <p class="soft">{sayFigures(alert)}</p>
        <p class="soft small">
          {words.since} <Moment at={alert.raisedAt} zone={browserZone()} form="long" />
          {alert.acknowledgedBy === null ? null : <span> · {words.takenOn(alert.acknowledgedBy)}</span>}
        </p>
      </div>
      <div class="alert-actions">
        {alert.acknowledgedAt === null ? (
          <Button icon="hand" isBusy={isBusy.value} label={words.takeOnLabel(what)} onPress={() => void takeOn()}>
            {words.takeOn}
          </Button>
        ) : null}
        <Button kind="quiet" icon="pause" label={words.silenceLabel(what)} onPress={onSilence}>
          {words.silence}
        </Button>
      </div>
    </li>
  )
}

/** One that has cleared. */
export function OverRow({ alert }: { alert: AlertView }) {
  const words = alertWords()
  return (
    <li class="alert-row over">
      <div class="alert-words">
        <p>
          <strong>{words.rules[alert.rule]}</strong> · <Whose alert={alert} />
        </p>
        <p class="soft small">
          {words.since} <Moment at={alert.raisedAt} zone={browserZone()} form="long" />
          {alert.clearedAt === null ? null : (
            <span>
              {' '}
              · {words.over} <Moment at={alert.clearedAt} zone={browserZone()} form="long" />
            </span>
          )}
        </p>
      </div>
    </li>
  )
}

function Whose({ alert }: { alert: AlertView }) {
  if (alert.tenantId === null) return <>{alertWords().fleet}</>
  return (
    <a href={pathOf({ view: 'fleet_tenant', businessId: alert.tenantId })}>{alert.businessName ?? alert.tenantId}</a>
  )
}

export function nameAlert({ rule, tenantId, businessName }: AlertView): string {
  const words = alertWords()
  return `${words.rules[rule]}, ${tenantId === null ? words.fleet : (businessName ?? tenantId)}`
}

function sayFigures({ rule, figure, threshold, unit }: AlertView): string {
  const words = alertWords()
  if (figure === null && unit !== 'flag') return words.noFigure
  return words.says[rule](formatFigure(figure ?? 0, unit), formatFigure(threshold, unit))
}

function formatFigure(figure: number, unit: FigureUnit): string {
  const say = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale.value, options).format(figure)
  switch (unit) {
    case 'money':
      return formatMoney(Math.round(figure), 'USD', locale.value)
    case 'share':
      return say({ style: 'percent', maximumFractionDigits: 1 })
    case 'ms':
      return formatLength(figure, locale.value)
    case 'count':
    case 'flag':
    case 'deviations':
      return say({ maximumFractionDigits: 1 })
  }
}
