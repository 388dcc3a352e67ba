import { PERSON_ROWS_MAX } from '../base/limits.ts'
import type { Instant } from '../base/clock.ts'
import { PERSON_EXPORT_FORMAT, type PersonEvent, type PersonExport, type PlainRow } from '../contract/export.ts'
import { addressKey } from '../storage/address-key.ts'
import {
  listExportTables,
  loadExportPage,
  type ExportFilter,
  type ExportPage,
  type ExportTable,
} from '../storage/export-rows.ts'
import { loadCustomer } from '../storage/customer-rows.ts'
import { loadKeptMedia } from '../storage/media-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import { loadTenant } from '../storage/tenant-rows.ts'
import { describeEvent } from '../timeline/describe.ts'
import type { TimelineFact } from '../timeline/event.ts'
import { plainRow } from './plain.ts'
import { withholder } from './withheld.ts'

/** How the document calls the tables it names; any other that has a customer in it comes under `other`. */
const SECTIONS = {
  call_logs: 'calls',
  messages: 'messages',
  consents: 'consents',
  suppressions: 'optOuts',
  leads: 'leads',
  journeys: 'journeys',
  privacy_requests: 'requests',
  ledger: 'ledger',
} as const
type Section = (typeof SECTIONS)[keyof typeof SECTIONS]

/**
 * The machine's own bookkeeping about messages that stand in `messages`, and keys of links. Beside what the customer
 * is shown of it they hold what belongs to others: the technician's addresses, and what a link opens.
 */
const NOT_THEIRS = new Set(['outbox', 'tokens'])

export type PersonRows = { table: ExportTable; filter: ExportFilter }

/** Which rows of which tables are about this customer: by their id, or by the keyed hash of an address of theirs. */
export function rowsOfPerson(db: TenantDb, customerId: string): PersonRows[] | null {
  const customer = loadCustomer(db, customerId)
  if (!customer) return null
  const addresses = [customer.phone, customer.email].filter((address) => address !== null)
  const keys = JSON.stringify(addresses.map((address) => addressKey(db, address)))
  return listExportTables(db).flatMap((table) => {
    const filter = NOT_THEIRS.has(table.name) ? null : filterFor(table, customer.customerId, keys)
    return filter ? [{ table, filter }] : []
  })
}

function filterFor(table: ExportTable, customerId: string, addressKeys: string): ExportFilter | null {
  const has = (name: string) => table.columns.some((column) => column.name === name)
  const ways: ExportFilter[] = []
  if (has('customer_id')) ways.push({ where: 'customer_id = ?', params: [customerId] })
  // Opt-outs are kept by address, so that they outlive the customer.
  if (has('address_key')) {
    ways.push({ where: 'address_key in (select value from json_each(?))', params: [addressKeys] })
  }
  if (ways.length === 0) return null
  const where = ways.map((way) => way.where).join(' or ')
  const params = ways.flatMap((way) => way.params)
  // Texts to the technician are not the customer's, whatever they are about.
  return table.name === 'messages' ? { where: `(${where}) and audience = 'customer'`, params } : { where, params }
}

/** Thrown where somebody has more rows than a document in memory may hold. */
export class PersonTooLarge extends Error {}

/** All there is about one customer, as a document; null where nobody has this id. Reads and writes nothing. */
export function collectPerson(db: TenantDb, customerId: string, now: Instant): PersonExport | null {
  const found = rowsOfPerson(db, customerId)
  if (!found) return null
  const tables = new Map(found.map(({ table, filter }) => [table.name, readAll(db, table, filter)]))
  const profile = tables.get('customers')?.[0]
  if (!profile) return null
  const section = (name: Section) => sectionOf(tables, name)
  const named = new Set([...Object.keys(SECTIONS), 'customers', 'timeline'])
  return {
    format: PERSON_EXPORT_FORMAT,
    madeAt: now,
    business: businessOf(db),
    customerId,
    profile,
    calls: section('calls'),
    messages: section('messages'),
    consents: section('consents'),
    optOuts: section('optOuts'),
    leads: section('leads'),
    journeys: section('journeys'),
    requests: section('requests'),
    ledger: section('ledger'),
    timeline: (tables.get('timeline') ?? []).map(toEvent),
    files: [...filesOf(db, customerId), ...section('calls').flatMap(recordingElsewhere)],
    other: Object.fromEntries([...tables].filter(([name, rows]) => !named.has(name) && rows.length > 0)),
  }
}

/** What is kept here, by the address at which whoever may see it gets it. */
function filesOf(db: TenantDb, customerId: string): PersonExport['files'] {
  const tenantId = loadTenant(db)?.tenantId ?? ''
  const kept = loadKeptMedia(db, { after: '', customerId, max: PERSON_ROWS_MAX })
  return kept.map(({ mediaId, kind }) => ({ kind, url: `/api/v1/tenants/${tenantId}/media/${mediaId}` }))
}

function recordingElsewhere({ recording_url: url }: PlainRow): PersonExport['files'] {
  return typeof url === 'string' ? [{ kind: 'recording', url }] : []
}

function sectionOf(tables: Map<string, PlainRow[]>, name: Section): PlainRow[] {
  const [table = ''] = Object.entries(SECTIONS).find(([, section]) => section === name) ?? []
  return tables.get(table) ?? []
}

function readAll(db: TenantDb, table: ExportTable, filter: ExportFilter): PlainRow[] {
  const names = table.columns.map(({ name }) => name)
  const withhold = withholder(table.name, names)
  const rows: PlainRow[] = []
  let after: ExportPage['after'] = null
  do {
    const page: ExportPage = loadExportPage(db, table, { after, upTo: null, filter })
    rows.push(...page.rows.map(({ cells }) => plainRow(names, withhold(cells))))
    if (rows.length > PERSON_ROWS_MAX) throw new PersonTooLarge(`More than ${PERSON_ROWS_MAX} rows of ${table.name}.`)
    after = page.after
  } while (after !== null)
  return rows
}

function toEvent({ at, fact }: PlainRow): PersonEvent {
  const { type, ...detail } = JSON.parse(String(fact)) as TimelineFact
  const told = JSON.parse(String(fact)) as TimelineFact
  return {
    at: Number(at),
    type,
    sentence: { en: describeEvent(told, 'en'), es: describeEvent(told, 'es') },
    detail,
  }
}

function businessOf(db: TenantDb): PersonExport['business'] {
  const tenant = loadTenant(db)
  if (!tenant) return null
  const { businessName, postalAddress, email } = tenant.profile
  return { tenantId: tenant.tenantId, businessName, postalAddress, email }
}
