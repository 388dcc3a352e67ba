import type { IRequestStrict } from 'itty-router'
import { succeed, type Result } from '../../tenants/base/result.ts'
import type { Once } from '../../tenants/contract/once.ts'
import type { SignedInContext } from '../context.ts'
import { digestToken } from '../people/token-digest.ts'
import { invalid } from '../read-body.ts'
import type { Refusal } from '../respond.ts'

/** As the draft writes it, a string of structured fields, or without its quotes, as most clients do. */
const KEY = /^"?([\x21\x23-\x5b\x5d-\x7e]{1,255})"?$/

const EXPECTED = '1 to 255 visible characters of ASCII without quotes, such as a UUID'

/**
 * What a request is to be done once as; null where it bears no key. A key is its caller's own, and belongs to one path
 * and body, however that body is laid out.
 * Source: draft-ietf-httpapi-idempotency-key-header-07.
 */
export async function readOnce(
  request: IRequestStrict,
  { person }: SignedInContext,
  body: unknown,
): Promise<Result<Once | null, Refusal>> {
  const given = request.headers.get('idempotency-key')
  if (given === null) return succeed(null)
  const key = KEY.exec(given.trim())?.[1]
  if (key === undefined) return invalid([{ path: 'Idempotency-Key', message: EXPECTED }])
  // With the key in it, which is kept nowhere, nobody can guess at the words from what is kept of them.
  const asked = [key, request.method, new URL(request.url).pathname, body]
  return succeed({
    key: await digestToken(JSON.stringify([person.email, key])),
    asked: await digestToken(JSON.stringify(asked)),
  })
}
