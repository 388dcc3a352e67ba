import type { ExperimentView } from '../../tenants/contract/agents.ts'
import { call, tenantPath, type Problem } from '../api.ts'
import { PagedList } from './paged-list.ts'

/** Texts that are tried against each other, the latest first. */

export function listExperiments(tenantId: string): PagedList<ExperimentView> {
  return new PagedList<ExperimentView>((after) => tenantPath(tenantId, `experiments?limit=10${after}`), /^experiment/)
}

export async function stopExperiment(tenantId: string, experimentId: string): Promise<Problem | null> {
  const body = { status: 'stopped' }
  const answer = await call('PATCH', tenantPath(tenantId, `experiments/${experimentId}`), { body })
  return answer.ok ? null : answer.problem
}

/** How often it worked, of those who got it; null before anybody did. */
export function rateOf({ exposed, succeeded }: { exposed: number; succeeded: number }): number | null {
  return exposed === 0 ? null : succeeded / exposed
}

/** Of all wordings, those whose outcome is in. */
export function countSeen({ arms }: Pick<ExperimentView, 'arms'>): number {
  return arms.reduce((sum, { exposed }) => sum + exposed, 0)
}

/** A text, parted into its words and the `{slots}` that are filled in when it is sent. */
export function splitSlots(text: string): { text: string; isSlot: boolean }[] {
  return text
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => (/^\{\w+\}$/.test(part) ? { text: part.slice(1, -1), isSlot: true } : { text: part, isSlot: false }))
}
