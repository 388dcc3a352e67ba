import * as v from 'valibot'

/** A business's own copy of everything, and what one customer is given of what is held about them. */

export const ExportFormat = v.picklist(['sqlite', 'ndjson'])
export type ExportFormat = v.InferOutput<typeof ExportFormat>
export const PersonFormat = v.picklist(['json', 'ndjson', 'sqlite'])
export type PersonFormat = v.InferOutput<typeof PersonFormat>

export const ExportQuery = v.object({ format: v.optional(ExportFormat, 'sqlite') })
export const PersonExportQuery = v.object({ format: v.optional(PersonFormat, 'json') })

/** A value as JSON has it. Integers beyond 2^53 are texts, and bytes are texts in base64. */
export type PlainCell = string | number | null
export type PlainRow = Record<string, PlainCell>

/** What JSON documents say they are. Fields may be added under the same name; none changes its meaning. */
export const PERSON_EXPORT_FORMAT = 'shoulder.person.v1'

export type PersonEvent = { at: number; type: string; sentence: { en: string; es: string }; detail: PlainRow | object }

/**
 * Everything about one customer. Rows carry their columns' names; instants are epoch milliseconds, money is in minor
 * units. `other` holds tables that have a customer in them and no name of their own here.
 */
export type PersonExport = {
  format: typeof PERSON_EXPORT_FORMAT
  madeAt: number
  business: { tenantId: string; businessName: string; postalAddress: string; email: string } | null
  customerId: string
  profile: PlainRow
  calls: PlainRow[]
  messages: PlainRow[]
  consents: PlainRow[]
  optOuts: PlainRow[]
  leads: PlainRow[]
  journeys: PlainRow[]
  requests: PlainRow[]
  /** Their rows of the ledger that proves what was sent and why. */
  ledger: PlainRow[]
  timeline: PersonEvent[]
  /** Recordings and papers, by where they lie. */
  files: { kind: string; url: string }[]
  other: Record<string, PlainRow[]>
}

/** Small tables of somebody else's, such as who works here according to the directory. */
export type BesideTable = { name: string; columns: string[]; rows: PlainRow[] }

/** A table of an export, as `manifest.json` and the table `export_manifest` tell of it. */
export type ExportedTable = {
  table: string
  rows: number
  columns: string[]
  /** Columns of which some or all values were withheld, because they open something. */
  withheld: string[]
}

/** A picture, as it leaves without its place, or a recording. `mediaId` is its row in the table `media`. */
export type ExportedFile = { file: string; mediaId: string; kind: string; bytes: number; sha256: string }

/** Why a file that is kept is not in an archive: there is no room left, or it could not be read at its turn. */
export type FileOmission = 'archive_full' | 'store_unavailable' | 'not_in_store' | 'unreadable'

/** Some of `mediaIds` where they are many; `count` counts all. */
export type OmittedFiles = { why: FileOmission; count: number; mediaIds: string[] }

export const EXPORT_FORMAT = 'shoulder.export.v1'

export type ExportManifest = {
  format: typeof EXPORT_FORMAT
  tenantId: string
  /** Null where everything is in it, else the one customer it is about. */
  customerId: string | null
  madeAt: number
  /** The newest migration of the tables. */
  schemaVersion: number
  tables: (ExportedTable & { file: string; bytes: number; sha256: string })[]
  /** Pictures and recordings that are kept at this moment. Those older than 90 days are gone, as their rows say. */
  files: ExportedFile[]
  filesLeftOut: OmittedFiles[]
}
