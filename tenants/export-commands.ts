import type { Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { BesideTable, ExportFormat, PersonFormat } from './contract/export.ts'
import type { Downloads } from './export/download.ts'
import { writeExport } from './export/everything.ts'
import { collectPerson, PersonTooLarge, rowsOfPerson } from './export/person.ts'
import { everyTable, planParts, type ExportPart } from './export/rows.ts'
import type { FilesPort } from './providers/port.ts'
import { loadSchemaVersion } from './storage/export-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import type { CustomerId } from './base/ids.ts'

/** Copies of what a business holds. That one was taken is an event before its first byte leaves. */

export type Exporter = {
  downloads: Downloads
  now: () => Instant
  report: (error: unknown) => void
  store: Pick<FilesPort, 'read'>
}
type Stream = Outcome<ReadableStream<Uint8Array>>

export function exportBusiness(
  context: Context,
  exporter: Exporter,
  format: ExportFormat,
  beside: BesideTable[],
): Stream {
  const busy = refuseBusy(exporter)
  if (busy) return busy
  note(context, null, format, exporter.now())
  const parts = planParts(context.db, everyTable(context.db))
  return { ok: true, value: open(context, exporter, { parts, beside, customerId: null }, format) }
}

export function exportPerson(context: Context, exporter: Exporter, customerId: string, format: PersonFormat): Stream {
  if (format === 'json') return exportDocument(context, exporter, customerId)
  const busy = refuseBusy(exporter)
  if (busy) return busy
  const rows = rowsOfPerson(context.db, customerId)
  if (!rows) return MISSING
  note(context, customerId, format, exporter.now())
  const parts = planParts(context.db, rows)
  return { ok: true, value: open(context, exporter, { parts, beside: [], customerId }, format) }
}

function exportDocument(context: Context, { now }: Exporter, customerId: string): Stream {
  try {
    const person = collectPerson(context.db, customerId, now())
    if (!person) return MISSING
    note(context, customerId, 'json', now())
    return { ok: true, value: new Blob([`${JSON.stringify(person, null, 2)}\n`]).stream() }
  } catch (error) {
    if (!(error instanceof PersonTooLarge)) throw error
    const detail = 'There is more about this customer than one document holds. Take the SQLite file or the ZIP archive.'
    return { ok: false, error: { code: 'export_too_large', detail } }
  }
}

type Chosen = { parts: ExportPart[]; beside: BesideTable[]; customerId: string | null }

function open(
  { db, tenant }: Context,
  { downloads, now, report, store }: Exporter,
  { parts, beside, customerId }: Chosen,
  format: ExportFormat,
): ReadableStream<Uint8Array> {
  const about = { tenantId: tenant.tenantId, customerId, madeAt: now(), schemaVersion: loadSchemaVersion(db) }
  return downloads.open((breathe) => writeExport(db, { about, parts, beside, store, breathe }, format), report)
}

function refuseBusy({ downloads }: Exporter): Stream | null {
  if (downloads.busyForMs === null) return null
  const detail = 'A download of this business is under way. Wait until it has ended, then try again.'
  return { ok: false, error: { code: 'export_running', detail } }
}

function note({ db }: Context, customerId: string | null, format: string, now: Instant): void {
  const scope = customerId === null ? ('business' as const) : ('customer' as const)
  const about = { customerId: customerId as CustomerId | null, journeyId: null }
  recordEvent(db, { ...about, fact: { type: 'data_exported', scope, format } }, now)
}

const MISSING: Stream = { ok: false, error: { code: 'customer_missing', detail: 'There is no such customer.' } }
