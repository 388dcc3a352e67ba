import type { CrmMomentView, CrmThingState, CrmView } from '../../tenants/contract/gohighlevel.ts'
import type { CrmModel } from '../models/crm-model.ts'
import { Banner } from '../parts/banner.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { showToast } from '../toasts.ts'
import { crmChoiceWords } from '../words/crm-choice-words.ts'

type ChoicesProps = { model: CrmModel; view: CrmView; isReadOnly: boolean }

/** What a business chooses of what its location holds: the calendar of visits, and workflows for certain moments. */
export function CrmChoices({ model, view, isReadOnly }: ChoicesProps) {
  if (view.setUp === null) return null
  const isDisabled = isReadOnly || model.isBusy.value || view.status !== 'connected'
  return (
    <>
      <CalendarChoice model={model} view={view} isDisabled={isDisabled} />
      <WorkflowChoices model={model} view={view} isDisabled={isDisabled} />
    </>
  )
}

type Choosing = { model: CrmModel; view: CrmView; isDisabled: boolean }

function CalendarChoice({ model, view, isDisabled }: Choosing) {
  const words = crmChoiceWords()
  const { calendar } = view
  const calendars = view.setUp?.calendars ?? []
  const choose = async (calendarId: string) => {
    if (calendarId !== '' && (await model.arrange({ calendarId }))) showToast(words.calendarSaved)
  }
  const isListed = calendars.some(({ id }) => id === calendar?.id)
  const named = (name: string, state: string | null) => (state === null ? name : `${name} (${state})`)
  const options = [
    ...(calendar === null ? [{ value: '', label: words.calendarLater }] : []),
    ...(calendar !== null && !isListed ? [{ value: calendar.id, label: named(calendar.name, words.states.gone) }] : []),
    ...calendars.map(({ id, name, isActive }) => ({
      value: id,
      label: named(name, isActive ? null : words.states.off),
    })),
  ]
  return (
    <section class="settings-part" aria-labelledby="crm-calendar">
      <h3 id="crm-calendar">{words.calendar}</h3>
      {calendars.length === 0 ? (
        <Banner tone="warn" icon="calendar">
          {words.noCalendar}
        </Banner>
      ) : (
        <SelectField
          label={words.calendarLabel}
          hint={calendar === null || calendar.isChosen ? words.calendarHint : words.calendarFound}
          error={problemOf(calendar?.state ?? 'unknown', words.calendarProblems)}
          value={calendar?.id ?? ''}
          options={options}
          isDisabled={isDisabled}
          onChange={(id) => void choose(id)}
        />
      )}
    </section>
  )
}

function WorkflowChoices({ model, view, isDisabled }: Choosing) {
  const words = crmChoiceWords()
  const workflows = view.setUp?.workflows ?? []
  const shown = view.moments.filter(({ workflow }) => workflows.length > 0 || workflow !== null)
  return (
    <section class="settings-part" aria-labelledby="crm-moments">
      <h3 id="crm-moments">{words.workflows}</h3>
      <p class="soft">{words.workflowsLead}</p>
      {shown.length === 0 ? (
        <p class="soft">{words.noWorkflows}</p>
      ) : (
        <Banner tone="warn" icon="alert">
          {words.workflowsWarning}
        </Banner>
      )}
      {shown.map((moment) => (
        <MomentChoice key={moment.moment} model={model} moment={moment} workflows={workflows} isDisabled={isDisabled} />
      ))}
    </section>
  )
}

type MomentProps = {
  model: CrmModel
  moment: CrmMomentView
  workflows: { name: string; isPublished: boolean }[]
  isDisabled: boolean
}

function MomentChoice({ model, moment: { moment, workflow, state, enrolled }, workflows, isDisabled }: MomentProps) {
  const words = crmChoiceWords()
  const choose = async (name: string) => {
    const moments = { [moment]: name === '' ? null : name }
    if (await model.arrange({ moments })) showToast(words.workflowSaved)
  }
  const isListed = workflows.some(({ name }) => name.trim() === workflow)
  const options = [
    { value: '', label: words.noWorkflow },
    ...(workflow !== null && !isListed ? [{ value: workflow, label: `${workflow} (${words.states.gone})` }] : []),
    ...workflows.map(({ name, isPublished }) => ({
      value: name.trim(),
      label: isPublished ? name : `${name} (${words.states.draft})`,
    })),
  ]
  const { name, ends } = words.moments[moment]
  return (
    <SelectField
      label={name}
      hint={enrolled === 0 ? ends : `${ends} ${words.enrolled(enrolled)}`}
      error={workflow === null ? null : problemOf(state, words.workflowProblems)}
      value={workflow ?? ''}
      options={options}
      isDisabled={isDisabled}
      onChange={(chosen) => void choose(chosen)}
    />
  )
}

function problemOf(state: CrmThingState, problems: { off: string; gone: string }): string | null {
  return state === 'off' || state === 'gone' ? problems[state] : null
}
