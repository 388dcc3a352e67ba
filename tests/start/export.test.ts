import { createHash } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runShoulder, type RunningShoulder } from '../support/running-shoulder.ts'
import { unzip } from '../support/unzip.ts'
import { canFindProcesses } from '../support/workerd.ts'
import { bodyOf, customerId, findTenantFile, seed } from './support/export-seed.ts'

/** Copies as a browser gets them, from the production bundle in a real workerd, opened by Node's own SQLite. */

const MESSAGES = Number(process.env['EXPORT_MESSAGES'] ?? 20_000)
const CUSTOMERS = 500

let folder: string
let shoulder: RunningShoulder
let id: string

beforeAll(async () => {
  if (!canFindProcesses) return
  folder = await mkdtemp(path.join(os.tmpdir(), 'shoulder-export-'))
  shoulder = await runShoulder({ tenants: 1 })
  id = shoulder.businesses[0]?.id ?? ''
  // The next workerd comes when every row is there.
  await shoulder.workerd.kill(() =>
    seed(findTenantFile(shoulder.stateDir), { customers: CUSTOMERS, messages: MESSAGES }),
  )
}, 120_000 + MESSAGES)
afterAll(async () => {
  await shoulder?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

const everything = (format = 'sqlite') => shoulder.download(`/tenants/${id}/export?format=${format}`)
const person = (format: string) =>
  shoulder.download(`/tenants/${id}/conversations/${customerId(7)}/export?format=${format}`)

async function save(answer: Response, name: string): Promise<string> {
  expect(answer.status).toBe(200)
  const file = path.join(folder, name)
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
  return file
}

/** What workerd has used so far; on a machine that others use too its own seconds tell more than the clock's. */
function usageOf(pid: number): { cpuMs: number; nowMiB: number; mostMiB: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const mib = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024)
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return { cpuMs: (Number(fields[11]) + Number(fields[12])) * 10, nowMiB: mib('VmRSS'), mostMiB: mib('VmHWM') }
}

/** Saves a download and prints what it took. */
async function measure(format: string, name: string): Promise<string> {
  const pid = shoulder.workerd.pid()
  const [before, beganAt] = [usageOf(pid), Date.now()]
  const file = await save(await everything(format), name)
  const [after, endedAt] = [usageOf(pid), Date.now()]
  const figures = [
    `${MESSAGES} messages as ${format}`,
    `${endedAt - beganAt} ms`,
    `${after.cpuMs - before.cpuMs} ms of CPU`,
    `${Math.round(statSync(file).size / 1_024)} KiB`,
    `workerd ${before.nowMiB} MiB before, ${after.mostMiB} at most`,
  ]
  process.stdout.write(`export  ${figures.join(', ')}\n`)
  return file
}

describe.skipIf(!canFindProcesses)('a copy of everything', { timeout: 120_000 + MESSAGES }, () => {
  test('as a SQLite file is whole and holds each row that the object holds', async () => {
    const file = await measure('sqlite', 'everything.sqlite')
    const copy = new DatabaseSync(file, { readOnly: true })
    const own = new DatabaseSync(findTenantFile(shoulder.stateDir), { readOnly: true })
    expect(copy.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    const ours = own.prepare(`select name from sqlite_schema where type = 'table'
      and not (name glob '_cf_*' or name glob '__drizzle*' or name glob 'cf_agents*' or name glob 'sqlite_*')`)
    for (const { name } of ours.all() as { name: string }[]) {
      if (name === 'settings' || name === 'timeline') continue
      const rows = (database: DatabaseSync) => {
        const query = database.prepare(`select * from "${name}" order by 1, 2`)
        query.setReadBigInts(true)
        return query.all()
      }
      expect(rows(copy), name).toEqual(rows(own))
    }
    const counted = copy.prepare(`select rows from export_manifest where table_name = 'messages'`).get()
    expect(counted).toEqual({ rows: MESSAGES })
    const pepper = `select value from settings where name = 'address_pepper'`
    expect([copy.prepare(pepper).get(), String(own.prepare(pepper).get()?.['value']).slice(0, 4)]).toEqual([
      { value: '[withheld]' },
      '"v1.',
    ])
    expect(copy.prepare(`select withheld from export_manifest where table_name = 'settings'`).get()).toEqual({
      withheld: 'value',
    })
    own.close()
    copy.close()
  })

  test('as a ZIP holds the same rows, and a manifest that vouches for them', async () => {
    const file = await measure('ndjson', 'everything.zip')
    const files = unzip(readFileSync(file))
    const manifest = JSON.parse(String(files.get('manifest.json'))) as {
      tables: { table: string; file: string; rows: number; bytes: number; sha256: string; columns: string[] }[]
    }
    expect(files.size).toBe(manifest.tables.length + 1)
    for (const told of manifest.tables) {
      const content = files.get(told.file) ?? Buffer.alloc(0)
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([told.bytes, told.sha256])
      expect(content.toString().split('\n').length - 1).toBe(told.rows)
    }
    const messages = String(files.get('messages.ndjson')).trimEnd().split('\n')
    const last = JSON.parse(messages.at(-1) ?? '') as Record<string, unknown>
    expect(messages.length).toBe(MESSAGES)
    expect(last).toMatchObject({ seq: MESSAGES, message_id: `msg_seed${MESSAGES - 1}`, body: bodyOf(MESSAGES - 1) })
  })

  test('that its reader breaks off makes room for the next', async () => {
    const broken = new AbortController()
    const answer = await shoulder.download(`/tenants/${id}/export`, { signal: broken.signal })
    await answer.body?.getReader().read()
    expect((await everything()).status).toBe(429)
    broken.abort()
    const until = Date.now() + 10_000
    let next = await everything()
    while (next.status === 429 && Date.now() < until) {
      await wait(100)
      next = await everything()
    }
    expect(next.status).toBe(200)
    await next.arrayBuffer()
  })
})

describe.skipIf(!canFindProcesses)('a copy of what is held about one customer', () => {
  test('has their rows in every format, and nobody else’s', { timeout: 30_000 }, async () => {
    const own = Array.from({ length: MESSAGES }, (_, place) => place).filter((place) => place % CUSTOMERS === 7)
    const document = (await (await person('json')).json()) as { messages: { body: string }[]; customerId: string }
    expect(document.messages.map(({ body }) => body)).toEqual(own.map(bodyOf))
    const copy = new DatabaseSync(await save(await person('sqlite'), 'person.sqlite'), { readOnly: true })
    expect(copy.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    expect(copy.prepare('select customer_id, count(*) as count from messages group by customer_id').all()).toEqual([
      { customer_id: customerId(7), count: own.length },
    ])
    expect(copy.prepare('select count(*) as count from customers').get()).toEqual({ count: 1 })
    copy.close()
    const files = unzip(readFileSync(await save(await person('ndjson'), 'person.zip')))
    expect(String(files.get('messages.ndjson')).trimEnd().split('\n').length).toBe(own.length)
  })
})
