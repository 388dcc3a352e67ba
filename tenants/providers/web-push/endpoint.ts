import { isPublicHost } from '../../base/public-host.ts'

/**
 * Whether we may write to an endpoint. A browser names it, and anybody may say they are a browser: it must not make us
 * call addresses of ours or of a private network. Real push services have names of their own and the usual port.
 */
export function isSafeEndpoint(endpoint: string, { appUrl, sandboxUrl }: PushPlaces): boolean {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null
  if (!url || url.username !== '' || url.password !== '') return false
  // Where providers are played, the sandbox plays the push service as well.
  if (sandboxUrl !== null && url.href.startsWith(`${sandboxUrl}/`)) return true
  if (url.protocol !== 'https:' || url.port !== '') return false
  return url.hostname !== new URL(appUrl).hostname && isPublicHost(url.hostname)
}

/** `sandboxUrl` is null in production. */
export type PushPlaces = { appUrl: string; sandboxUrl: string | null }
