import { messageOf } from './refusal.ts'

/** Why nothing can be had from a location any more, until a person does something there or here. */
export type Loss = 'uninstalled' | 'token_refused' | 'location_gone' | 'scope_missing'

const LOSSES: ReadonlySet<string> = new Set<Loss>(['uninstalled', 'token_refused', 'location_gone', 'scope_missing'])

/** An answer of another status is not read for its words: most are long, and are read for what was asked. */
const TELLING: ReadonlySet<number> = new Set([400, 401, 403, 404])

/**
 * What a refusal says of the connection itself, by GoHighLevel's own words: the same statuses with other words come
 * from something that stands between us, or are about one record alone.
 */
export function readLoss(status: number, text: string): Loss | null {
  if (!TELLING.has(status)) return null
  const message = messageOf(text)
  if (message === null) return null
  if ((status === 401 || status === 403) && saysScopeMissing(message)) return 'scope_missing'
  if (status === 403 && saysLocationForbidden(message)) return 'location_gone'
  if ((status === 400 || status === 404) && saysLocationMissing(message)) return 'location_gone'
  if ((status === 400 || status === 403) && /not installed/i.test(message)) return 'uninstalled'
  return status === 401 ? 'token_refused' : null
}

/** Whether the code of an answer names a loss. */
export function lossOf(code: string): Loss | null {
  return LOSSES.has(code) ? (code as Loss) : null
}

/** Another token may open what this one did not: one that was revoked, or minted before somebody let us in. */
export function isTokenRefused(status: number, text: string): boolean {
  if (status !== 401 && status !== 403) return false
  const message = messageOf(text) ?? ''
  if (status === 401) return !saysScopeMissing(message)
  return status === 403 && saysLocationForbidden(message)
}

function saysScopeMissing(message: string): boolean {
  return /not authorized for this scope/i.test(message)
}

function saysLocationForbidden(message: string): boolean {
  return /does not have access to this location/i.test(message)
}

function saysLocationMissing(message: string): boolean {
  return /\b(sub-?account|location)\b.*(not found|not exist|deleted)/i.test(message)
}
