import { useEffect, useId, useMemo, useState } from 'preact/hooks'
import { minute } from '../clock.ts'
import { CustomerVisitsModel } from '../models/customer-visits-model.ts'
import { mayWrite } from '../models/session-model.ts'
import type { VisitAsk } from '../models/visit-ask.ts'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/moment.tsx'
import { pathOf } from '../router.ts'
import { describeProblem } from '../words/problems.ts'
import { visitsWords } from '../words/visits-words.ts'
import { VisitAdd } from './visit-add.tsx'
import { VisitDialogs } from './visit-dialogs.tsx'
import { VisitActions, VisitBadge } from './visit-row.tsx'
import '../styles/visits.css'

/** The visits to one customer, and the way to one more. */
export function CustomerVisits({ tenantId, customerId, name }: { tenantId: string; customerId: string; name: string }) {
  const words = visitsWords()
  const titleId = useId()
  const model = useMemo(() => new CustomerVisitsModel(tenantId, customerId), [tenantId, customerId])
  useEffect(() => () => model.close(), [model])
  const [ask, setAsk] = useState<VisitAsk | null>(null)
  const [isAdding, setAdding] = useState(false)
  const agenda = model.agenda.value
  const problem = model.problem.value
  if (agenda === null) return problem === null ? null : <p class="soft small">{describeProblem(problem)}</p>
  return (
    <section class="stack-tight" aria-labelledby={titleId}>
      <h3 id={titleId}>{words.section}</h3>
      {agenda.visits.length === 0 ? <p class="soft">{words.noVisits}</p> : null}
      <ul class="past">
        {agenda.visits.map((visit) => (
          <li key={visit.id} class="visits-one">
            <span class="grow">
              <Moment at={visit.startsAt} zone={agenda.timeZone} form="long" />
              {visit.service === null ? null : <span class="soft small past-line">{visit.service}</span>}
              <VisitActions visit={visit} name={name} now={minute.value} onAsk={(kind) => setAsk({ kind, visit })} />
            </span>
            <VisitBadge visit={visit} now={minute.value} />
          </li>
        ))}
      </ul>
      <div class="visit-acts">
        {mayWrite.value ? (
          <Button icon="plus" onPress={() => setAdding(true)}>
            {words.addShort}
          </Button>
        ) : null}
        <Button kind="quiet" href={pathOf({ view: 'visits', tenantId })}>
          {words.toAgenda}
        </Button>
      </div>
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
          customer={{ customerId, name }}
          onClose={() => setAdding(false)}
          send={(wanted) => model.add(wanted)}
        />
      ) : null}
    </section>
  )
}
