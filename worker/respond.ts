import { unreachable } from '../tenants/base/result.ts'
import { STYLE_SOURCE } from './pages/layout.ts'

/** A fault in one field of what was sent: where, and what is expected there. Never the value itself. */
export type Issue = { path: string; message: string }

/** Why a request is refused. The code is stable and public; the detail is for a person. */
export type Refusal = {
  code: RefusalCode
  detail: string
  issues?: Issue[]
  headers?: Record<string, string>
}

export type RefusalCode =
  | 'body_invalid'
  | 'query_invalid'
  | 'signature_missing'
  | 'signature_mismatch'
  | 'timestamp_too_old'
  | 'token_missing'
  | 'token_invalid'
  | 'forbidden'
  | 'origin_foreign'
  | 'not_found'
  | 'tenant_missing'
  | 'customer_missing'
  | 'entry_missing'
  | 'lead_missing'
  | 'emergency_missing'
  | 'request_missing'
  | 'request_refused'
  | 'lead_moved'
  | 'upgrade_required'
  | 'script_refused'
  | 'test_refused'
  | 'push_off'
  | 'domain_refused'
  | 'edited_meanwhile'
  | 'method_not_allowed'
  | 'already_taken'
  | 'opted_out'
  | 'hidden_characters'
  | 'link_shortened'
  | 'offer_without_consent'
  | 'body_too_large'
  | 'content_type_unsupported'
  | 'too_many_requests'
  | 'export_too_large'
  | 'not_stored'
  | 'internal_error'
  | 'settings_missing'
  | 'access_unreachable'
  | 'directory_unreachable'
  | 'tenant_unreachable'
  | 'pages_missing'
  | 'join_incomplete'
  | 'join_done'
  | 'number_unavailable'
  | 'registration_incomplete'
  | 'registration_not_open'
  | 'invitation_gone'
  | 'invitation_for_other'
  | 'already_member'
  | 'last_technician'
  | 'papers_missing'
  | 'document_missing'
  | 'document_replaced'
  | 'notice_outdated'
  | 'papers_unreadable'
  | 'business_closed'

const PAGE_POLICY = `default-src 'none'; style-src ${STYLE_SOURCE}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`

export function respondJson(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  })
}

export function respondHtml(html: string, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': PAGE_POLICY,
      'x-robots-tag': 'noindex',
      ...headers,
    },
  })
}

export function respondXml(xml: string, status = 200): Response {
  return new Response(xml, {
    status,
    headers: { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' },
  })
}

export function respondEmpty(status: 204 | 202 | 200 = 204): Response {
  return new Response(null, { status })
}

/**
 * Turns a refusal into `application/problem+json` (RFC 9457) with `type`, `title`, `status`, `code`, `detail` and,
 * where fields are at fault, `issues`. `status` overrides the code's own, for who retries after one status only.
 */
export function refuse(refusal: Refusal, status = statusOf(refusal.code)): Response {
  const problem = {
    type: `urn:shoulder:problem:${refusal.code}`,
    title: TITLES[status] ?? 'Refused',
    status,
    code: refusal.code,
    detail: refusal.detail,
    ...(refusal.issues ? { issues: refusal.issues } : {}),
  }
  return new Response(JSON.stringify(problem), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...refusal.headers },
  })
}

/** A file of somebody else's making, to be kept and never to be shown as a page of ours. */
export function respondFile(bytes: Uint8Array<ArrayBuffer>, name: string, contentType: string): Response {
  return new Response(bytes, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${name}"`,
      'content-length': String(bytes.byteLength),
      'cache-control': 'no-store',
    },
  })
}

/** Adds the headers that every answer carries, whoever made it. Nothing is kept by anybody unless its maker said so. */
export function secure(response: Response, isEncrypted: boolean): Response {
  const { headers } = response
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'no-referrer')
  headers.set('cross-origin-resource-policy', 'same-origin')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()')
  // Over a connection that anybody could have changed it means nothing.
  if (isEncrypted) headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains')
  if (!headers.has('content-security-policy')) {
    headers.set(
      'content-security-policy',
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
  }
  return response
}

export function statusOf(code: RefusalCode): number {
  switch (code) {
    case 'body_invalid':
    case 'query_invalid':
    case 'script_refused':
    case 'hidden_characters':
    case 'link_shortened':
    case 'registration_incomplete':
      return 400
    case 'signature_missing':
    case 'signature_mismatch':
    case 'timestamp_too_old':
    case 'token_missing':
    case 'token_invalid':
      return 401
    case 'forbidden':
    case 'origin_foreign':
    case 'invitation_for_other':
      return 403
    case 'not_found':
    case 'tenant_missing':
    case 'customer_missing':
    case 'entry_missing':
    case 'lead_missing':
    case 'emergency_missing':
    case 'request_missing':
    case 'invitation_gone':
    case 'papers_missing':
    case 'document_missing':
      return 404
    case 'method_not_allowed':
      return 405
    case 'already_taken':
    case 'lead_moved':
    case 'opted_out':
    case 'offer_without_consent':
    case 'test_refused':
    case 'export_too_large':
    case 'push_off':
    case 'domain_refused':
    case 'join_incomplete':
    case 'join_done':
    case 'registration_not_open':
    case 'already_member':
    case 'last_technician':
    case 'request_refused':
    case 'notice_outdated':
      return 409
    case 'business_closed':
      return 410
    case 'edited_meanwhile':
    case 'document_replaced':
      return 412
    case 'body_too_large':
      return 413
    case 'content_type_unsupported':
      return 415
    case 'upgrade_required':
      return 426
    case 'too_many_requests':
      return 429
    case 'internal_error':
      return 500
    case 'not_stored':
    case 'papers_unreadable':
    case 'settings_missing':
    case 'access_unreachable':
    case 'directory_unreachable':
    case 'tenant_unreachable':
    case 'pages_missing':
    case 'number_unavailable':
      return 503
    default:
      return unreachable(code)
  }
}

const TITLES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  426: 'Upgrade Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}
