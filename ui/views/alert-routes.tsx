import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { RouteView } from '../../tenants/contract/alerts.ts'
import { openRoutes, type RoutesModel } from '../models/alert-routes-model.ts'
import { browserZone } from '../models/zones.ts'
import { Badge } from '../parts/badge.tsx'
import { Banner } from '../parts/banner.tsx'
import { Button } from '../parts/button.tsx'
import { IconButton } from '../parts/icon-button.tsx'
import { Moment } from '../parts/moment.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { alertWords } from '../words/alerts-words.ts'
import { describeProblem } from '../words/problems.ts'
import { AlertRouteForm } from './alert-route-form.tsx'

/** Who is told of alerts, and whether it gets through to them. */
export function AlertRoutesSheet({ onClose }: { onClose: () => void }) {
  const words = alertWords()
  const model = useMemo(openRoutes, [])
  const editing = useSignal<RouteView | 'new' | null>(null)
  useEffect(() => void model.load(), [model])
  const view = model.view.value
  const problem = model.problem.value
  return (
    <Sheet isOpen title={words.routes} closeLabel={words.close} onClose={onClose}>
      <div class="stack">
        <p class="soft">{words.routesLead}</p>
        {problem === null ? null : (
          <Banner
            tone="danger"
            icon="alert"
            action={<Button onPress={() => void model.load()}>{words.tryAgain}</Button>}
          >
            {describeProblem(problem)}
          </Banner>
        )}
        {view === null && problem === null ? <Skeleton height={120} /> : null}
        {view?.isDefault ? <Banner icon="bell">{words.routesDefault}</Banner> : null}
        {view === null ? null : (
          <ul class="alert-rows framed">
            {view.routes.map((route) => (
              <Row
                key={route.id}
                model={model}
                route={route}
                isFixed={view.isDefault}
                onEdit={() => (editing.value = route)}
              />
            ))}
          </ul>
        )}
        {view === null || editing.value !== null ? null : (
          <Button icon="plus" onPress={() => (editing.value = 'new')}>
            {words.add}
          </Button>
        )}
        {view === null || editing.value === null ? null : (
          <AlertRouteForm
            key={editing.value === 'new' ? 'new' : editing.value.id}
            model={model}
            view={view}
            route={editing.value === 'new' ? null : editing.value}
            onClose={() => (editing.value = null)}
          />
        )}
      </div>
    </Sheet>
  )
}

type RowProps = { model: RoutesModel; route: RouteView; isFixed: boolean; onEdit: () => void }

function Row({ model, route, isFixed, onEdit }: RowProps) {
  const words = alertWords()
  const isBusy = useSignal(false)
  // A toast would lie under the sheet.
  const note = useSignal<{ text: string; isFault: boolean } | null>(null)
  const act = async (work: () => Promise<string | null>, done: string) => {
    isBusy.value = true
    note.value = null
    const refused = await work()
    isBusy.value = false
    note.value = { text: refused ?? done, isFault: refused !== null }
  }
  const test = async () => {
    const answer = await model.test(route.id)
    if (!answer.ok) return describeProblem(answer.problem)
    return answer.value.isSent ? null : words.testFailed(answer.value.code ?? '')
  }
  const remove = async () => {
    const refused = await model.remove(route.id)
    return refused === null ? null : describeProblem(refused)
  }
  return (
    <li class="alert-row">
      <div class="alert-words">
        <p class="alert-name">
          <strong>{route.name}</strong>
          <Badge>{words.kinds[route.kind]}</Badge>
          {route.severity === 'urgent' ? <Badge>{words.onlyUrgent}</Badge> : null}
        </p>
        {route.name === route.target ? null : <p class="soft">{route.target}</p>}
        <p class={note.value?.isFault ? 'field-error' : 'soft'} role="status">
          {note.value?.text ?? ''}
        </p>
        {note.value?.isFault ? null : <Course route={route} />}
      </div>
      <div class="alert-actions">
        <Button
          icon="send"
          isBusy={isBusy.value}
          label={words.testLabel(route.name)}
          onPress={() => void act(test, words.tested)}
        >
          {words.test}
        </Button>
        {isFixed ? null : (
          <>
            <IconButton icon="edit" label={words.edit(route.name)} onPress={onEdit} />
            <IconButton icon="trash" label={words.remove(route.name)} onPress={() => void act(remove, words.saved)} />
          </>
        )}
      </div>
    </li>
  )
}

function Course({ route: { failure, lastSentAt } }: { route: RouteView }) {
  const words = alertWords()
  if (failure !== null) {
    return <p class="field-error">{failure.isGivenUp ? words.givenUp(failure.code) : words.failing(failure.code)}</p>
  }
  if (lastSentAt === null) return <p class="soft small">{words.neverSent}</p>
  return (
    <p class="soft small">
      {words.lastSent} <Moment at={lastSentAt} zone={browserZone()} form="long" />
    </p>
  )
}
