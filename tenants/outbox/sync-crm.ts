import type { Phone } from '../base/e164.ts'
import type { LeadStatus } from '../journey/effect.ts'
import type { Answer, CrmAddress, CrmOpportunity, CrmPipeline, CrmPort, SendOutcome } from '../providers/port.ts'

/** The lead as it stands when the entry is sent. */
export type CrmPlan = {
  phone: Phone | null
  email: string | null
  name: string | null
  leadStatus: LeadStatus
  /** How they came to us, as the CRM shows it. */
  source: string
  title: string
  /** Known from an earlier sync, so that it need not be asked for again. */
  pipeline: CrmPipeline | null
}

/** As GoHighLevel shows it; what came by call or text was a missed call in its beginning. */
const SOURCES: Record<string, string> = { web: 'website form', google_ads: 'Google Ads form' }

export function describeSource(source: string): string {
  return SOURCES[source] ?? 'missed call'
}

/** `address`: the contact's, which may have been in the CRM long before we knew of it. */
export type CrmResult = { contactRef: string; opportunityRef: string; pipeline: CrmPipeline; address?: CrmAddress }

const OPPORTUNITY_STATUS: Record<LeadStatus, CrmOpportunity['status']> = {
  new: 'open',
  contacted: 'open',
  quoted: 'open',
  booked: 'open',
  completed: 'won',
  lost: 'lost',
}

/**
 * Brings contact and opportunity to where the lead stands. Every step can be repeated: contacts are upserted, and an
 * opportunity is looked for before one is created, since GoHighLevel takes no idempotency key.
 */
export async function syncCrm(
  crm: CrmPort,
  plan: CrmPlan,
): Promise<{ outcome: SendOutcome; crm?: CrmResult; contactRef?: string }> {
  const contact = await crm.upsertContact({
    phone: plan.phone,
    email: plan.email,
    name: plan.name,
    source: plan.source,
  })
  if (contact.kind !== 'answered') return { outcome: contact }
  const { contactRef, address } = contact.value
  const pipeline = await choosePipeline(crm, plan)
  if (pipeline.kind !== 'answered') return { outcome: pipeline, contactRef }
  const placed = await placeOpportunity(crm, plan, contactRef, pipeline.value)
  if (placed.kind !== 'answered') return { outcome: placed, contactRef }
  const { opportunityRef } = placed.value
  return {
    outcome: { kind: 'sent', providerRef: opportunityRef },
    crm: { contactRef, opportunityRef, pipeline: pipeline.value, ...(address ? { address } : {}) },
    contactRef,
  }
}

async function choosePipeline(crm: CrmPort, plan: CrmPlan): Promise<Answer<CrmPipeline>> {
  if (plan.pipeline) return { kind: 'answered', value: plan.pipeline }
  const answer = await crm.fetchPipelines()
  if (answer.kind !== 'answered') return answer
  const usable = answer.value.filter((pipeline) => pipeline.stages.length > 0)
  const pipeline = usable.find(({ name }) => /shoulder/i.test(name)) ?? usable[0]
  if (pipeline) return { kind: 'answered', value: pipeline }
  return {
    kind: 'refused',
    code: 'no_pipeline',
    detail: 'The location has no pipeline with stages. Create one named Shoulder in GoHighLevel, then retry.',
  }
}

async function placeOpportunity(
  crm: CrmPort,
  plan: CrmPlan,
  contactRef: string,
  pipeline: CrmPipeline,
): Promise<Answer<CrmOpportunity>> {
  const { pipelineRef } = pipeline
  const stageRef = stageFor(pipeline, plan.leadStatus)
  const status = OPPORTUNITY_STATUS[plan.leadStatus]
  const existing = await crm.findOpportunity(contactRef, pipelineRef)
  if (existing.kind !== 'answered') return existing
  if (existing.value) {
    const isThere = existing.value.stageRef === stageRef && existing.value.status === status
    if (isThere) return { kind: 'answered', value: existing.value }
    return crm.updateOpportunity(existing.value.opportunityRef, { pipelineRef, stageRef, status })
  }
  const created = await crm.createOpportunity({
    contactRef,
    pipelineRef,
    stageRef,
    name: plan.title,
    amountMajor: null,
  })
  // Search lags some seconds behind create, so a repeat may be refused as a duplicate: the next attempt will find it.
  if (created.kind === 'refused' && created.code === 'duplicate') {
    return { kind: 'unavailable', code: 'opportunity_not_listed_yet', retryAfterMs: null }
  }
  return created
}

/** The stage named like the status; where a business names its stages otherwise, the first. */
function stageFor(pipeline: CrmPipeline, status: LeadStatus): string {
  const stages = [...pipeline.stages].sort((one, other) => one.position - other.position)
  const named = stages.find(({ name }) => name.toLowerCase().includes(status))
  return (named ?? stages[0])?.stageRef ?? ''
}
