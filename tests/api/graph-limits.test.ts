import { getIntrospectionQuery, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { findExcess } from '../../worker/graphql/limits.ts'
import { buildSchema } from '../../worker/graphql/schema.ts'

const schema = buildSchema()
const judge = (query: string, variables: Record<string, unknown> = {}) => findExcess(schema, parse(query), variables)
const ofTenant = (fields: string) => `{ tenant(id: "ten_x") { ${fields} } }`

const CASES: [string, string | null, string, Record<string, unknown>?][] = [
  ['one page', null, ofTenant('leads { items { id phone customer { name } } next }')],
  [
    'fifty customers with ten texts each',
    null,
    ofTenant('customers(limit: 50) { items { id name messages(limit: 10) { items { id body createdAt } } } }'),
  ],
  ['a year of figures', null, ofTenant('numbers(days: 366) { days { day missed texted booked } total { booked } }')],
  [
    'the figures of a hundred businesses',
    null,
    '{ tenants(limit: 100) { items { tenant { numbers(days: 1) { total { booked } } } } } }',
  ],
  [
    'those of two hundred',
    'too_large',
    '{ tenants(limit: 200) { items { tenant { numbers(days: 1) { total { booked } } } } } }',
  ],
  [
    'a list in a list in a list',
    'too_large',
    ofTenant(
      'customers(limit: 50) { items { leads(limit: 50) { items { customer { calls(limit: 50) { items { id } } } } } } }',
    ),
  ],
  [
    'the whole schema, as tools ask for it',
    null,
    getIntrospectionQuery({
      descriptions: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      oneOf: true,
    }),
  ],
  [
    'the whole schema eight times',
    'too_large',
    `{ ${'abcdefgh'
      .split('')
      .map(
        (name) =>
          `${name}: __schema { types { fields { args { type { ofType { ofType { name } } } } type { ofType { ofType { name } } } } possibleTypes { fields { name } } } }`,
      )
      .join(' ')} ${'ijklmnopqrstuvwxyz'
      .split('')
      .map(
        (name) =>
          `${name}: __schema { types { fields { args { type { ofType { ofType { name } } } } type { ofType { ofType { name } } } } possibleTypes { fields { name } } } }`,
      )
      .join(' ')} ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
      .split('')
      .map(
        (name) =>
          `${name}: __schema { types { fields { args { type { ofType { ofType { name } } } } type { ofType { ofType { name } } } } possibleTypes { fields { name } } } }`,
      )
      .join(' ')} }`,
  ],
  [
    'two hundred other names for a list',
    'too_large',
    ofTenant(Array.from({ length: 200 }, (_, place) => `a${place}: leads { items { id } }`).join(' ')),
  ],
  [
    'other names for one field of a long list',
    'too_large',
    ofTenant(`leads(limit: 200) { items { ${Array.from({ length: 110 }, (_, place) => `a${place}: id`).join(' ')} } }`),
  ],
  [
    'a length in a variable',
    'too_large',
    'query ($n: Int) { tenant(id: "ten_x") { customers(limit: $n) { items { messages(limit: $n) { items { id } } } } } }',
    { n: 200 },
  ],
  [
    'the same, short',
    null,
    'query ($n: Int) { tenant(id: "ten_x") { customers(limit: $n) { items { messages(limit: $n) { items { id } } } } } }',
    { n: 10 },
  ],
  [
    'the same with the length that it is usually',
    null,
    'query ($n: Int = 10) { tenant(id: "ten_x") { customers(limit: $n) { items { messages(limit: $n) { items { id } } } } } }',
  ],
  [
    'a length that is none',
    'too_large',
    'query ($n: Int) { tenant(id: "ten_x") { customers(limit: $n) { items { id } } } }',
    { n: 'many' },
  ],
  [
    'a length that would give back what was spent',
    'too_large',
    ofTenant(
      `a: customers(limit: -100000) { items { messages(limit: -1) { items { id } } } } ${Array.from({ length: 250 }, (_, place) => `b${place}: calls { items { id } }`).join(' ')}`,
    ),
  ],
  [
    'a fragment that is spread where it is wanted',
    null,
    `${ofTenant('leads { items { ...Who } }')} fragment Who on Lead { id phone }`,
  ],
  ['a fragment that contains itself', 'circular', `${ofTenant('...T')} fragment T on Tenant { id ...T }`],
  [
    'two that contain each other',
    'circular',
    `${ofTenant('...A')} fragment A on Tenant { ...B } fragment B on Tenant { ...A }`,
  ],
  [
    'fragments that double and double',
    'too_large',
    `${ofTenant('...F0')} ${Array.from({ length: 30 }, (_, place) => `fragment F${place} on Tenant { ...F${place + 1} ...F${place + 1} }`).join(' ')} fragment F30 on Tenant { id }`,
  ],
  [
    'fragments of nothing that is known',
    'too_large',
    `${ofTenant('...F0')} ${Array.from({ length: 30 }, (_, place) => `fragment F${place} on Nobody { ...F${place + 1} ...F${place + 1} }`).join(' ')} fragment F30 on Nobody { none { more } }`,
  ],
  [
    'an inline fragment',
    'too_large',
    ofTenant(`... on Tenant { customers(limit: 200) { items { ... { leads(limit: 200) { items { id } } } } } }`),
  ],
  [
    'there and back again',
    'too_deep',
    ofTenant(
      'lead: leads(limit: 1) { items { customer { calls(limit: 1) { items { customer { leads(limit: 1) { items { customer { calls(limit: 1) { items { id } } } } } } } } } } }',
    ),
  ],
  ['what the graph does not have', null, ofTenant('secrets { all } leads { items { nothing } }')],
]

describe('a query is weighed before it is run', () => {
  test.each(CASES)('%s', (_what, excess, query, variables) => expect(judge(query, variables)).toBe(excess))

  test('each of its operations is, whichever is run', () => {
    const large = ofTenant('customers(limit: 200) { items { leads(limit: 200) { items { id } } } }')
    expect(judge(`query A ${ofTenant('id')} query B ${large}`)).toBe('too_large')
  })
})
