import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { unzip } from '../../../tests/support/unzip.ts'
import { zip, type ZipEntry } from './zip.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const AT = Date.UTC(2026, 10, 25, 18, 30, 42)

async function* parts(...texts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

async function collect(entries: ZipEntry[]): Promise<Buffer> {
  async function* each() {
    yield* entries
  }
  const bytes: Uint8Array[] = []
  for await (const part of zip(each(), AT)) bytes.push(part)
  return Buffer.concat(bytes)
}

const python = spawnSync('python3', ['-c', 'import zipfile']).status === 0

/** What Python's zipfile makes of it: names, lengths, the moment, and the first file that is damaged. */
function readByPython(bytes: Buffer): unknown {
  const name = path.join(folder, 'archive.zip')
  writeFileSync(name, bytes)
  const script = `import zipfile, json
z = zipfile.ZipFile(${JSON.stringify(name)})
print(json.dumps([[[i.filename, i.file_size, i.date_time] for i in z.infolist()], z.testzip()]))`
  const ran = spawnSync('python3', ['-c', script], { encoding: 'utf8' })
  expect(ran.stderr).toBe('')
  return JSON.parse(ran.stdout)
}

describe('an archive', () => {
  const long = 'a line of some length, again and again\n'.repeat(20_000)
  const entries = () => [
    { name: 'messages.ndjson', content: parts(long, long) },
    { name: 'empty.ndjson', content: parts() },
    { name: 'größe 🔧.txt', content: parts('ñ', '🔧') },
    { name: 'bytes', content: parts(new Uint8Array(300_000).map((_, place) => (place * 7919) >> 3)) },
  ]

  test('holds every file as it was', async () => {
    const bytes = await collect(entries())
    const files = unzip(bytes)
    expect([...files.keys()]).toEqual(['messages.ndjson', 'empty.ndjson', 'größe 🔧.txt', 'bytes'])
    expect(files.get('messages.ndjson')?.toString()).toBe(long + long)
    expect(files.get('empty.ndjson')?.length).toBe(0)
    expect(files.get('größe 🔧.txt')?.toString()).toBe('ñ🔧')
    expect(bytes.length).toBeLessThan(long.length)
  })

  test.skipIf(!python)('opens in Python', async () => {
    const moment = [2026, 11, 25, 18, 30, 42]
    expect(readByPython(await collect(entries()))).toEqual([
      [
        ['messages.ndjson', long.length * 2, moment],
        ['empty.ndjson', 0, moment],
        ['größe 🔧.txt', 6, moment],
        ['bytes', 300_000, moment],
      ],
      null,
    ])
  })

  test('may be empty', async () => {
    expect(unzip(await collect([])).size).toBe(0)
  })
})

describe('a reader', () => {
  test('who goes away ends what feeds the archive', async () => {
    const ends: string[] = []
    async function* endless() {
      try {
        for (;;) yield Buffer.from(crypto.getRandomValues(new Uint8Array(10_000)))
      } finally {
        ends.push('closed')
      }
    }
    async function* one() {
      yield { name: 'endless', content: endless() }
    }
    let seen = 0
    for await (const part of zip(one(), AT)) {
      seen += part.byteLength
      if (seen > 200_000) break
    }
    expect(ends).toEqual(['closed'])
  })

  test('hears of what fails in the middle', async () => {
    async function* broken() {
      yield Buffer.from('begun')
      throw new Error('The rows could not be read.')
    }
    await expect(collect([{ name: 'broken', content: broken() }])).rejects.toThrow('The rows could not be read.')
  })
})
