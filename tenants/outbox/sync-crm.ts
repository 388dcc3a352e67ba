import type { Phone } from '../base/e164.ts'
import { decidePipeline, hasMoved, isSame } from '../journey/pipeline/decide.ts'
import { findPipeline, mapStages, rolesOf, type StageRoles } from '../journey/stage-map.ts'
import { placeOf, stageNameOf, standingOf } from '../journey/pipeline/stages.ts'
import type { Compared, Dated, PlannedLead } from '../journey/pipeline/standing.ts'
import type { CrmReading, CrmRecords } from '../providers/crm-port.ts'
import type { Answer, CrmAddress, CrmPipeline, CrmPort, SendOutcome } from '../providers/port.ts'

/** A pipeline with what each of its stages stands for. */
export type KnownPipeline = CrmPipeline & { roles?: StageRoles }

/** The lead as it stands when the entry is sent. */
export type CrmPlan = {
  contactRef: string | null
  phone: Phone | null
  email: string | null
  name: string | null
  /** How they came to us, as the CRM shows it. */
  source: string
  title: string
  lead: PlannedLead
  /** Known from an earlier sync, so that it need not be asked for again. */
  pipeline: KnownPipeline | null
}

/** As GoHighLevel shows it. */
const SOURCES: Record<string, string> = {
  text: 'text',
  web: 'website form',
  google_ads: 'Google Ads form',
  gohighlevel: 'GoHighLevel',
}

export function describeSource(source: string): string {
  return SOURCES[source] ?? 'missed call'
}

/** `address`: the contact's, which may have been in the CRM long before we knew of it. */
export type CrmResult = {
  contactRef: string
  opportunityRef: string
  pipeline: KnownPipeline
  address?: CrmAddress
  compared: Compared
  /** As it was planned; it may have moved meanwhile. */
  lead: PlannedLead
}

type Crm = CrmPort & CrmRecords

/**
 * Brings contact and opportunity to where the lead stands, or says where they stand themselves. Every step can be
 * repeated: contacts are upserted, and an opportunity is looked for before one is created, since GoHighLevel takes no
 * idempotency key. What is there is read before it is written: somebody may have moved it a moment ago.
 */
export async function syncCrm(
  crm: Crm,
  plan: CrmPlan,
): Promise<{ outcome: SendOutcome; crm?: CrmResult; contactRef?: string }> {
  const contact = await contactOf(crm, plan)
  if (contact.kind !== 'answered') return { outcome: contact }
  const { contactRef, address } = contact.value
  const placed = await placeLead(crm, plan, contactRef)
  if (placed.kind !== 'answered') return { outcome: placed, contactRef }
  const { opportunityRef, pipeline, compared } = placed.value
  return {
    outcome: { kind: 'sent', providerRef: opportunityRef },
    crm: { contactRef, opportunityRef, pipeline, compared, lead: plan.lead, ...(address ? { address } : {}) },
    contactRef,
  }
}

/** Without a number or an address an upsert makes a second contact, so whoever is known by the contact alone stays. */
async function contactOf(
  crm: Crm,
  { contactRef, phone, email, name, source }: CrmPlan,
): Promise<Answer<{ contactRef: string; address?: CrmAddress }>> {
  if (contactRef !== null && phone === null && email === null) return { kind: 'answered', value: { contactRef } }
  return crm.upsertContact({ phone, email, name, source })
}

/** A pipeline we remember may have lost a stage since, or be gone: then it is looked for once more. */
async function placeLead(crm: Crm, plan: CrmPlan, contactRef: string): Promise<Answer<Placed>> {
  if (plan.pipeline) {
    const placed = await placeOpportunity(crm, plan, contactRef, plan.pipeline)
    if (placed.kind !== 'refused' || placed.code !== 'stage_unknown') return placed
  }
  const fresh = await fetchPipeline(crm, plan.pipeline)
  return fresh.kind === 'answered' ? placeOpportunity(crm, plan, contactRef, fresh.value) : fresh
}

async function fetchPipeline(crm: CrmPort, before: KnownPipeline | null): Promise<Answer<KnownPipeline>> {
  const answer = await crm.fetchPipelines()
  if (answer.kind !== 'answered') return answer
  const pipeline = choosePipeline(answer.value, before)
  if (pipeline) return { kind: 'answered', value: pipeline }
  return {
    kind: 'refused',
    code: 'no_pipeline',
    detail: 'The location has no pipeline with stages. Create one named Shoulder in GoHighLevel, then retry.',
  }
}

/** The one used before, else the one of our name, else the first there is: a lead in another is better than none. */
export function choosePipeline(pipelines: readonly CrmPipeline[], before: KnownPipeline | null): KnownPipeline | null {
  const usable = pipelines.filter(({ stages }) => stages.length > 0)
  const same = usable.find(({ pipelineRef }) => pipelineRef === before?.pipelineRef)
  const chosen = same ?? findPipeline(usable) ?? usable[0]
  if (!chosen) return null
  const known = same ? (before?.roles ?? null) : null
  return { ...chosen, roles: rolesOf(mapStages(chosen.stages, known)) }
}

type Placed = { opportunityRef: string; pipeline: KnownPipeline; compared: Compared }

