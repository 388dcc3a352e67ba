import { orderSetUp } from './apply-connection.ts'
import type { Instant } from './base/clock.ts'
import { COMPARE_AHEAD_MS, COMPARE_LINKS_MAX } from './base/limits.ts'
import type { Outcome } from './contract.ts'
import type { CrmArrangement, CrmView } from './contract/gohighlevel.ts'
import { viewCrm } from './gohighlevel-commands.ts'
import { recordCrm } from './record-crm.ts'
import { loadAppointmentsBetween } from './storage/appointment-rows.ts'
import {
  loadCalendar,
  loadConnection,
  loadSetUp,
  loadWorkflows,
  saveCalendar,
  saveWorkflows,
  type CrmSetUp,
} from './storage/crm-connection.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import { refuse } from './tenant-core.ts'

/** What a person chooses of what their location holds. The caller holds the transaction. */

export function arrangeCrm(context: Context, asked: CrmArrangement, now: Instant): Outcome<CrmView> {
  const { db, tenant } = context
  const setUp = loadSetUp(db)
  if (!loadConnection(db, tenant)) return refuse('crm_refused', 'No GoHighLevel account is connected.')
  if (!setUp) {
    orderSetUp(context, now)
    return refuse('crm_refused', 'Your GoHighLevel account has not been looked at yet. Try again in a moment.')
  }
  const unknown = Object.values(asked.moments ?? {}).find((name) => name && !nameOf(setUp, name))
  if (unknown) {
    return refuse('crm_refused', `GoHighLevel has no workflow named ${unknown}. Press Check again if it is new.`)
  }
  if (asked.calendarId !== undefined) {
    const refusal = chooseCalendar(context, setUp, asked.calendarId, now)
    if (refusal) return refusal
  }
  if (asked.moments) chooseWorkflows(context, setUp, asked.moments)
  recordEvent(
    db,
    { customerId: null, journeyId: null, fact: { type: 'settings_changed', fields: ['gohighlevel'] } },
    now,
  )
  return { ok: true, value: viewCrm(context) }
}

/** Visits that are to come move along, so that whoever looks at the new calendar sees all of them. */
function chooseCalendar(
  context: Context,
  { calendars = [] }: CrmSetUp,
  calendarId: string,
  now: Instant,
): ReturnType<typeof refuse> | null {
  const { db } = context
  const calendar = calendars.find(({ calendarRef }) => calendarRef === calendarId)
  if (!calendar) return refuse('crm_refused', 'GoHighLevel has no such calendar. Press Check again if it is new.')
  if (!calendar.isActive) {
    return refuse('crm_refused', `${calendar.name} is switched off in GoHighLevel. Switch it on there, then choose it.`)
  }
  const before = loadCalendar(db)
  saveCalendar(db, { ...calendar, isChosen: true })
  if (before?.calendarRef === calendarId) return null
  for (const visit of loadAppointmentsBetween(db, now, now + COMPARE_AHEAD_MS, COMPARE_LINKS_MAX)) {
    const { appointmentId, customerId, status, crmRef } = visit
    if (status !== 'confirmed' || crmRef === null) continue
    const order = { type: 'sync_appointment' as const, appointmentId, into: calendarId }
    recordCrm(context, { customerId, journeyId: null }, order, now)
  }
  return null
}

function chooseWorkflows({ db }: Context, setUp: CrmSetUp, moments: NonNullable<CrmArrangement['moments']>): void {
  const chosen = { ...loadWorkflows(db) }
  for (const moment of Object.keys(moments) as (keyof typeof moments)[]) {
    const name = moments[moment]
    if (name) chosen[moment] = nameOf(setUp, name) ?? name
    else if (name === null) delete chosen[moment]
  }
  saveWorkflows(db, chosen)
}

/** As it is written there. */
function nameOf({ workflows }: CrmSetUp, name: string): string | null {
  return workflows.find((one) => one.name.trim().toLowerCase() === name.toLowerCase())?.name.trim() ?? null
}
