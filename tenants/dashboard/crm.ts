import type { CrmStageView, CrmView } from '../contract/gohighlevel.ts'
import { isNamedOurs, LEAD_STATUSES, mapStages, type Stage, type StageRoles } from '../journey/stage-map.ts'
import { loadOffer, loadSetUp, type CrmConnection } from '../storage/crm-connection.ts'
import { loadCrmValues } from '../storage/crm-values.ts'
import { countWaiting } from '../storage/held-entries.ts'
import { describeCalendar, describeMoments } from './crm-choices.ts'
import type { TenantDb } from '../storage/open.ts'
import { loadSetting } from '../storage/settings-rows.ts'

type KeptPipeline = { name: string; stages: Stage[]; roles?: StageRoles }

/** The connection as the screen shows it. No token, and nobody's name but the sub-account's. */
export function describeCrm(db: TenantDb, connection: CrmConnection | null, missingScopes: string[]): CrmView {
  const offer = loadOffer(db)
  const agency = offer?.kind === 'agency' ? offer.companyId : null
  const setUp = connection && loadSetUp(db)
  const pipeline = connection && loadSetting<KeptPipeline>(db, 'crm_pipeline')
  return {
    status: statusOf(connection, agency),
    kind: connection?.kind ?? null,
    loss: connection?.lost ?? null,
    locationId: connection?.locationId ?? null,
    locationName: connection?.locationName ?? null,
    since: connection?.since ?? null,
    companyId: agency ?? (connection?.kind === 'agency' ? connection.companyId : null),
    missingScopes: [...new Set([...missingScopes, ...(connection?.missing ? [connection.missing] : [])])],
    waiting: countWaiting(db, 'gohighlevel'),
    pipeline: pipeline && { name: pipeline.name, isOurs: isNamedOurs(pipeline.name), stages: stagesOf(pipeline) },
    calendar: connection && describeCalendar(db, setUp),
    moments: describeMoments(db, setUp),
    setUp: setUp && {
      at: setUp.at,
      values: setUp.values,
      tags: setUp.tags,
      fields: setUp.fields,
      calendars: (setUp.calendars ?? []).map(({ calendarRef: id, name, isActive }) => ({ id, name, isActive })),
      workflows: setUp.workflows.map(({ name, isPublished }) => ({ name, isPublished })),
      problems: setUp.problems,
      kept: Object.entries(loadCrmValues(db)).flatMap(([name, { isTheirs }]) => (isTheirs ? [name] : [])),
    },
  }
}

function statusOf(connection: CrmConnection | null, agency: string | null): CrmView['status'] {
  if (connection) return connection.lost === null ? 'connected' : 'lost'
  return agency === null ? 'none' : 'choosing'
}

function stagesOf({ stages, roles }: KeptPipeline): CrmStageView[] {
  const map = mapStages(stages, roles ?? null)
  return LEAD_STATUSES.map((status) => {
    const { stageRef, fit } = map[status]
    return { status, stage: stages.find((one) => one.stageRef === stageRef)?.name ?? '', fit }
  })
}
