import { useEffect, useMemo } from 'preact/hooks'
import type { HeldCallView, KnownPersonView } from '../../tenants/contract/known.ts'
import type { TenantView } from '../../tenants/contract.ts'
import type { Problem } from '../api.ts'
import { openKnown, type KnownModel } from '../models/known-model.ts'
import { writePhone } from '../models/phone-field.ts'
import { Badge } from '../parts/badge.tsx'
import { Button } from '../parts/button.tsx'
import { Card } from '../parts/card.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Moment } from '../parts/moment.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { showToast } from '../toasts.ts'
import { describeKnownProblem, knownWords } from '../words/known-words.ts'
import { settingsWords } from '../words/settings-words.ts'
import { KnownAdd } from './known-add.tsx'
import '../styles/people.css'

type Given = { model: KnownModel; isReadOnly: boolean }

/** Who is no customer like any other, and which calls were held back for it. */
export function SettingsKnown({ tenant, isReadOnly }: { tenant: TenantView; isReadOnly: boolean }) {
  const model = useMemo(() => openKnown(tenant.id), [tenant.id])
  useEffect(() => void model.load(), [model])
  const words = knownWords()
  const view = model.view.value
  const problem = model.problem.value
  const again = <Button onPress={() => void model.load()}>{settingsWords().tryAgain}</Button>
  return (
    <div class="settings-form people">
      <header>
        <h2 class="settings-title">{words.title}</h2>
        <p class="soft">{words.lead}</p>
      </header>
      {view === null && problem === null ? <Skeleton height={220} /> : null}
      {view === null && problem !== null ? (
        <EmptyState icon="alert" title={settingsWords().loadFailed} action={again}>
          {describeKnownProblem(problem)}
        </EmptyState>
      ) : null}
      {view === null ? null : (
        <>
          <People model={model} people={view.people} isReadOnly={isReadOnly} />
          {isReadOnly ? null : <KnownAdd model={model} />}
          <Held model={model} held={view.held} zone={tenant.timeZone} isReadOnly={isReadOnly} />
        </>
      )}
    </div>
  )
}

function People({ model, people, isReadOnly }: Given & { people: KnownPersonView[] }) {
  const words = knownWords()
  if (people.length === 0) return <p class="soft">{words.nobody}</p>
  return (
    <Card isFlush label={words.title}>
      <ul class="people-rows">
        {people.map((person) => (
          <li key={person.customerId} class="people-row">
            <div class="people-words">
              <span class="people-address">{whoIs(person)}</span>
              <span>
                <Badge>{words.relations[person.relation]}</Badge>
              </span>
            </div>
            {isReadOnly ? null : (
              <Button
                kind="quiet"
                label={words.removeLabel(whoIs(person))}
                onPress={() => void model.relate(person.customerId, null).then(report)}
              >
                {words.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Held({ model, held, zone, isReadOnly }: Given & { held: HeldCallView[]; zone: string }) {
  const words = knownWords()
  return (
    <section class="stack-tight">
      <h3>{words.held}</h3>
      <p class="soft small">{words.heldLead}</p>
      {held.length === 0 ? <p class="soft">{words.none}</p> : null}
      {held.length === 0 ? null : (
        <Card isFlush label={words.held}>
          <ul class="people-rows">
            {held.map((call) => (
              <li key={call.id} class="people-row">
                <div class="people-words">
                  <span class="people-address">
                    {whoIs(call)} · <Moment at={call.endedAt} zone={zone} form="long" />
                  </span>
                  <span class="soft small">
                    {(words.reasons as Record<string, string>)[call.reason] ?? call.reason}
                  </span>
                </div>
                {call.status === 'released' ? <Badge>{words.released}</Badge> : null}
                {call.status === 'held' && !isReadOnly ? (
                  <Button
                    kind="quiet"
                    label={words.releaseLabel(whoIs(call))}
                    onPress={() => void model.release(call.id).then(report)}
                  >
                    {words.release}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </section>
  )
}

function whoIs({ name, phone }: { name: string | null; phone: string | null }): string {
  const number = phone === null ? '' : writePhone(phone)
  return name === null ? number || '–' : `${name} ${number}`.trim()
}

function report(problem: Problem | null): void {
  if (problem === null) showToast(knownWords().saved)
  else showToast(describeKnownProblem(problem), 'danger')
}
