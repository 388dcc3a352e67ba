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
  return url.hostname !== new URL(appUrl).hostname && isPublicName(url.hostname)
}

/** `sandboxUrl` is null in production. */
export type PushPlaces = { appUrl: string; sandboxUrl: string | null }

/** Endings that are never found in the public DNS (RFC 6761, RFC 6762, RFC 8375 and private use). */
const PRIVATE_ENDINGS = new Set(['localhost', 'local', 'internal', 'home', 'lan', 'corp', 'intranet', 'arpa', 'onion'])

/** URLs write every form of an IPv4 address as four numbers, and an IPv6 address in brackets. */
function isPublicName(hostname: string): boolean {
  const labels = hostname.replace(/\.$/, '').split('.')
  const ending = labels.at(-1) ?? ''
  if (labels.length < 2 || hostname.startsWith('[') || /^\d+$/.test(ending)) return false
  return !PRIVATE_ENDINGS.has(ending)
}
