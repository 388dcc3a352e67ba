import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../../tenants/base/clock.ts'
import { newToken } from '../../tenants/base/ids.ts'
import { LEAD_FORM_MAX_MS, LEAD_FORM_MIN_MS } from '../../tenants/base/limits.ts'
import { openKeyring } from '../../tenants/base/sealing.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import type { Settings } from '../env.ts'

/**
 * A form that was shown, in one line that only we can write: when, to be sent how often (once), and which words stood
 * in it. Who posts without having been shown the form, or after the words have changed, is shown it first.
 */

/** For whom, and the words that are agreed to. */
export type ShownForm = { tenantId: string; language: string; words: string }

export type TokenFault = 'unknown' | 'too_fast' | 'too_old'

export function issueToken(settings: Settings, form: ShownForm, now: Instant): string {
  const [key] = keysOf(settings)
  const id = newToken()
  return [now.toString(36), id, sign(key ?? Buffer.alloc(0), form, now, id)].join('.')
}

/** The id of the form that was shown, by which a second submission of it is known. */
export function readToken(
  settings: Settings,
  form: ShownForm,
  token: string,
  now: Instant,
): Result<string, TokenFault> {
  const [shownAt = '', id = '', signature = ''] = token.split('.')
  const at = Number.parseInt(shownAt, 36)
  if (!keysOf(settings).some((key) => isSame(sign(key, form, at, id), signature))) return fail('unknown')
  if (now - at < LEAD_FORM_MIN_MS) return fail('too_fast')
  return now - at > LEAD_FORM_MAX_MS ? fail('too_old') : succeed(id)
}

function keysOf({ SEALING_KEY }: Settings): Buffer[] {
  const { seal, all } = openKeyring(SEALING_KEY)
  const newestFirst = [seal, ...[...all.values()].filter(({ id }) => id !== seal.id)]
  return newestFirst.map(({ key }) => createHash('sha256').update('lead form').update(key).digest())
}

function sign(key: Buffer, { tenantId, language, words }: ShownForm, at: Instant, id: string): string {
  const shown = createHash('sha256').update(words).digest('base64url')
  return createHmac('sha256', key).update([tenantId, language, shown, at, id].join('\n')).digest('base64url')
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
