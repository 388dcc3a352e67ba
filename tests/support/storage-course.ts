/**
 * What a tenant asks of its storage, statement by statement, with what the platform answers. It is run on the
 * platform's own storage and on the one that simulations use, so that what a simulation proves holds for both.
 */
export async function runStorageCourse(storage: DurableObjectStorage): Promise<unknown[]> {
  const { sql } = storage
  const seen: unknown[] = []
  const say = (value: unknown) => void seen.push(value)
  sql.exec('create table course (id text primary key, n integer, real real, bytes blob) without rowid')
  sql.exec('create unique index course_n on course (n) where n is not null')
  say([...sql.exec('insert into course values (?, ?, ?, ?)', 'a', 1, 1.5, new Uint8Array([1, 2]).buffer)])
  say(
    sql
      .exec('insert into course values (?, ?, ?, ?) on conflict do nothing returning id', 'a', 2, null, null)
      .toArray(),
  )
  say(sql.exec('insert into course (id, n) values (?, ?), (?, ?) returning id, n', 'b', 2, 'c', null).toArray())
  say(sql.exec('select id, n, real from course order by id').columnNames)
  say([...sql.exec('select n, n as n2, id from course order by id').raw()])
  say(sql.exec('select n from course order by id').next())
  const cursor = sql.exec('select id from course order by id')
  say([cursor.next().value, cursor.toArray(), cursor.next().done])
  const bytes = sql.exec<{ bytes: ArrayBuffer }>(`select bytes from course where id = 'a'`).one().bytes
  say([bytes instanceof ArrayBuffer, ...new Uint8Array(bytes)])
  say(refused(() => sql.exec('select id from course').one()))
  say(refused(() => sql.exec(`select id from course where id = 'z'`).one()))
  say(refused(() => sql.exec(`insert into course (id, n) values ('d', 1)`)))
  say(
    sql
      .exec(`select json_extract('{"a":{"b":2}}', '$.a.b') as b, '{"c":"x"}' ->> 'c' as c, 9007199254740991 as big`)
      .one(),
  )
  say(sql.exec(`select value from json_each(?)`, '["x","y"]').toArray())
  say(sql.exec('update course set n = n + 10 where n is not null').toArray())
  say(storage.transactionSync(() => sql.exec('select count(*) as count from course').one()))
  await storage.setAlarm(4_000_000_000_000)
  say(refused(() => storage.transactionSync(() => failHalfway(storage))))
  say([sql.exec('select count(*) as count from course').one(), await storage.getAlarm()])
  say(storage.transactionSync(() => failInside(storage)))
  say(sql.exec(`select id from course where id > 'c' order by id`).toArray())
  await storage.deleteAlarm()
  say(await storage.getAlarm())
  say(sql.databaseSize > 0)
  return seen
}

function failHalfway(storage: DurableObjectStorage): void {
  storage.sql.exec(`insert into course (id) values ('e')`)
  void storage.setAlarm(4_100_000_000_000)
  throw new Error('undone')
}

/** A transaction inside one, whose failure takes nothing with it but its own. */
function failInside(storage: DurableObjectStorage): string {
  storage.sql.exec(`insert into course (id) values ('f')`)
  try {
    storage.transactionSync(() => {
      storage.sql.exec(`insert into course (id) values ('g')`)
      throw new Error('undone')
    })
  } catch {
    return 'kept going'
  }
  return 'not reached'
}

function refused(work: () => unknown): string {
  try {
    work()
    return 'done'
  } catch (error) {
    return error instanceof Error ? (/UNIQUE|exactly one|undone/.exec(error.message)?.[0] ?? error.message) : 'odd'
  }
}

export const STORAGE_COURSE: unknown[] = [
  [],
  [],
  [
    { id: 'b', n: 2 },
    { id: 'c', n: null },
  ],
  ['id', 'n', 'real'],
  [
    [1, 1, 'a'],
    [2, 2, 'b'],
    [null, null, 'c'],
  ],
  { done: false, value: { n: 1 } },
  [{ id: 'a' }, [{ id: 'b' }, { id: 'c' }], true],
  [true, 1, 2],
  'exactly one',
  'exactly one',
  'UNIQUE',
  { b: 2, c: 'x', big: 9_007_199_254_740_991 },
  [{ value: 'x' }, { value: 'y' }],
  [],
  { count: 3 },
  'undone',
  [{ count: 3 }, 4_000_000_000_000],
  'kept going',
  [{ id: 'f' }],
  null,
  true,
]
