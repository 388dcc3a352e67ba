import { createHash } from 'node:crypto'

/**
 * The hash chain of consents, messages and opt-outs. Each local day is a chain of its own, and the days' heads are
 * chained in turn. So a file about one person proves its rows with nothing but the digests of the others on the same
 * days, and no row of any day can be changed, left out or put in without changing every head from that day on.
 */

export type LedgerRow = {
  seq: number
  kind: 'consent' | 'message' | 'opt_out' | 'opt_in' | 'erasure'
  /** The row it stands for. */
  ref: string
  addressKey: string | null
  at: number
  /** The local day on which it entered the ledger, such as 2026-11-25. */
  day: string
  /** JSON, as it was hashed. */
  facts: string
  contentHash: string | null
}

/** The head before the first day. */
export const GENESIS = sha256('shoulder ledger')

/** What stands before the first row of a day. */
export function beginDay(day: string): string {
  return sha256(`shoulder ledger day ${day}`)
}

export function digestRow(row: LedgerRow): string {
  const { seq, kind, ref, addressKey, at, day, facts, contentHash } = row
  return sha256(JSON.stringify([seq, kind, ref, addressKey, at, day, facts, contentHash]))
}

export function linkRow(prevHash: string, digest: string): string {
  return sha256(`${prevHash}${digest}`)
}

/** `root` is the hash of the day's last row. */
export function makeHead(prevHead: string, day: { day: string; rowCount: number; root: string }): string {
  return sha256(JSON.stringify([prevHead, day.day, day.rowCount, day.root]))
}

/** The salt goes when the contents are erased; what is left of a short text then can no longer be guessed. */
export function hashContent(salt: string, content: string): string {
  return sha256(`${salt}\n${content}`)
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
