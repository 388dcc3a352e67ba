/**
 * Access adds its token to whatever a signed-in browser sends, also to what another site makes it send. A page of
 * another site is known by what its browser says of it; programs say nothing and are let through.
 */

const READING = new Set(['GET', 'HEAD'])
/** What a form can send to another site without being asked for leave first (Fetch, "CORS-safelisted"). */
const FORM_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])

export function isForeign(request: Request, appUrl: string): boolean {
  return !READING.has(request.method) && isFromElsewhere(request, appUrl)
}

/** For what must not be opened from elsewhere even to read it, such as a socket. */
export function isFromElsewhere(request: Request, appUrl: string): boolean {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  // `none` is the person themselves. A neighbouring subdomain (`same-site`) is no page of ours either.
  const isElsewhere = site !== null && site !== 'same-origin' && site !== 'none'
  return isElsewhere || (origin !== null && origin !== new URL(appUrl).origin)
}

export function isFormPost(request: Request): boolean {
  if (READING.has(request.method)) return false
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  return type !== undefined && FORM_TYPES.has(type)
}
