import * as v from 'valibot'
import { NewTenant } from '../../tenants/contract.ts'
import type { World } from '../../sandbox/emulator.ts'
import type { TenantHost } from '../simulate/tenant-host.ts'
import type { Copy, Person, Row } from './copy.ts'
import type { Span } from './deed.ts'
import { earlierLeads, keepCards } from './earlier-leads.ts'
import { keepContact, nameOnlyLater, readNamings } from './known-since.ts'

/** Documents of the business that decide what is sent; whatever else stands there belongs to the machine. */
const SETTINGS = ['schedule', 'on_call', 'registration', 'dlt', 'web_leads', 'voice', 'after_job']
/** What was known of a customer before, in the order in which it is laid down again. */
const EARLIER: { table: string; made: string }[] = [
  { table: 'consents', made: 'given_at' },
  { table: 'jobs', made: 'created_at' },
  { table: 'contracts', made: 'created_at' },
]

/** A business like the one of the copy as it stood then: who was known, who had opted out, and how it is set up now. */
export async function setStage(
  copy: Copy,
  host: TenantHost,
  world: World,
  span: Span,
): Promise<{ lostOptOuts: number }> {
  const { from } = span
  const tenant = await host.object()
  await tenant.open(copy.tenantId, v.parse(NewTenant, copy.profile))
  const { db } = host.storage
  // No webhook is lost here, so an hourly comparison finds nothing that the nightly one would not.
  db.exec(`create temp trigger no_hourly_comparison before insert on main.timers when new.name = 'compare_due'
    begin select raise(ignore); end`)
  const lay = (table: string, row: Row) => {
    const columns = db.prepare(`select name from pragma_table_info('${table}')`).all() as { name: string }[]
    const names = columns.map(({ name }) => name).filter((name) => row[name] !== undefined)
    const marks = names.map(() => '?').join()
    const values = names.map((name) => row[name] ?? null)
    db.prepare(`insert or ignore into ${table} (${names.join()}) values (${marks})`).run(...values)
  }
  for (const name of SETTINGS) {
    const value = copy.setting(name)
    if (value !== null) lay('settings', { name, value: JSON.stringify(value) })
  }
  for (const row of copy.rowsOf('scripts')) lay('scripts', row)
  // Whoever saw an arm gets its words again. What is over was a setting, and settings are those of today.
  for (const row of copy.rowsOf('experiments', `status = 'running'`)) lay('experiments', row)
  for (const row of copy.rowsOf('exposures')) lay('exposures', row)
  const keys = new Map<string, string>()
  const relations = readRelations(copy)
  const unnamed = new Set(readNamings(copy, span).map(({ customerId }) => customerId ?? ''))
  for (const person of copy.people.values()) {
    if (person.phone !== null && person['phone_key'] !== null) keys.set(String(person['phone_key']), person.phone)
    lay('customers', asThen(copy, relations, nameOnlyLater(person, unnamed), from))
    keepContact(copy, world, nameOnlyLater(person, unnamed))
  }
  const leads = earlierLeads(copy, from)
  for (const lead of leads) lay('leads', lead)
  keepCards(copy, world, leads)
  for (const { table, made } of EARLIER) for (const row of copy.rowsOf(table, `${made} < ?`, from)) lay(table, row)
  // What was laid down beside the object is seen by its next life alone, which also makes the keys of the numbers.
  db.exec(`delete from settings where name = 'address_pepper'`)
  return { lostOptOuts: layOptOuts(copy, host, keys, from, lay) }
}

/** Whoever came to be known later had no language but the business's, and nobody knew what their number was. */
function asThen(copy: Copy, relations: Relations, person: Person, from: number): Row {
  const isNew = Number(person['created_at']) >= from
  const learnt = isNew ? { language: copy.profile.language, line_type: 'unknown', places: null } : {}
  const relation = relationAt(relations, person, from)
  return { ...person, ...learnt, relation, phone_key: null, conversation_open_until: null, look_up: 'done' }
}

const RELATION = `json_extract(fact, '$.type') in ('relation_changed', 'call_released') order by seq`

type Relations = Map<string, { at: number; relation: string | null }[]>

function readRelations(copy: Copy): Relations {
  const rows = copy.rowsOf('timeline', RELATION).map((row) => {
    const { relation = null } = JSON.parse(String(row['fact'])) as { relation?: string | null }
    return { customerId: String(row['customer_id']), at: Number(row['at']), relation }
  })
  return Map.groupBy(rows, ({ customerId }) => customerId)
}

/** What they are by now came to be by what is told again, where the timeline knows of it. */
function relationAt(relations: Relations, { customer_id: id, relation = null }: Person, from: number): string | null {
  const changes = relations.get(id) ?? []
  const last = changes.findLast(({ at }) => at < from)
  if (last) return last.relation
  return changes.length > 0 ? null : (relation as string | null)
}

/** The keys of the copy are of no use without its pepper, so opt-outs are laid down by the numbers they belong to. */
function layOptOuts(
  copy: Copy,
  host: TenantHost,
  keys: ReadonlyMap<string, string>,
  from: number,
  lay: (table: string, row: Row) => void,
): number {
  let lost = 0
  for (const row of copy.rowsOf('suppressions', 'suppressed_at < ?', from)) {
    const phone = keys.get(String(row['address_key']))
    // The object turns these into keys of its own when it wakes.
    if (phone === undefined) lost += 1
    else lay('suppressions', { ...row, address_key: `plain:${phone}` })
  }
  host.kill()
  return lost
}
