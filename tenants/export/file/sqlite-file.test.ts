import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, test } from 'vitest'
import {
  FileFull,
  layOutPadding,
  SqliteFile,
  TrialRun,
  type FileOptions,
  type FileTable,
  type Row,
} from './sqlite-file.ts'
import { PageFile } from './sqlite-pages.ts'
import type { Value } from './sqlite-record.ts'

/** Every file is opened by a real SQLite, which checks it and reads the rows back. */

const folder = mkdtempSync(path.join(os.tmpdir(), 'sqlite-file-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
/** For a machine that others use too. */
const PATIENCE = { timeout: 60_000 }

type Given = FileTable & { rows: Row[] }

function table(name: string, rows: Value[][], columns = '"a", "b"'): Given {
  const sql = `CREATE TABLE "${name}" (${columns})`
  return { name, sql, rows: rows.map((values, place) => ({ rowid: place + 1, values })) }
}

function write(tables: Given[], options: FileOptions = {}, grown = tables): Buffer {
  const trial = new TrialRun(options)
  for (const { rows } of tables) {
    trial.beginTable()
    for (const row of rows) trial.add(row)
  }
  trial.endTable()
  const file = new SqliteFile(tables, trial.pageCount, options)
  const parts: Uint8Array[] = []
  for (const { rows } of grown) {
    file.beginTable()
    for (const row of rows) {
      file.add(row)
      parts.push(...file.take())
    }
  }
  for (const pages of file.finish()) parts.push(...pages)
  return Buffer.concat(parts)
}

function open(bytes: Uint8Array) {
  const name = path.join(folder, `${(files += 1)}.sqlite`)
  writeFileSync(name, bytes)
  const database = new DatabaseSync(name, { readOnly: true })
  const all = (sql: string) => {
    const query = database.prepare(sql)
    query.setReadBigInts(true)
    query.setReturnArrays(true)
    return query.all() as unknown as (null | bigint | number | string | Uint8Array)[][]
  }
  return {
    close: () => database.close(),
    integrity: () => all('pragma integrity_check').flat(),
    rows: (name: string) => all(`select rowid, * from "${name}" order by rowid`),
    all,
  }
}

/** What a real SQLite answers for what was given: whole numbers as bigints. */
function expected(rows: Row[]) {
  return rows.map(({ rowid, values }) => [BigInt(rowid), ...values.map(asRead)])
}

function asRead(value: Value) {
  if (typeof value === 'number' && Number.isSafeInteger(value) && !Object.is(value, -0)) return BigInt(value)
  return value instanceof Uint8Array ? new Uint8Array(value) : value
}

function expectSame(tables: Given[], bytes: Buffer): void {
  const database = open(bytes)
  expect(database.integrity()).toEqual(['ok'])
  for (const { name, rows } of tables) expect(database.rows(name)).toEqual(expected(rows))
  database.close()
}

/** The same numbers for the same seed (mulberry32). */
function seeded(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

describe('values', () => {
  const whole = [0, 1, -1, 127, 128, -128, -129, 32_767, 32_768, -32_768, -32_769, 8_388_607, 8_388_608, -8_388_609]
  const larger = [2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 47 - 1, 2 ** 47, -(2 ** 47) - 1]
  const edges = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]

  test.each<[string, Value[]]>([
    ['whole numbers of every width', [...whole, ...larger, ...edges]],
    ['64-bit numbers', [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, -(2n ** 53n) - 1n]],
    ['real numbers', [0.5, -1.25, 1e300, -5e-324, Infinity, -Infinity, Math.PI]],
    ['nothing and empty', [null, '', new Uint8Array(0)]],
    ['texts', ['a', 'ñandú', '🔧 tubería rota 👩‍🔧', '汉字', 'line\nline', 'quote"\'', 'nul\0inside']],
    ['bytes', [new Uint8Array([0, 255, 13, 10]), new Uint8Array(4_060).fill(7), new Uint8Array(70_000).fill(9)]],
    ['texts around every boundary of a page', [4_055, 4_056, 4_057, 4_058, 4_059, 4_060, 4_061, 8_150].map(textOf)],
    ['a text of 300 KiB', [textOf(300 * 1024)]],
  ])('%s', (_name, values) => {
    const tables = [
      table(
        't',
        values.map((value) => [value, 'beside']),
      ),
    ]
    expectSame(tables, write(tables))
  })
})

function textOf(length: number): string {
  return 'abcdefghij'.repeat(Math.ceil(length / 10)).slice(0, length)
}

describe('tables', () => {
  test('without a row, and none at all', () => {
    const tables = [table('empty', []), table('full', [[1, 2]]), table('also empty', [])]
    expectSame(tables, write(tables))
    expectSame([], write([]))
  })

  test('so many that their schema needs pages of its own', () => {
    const tables = Array.from({ length: 300 }, (_, place) => table(`table_${place}`, [[place, textOf(place)]]))
    expectSame(tables, write(tables))
  })

  test('with one statement longer than a page', () => {
    const columns = Array.from({ length: 400 }, (_, place) => `"a_column_with_number_${place}"`).join()
    const wide = table('wide', [Array.from({ length: 400 }, (_, place) => place)], columns)
    expectSame([wide], write([wide]))
  })

  test('whose rowids are far apart or negative', () => {
    const rowids = [-(2 ** 40), -1, 0, 127, 128, 16_384, 2 ** 31, 2 ** 49, 2 ** 53 - 1]
    const one = { ...table('t', []), rows: rowids.map((rowid) => ({ rowid, values: [rowid, 'x'] })) }
    expectSame([one], write([one]))
  })

  test('whose rowid is a column', () => {
    const sql = 'CREATE TABLE "t" ("seq" integer PRIMARY KEY NOT NULL, "body" text NOT NULL)'
    const rows = Array.from({ length: 1_000 }, (_, place) => ({
      rowid: place * 3 + 1,
      values: [null, `body ${place}`],
    }))
    const database = open(write([{ name: 't', sql, rows }]))
    expect(database.integrity()).toEqual(['ok'])
    expect(database.all('select seq, body from t where seq = 2998')).toEqual([[2998n, 'body 999']])
    database.close()
  })

  test('with a hundred thousand rows', PATIENCE, () => {
    const rows = Array.from({ length: 100_000 }, (_, place): Value[] => [place, `message number ${place}`])
    const database = open(write([table('messages', rows)]))
    expect(database.integrity()).toEqual(['ok'])
    expect(database.all('select count(*), sum(a), min(b), max(b) from messages')).toEqual([
      [100_000n, 4_999_950_000n, 'message number 0', 'message number 99999'],
    ])
    expect(database.all('select b from messages where rowid = 77777')).toEqual([['message number 77776']])
    database.close()
  })
})

describe('levels of a tree', () => {
  // On pages of 512 bytes a row of 400 fills a leaf, and 34 children fill a page above.
  const single = (count: number) => [
    table(
      't',
      Array.from({ length: count }, (_, place): Value[] => [place, textOf(400)]),
    ),
  ]
  const edges = [1, 2, 3, 33, 34, 35, 36, 37, 68, 69, 70, 34 * 34 - 1, 34 * 34, 34 * 34 + 1, 34 * 34 + 2, 1_500]

  test.each(edges)('%i leaves', (count) => {
    const tables = single(count)
    expectSame(tables, write(tables, { pageBytes: 512 }))
  })

  test('three above the leaves', PATIENCE, () => {
    const tables = single(2_500)
    const bytes = write(tables, { pageBytes: 512 })
    expectSame(tables, bytes)
    expect(depthOf(bytes, 512)).toBe(4)
  })

  test.each([512, 1_024, 8_192, 65_536])('pages of %i bytes', (pageBytes) => {
    const rows = Array.from({ length: 3_000 }, (_, place): Value[] => [place, textOf((place * 37) % 900)])
    const tables = [table('t', rows), table('u', [[1, textOf(200_000)]])]
    expectSame(tables, write(tables, { pageBytes }))
  })
})

/** From the root of the first table down to a leaf, by the pointers in the file. */
function depthOf(bytes: Buffer, pageBytes: number): number {
  const database = open(bytes)
  const [[root = 0n] = []] = database.all(`select rootpage from sqlite_schema where name = 't'`) as bigint[][]
  database.close()
  const pageAt = (number: number) => bytes.subarray((number - 1) * pageBytes, number * pageBytes)
  let depth = 1
  for (let page = pageAt(Number(root)); page[0] === 5; depth += 1) page = pageAt(page.readUInt32BE(8))
  return depth
}

describe('rows that change between the trial run and the writing', () => {
  const many = (length: number, count = 400) => [
    table(
      't',
      Array.from({ length: count }, (_, place): Value[] => [place, textOf(length + (place % 7))]),
    ),
  ]

  test.each<[string, Given[], Given[]]>([
    ['grow a little', many(300), many(312)],
    ['shrink', many(300), many(20)],
    ['are gone', many(300), many(300, 0)],
    ['are some more', many(300), many(300, 410)],
    ['change by nothing', many(300), many(300)],
  ])('%s, and the file is whole', (_name, before, grown) => {
    expectSame(grown, write(before, {}, grown))
  })

  test('grow beyond what was left free, and no file comes of it', () => {
    expect(() => write(many(300), {}, many(3_000))).toThrow(FileFull)
  })

  test('leave every number of pages free', () => {
    for (let gap = 0; gap < 20_000; gap += 1) {
      const { length, local, head } = layOutPadding(gap, 512)
      expect([length - local, head.length < local + 1]).toEqual([gap * 508, true])
    }
  })
})

test('any rows come back as they were given', PATIENCE, () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const random = seeded(seed)
    const below = (max: number) => Math.floor(random() * max)
    const makers: (() => Value)[] = [
      () => null,
      () => below(300) - 150,
      () => BigInt.asIntN(64, BigInt(below(2 ** 32)) * BigInt(below(2 ** 32)) * 3n),
      () => (random() - 0.5) * 10 ** below(300),
      () => textOf(below(50)),
      () => '🚿é汉a'.repeat(below(1_500)),
      () => new Uint8Array(below(3_000)).map(() => below(256)),
    ]
    const value = () => (makers[below(makers.length)] as () => Value)()
    const make = (name: string) =>
      table(
        name,
        Array.from({ length: below(200) }, () => [value(), value()]),
      )
    const tables = Array.from({ length: 1 + below(4) }, (_, place) => make(`table ${place}`))
    expectSame(tables, write(tables, { pageBytes: [512, 1_024, 4_096][below(3)] ?? 512 }))
  }
})

test('no page lies where SQLite locks the file', () => {
  const file = new PageFile(65_536, true, 16_383)
  expect([file.append(() => new Uint8Array(0)), file.append(() => new Uint8Array(0))]).toEqual([16_384, 16_386])
  const real = new PageFile(65_536, false, 16_384)
  real.append(() => new Uint8Array(65_536).fill(1))
  expect(real.take().map((page) => [page.length, page[0]])).toEqual([
    [65_536, 0],
    [65_536, 1],
  ])
})
