import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { crc32, inflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
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

/** Reads by the directory at the end, as programs do, and checks every header on the way. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.length - 22
  expect(bytes.readUInt32LE(end)).toBe(0x06054b50)
  const found = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect([bytes.readUInt32LE(at), bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)]).toEqual([
      0x02014b50, 0x0808, 8,
    ])
    const [crc, packed, size] = [16, 20, 24].map((place) => bytes.readUInt32LE(at + place)) as [number, number, number]
    const nameBytes = bytes.readUInt16LE(at + 28)
    const name = bytes.subarray(at + 46, at + 46 + nameBytes).toString()
    const local = bytes.readUInt32LE(at + 42)
    expect(bytes.subarray(local + 30, local + 30 + nameBytes).toString()).toBe(name)
    const from = local + 30 + nameBytes
    const content = inflateRawSync(bytes.subarray(from, from + packed))
    const behind = [0, 4, 8, 12].map((place) => bytes.readUInt32LE(from + packed + place))
    expect(behind).toEqual([0x08074b50, crc, packed, size])
    expect([crc32(content), content.length]).toEqual([crc, size])
    found.set(name, content)
    at += 46 + nameBytes
  }
  expect(at).toBe(end)
  return found
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
