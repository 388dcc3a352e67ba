import type { SlotView } from '../tenants/contract/booking.ts'
import { STYLE_SOURCE } from './pages/layout.ts'
import { statusOf, type RefusalCode } from './refusal-codes.ts'

/** A fault in one field of what was sent: where, and what is expected there. Never the value itself. */
export type Issue = { path: string; message: string }

/** Why a request is refused. The code is stable and public; the detail is for a person. */
export type Refusal = {
  code: RefusalCode
  detail: string
  issues?: Issue[]
  /** Times that are free instead, where one was taken. */
  slots?: SlotView[]
  headers?: Record<string, string>
}

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
    ...(refusal.slots ? { slots: refusal.slots } : {}),
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
  416: 'Range Not Satisfiable',
  422: 'Unprocessable Content',
  426: 'Upgrade Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}
