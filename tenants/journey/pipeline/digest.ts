import type { LeadStatus } from '../effect.ts'
import type { Standing } from './standing.ts'

const STATUSES: ReadonlySet<string> = new Set<LeadStatus>(['new', 'contacted', 'quoted', 'booked', 'completed', 'lost'])

/** What a link remembers of the standing both sides agreed on. */
export function writeStanding({ status, valueMinor }: Standing): string {
  return valueMinor === null ? status : `${status}:${valueMinor}`
}

/**
 * Null for a link that remembers something else, such as that the other side is gone. What follows `!` is a stage that
 * has been told of as unknown.
 */
export function readStanding(digest: string | null): Standing | null {
  const [status = '', value] = (digest ?? '').split('!', 1)[0]?.split(':') ?? []
  if (!STATUSES.has(status)) return null
  return { status: status as LeadStatus, valueMinor: value === undefined ? null : Number(value) }
}
