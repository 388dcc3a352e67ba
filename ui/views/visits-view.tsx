import { useEffect, useMemo, useState } from 'preact/hooks'
import type { AgendaView, AppointmentView } from '../../tenants/contract/booking.ts'
import { formatDate, formatDay, formatShortDate } from '../format.ts'
import { minute } from '../clock.ts'
import { mayWrite } from '../models/session-model.ts'
import type { VisitAsk } from '../models/visit-ask.ts'
import type { AgendaDay } from '../models/agenda-days.ts'
import { VisitsModel } from '../models/visits-model.ts'
import { dayAfter } from '../models/local-instant.ts'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { shellWords } from '../words/es-shell.ts'
import { locale } from '../words/language.ts'
import { describeProblem } from '../words/problems.ts'
import { visitsWords } from '../words/visits-words.ts'
import { BusyRow } from './busy-row.tsx'
import { VisitAdd } from './visit-add.tsx'
import { VisitDialogs } from './visit-dialogs.tsx'
import { VisitRow } from './visit-row.tsx'
import '../styles/visits.css'

/** Who is to be visited, today and in the days after. */
export function VisitsView({ tenantId }: { tenantId: string }) {
  const model = useMemo(() => new VisitsModel(tenantId), [tenantId])
  useEffect(() => () => model.close(), [model])
  const [ask, setAsk] = useState<VisitAsk | null>(null)
  const [isAdding, setAdding] = useState(false)
  const agenda = model.agenda.value
  if (agenda === null) return model.problem.value === null ? <Waiting /> : <Failed model={model} />
  const words = visitsWords()
  return (
    <div class="page narrow visits">
      <header class="visits-head">
        <h1>{words.title}</h1>
        {mayWrite.value ? (
          <Button kind="primary" icon="plus" onPress={() => setAdding(true)}>
            {words.add}
          </Button>
        ) : null}
      </header>
      <Turner model={model} agenda={agenda} />
      {agenda.visits.length === 0 && agenda.busy.length === 0 ? (
        <Card>
          <EmptyState icon="calendar" title={words.emptyTitle}>
            <p>{words.emptyLead}</p>
          </EmptyState>
        </Card>
      ) : (
        model.days.value.map((day) => <Day key={day.day} {...day} tenantId={tenantId} agenda={agenda} onAsk={setAsk} />)
      )}
      <VisitDialogs
        tenantId={tenantId}
        ask={ask}
        agenda={agenda}
        onClose={() => setAsk(null)}
        send={(visit, move) => model.move(visit, move)}
      />
      {isAdding ? (
        <VisitAdd
          tenantId={tenantId}
          agenda={agenda}
          customer={null}
          onClose={() => setAdding(false)}
          send={(wanted) => model.add(wanted)}
        />
      ) : null}
    </div>
  )
}

function Turner({ model, agenda }: { model: VisitsModel; agenda: AgendaView }) {
  const words = visitsWords()
  const say = (day: string) => formatShortDate(Date.parse(`${day}T12:00:00Z`), 'UTC', locale.value)
  const last = dayAfter(agenda.from, agenda.days - 1)
  return (
    <nav class="visits-turn" aria-label={words.title}>
      <IconButton icon="back" label={words.earlier} onPress={() => void model.turn(-1)} />
      <p class="visits-range" role="status">
        {words.week(say(agenda.from), say(last))}
      </p>
      <IconButton icon="next" label={words.later} onPress={() => void model.turn(1)} />
      {agenda.from === agenda.today ? null : (
        <Button kind="quiet" onPress={() => void model.turn(0)}>
          {words.toToday}
        </Button>
      )}
    </nav>
  )
}

type DayProps = AgendaDay & { tenantId: string; agenda: AgendaView; onAsk: (ask: VisitAsk) => void }

function Day({ day, rows, tenantId, agenda, onAsk }: DayProps) {
  const words = visitsWords()
  const noon = Date.parse(`${day}T12:00:00Z`)
  const today = Date.parse(`${agenda.today}T12:00:00Z`)
  const date = formatDate(noon, 'UTC', locale.value)
  const isNear = Math.abs(noon - today) <= 86_400_000
  const name = isNear ? formatDay(noon, { zone: 'UTC', now: today, locale: locale.value }) : date
  const ask = (kind: VisitAsk['kind']) => (visit: AppointmentView) => onAsk({ kind, visit })
  return (
    <section class={rows.length === 0 ? 'visits-day free' : 'visits-day'} aria-labelledby={`day-${day}`}>
      <h2 id={`day-${day}`} class={day === agenda.today ? 'visits-today' : ''}>
        {name} {isNear ? <span class="soft small">{formatShortDate(noon, 'UTC', locale.value)}</span> : null}
      </h2>
      {rows.length === 0 ? <p class="soft small">{words.none}</p> : null}
      <ul class="visits-rows">
        {rows.map((row) =>
          row.kind === 'busy' ? (
            <BusyRow key={`busy-${row.busy.from}-${row.busy.until}`} busy={row.busy} zone={agenda.timeZone} />
          ) : (
            <VisitRow
              key={row.visit.id}
              tenantId={tenantId}
              visit={row.visit}
              agenda={agenda}
              now={minute.value}
              onAsk={(kind) => ask(kind)(row.visit)}
            />
          ),
        )}
      </ul>
    </section>
  )
}

function Failed({ model }: { model: VisitsModel }) {
  const problem = model.problem.value
  if (problem === null) return null
  const again = (
    <Button kind="primary" icon="retry" onPress={() => void model.load()}>
      {shellWords().tryAgain}
    </Button>
  )
  return (
    <EmptyState icon={problem.status === 0 ? 'offline' : 'alert'} title={shellWords().failedTitle} action={again}>
      <p>{problem.status === 403 ? visitsWords().forbidden : describeProblem(problem)}</p>
    </EmptyState>
  )
}

function Waiting() {
  return (
    <div class="page narrow stack" aria-busy="true">
      <span class="unseen" role="status">
        {shellWords().loading}
      </span>
      <Skeleton height={36} width="50%" />
      <Skeleton height={120} />
      <Skeleton height={120} />
    </div>
  )
}
