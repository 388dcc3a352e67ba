import { DatabaseSync } from 'node:sqlite'
import { DAY_MS } from '../../tenants/base/clock.ts'
import type { NewTenant, TenantProfile } from '../../tenants/contract.ts'
import type { Policy } from '../../tenants/contract/policy.ts'

/** What the export says where something stayed behind (tenants/export/withheld.ts). */
const WITHHELD = '[withheld]'

export type Row = Record<string, string | number | null>
export type Person = Row & { customer_id: string; phone: string | null; contact_ref: string | null }

/** The owner's own file, opened to be read. */
export class Copy {
  readonly tenantId: string
  readonly profile: NewTenant
  /** When the copy was made. */
  readonly madeAt: number
  readonly people = new Map<string, Person>()
  readonly #db: DatabaseSync
  readonly #tables: Map<string, string[]>

  constructor(file: string) {
    this.#db = new DatabaseSync(file, { readOnly: true })
    this.#tables = new Map(this.#listTables())
    if (!this.#tables.has('export_about') || !this.#tables.has('timeline')) {
      throw new Error(`${file} is no copy of a business, as GET /api/v1/tenants/:id/export?format=sqlite gives it.`)
    }
    const about = new Map(this.rows('select name, value from export_about').map(({ name, value }) => [name, value]))
    this.madeAt = Number(about.get('made_at'))
    const identity = this.setting<{ tenantId: string }>('identity')
    const profile = this.setting<TenantProfile>('profile')
    if (!identity || !profile) throw new Error(`${file} holds no business.`)
    const policy = this.setting<Policy>('policy')
    this.tenantId = identity.tenantId
    this.profile = policy ? { ...profile, policy } : profile
    for (const person of this.rows('select * from customers order by customer_id') as Person[]) {
      this.people.set(person.customer_id, { ...person, phone: person.phone ?? this.#oldPhoneOf(person.customer_id) })
    }
  }

  rows(sql: string, ...values: (string | number)[]): Row[] {
    return this.#db.prepare(sql).all(...values) as Row[]
  }

  /** Rows of a table, or none where the copy is from before there was one. */
  rowsOf(table: string, where = '1 = 1', ...values: (string | number)[]): Row[] {
    return this.#tables.has(table) ? this.rows(`select * from "${table}" where ${where}`, ...values) : []
  }

  setting<T>(name: string): T | null {
    const [row] = this.rows('select value from settings where name = ?', name)
    const text = row?.['value']
    // A document of which a part was withheld holds the rest all the same.
    return typeof text !== 'string' || text === WITHHELD ? null : (JSON.parse(text) as T)
  }

  /** The id of a customer whom two runs both know; `hidden` for whoever called without a number. */
  nameOf(customerId: string): string {
    const person = this.people.get(customerId)
    return person && (person.phone !== null || person.contact_ref !== null) ? customerId : 'hidden'
  }

  close(): void {
    this.#db.close()
  }

  /** Whoever said that it is a wrong number has none any more; their messages still tell which it was. */
  #oldPhoneOf(customerId: string): string | null {
    const [row] = this.rows(
      `select coalesce(case direction when 'inbound' then from_address else to_address end, '') as phone from messages
       where customer_id = ? and channel = 'sms' and audience = 'customer' order by seq limit 1`,
      customerId,
    )
    const phone = row?.['phone']
    return typeof phone === 'string' && phone.startsWith('+') ? phone : null
  }

  #listTables(): [string, string[]][] {
    const names = this.#db.prepare(`select name from sqlite_schema where type = 'table'`).all() as { name: string }[]
    return names.map(({ name }) => [name, []])
  }
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** The days that are compared, and those before them that only bring conversations to where they stood. */
const WARM_UP_MS = 14 * DAY_MS

export function spanOf(copy: Copy, days: number): { from: number; comparedFrom: number; to: number } {
  const to = copy.madeAt
  const comparedFrom = to - days * DAY_MS
  return { from: comparedFrom - WARM_UP_MS, comparedFrom, to }
}
