import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { AlertsView, AlertView } from '../../tenants/contract/alerts.ts'
import { minute } from '../clock.ts'
import { openAlerts } from '../models/alerts-model.ts'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { alertWords } from '../words/alerts-words.ts'
import { locale } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'
import { AlertRow, OverRow } from './alert-row.tsx'
import { AlertRoutesSheet } from './alert-routes.tsx'
import { AlertSilence } from './alert-silence.tsx'
import { SilenceRow } from './alert-silences.tsx'
import '../styles/alerts.css'

/** Outlives the view, so that whoever comes back sees at once what stood there. */
const model = openAlerts()

/** What asks for an administrator's eye; stands above all figures, and is one line while nothing does. */
export function FleetAlerts() {
  const words = alertWords()
  const silencing = useSignal<AlertView | null>(null)
  const isRoutesOpen = useSignal(false)
  // Three times a minute while somebody looks; it is news for whom a reload is late.
  useEffect(() => void model.load(), [minute.value])
  const view = model.view.value
  const problem = model.problem.value
  return (
    <section class="alerts" aria-labelledby="alerts-title">
      <header class="alerts-head">
        <h2 id="alerts-title">
          {words.title}
          {view !== null && view.open.length > 0 ? <span class="alerts-count figures">{view.open.length}</span> : null}
        </h2>
        <Button kind="quiet" icon="bell" onPress={() => (isRoutesOpen.value = true)}>
          {words.routes}
        </Button>
      </header>
      {problem === null ? null : (
        <Banner tone="warn" icon="alert" action={<Button onPress={() => void model.load()}>{words.tryAgain}</Button>}>
          {words.loadFailed} {describeProblem(problem)}
        </Banner>
      )}
      {view === null ? problem === null && <Skeleton height={64} /> : null}
      {view === null ? null : <Lists view={view} onSilence={(alert) => (silencing.value = alert)} />}
      {silencing.value === null ? null : (
        <AlertSilence model={model} alert={silencing.value} onClose={() => (silencing.value = null)} />
      )}
      {isRoutesOpen.value ? <AlertRoutesSheet onClose={() => (isRoutesOpen.value = false)} /> : null}
    </section>
  )
}

function Lists({ view, onSilence }: { view: AlertsView; onSilence: (alert: AlertView) => void }) {
  const words = alertWords()
  const { open, recent, silences, hasMore } = view
  return (
    <>
      {open.length === 0 ? (
        <p class="alerts-quiet soft">
          <Icon name="check" size={18} />
          {words.quiet}
        </p>
      ) : (
        <Card isFlush>
          <ul class="alert-rows">
            {open.map((alert) => (
              <AlertRow key={alert.id} model={model} alert={alert} onSilence={() => onSilence(alert)} />
            ))}
          </ul>
        </Card>
      )}
      {hasMore ? <p class="soft small">{words.hasMore}</p> : null}
      {silences.length === 0 ? null : (
        <details class="alerts-more">
          <summary>
            {words.silences}: {silences.length.toLocaleString(locale.value)}
          </summary>
          <p class="soft small">{words.silencesLead}</p>
          <ul class="alert-rows plain">
            {silences.map((silence) => (
              <SilenceRow key={silence.id} model={model} silence={silence} />
            ))}
          </ul>
        </details>
      )}
      {recent.length === 0 ? null : (
        <details class="alerts-more">
          <summary>{words.recent(recent.length.toLocaleString(locale.value))}</summary>
          <ul class="alert-rows plain">
            {recent.map((alert) => (
              <OverRow key={alert.id} alert={alert} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
