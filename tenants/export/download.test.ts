import { describe, expect, test, vi } from 'vitest'
import { EXPORT_CHUNK_BYTES, EXPORT_STALLED_MS } from '../base/limits.ts'
import { Downloads } from './download.ts'

function desk() {
  const watch = { now: 1_000 }
  return { watch, downloads: new Downloads(() => watch.now), report: vi.fn() }
}

/** `made` tells how many parts were asked for, and whether anybody ended it. */
function parts(count: number, bytes = 1_000) {
  const made = { parts: 0, isEnded: false }
  async function* each() {
    try {
      for (; made.parts < count; made.parts += 1) yield new Uint8Array(bytes).fill(made.parts % 251)
    } finally {
      made.isEnded = true
    }
  }
  return { made, make: each }
}

async function readOn(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  for (let chunk = 0; chunk < 10; chunk += 1) await reader.read()
}

describe('one download', () => {
  test('brings every byte, and then there is room', async () => {
    const { downloads, report } = desk()
    const { make } = parts(500)
    const bytes = new Uint8Array(await new Response(downloads.open(make, report)).arrayBuffer())
    expect(bytes.length).toBe(500_000)
    expect([bytes[0], bytes[250_999], bytes[499_999]]).toEqual([0, 250, 499 % 251])
    expect(downloads.busyForMs).toBeNull()
  })

  test('makes no more than is taken', async () => {
    const { downloads, report } = desk()
    const { make, made } = parts(100_000)
    const reader = downloads.open(make, report).getReader()
    let taken = 0
    while (taken < 10 * EXPORT_CHUNK_BYTES) {
      taken += (await reader.read()).value?.byteLength ?? 0
      expect(made.parts * 1_000).toBeLessThan(taken + 3 * EXPORT_CHUNK_BYTES)
    }
    await reader.cancel()
    expect([made.isEnded, downloads.busyForMs]).toEqual([true, null])
  })

  test('that fails says so to its reader and to us, and makes room', async () => {
    const { downloads, report } = desk()
    async function* broken() {
      yield new Uint8Array(70_000)
      throw new Error('The rows could not be read.')
    }
    const reader = downloads.open(broken, report).getReader()
    await expect(readOn(reader)).rejects.toThrow('could not be read')
    expect([report.mock.calls.length, downloads.busyForMs]).toEqual([1, null])
  })
})

/** Takes long before its first byte, as the trial run over many rows does. */
function slow() {
  const made = { turns: 0, isEnded: false }
  async function* make(breathe: () => Promise<void>) {
    try {
      for (; made.turns < 1_000_000; made.turns += 1) await breathe()
      yield new Uint8Array(1)
    } finally {
      made.isEnded = true
    }
  }
  return { made, make }
}

describe('a download that is long in the making', () => {
  test('keeps its place, however long that takes', async () => {
    const { watch, downloads, report } = desk()
    const reader = downloads.open(slow().make, report).getReader()
    void reader.read().catch(() => undefined)
    watch.now += 10 * EXPORT_STALLED_MS
    expect(downloads.busyForMs).toBe(EXPORT_STALLED_MS)
    await reader.cancel()
  })

  test('stops at once when its reader goes', async () => {
    const { downloads, report } = desk()
    const { made, make } = slow()
    const reader = downloads.open(make, report).getReader()
    void reader.read().catch(() => undefined)
    await expect.poll(() => made.turns).toBeGreaterThan(5)
    await reader.cancel()
    expect([made.isEnded, downloads.busyForMs, report.mock.calls]).toEqual([true, null, []])
    expect(made.turns).toBeLessThan(1_000_000)
  })
})

describe('a download of whom nothing is heard', () => {
  test('keeps its place for a while, and then loses it to the next', async () => {
    const { watch, downloads, report } = desk()
    const [first, second] = [parts(100_000), parts(10)]
    const silent = downloads.open(first.make, report).getReader()
    await silent.read()
    watch.now += EXPORT_STALLED_MS - 1
    expect(downloads.busyForMs).toBe(1)
    watch.now += 1
    expect(downloads.busyForMs).toBeNull()
    const next = downloads.open(second.make, report)
    await expect(readOn(silent)).rejects.toThrow('took its place')
    expect(first.made.isEnded).toBe(true)
    expect((await new Response(next).arrayBuffer()).byteLength).toBe(10_000)
  })

  test('and who takes bytes now and then keeps it', async () => {
    const { watch, downloads, report } = desk()
    const reader = downloads.open(parts(100_000).make, report).getReader()
    for (let minute = 0; minute < 5; minute += 1) {
      watch.now += EXPORT_STALLED_MS - 1
      // What was made already is taken without anybody being asked for more.
      for (let chunk = 0; chunk < 3; chunk += 1) await reader.read()
    }
    expect(downloads.busyForMs).not.toBeNull()
    await reader.cancel()
  })
})
