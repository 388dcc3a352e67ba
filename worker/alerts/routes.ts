import type { Phone } from '../../tenants/base/e164.ts'
import { unreachable } from '../../tenants/base/result.ts'
import { openKeyring, unseal } from '../../tenants/base/sealing.ts'
import type { PushSubscription } from '../../tenants/contract/push.ts'
import { isSafeEndpoint, type PushPlaces } from '../../tenants/providers/web-push/endpoint.ts'
import { listRoutes, type RouteRow } from '../directory/alert-routes.ts'
import type { Env, Settings } from '../env.ts'

/** Somebody to tell, with their address open. */
export type Route = Omit<RouteRow, 'target' | 'kind' | 'place'> &
  (
    | { kind: 'email'; target: string }
    | { kind: 'sms'; target: Phone }
    | { kind: 'webhook'; target: string }
    | { kind: 'push'; target: PushSubscription }
  )

/** Routes by their ids; without any, the admins of the settings by e-mail, so that nobody can be told nothing. */
export async function loadRoutes({ DIRECTORY, settings }: Pick<Env, 'DIRECTORY' | 'settings'>): Promise<{
  routes: RouteRow[]
  isDefault: boolean
}> {
  const rows = await listRoutes(DIRECTORY)
  return rows.length > 0 ? { routes: rows, isDefault: false } : { routes: defaultRoutes(settings), isDefault: true }
}

function defaultRoutes({ ADMIN_EMAILS }: Settings): RouteRow[] {
  return [...ADMIN_EMAILS].map((email, place) => ({
    ...{ routeId: `admin:${email}`, place, kind: 'email', name: email, target: email, shown: email },
    ...{ severity: 'all', language: 'en' },
  }))
}

/** Throws Unsealable where an address was sealed under a key that is gone. */
export function openRoute(row: RouteRow, { SEALING_KEY }: Settings): Route {
  const { place: _place, kind, target, ...route } = row
  const open = () => unseal(openKeyring(SEALING_KEY), sealOwner(row.routeId), target)
  switch (kind) {
    case 'email':
      return { ...route, kind, target }
    case 'sms':
      return { ...route, kind, target: target as Phone }
    case 'webhook':
      return { ...route, kind, target: open() }
    case 'push':
      return { ...route, kind, target: JSON.parse(open()) as PushSubscription }
    default:
      return unreachable(kind)
  }
}

export function sealOwner(routeId: string): string {
  return `${routeId}/alert_route`
}

/** Push services have names of their own, which browsers choose; none of them is ours or in a private network. */
export function pushPlaces({ APP_URL: appUrl, SANDBOX_URL }: Settings): PushPlaces {
  return { appUrl, sandboxUrl: SANDBOX_URL ?? null }
}

/** Webhooks lead to hosts that the settings name, encrypted, and to no address of ours or of a private network. */
export function isAllowedWebhook(target: string, settings: Settings): boolean {
  const places = pushPlaces(settings)
  if (!isSafeEndpoint(target, places)) return false
  if (places.sandboxUrl !== null && target.startsWith(`${places.sandboxUrl}/`)) return true
  return settings.ALERT_WEBHOOK_HOSTS.includes(new URL(target).hostname)
}
