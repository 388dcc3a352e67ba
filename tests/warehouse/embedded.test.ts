import net from 'node:net'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded, type TestPostgres } from '../support/postgres.ts'

let database: TestPostgres
const clients: postgres.Sql[] = []

function connect(prepare: boolean, over: object = {}): postgres.Sql {
  const client = postgres(database.url, { max: 1, prepare, ...over, fetch_types: false, connect_timeout: 110 })
  clients.push(client)
  return client
}

beforeAll(async () => {
  database = await openEmbedded()
  await connect(false)`create table kept (client int, place int, primary key (client, place))`
}, 120_000)
afterAll(async () => {
  await Promise.all(clients.map((client) => client.end()))
  await database.close()
})

test('many who are connected at once get each their own answers', { timeout: 60_000 }, async () => {
  const asks = Array.from({ length: 6 }, async (_, place) => {
    const client = connect(place % 2 === 0, place > 3 ? { ssl: 'prefer' } : {})
    for (let turn = 0; turn < 15; turn += 1) {
      const [row] = await client`select ${place}::int as place, ${`${turn}`}::text as turn`
      expect(row).toEqual({ place, turn: `${turn}` })
      expect(await client`select ${turn}::int as one`).toEqual([{ one: turn }])
    }
  })
  await Promise.all(asks)
})

test('what one does in a transaction nobody else is in', { timeout: 60_000 }, async () => {
  const [writer, reader] = [connect(false), connect(false)]
  const undone = writer.begin(async (transaction) => {
    await transaction`insert into kept select 1, generate_series(1, 5)`
    await transaction`select pg_sleep(0.2)`
    throw new Error('Taken back.')
  })
  const seen = reader`select count(*)::int as count from kept`
  await expect(undone).rejects.toThrow('Taken back.')
  expect(await seen).toEqual([{ count: 0 }])
  const queries = [1, 2, 3].map((place) => writer`insert into kept values (2, ${place})`)
  await Promise.all(queries)
  expect(await reader`select count(*)::int as count from kept`).toEqual([{ count: 3 }])
})

test('whoever goes away in the middle of a transaction keeps nobody waiting', { timeout: 60_000 }, async () => {
  const [leaver, other] = [connect(false), connect(false)]
  await leaver`select 1`
  void leaver
    .begin(async (transaction) => {
      await transaction`insert into kept values (3, 1)`
      await leaver.end({ timeout: 0 })
    })
    .catch(() => undefined)
  const half = net.connect(Number(new URL(database.url).port), '127.0.0.1')
  half.write(Buffer.from([0, 0, 0, 40, 0, 3]))
  await new Promise((resolve) => setTimeout(resolve, 100))
  half.destroy()
  await expect.poll(async () => (await other`select count(*)::int as n from kept where client = 3`)[0]?.['n']).toBe(0)
})
