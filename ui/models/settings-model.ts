import { signal, type ReadonlySignal } from '@preact/signals'
import type { TenantProfile, TenantView } from '../../tenants/contract.ts'
import type { Policy } from '../../tenants/contract/policy.ts'
import { call, get, tenantPath, type Answer, type Problem, type Shape } from '../api.ts'
import { findClashes, type Clash } from './settings-merge.ts'

/** A tenant's profile and policy, and saving parts of them beside other people who do the same. */

const POLICY_SHAPE: Shape<Policy> = { textAfterMs: 'number', notifyBy: 'array', paused: 'boolean' }
const SHAPE: Shape<TenantView> = { id: 'string', policy: 'object', version: 'number', priceBook: 'array' }

export type SettingsPart = 'profile' | 'policy'
type Values = { profile: TenantProfile; policy: Policy }
type AnyClash = Clash<TenantProfile> | Clash<Policy>

export type PendingClash = {
  part: SettingsPart
  clashes: AnyClash[]
  /** Saves what was chosen: of each field, whether mine is to stand. */
  resolve: (keepsMine: Readonly<Record<string, boolean>>) => Promise<SaveOutcome>
  /** Closes the question; what was typed stays in its fields. */
  dismiss: () => void
}

export type SaveOutcome =
  { kind: 'saved'; isMerged: boolean } | { kind: 'clash' } | { kind: 'refused'; problem: Problem }

export type SettingsModel = {
  tenantId: string
  tenant: ReadonlySignal<TenantView | null>
  problem: ReadonlySignal<Problem | null>
  clash: ReadonlySignal<PendingClash | null>
  /** Counts the clashes that a person has decided. */
  settled: ReadonlySignal<number>
  load: () => Promise<void>
  /** Sends only what is given, from the version on the screen. */
  save: <Part extends SettingsPart>(part: Part, change: Partial<Values[Part]>) => Promise<SaveOutcome>
}

export function openSettings(tenantId: string): SettingsModel {
  const tenant = signal<TenantView | null>(null)
  const problem = signal<Problem | null>(null)
  const clash = signal<PendingClash | null>(null)
  const settled = signal(0)
  const path = tenantPath(tenantId)

  const load = async () => {
    const answer = await get<TenantView>(path, SHAPE)
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) tenant.value = answer.value
  }

  /** The tenant after the change; a policy is answered alone, with its new version in the `ETag`. */
  const send = async (part: SettingsPart, change: object, base: TenantView): Promise<Answer<TenantView>> => {
    const { version } = base
    if (part === 'profile') return call<TenantView>('PATCH', path, { body: change, version, shape: SHAPE })
    const rest = tenantPath(tenantId, 'policy')
    const answer = await call<Policy>('PATCH', rest, { body: change, version, shape: POLICY_SHAPE })
    if (!answer.ok) return answer
    return { ...answer, value: { ...base, policy: answer.value, version: answer.version ?? version + 1 } }
  }

  const save = async (part: SettingsPart, change: object, isMerged = false): Promise<SaveOutcome> => {
    const base = tenant.value
    if (base === null) return { kind: 'refused', problem: LOST }
    if (Object.keys(change).length === 0) return { kind: 'saved', isMerged }
    const answer = await send(part, change, base)
    if (answer.ok) {
      tenant.value = answer.value
      return { kind: 'saved', isMerged }
    }
    if (answer.problem.status !== 412) return { kind: 'refused', problem: answer.problem }
    return settle(part, change, base)
  }

  /** Somebody saved meanwhile: mine goes on top where it takes nothing of theirs away, otherwise a person decides. */
  const settle = async (part: SettingsPart, change: object, base: TenantView): Promise<SaveOutcome> => {
    const fresh = await get<TenantView>(path, SHAPE)
    if (!fresh.ok) return { kind: 'refused', problem: fresh.problem }
    const clashes = findClashes(valuesOf(base, part), change, valuesOf(fresh.value, part)) as AnyClash[]
    tenant.value = fresh.value
    if (clashes.length === 0) return save(part, change, true)
    clash.value = {
      part,
      clashes,
      dismiss: () => (clash.value = null),
      resolve: async (keepsMine) => {
        const given = clashes.filter(({ field }) => keepsMine[field] !== true).map(({ field }) => field as string)
        const kept = Object.fromEntries(Object.entries(change).filter(([field]) => !given.includes(field)))
        clash.value = null
        const outcome = await save(part, kept, false)
        if (outcome.kind === 'saved') settled.value += 1
        return outcome
      },
    }
    return { kind: 'clash' }
  }

  return { tenantId, tenant, problem, clash, settled, load, save: (part, change) => save(part, change) }
}

function valuesOf(view: TenantView, part: SettingsPart): Record<string, unknown> {
  return (part === 'policy' ? view.policy : view) as Record<string, unknown>
}

const LOST: Problem = { status: 0, code: 'offline', detail: '', issues: {} }
