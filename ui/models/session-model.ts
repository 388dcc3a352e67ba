import { computed, signal } from '@preact/signals'
import { get, isSignedOut, type Problem } from '../api.ts'
import { place } from '../router.ts'

/** Who is signed in, and which businesses they may open. */

export type Role = 'admin' | 'technician' | 'reseller' | 'viewer'
export type Business = { tenantId: string; businessName: string; role: Role }
type Me = {
  email: string
  isAdmin: boolean
  grants: { role: Role; tenantId: string | null; businessName: string | null }[]
  /** Where a newcomer can play a customer; only a sandbox says so. */
  sandboxUrl?: string
}

export const me = signal<Me | null>(null)
export const businesses = signal<Business[] | null>(null)
export const sessionProblem = signal<Problem | null>(null)

export const tenantId = computed(() => ('tenantId' in place.value ? place.value.tenantId : null))
export const sandboxUrl = computed(() => me.value?.sandboxUrl ?? null)

/** What the person is in the business that is open; the most they may where they are several things. */
export const role = computed<Role | null>(() => {
  if (me.value === null) return null
  if (me.value.isAdmin) return 'admin'
  const roles = me.value.grants.filter((grant) => grant.tenantId === tenantId.value).map((grant) => grant.role)
  return (['technician', 'viewer', 'reseller'] as const).find((each) => roles.includes(each)) ?? null
})
export const mayWrite = computed(() => role.value === 'admin' || role.value === 'technician')

export async function loadSession(): Promise<void> {
  sessionProblem.value = null
  const answer = await get<Me>('/api/v1/me', { email: 'string', isAdmin: 'boolean', grants: 'array' })
  if (!answer.ok) {
    sessionProblem.value = answer.problem
    return
  }
  me.value = answer.value
  businesses.value = await listBusinesses(answer.value)
}

async function listBusinesses(who: Me): Promise<Business[]> {
  if (!who.isAdmin) {
    return who.grants.flatMap(({ tenantId: id, businessName, role: granted }) =>
      id === null ? [] : [{ tenantId: id, businessName: businessName ?? id, role: granted }],
    )
  }
  type All = { items: { id: string; businessName: string }[] }
  const all = await get<All>('/api/v1/tenants', { items: 'array' })
  if (!all.ok) {
    sessionProblem.value = all.problem
    return []
  }
  return all.value.items.map(({ id, businessName }) => ({ tenantId: id, businessName, role: 'admin' as const }))
}

/** Back from signing in elsewhere, perhaps in another tab: the next look at this one finds the session alive again. */
export function watchSession(): void {
  const look = () => {
    if (document.visibilityState === 'visible' && (isSignedOut.value || me.value === null)) void loadSession()
  }
  document.addEventListener('visibilitychange', look)
  addEventListener('online', look)
}

/** Away to sign in, and back to this very place. */
export function signInAgain(): void {
  location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`)
}
