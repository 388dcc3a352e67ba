import type { CrmMomentView, CrmThingState, CrmView } from '../contract/gohighlevel.ts'
import { CRM_MOMENTS } from '../journey/crm-order.ts'
import { loadCalendar, loadWorkflows, type CrmSetUp, type KeptCalendar } from '../storage/crm-connection.ts'
import { countEnrolled } from '../storage/crm-link-rows.ts'
import type { TenantDb } from '../storage/open.ts'

/** What a business has chosen at its location, and whether it is still there. */

export function describeCalendar(db: TenantDb, setUp: CrmSetUp | null): CrmView['calendar'] {
  const calendar = loadCalendar(db)
  if (calendar === null) return null
  const { calendarRef: id, name, isChosen = false } = calendar
  return { id, name, isChosen, state: stateOfCalendar(calendar, setUp) }
}

export function describeMoments(db: TenantDb, setUp: CrmSetUp | null): CrmMomentView[] {
  const chosen = loadWorkflows(db)
  const enrolled = countEnrolled(db)
  return CRM_MOMENTS.map((moment) => {
    const workflow = chosen[moment] ?? null
    return { moment, workflow, state: stateOfWorkflow(workflow, setUp), enrolled: enrolled[moment] ?? 0 }
  })
}

/** What of the choices no longer holds: a person has to choose anew. */
export function findLostChoices(db: TenantDb, setUp: CrmSetUp | null): ('calendar_gone' | 'workflow_gone')[] {
  const isLost = (state: CrmThingState) => state === 'gone' || state === 'off'
  const calendar = loadCalendar(db)
  const workflows = Object.values(loadWorkflows(db))
  return [
    ...(calendar && isLost(stateOfCalendar(calendar, setUp)) ? (['calendar_gone'] as const) : []),
    ...(workflows.some((name) => isLost(stateOfWorkflow(name, setUp))) ? (['workflow_gone'] as const) : []),
  ]
}

function stateOfCalendar({ calendarRef }: KeptCalendar, setUp: CrmSetUp | null): CrmThingState {
  if (!setUp?.calendars || hasProblem(setUp, 'calendars')) return 'unknown'
  const found = setUp.calendars.find((one) => one.calendarRef === calendarRef)
  return found ? (found.isActive ? 'found' : 'off') : 'gone'
}

function stateOfWorkflow(name: string | null, setUp: CrmSetUp | null): CrmThingState {
  if (name === null || !setUp || hasProblem(setUp, 'workflows')) return 'unknown'
  const found = setUp.workflows.find((one) => one.name.trim().toLowerCase() === name.toLowerCase())
  return found ? (found.isPublished ? 'found' : 'off') : 'gone'
}

function hasProblem({ problems }: CrmSetUp, part: 'calendars' | 'workflows'): boolean {
  return problems.some((problem) => problem.part === part)
}
