import type { LeadStatus } from './effect.ts'

/** A stage of the CRM's pipeline, in the CRM's own ids. */
export type Stage = { stageRef: string; name: string; position: number }

/** Which stage stands for a lead's status. A stage once known by its id stays it, whatever it is called later. */
export type StageRoles = Partial<Record<LeadStatus, string>>

/** `known`: by its id · `named`: by what it is called · `guessed`: no stage fits, so the one before it is taken. */
export type StageFit = 'known' | 'named' | 'guessed'
export type StageMap = Record<LeadStatus, { stageRef: string; fit: StageFit }>

export const PIPELINE_NAME = 'Shoulder'

/** Whether a pipeline is the one that was made for us, as opposed to one that was there. */
export function isNamedOurs(name: string): boolean {
  return name.toLowerCase().includes(PIPELINE_NAME.toLowerCase())
}

/** The stages in their order, as we name them. */
export const STAGE_NAMES: Record<LeadStatus, string> = {
  new: 'New',
  contacted: 'Contacted',
  quoted: 'Quoted',
  booked: 'Booked',
  completed: 'Completed',
  lost: 'Lost',
}
export const LEAD_STATUSES = Object.keys(STAGE_NAMES) as LeadStatus[]

/** What businesses call a stage otherwise. The first word of a list that stands in a name decides. */
const OTHER_NAMES: Record<LeadStatus, RegExp> = {
  new: /\b(new|inquir(y|ies)|enquir(y|ies)|incoming|nuev[oa]s?)\b/i,
  contacted: /\b(contact(ed)?|reached|respond(ed)?|in conversation|engaged|follow[- ]?up|contactad[oa]s?)\b/i,
  quoted: /\b(quot(e|ed)|estimat(e|ed)|proposal|bid|priced|cotizad[oa]s?|presupuest(o|ad[oa])s?)\b/i,
  booked: /\b(book(ed)?|schedul(e|ed)|appointment|visit|agendad[oa]s?|reservad[oa]s?|cita)\b/i,
  completed: /\b(complet(e|ed)|done|finish(ed)?|won|paid|closed won|terminad[oa]s?|ganad[oa]s?)\b/i,
  lost: /\b(lost|dead|abandon(ed)?|closed lost|not interested|unqualified|perdid[oa]s?)\b/i,
}

/** Finds each status its stage: by the id it is known by, else by name, else where the status before it stands. */
export function mapStages(stages: readonly Stage[], known: StageRoles | null): StageMap {
  const inOrder = [...stages].sort((one, other) => one.position - other.position)
  const taken = new Set<string>()
  const found: StageRoles = {}
  for (const status of LEAD_STATUSES) {
    const ref = known?.[status]
    if (ref === undefined || taken.has(ref) || !inOrder.some(({ stageRef }) => stageRef === ref)) continue
    found[status] = ref
    taken.add(ref)
  }
  const byId = new Set(Object.keys(found))
  for (const isMatch of [isNamed, isCalledLike]) {
    for (const status of LEAD_STATUSES) {
      const match = inOrder.find(({ stageRef, name }) => !taken.has(stageRef) && isMatch(name, status))
      if (found[status] !== undefined || !match) continue
      found[status] = match.stageRef
      taken.add(match.stageRef)
    }
  }
  const first = inOrder[0]?.stageRef ?? ''
  const fitOf = (status: LeadStatus): StageFit => (byId.has(status) ? 'known' : 'named')
  let before = first
  return mapStatuses((status) => {
    const stageRef = found[status]
    if (stageRef !== undefined) {
      before = stageRef
      return { stageRef, fit: fitOf(status) }
    }
    // A lost matter says so by its status; its card need not wander for that.
    return { stageRef: status === 'lost' ? first : before, fit: 'guessed' }
  })
}

/** What to remember of a map. A guess is none of it: a stage that is made later should be found by its name. */
export function rolesOf(map: StageMap): StageRoles {
  const sure = LEAD_STATUSES.filter((status) => map[status].fit !== 'guessed')
  return Object.fromEntries(sure.map((status) => [status, map[status].stageRef]))
}

/** The status a stage stands for; null where it stands for none of ours. */
export function statusOfStage(map: StageMap, stageRef: string): LeadStatus | null {
  return LEAD_STATUSES.find((status) => map[status].fit !== 'guessed' && map[status].stageRef === stageRef) ?? null
}

/** Ours among several, by its name; exactly so first. */
export function findPipeline<P extends { name: string; stages: readonly Stage[] }>(pipelines: readonly P[]): P | null {
  const usable = pipelines.filter(({ stages }) => stages.length > 0)
  const ours = PIPELINE_NAME.toLowerCase()
  const isOurs = ({ name }: P) => name.trim().toLowerCase() === ours
  return usable.find(isOurs) ?? usable.find(({ name }) => name.toLowerCase().includes(ours)) ?? null
}

function mapStatuses<T>(of: (status: LeadStatus) => T): Record<LeadStatus, T> {
  return Object.fromEntries(LEAD_STATUSES.map((status) => [status, of(status)])) as Record<LeadStatus, T>
}

function isNamed(name: string, status: LeadStatus): boolean {
  return name.trim().toLowerCase() === STAGE_NAMES[status].toLowerCase()
}

function isCalledLike(name: string, status: LeadStatus): boolean {
  return OTHER_NAMES[status].test(name)
}
