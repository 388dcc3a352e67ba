import type { Phone } from '../../tenants/base/e164.ts'
import { openKeyring, unseal } from '../../tenants/base/sealing.ts'
import { isSafeEndpoint } from '../../tenants/providers/web-push/endpoint.ts'
import { listRoutes, type RouteRow } from '../directory/alert-routes.ts'
import type { Env, Settings } from '../env.ts'

/** Somebody to tell, with their address open. */
export type Route = Omit<RouteRow, 'target' | 'kind' | 'place'> &
  ({ kind: 'email'; target: string } | { kind: 'sms'; target: Phone } | { kind: 'webhook'; target: string })

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

/** Throws Unsealable where a webhook's address was sealed under a key that is gone. */
export function openRoute(row: RouteRow, { SEALING_KEY }: Settings): Route {
  const { place: _place, ...route } = row
  if (route.kind !== 'webhook') return route as Route
  return { ...route, target: unseal(openKeyring(SEALING_KEY), sealOwner(row.routeId), row.target) } as Route
}

export function sealOwner(routeId: string): string {
  return `${routeId}/alert_webhook`
}

/** Webhooks lead to hosts that the settings name, encrypted, and to no address of ours or of a private network. */
export function isAllowedWebhook(target: string, settings: Settings): boolean {
  const { APP_URL: appUrl, SANDBOX_URL, ALERT_WEBHOOK_HOSTS } = settings
  const sandboxUrl = SANDBOX_URL ?? null
  if (!isSafeEndpoint(target, { appUrl, sandboxUrl })) return false
  if (sandboxUrl !== null && target.startsWith(`${sandboxUrl}/`)) return true
  return ALERT_WEBHOOK_HOSTS.includes(new URL(target).hostname)
}
