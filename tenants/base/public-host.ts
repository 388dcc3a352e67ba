/** Endings that are never found in the public DNS (RFC 6761, RFC 6762, RFC 8375 and private use). */
const PRIVATE_ENDINGS = new Set(['localhost', 'local', 'internal', 'home', 'lan', 'corp', 'intranet', 'arpa', 'onion'])

/**
 * Whether a host may be one of the public internet: somebody from outside names it, and must not make us call addresses
 * of ours or of a private network. URLs write every form of an IPv4 address as four numbers, and an IPv6 address in
 * brackets; no address is taken at all, as whoever offers something to the public has a name for it.
 */
export function isPublicHost(hostname: string): boolean {
  const labels = hostname.replace(/\.$/, '').split('.')
  const ending = labels.at(-1) ?? ''
  if (labels.length < 2 || hostname.startsWith('[') || /^\d+$/.test(ending)) return false
  return !PRIVATE_ENDINGS.has(ending)
}