async function placeOpportunity(
  crm: Crm,
  plan: CrmPlan,
  contactRef: string,
  pipeline: KnownPipeline,
): Promise<Answer<Placed>> {
  const { lead } = plan
  const known = lead.opportunityRef ?? (await findOpen(crm, contactRef, pipeline.pipelineRef))
  if (typeof known !== 'string' && known !== null) return known
  if (known === null) return create(crm, plan, contactRef, pipeline)
  const reading = await crm.fetchOpportunity(known)
  if (reading.kind !== 'answered') return reading
  if (reading.value === null) {
    return { kind: 'answered', value: { opportunityRef: known, pipeline, compared: { kind: 'gone' } } }
  }
  return compare(crm, plan, reading.value, pipeline)
}

async function findOpen(
  crm: Crm,
  contactRef: string,
  pipelineRef: string,
): Promise<string | null | Exclude<Answer<never>, { kind: 'answered' }>> {
  const existing = await crm.findOpportunity(contactRef, pipelineRef)
  return existing.kind === 'answered' ? (existing.value?.opportunityRef ?? null) : existing
}

async function create(
  crm: Crm,
  { lead: { ours }, title }: CrmPlan,
  contactRef: string,
  pipeline: KnownPipeline,
): Promise<Answer<Placed>> {
  const { pipelineRef } = pipeline
  const { stageRef, status, amountMajor } = placeOf(pipeline, ours)
  const created = await crm.createOpportunity({ contactRef, pipelineRef, stageRef, name: title, amountMajor })
  // Search lags some seconds behind create, so a repeat may be refused as a duplicate: the next attempt will find it.
  if (created.kind === 'refused' && created.code === 'duplicate') {
    return { kind: 'unavailable', code: 'opportunity_not_listed_yet', retryAfterMs: null }
  }
  if (created.kind !== 'answered') return created
  const { opportunityRef } = created.value
  const decision = { kind: 'write_theirs' } as const
  // It is made open, whatever the lead is by now.
  if (created.value.status !== status) return write(crm, ours, opportunityRef, pipeline, { decision, before: ours })
  const compared = { kind: 'compared', decision, theirs: { ...ours, at: null }, before: ours } as const
  return { kind: 'answered', value: { opportunityRef, pipeline, compared } }
}

async function compare(crm: Crm, plan: CrmPlan, reading: CrmReading, pipeline: KnownPipeline): Promise<Answer<Placed>> {
  const { ours, agreed } = plan.lead
  const { opportunityRef } = reading
  const standing = standingOf(pipeline, reading, [ours, agreed])
  if (standing === null) return faceUnknownStage(crm, plan, reading, pipeline)
  const isMove = agreed === null || agreed.status !== standing.status
  const at = (isMove ? reading.movedAt : null) ?? reading.movedAt ?? reading.updatedAt ?? 0
  const theirs: Dated = { ...standing, at: isMove || isSame(standing, agreed) ? at : (reading.updatedAt ?? at) }
  const decision = decidePipeline(ours, theirs, agreed)
  const isOurs = decision.kind === 'write_theirs' || (decision.kind === 'conflict' && decision.winner === 'ours')
  if (isOurs) return write(crm, ours, opportunityRef, pipeline, { decision, before: theirs })
  const compared = { kind: 'compared', decision, theirs, before: theirs } as const
  return { kind: 'answered', value: { opportunityRef, pipeline, compared } }
}

/** The stage may be new there; if it is none of ours all the same, only a move of ours takes it back. */
async function faceUnknownStage(
  crm: Crm,
  plan: CrmPlan,
  reading: CrmReading,
  pipeline: KnownPipeline,
): Promise<Answer<Placed>> {
  const { ours, agreed } = plan.lead
  const fresh = plan.pipeline ? await fetchPipeline(crm, plan.pipeline) : null
  if (fresh && fresh.kind !== 'answered') return fresh
  if (fresh && standingOf(fresh.value, reading, [ours, agreed]) !== null) {
    return compare(crm, plan, reading, fresh.value)
  }
  const known = fresh?.value ?? pipeline
  const { opportunityRef, stageRef } = reading
  if (agreed !== null && hasMoved(ours, agreed, agreed.oursAt)) {
    return write(crm, ours, opportunityRef, known, { decision: { kind: 'write_theirs' }, before: ours })
  }
  const compared = { kind: 'unknown_stage', stage: stageNameOf(known, stageRef) } as const
  return { kind: 'answered', value: { opportunityRef, pipeline: known, compared } }
}

async function write(
  crm: Crm,
  ours: Dated,
  opportunityRef: string,
  pipeline: KnownPipeline,
  why: Pick<Extract<Compared, { kind: 'compared' }>, 'decision' | 'before'>,
): Promise<Answer<Placed>> {
  const { pipelineRef } = pipeline
  const written = await crm.writeOpportunity(opportunityRef, { pipelineRef, ...placeOf(pipeline, ours) })
  if (written.kind !== 'answered') return written
  const { movedAt, updatedAt } = written.value
  const now = standingOf(pipeline, written.value, [ours]) ?? ours
  const compared = { kind: 'compared', theirs: { ...now, at: movedAt ?? updatedAt }, ...why } as const
  return { kind: 'answered', value: { opportunityRef, pipeline, compared } }
}
