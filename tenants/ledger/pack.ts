import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import { addressKey } from '../storage/address-key.ts'
import {
  loadContentOf,
  loadHeads,
  loadLedgerDay,
  loadLedgerDaysOf,
  loadNewestLedgerRow,
  loadWordingOf,
  type StoredLedgerRow,
} from '../storage/ledger-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { digestRow, GENESIS, sha256, type LedgerRow } from './chain.ts'
import { sayRow, summarise } from './sentences.ts'

const PACK_FORMAT = 'shoulder-evidence'
const PACK_VERSION = 1

/** The lines of a file of evidence about one number, each an object; `bench/verify-pack.ts` says what each proves. */
export function* packLines({ db, tenant }: Context, phone: Phone, now: Instant): Generator<string> {
  const seal = new Seal()
  const key = addressKey(db, phone)
  const { businessName, timeZone } = tenant.profile
  yield seal.line({
    type: 'pack',
    format: PACK_FORMAT,
    version: PACK_VERSION,
    tenantId: tenant.tenantId,
    businessName,
    timeZone,
    phone,
    addressKey: key,
    madeAt: new Date(now).toISOString(),
  })
  const told: StoredLedgerRow[] = []
  for (const line of dayLines(db, key, told)) yield seal.line(line)
  for (const sentence of summarise(told, timeZone)) yield seal.line({ type: 'summary', sentence })
  yield seal.end()
}

/** Every day's head; of the days on which something of this number came in, all links, and its own rows in full. */
function* dayLines(db: TenantDb, key: string, told: StoredLedgerRow[]): Generator<object> {
  const wanted = loadLedgerDaysOf(db, key)
  let prevHead = GENESIS
  for (const { day, rowCount, hash } of loadHeads(db)) {
    const rows = wanted.has(day) ? loadLedgerDay(db, day) : null
    yield { type: 'day', day, rowCount, root: rootOf(db, day), prevHead, head: hash }
    if (rows) yield* rowLines(db, key, rows, told)
    prevHead = hash
  }
  const newest = loadNewestLedgerRow(db)
  if (newest === null || loadHeads(db).some(({ day }) => day === newest.day)) return
  const rows = loadLedgerDay(db, newest.day)
  // Today has no head yet: what it proves is proven once it has one.
  yield { type: 'day', day: newest.day, rowCount: rows.length, root: newest.hash, prevHead, head: null }
  yield* rowLines(db, key, rows, told)
}

function rootOf(db: TenantDb, day: string): string {
  const query = 'select hash from ledger where day = ? order by seq desc limit 1'
  return db.$client.sql.exec<{ hash: string }>(query, day).one().hash
}

function* rowLines(db: TenantDb, key: string, rows: StoredLedgerRow[], told: StoredLedgerRow[]): Generator<object> {
  for (const row of rows) {
    if (row.addressKey !== key) {
      yield { type: 'link', day: row.day, seq: row.seq, digest: digestRow(row as LedgerRow) }
      continue
    }
    told.push(row)
    const { contentSalt, prevHash: _prevHash, ...rest } = row
    const content = row.contentHash === null ? null : loadContent(db, row)
    const kept = content === null || contentSalt === null ? {} : { content, contentSalt }
    yield { type: 'row', ...rest, ...kept, sentence: sayRow(row) }
  }
}

function loadContent(db: TenantDb, { kind, ref }: StoredLedgerRow): string | null {
  return kind === 'message' ? loadContentOf(db, ref) : kind === 'consent' ? loadWordingOf(db, ref) : null
}

/** Ends a file with the digest of each line, so that a change anywhere is found and the line named. */
class Seal {
  readonly #digests: string[] = []

  line(value: object): string {
    const text = JSON.stringify(value)
    this.#digests.push(sha256(text))
    return `${text}\n`
  }

  end(): string {
    const lines = this.#digests
    return `${JSON.stringify({ type: 'end', lines: lines.length, digests: lines, seal: sha256(lines.join('')) })}\n`
  }
}
