import { SECOND_MS, type Instant } from '../base/clock.ts'
import { findPipeline, LEAD_STATUSES, PIPELINE_NAME, STAGE_NAMES } from '../journey/stage-map.ts'
import type { CrmRecords } from '../providers/crm-port.ts'
import type { Answer, CrmPipeline, CrmPort, CrmValue, SendOutcome } from '../providers/port.ts'
import type { CrmPart, CrmSetUp } from '../storage/crm-connection.ts'
import type { ValueRead } from '../storage/crm-values.ts'
import type { WantedValue } from './crm-values.ts'
import { choosePipeline, type KnownPipeline } from './sync-crm.ts'

/** Named so that they cannot be taken for a business's own. docs/gohighlevel-snapshot.md lists them. */
const CRM_TAGS = ['shoulder-missed-call', 'shoulder-booked', 'shoulder-opted-out', 'shoulder-wrong-number'] as const
const CRM_FIELDS = ['Shoulder lead source', 'Shoulder service wanted'] as const

export type SetUpPlan = {
  locationId: string | null
  values: readonly WantedValue[]
  /** Known from an earlier time. */
  pipeline: KnownPipeline | null
  now: Instant
  /** Calls may be slow; what is not done by then is done the next time. */
  isOutOfTime(): boolean
}

export type SetUpDone = {
  outcome: SendOutcome
  /** Each that was read or written, also where the rest did not work out. */
  values?: { locationId: string | null; reads: readonly ValueRead[] }
  setUp?: { found: CrmSetUp; made: number; pipeline: KnownPipeline | null }
}

/** What stops the whole, to be tried again, as opposed to what the location refuses for good. */
type Stopped = Exclude<Answer<never>, { kind: 'answered' | 'refused' }>
type Part<T> =
  { kind: 'done'; value: T; made: number } | { kind: 'refused'; code: string } | { kind: 'stopped'; by: Stopped }

const OUT_OF_TIME: Stopped = { kind: 'unavailable', code: 'set_up_unfinished', retryAfterMs: 1_000 }

/**
 * Looks for what a location must hold and makes what is missing. Nothing is made twice: each is looked for by its name
 * first, so that a repeat after an answer that was lost finds it. What the location refuses is told, and the rest is
 * done all the same.
 */
export async function setUpCrm(crm: CrmPort & CrmRecords, plan: SetUpPlan): Promise<SetUpDone> {
  const reads: ValueRead[] = []
  const values = { locationId: plan.locationId, reads }
  const parts = {
    pipeline: await setUpPipeline(crm, plan),
    values: await setUpValues(crm, plan, reads),
    tags: await makeMissing(
      plan,
      CRM_TAGS,
      () => crm.fetchTags(),
      (name) => crm.createTag(name),
    ),
    fields: await makeMissing(
      plan,
      CRM_FIELDS,
      () => crm.fetchFields(),
      (name) => crm.createField(name),
    ),
    calendars: found(await crm.fetchCalendars()),
    workflows: found(await crm.fetchWorkflows()),
  }
  const stopped = Object.values(parts).find((part) => part.kind === 'stopped')
  if (stopped) return { outcome: waitedFor(stopped.by), values }
  const problems = (Object.keys(parts) as CrmPart[]).flatMap((part) => {
    const done = parts[part]
    return done.kind === 'refused' ? [{ part, code: done.code }] : []
  })
  const chosen = valueOf(parts.pipeline)
  if (chosen && !chosen.isOurs) problems.unshift({ part: 'pipeline', code: 'pipeline_not_made' })
  const held: CrmSetUp = {
    at: plan.now,
    values: valueOf(parts.values) ?? 0,
    tags: valueOf(parts.tags) ?? 0,
    fields: valueOf(parts.fields) ?? 0,
    hasPipeline: chosen?.isOurs ?? false,
    calendars: valueOf(parts.calendars) ?? [],
    workflows: valueOf(parts.workflows) ?? [],
    problems,
  }
  const made = Object.values(parts).reduce((sum, part) => sum + (part.kind === 'done' ? part.made : 0), 0)
  return {
    outcome: { kind: 'sent', providerRef: 'set_up' },
    values,
    setUp: { found: held, made, pipeline: chosen?.pipeline ?? null },
  }
}

