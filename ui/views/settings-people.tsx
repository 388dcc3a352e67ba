import { useEffect, useMemo } from 'preact/hooks'
import type { TenantView } from '../../tenants/contract.ts'
import { openPeople, type PeopleModel } from '../models/people-model.ts'
import { role } from '../models/session-model.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Skeleton } from '../parts/skeleton.tsx'
import { describePeopleProblem, peopleWords } from '../words/people-words.ts'
import { settingsWords } from '../words/settings-words.ts'
import { PeopleInvitations } from './people-invitations.tsx'
import { PeopleInvite } from './people-invite.tsx'
import { PeopleList } from './people-list.tsx'
import { PeopleLog } from './people-log.tsx'
import '../styles/people.css'

/** Who works here, who was asked to, and who did what. */
export function SettingsPeople({ tenant }: { tenant: TenantView }) {
  const model = useMemo(() => openPeople(tenant.id), [tenant.id])
  const isViewer = role.value === 'viewer'
  useEffect(() => void (isViewer ? undefined : model.load()), [model, isViewer])
  const words = peopleWords()
  return (
    <div class="settings-form people">
      <header>
        <h2 class="settings-title">{words.title}</h2>
        <p class="soft">{isViewer ? words.forViewers : words.lead}</p>
      </header>
      {isViewer ? null : <Everybody model={model} zone={tenant.timeZone} />}
    </div>
  )
}

function Everybody({ model, zone }: { model: PeopleModel; zone: string }) {
  const view = model.view.value
  const problem = model.problem.value
  // A reseller runs the business, and those who answer decide who else reads their customers' words.
  const mayChange = role.value === 'technician' || role.value === 'admin'
  if (view !== null) {
    return (
      <>
        <PeopleList model={model} people={view.people} zone={zone} mayChange={mayChange} />
        <PeopleInvitations model={model} invitations={view.invitations} zone={zone} mayChange={mayChange} />
        <PeopleInvite model={model} mayInviteViewers={mayChange} />
        {/* Every change here is a line there. */}
        {mayChange ? <PeopleLog key={JSON.stringify(view)} tenantId={model.tenantId} zone={zone} /> : null}
      </>
    )
  }
  if (problem === null) {
    return (
      <div class="stack" aria-busy="true">
        <Skeleton height={140} />
        <Skeleton height={220} />
      </div>
    )
  }
  const again = <Button onPress={() => void model.load()}>{settingsWords().tryAgain}</Button>
  return (
    <EmptyState icon="alert" title={settingsWords().loadFailed} action={again}>
      {describePeopleProblem(problem)}
    </EmptyState>
  )
}
