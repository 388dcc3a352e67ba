import { useEffect, useMemo } from 'preact/hooks'
import type { TenantView } from '../../tenants/contract.ts'
import { openPeople, type PeopleModel } from '../models/people-model.ts'
import { role } from '../models/session-model.ts'
import { describePeopleProblem, peopleWords } from '../words/people-words.ts'
import { PeopleInvitations } from './people-invitations.tsx'
import { PeopleInvite } from './people-invite.tsx'
import { PeopleList } from './people-list.tsx'
import { PeopleLog } from './people-log.tsx'
import { SettingsNotLoaded } from './settings-not-loaded.tsx'
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
  const said = problem === null ? null : describePeopleProblem(problem)
  return <SettingsNotLoaded problem={said} heights={[140, 220]} onAgain={() => void model.load()} />
}
