import * as v from 'valibot'

/** The connection to a location (sub-account) of GoHighLevel. */

const Ref = v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9_-]{3,64}$/, 'an id of GoHighLevel’s'))

/** A sub-account of an agency that was connected. */
export const CrmChoice = v.strictObject({ companyId: Ref, locationId: Ref })
export type CrmChoice = v.InferOutput<typeof CrmChoice>

export const CrmCreation = v.strictObject({ companyId: Ref })

export const CrmSearch = v.object({
  companyId: Ref,
  search: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80)), ''),
})

/** What somebody came back with from GoHighLevel's own page. */
export type CrmInstall = { kind: 'own'; locationId: string } | { kind: 'agency'; companyId: string }

/** What a connection is made from: the installation that waits here, or a sub-account of an agency. */
export type CrmTarget = { kind: 'own'; locationId: string } | ({ kind: 'agency' } & CrmChoice)

export type CrmLocations = {
  locations: { locationId: string; name: string; place: string | null }[]
  /** There are more than were looked through; more words narrow them down. */
  hasMore: boolean
}

export type CrmStageView = {
  status: 'new' | 'contacted' | 'quoted' | 'booked' | 'completed' | 'lost'
  stage: string
  fit: 'known' | 'named' | 'guessed'
}

export type CrmProblem = {
  part: 'pipeline' | 'values' | 'tags' | 'fields' | 'calendars' | 'workflows'
  code: string
}

/** When a customer may be put into a workflow of the business's own. */
export const CRM_MOMENTS = ['booked', 'completed', 'review_asked', 'dormant'] as const
export type CrmMoment = (typeof CRM_MOMENTS)[number]

const WorkflowName = v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)))

/** Where visits go, and which workflow is meant for which moment; what is left out stays as it is. */
export const CrmArrangement = v.pipe(
  v.strictObject({
    calendarId: v.optional(Ref),
    moments: v.optional(
      v.strictObject({
        booked: v.optional(WorkflowName),
        completed: v.optional(WorkflowName),
        review_asked: v.optional(WorkflowName),
        dormant: v.optional(WorkflowName),
      }),
    ),
  }),
  v.check(({ calendarId, moments }) => calendarId !== undefined || moments !== undefined, 'nothing to change'),
)
export type CrmArrangement = v.InferOutput<typeof CrmArrangement>

/**
 * `winner`: what counts now is right, of two visits or plans both · `other`: the other side was · `ours` and `theirs`:
 * the one of two visits or plans that is kept, as `pair` names them.
 */
export const ConflictSettlement = v.strictObject({ take: v.picklist(['winner', 'other', 'ours', 'theirs']) })
export type ConflictSettlement = v.InferOutput<typeof ConflictSettlement>

/** `found`: there and usable · `off`: switched off, or a draft · `gone`: no longer there · `unknown`: not looked yet */
export type CrmThingState = 'found' | 'off' | 'gone' | 'unknown'
export type CrmMomentView = { moment: CrmMoment; workflow: string | null; state: CrmThingState; enrolled: number }

/** `choosing`: an agency is connected, and a sub-account of it has to be taken. */
export type CrmView = {
  status: 'none' | 'choosing' | 'connected' | 'lost'
  kind: 'own' | 'agency' | 'platform' | null
  loss: 'uninstalled' | 'token_revoked' | 'token_refused' | 'location_gone' | 'scope_missing' | null
  locationId: string | null
  locationName: string | null
  since: number | null
  /** The agency whose sub-accounts may be taken, where one was connected. */
  companyId: string | null
  /** Permissions that were not granted, or were refused; empty also where nobody has said yet. */
  missingScopes: string[]
  /** What is to be written to GoHighLevel and waits for the connection. */
  waiting: number
  pipeline: { name: string; isOurs: boolean; stages: CrmStageView[] } | null
  /** Where visits go; null until the first was written or one was chosen. */
  calendar: { id: string; name: string; isChosen: boolean; state: CrmThingState } | null
  moments: CrmMomentView[]
  setUp: {
    at: number
    values: number
    tags: number
    fields: number
    calendars: { id: string; name: string; isActive: boolean }[]
    workflows: { name: string; isPublished: boolean }[]
    problems: CrmProblem[]
    /** Custom values of ours that somebody has changed there, by name: they stay as they are. */
    kept: string[]
  } | null
}
