import { signal, type ReadonlySignal } from '@preact/signals'
import type { KnownPerson, KnownView, Relation } from '../../tenants/contract/known.ts'
import { call, get, tenantPath, type Problem, type Shape } from '../api.ts'

/** Who is no customer like any other, and the calls that were held back. */

const SHAPE: Shape<KnownView> = { people: 'array', held: 'array' }

export type KnownModel = {
  view: ReadonlySignal<KnownView | null>
  problem: ReadonlySignal<Problem | null>
  load: () => Promise<void>
  add: (person: KnownPerson) => Promise<Problem | null>
  relate: (customerId: string, relation: Relation | null) => Promise<Problem | null>
  release: (heldId: string) => Promise<Problem | null>
}

export function openKnown(tenantId: string): KnownModel {
  const view = signal<KnownView | null>(null)
  const problem = signal<Problem | null>(null)
  const load = async () => {
    const answer = await get<KnownView>(tenantPath(tenantId, 'known'), SHAPE)
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) view.value = answer.value
  }
  const change = async (asked: Promise<Problem | null>): Promise<Problem | null> => {
    const refused = await asked
    await load()
    return refused
  }
  return {
    view,
    problem,
    load,
    add: (person) => change(send('POST', tenantPath(tenantId, 'known'), person)),
    relate: (customerId, relation) => change(saveRelation(tenantId, customerId, relation)),
    release: (heldId) => change(send('POST', tenantPath(tenantId, `held-calls/${encodeURIComponent(heldId)}/release`))),
  }
}

/** Says who somebody is; null makes them a customer like any other. */
export function saveRelation(tenantId: string, customerId: string, relation: Relation | null): Promise<Problem | null> {
  const path = tenantPath(tenantId, `conversations/${encodeURIComponent(customerId)}/relation`)
  return send('PUT', path, { relation })
}

async function send(method: 'POST' | 'PUT', path: string, body?: unknown): Promise<Problem | null> {
  const answer = await call(method, path, body === undefined ? {} : { body })
  return answer.ok ? null : answer.problem
}