/** A budget that is spent fills within this, and a look begun on what it gains in a second is never done. */
function waitedFor(stopped: Stopped): Stopped {
  return 'code' in stopped && stopped.code === 'rate_budget_spent' && stopped.kind === 'unavailable'
    ? { ...stopped, retryAfterMs: 10 * SECOND_MS }
    : stopped
}

type Chosen = { pipeline: KnownPipeline | null; isOurs: boolean }

/** Ours, made where there is none and the location admits programs; else whichever the location has. */
async function setUpPipeline(crm: CrmPort, plan: SetUpPlan): Promise<Part<Chosen>> {
  const answer = await crm.fetchPipelines()
  if (answer.kind !== 'answered') return unmade(answer)
  const ours = findPipeline(answer.value)
  const known = (pipelines: CrmPipeline[]) => choosePipeline(pipelines, plan.pipeline)
  if (ours) return { kind: 'done', value: { pipeline: known([ours]), isOurs: true }, made: 0 }
  const names = LEAD_STATUSES.map((status) => STAGE_NAMES[status])
  const created = await crm.createPipeline(PIPELINE_NAME, names)
  if (created.kind === 'answered')
    return { kind: 'done', value: { pipeline: known([created.value]), isOurs: true }, made: 1 }
  if (created.kind !== 'refused') return { kind: 'stopped', by: created }
  return { kind: 'done', value: { pipeline: known(answer.value), isOurs: false }, made: 0 }
}

/**
 * The words are ours to change, the name never: workflows refer to the key that was made from it. What somebody has
 * written over ours is theirs and stays, until they empty it. Each is noted in `reads`.
 */
async function setUpValues(crm: CrmPort, plan: SetUpPlan, reads: ValueRead[]): Promise<Part<number>> {
  const refuse = (code: string): Part<number> => {
    const rest = plan.values.filter(({ name }) => !reads.some((read) => read.name === name))
    reads.push(...rest.map(({ name, value }) => ({ name, value, became: 'refused' as const })))
    return { kind: 'refused', code }
  }
  const answer = await crm.fetchValues()
  if (answer.kind === 'refused') return refuse(answer.code)
  if (answer.kind !== 'answered') return { kind: 'stopped', by: answer }
  let made = 0
  for (const { name, value, ours } of plan.values) {
    const held = answer.value.find((one) => one.name === name)
    const became = isTheirs(held?.value ?? '', value, ours) ? 'theirs' : 'ours'
    if (became === 'ours' && held?.value !== value) {
      if (plan.isOutOfTime()) return { kind: 'stopped', by: OUT_OF_TIME }
      const written: Answer<CrmValue> = held
        ? await crm.updateValue(held.valueRef, name, value)
        : await crm.createValue(name, value)
      if (written.kind === 'refused') return refuse(written.code)
      if (written.kind !== 'answered') return { kind: 'stopped', by: written }
      made += 1
    }
    reads.push({ name, value, became })
  }
  return { kind: 'done', value: plan.values.length, made }
}

function isTheirs(held: string, wanted: string, ours: WantedValue['ours']): boolean {
  return held !== '' && held !== wanted && ours !== null && !ours.includes(held)
}

async function makeMissing(
  plan: SetUpPlan,
  names: readonly string[],
  look: () => Promise<Answer<string[]>>,
  create: (name: string) => Promise<Answer<string>>,
): Promise<Part<number>> {
  const answer = await look()
  if (answer.kind !== 'answered') return unmade(answer)
  const held = new Set(answer.value.map((name) => name.toLowerCase()))
  let made = 0
  for (const name of names.filter((one) => !held.has(one.toLowerCase()))) {
    if (plan.isOutOfTime()) return { kind: 'stopped', by: OUT_OF_TIME }
    const created = await create(name)
    // A duplicate: somebody made it while we looked.
    if (created.kind !== 'answered' && !('code' in created && created.code === 'duplicate')) return unmade(created)
    made += 1
  }
  return { kind: 'done', value: names.length, made }
}

function unmade(answer: Exclude<Answer<never>, { kind: 'answered' }>): Part<never> {
  return answer.kind === 'refused' ? { kind: 'refused', code: answer.code } : { kind: 'stopped', by: answer }
}

function found<T>(answer: Answer<T>): Part<T> {
  return answer.kind === 'answered' ? { kind: 'done', value: answer.value, made: 0 } : unmade(answer)
}

function valueOf<T>(part: Part<T>): T | null {
  return part.kind === 'done' ? part.value : null
}
