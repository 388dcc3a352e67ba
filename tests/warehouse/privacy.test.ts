import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { DayExport } from '../../tenants/contract/fleet-day.ts'
import * as agents from '../../worker/fleet/warehouse-schema-agents.ts'
import * as money from '../../worker/fleet/warehouse-schema-money.ts'
import * as schema from '../../worker/fleet/warehouse-schema.ts'
import { dayOf, exportOf } from '../support/fleet-days.ts'

type Node = { type: string; entries?: Record<string, Node>; item?: Node; wrapped?: Node; pipe?: Node[] }

/** Every place in a schema where any words could stand: a string that neither a list nor a form holds to codes. */
function looseTexts(node: Node, path: string): string[] {
  const checks = node.pipe ?? [node]
  if (node.type === 'string') return checks.some(({ type }) => type === 'regex' || type === 'iso_date') ? [] : [path]
  if (node.entries) return Object.entries(node.entries).flatMap(([name, inner]) => looseTexts(inner, `${path}.${name}`))
  if (node.item) return looseTexts(node.item, `${path}[]`)
  if (node.wrapped) return looseTexts(node.wrapped, path)
  return ['picklist', 'number', 'boolean'].includes(node.type) ? [] : [`${path} (${node.type})`]
}

test('no place of an export takes words', () => {
  expect(looseTexts(DayExport as unknown as Node, 'export')).toEqual([])
  const named = v.strictObject({ name: v.string(), days: v.array(v.strictObject({ note: v.string() })) })
  expect(looseTexts(named as unknown as Node, 'export')).toEqual(['export.name', 'export.days[].note'])
})

const PERSONAL = [
  'Pat Rivera',
  '+15125550147',
  '512 555 0147',
  'pat@example.com',
  '12 Palm Street',
  'my water heater leaks',
  'plumbing; drop table users',
]

/** Each text of a value, as a way to put another in its place. */
function* places(value: unknown, put: (next: unknown) => unknown): Generator<(text: string) => unknown> {
  if (typeof value === 'string') yield put
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    const among = (next: unknown) =>
      Array.isArray(value)
        ? value.map((old: unknown, place) => (String(place) === name ? next : old))
        : { ...value, [name]: next }
    yield* places(inner, (next) => put(among(next)))
  }
}

test('what a customer is or said is refused wherever it would stand', () => {
  const told = exportOf(1, 1_000, [dayOf('2026-11-25', 3)])
  expect(v.is(DayExport, told)).toBe(true)
  let tried = 0
  for (const put of places(told, (next) => next)) {
    for (const words of PERSONAL) {
      tried += 1
      expect(v.is(DayExport, put(words)), `${words} in ${JSON.stringify(put('…'))}`).toBe(false)
    }
  }
  expect(tried).toBeGreaterThan(100)
  expect(v.is(DayExport, { ...told, customerName: 'Pat' })).toBe(false)
})

/** Codes, days and ids; everything else in the warehouse is a number, a moment or a yes. */
const TEXTS = new Set([
  'tenant_id',
  'trade',
  'region',
  'time_zone',
  'currency',
  'language',
  'a2p',
  'texting',
  'digest',
  'source',
  'status',
  'channel',
  'direction',
  'measure',
  'experiment_id',
  'arm',
  'subject',
  'metric',
  'agent',
  'plan',
])

test('no table has a column for a name, a number, an address or words', () => {
  const tables = Object.values({ ...schema, ...agents, ...money }) as PgTable[]
  expect(tables).toHaveLength(14)
  for (const table of tables) {
    const { name, columns } = getTableConfig(table)
    const loose = columns.filter((column) => column.getSQLType() === 'text' && !TEXTS.has(column.name))
    expect({ [name]: loose.map((column) => column.name) }).toEqual({ [name]: [] })
    expect(columns.map((column) => column.getSQLType()).filter((type) => /char|json|bytea/.test(type))).toEqual([])
  }
})
