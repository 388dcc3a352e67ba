import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import type { JoinDraft, JoinStep, JoinView } from '../../tenants/contract/join.ts'
import { askOutcome } from '../api/ask-outcome.ts'
import type { Context } from '../context.ts'
import type { Joining } from '../directory/join-drafts.ts'
import type { Refusal } from '../respond.ts'
import { forwardingFor } from './forwarding.ts'

const DRAFTED = ['business', 'services', 'phone', 'consent', 'gohighlevel'] as const

/** The first step that is not done; the phone step only counts once the business exists. */
export function nextStep({
  draft,
  smsNumber,
  liveAt,
}: Pick<Joining, 'draft' | 'smsNumber' | 'liveAt'>): JoinStep | null {
  if (liveAt !== null) return null
  const isDone = (step: keyof JoinDraft) => draft[step] !== undefined && (step !== 'phone' || smsNumber !== null)
  return DRAFTED.find((step) => !isDone(step)) ?? 'review'
}

/** What somebody who is joining sees: their draft, and from the phone step on what their business makes of it. */
export async function viewJoining(
  context: Context,
  email: string,
  joining: Joining | null,
): Promise<Result<JoinView, Refusal>> {
  const { draft = {}, tenantId = null, smsNumber = null, liveAt = null } = joining ?? {}
  const base = {
    email,
    draft,
    next: nextStep({ draft, smsNumber, liveAt }),
    smsNumber,
    isLive: liveAt !== null,
  }
  if (tenantId === null || smsNumber === null) {
    return succeed({ ...base, tenantId: null, forwarding: null, test: null, crm: null, previews: [] })
  }
  const language = draft.business?.language ?? 'en'
  const tenant = () => context.env.TENANT.getByName(tenantId)
  const [previews, test, crm] = await Promise.all([
    askOutcome(context, () => tenant().previews()),
    askOutcome(context, () => tenant().readForwardingTest(language)),
    askOutcome(context, () => tenant().readCrm()),
  ])
  // Its number is bought and its object is not open yet: the phone step has to be sent once more.
  if (isMissing(previews) || isMissing(test) || isMissing(crm)) {
    return succeed({ ...base, next: 'phone', tenantId: null, forwarding: null, test: null, crm: null, previews: [] })
  }
  if (!previews.ok) return fail(previews.error)
  if (!test.ok) return fail(test.error)
  if (!crm.ok) return fail(crm.error)
  const { status, locationName, locationId } = crm.value
  const forwarding = draft.phone ? forwardingFor(draft.phone.carrier, smsNumber, language) : null
  return succeed({
    ...base,
    tenantId,
    forwarding,
    test: test.value,
    crm: { status, name: locationName ?? locationId },
    previews: previews.value,
  })
}

function isMissing(answer: Result<unknown, Refusal>): boolean {
  return !answer.ok && answer.error.code === 'tenant_missing'
}
