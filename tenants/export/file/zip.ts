import { crc32 } from 'node:zlib'

/**
 * A ZIP archive written from its first byte to its last (PKWARE's APPNOTE 6.3): each file is deflated as it comes, and
 * what its header cannot know yet stands in a descriptor behind it. Names are UTF-8.
 */

export type ZipEntry = { name: string; content: AsyncIterable<Uint8Array> }

/** Beyond 4 GiB the format would need another kind of header, which half of the programs that open ZIPs cannot read. */
class ZipTooLarge extends Error {}

const LOCAL = 0x04_03_4b_50
const DESCRIPTOR = 0x08_07_4b_50
const CENTRAL = 0x02_01_4b_50
const END = 0x06_05_4b_50
/** Sizes follow in a descriptor; names are UTF-8. */
const FLAGS = 0x08_08
const DEFLATED = 8
const VERSION = 20
const UINT32_MAX = 0xff_ff_ff_ff
const UINT16_MAX = 0xff_ff

type Written = { name: Buffer; crc: number; packedBytes: number; bytes: number; offset: number }

/** `at` is the moment that every file is said to be from. */
export async function* zip(entries: AsyncIterable<ZipEntry>, at: number): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  const moment = dosMoment(at)
  let offset = 0
  for await (const { name: text, content } of entries) {
    const name = Buffer.from(text)
    const entry: Written = { name, crc: 0, packedBytes: 0, bytes: 0, offset }
    written.push(entry)
    yield localHeader(name, moment)
    for await (const packed of deflate(countInto(entry, content))) {
      entry.packedBytes += packed.byteLength
      refuseTooLarge(entry, offset + entry.packedBytes)
      yield packed
    }
    yield descriptor(entry)
    offset += LOCAL_BYTES + name.length + entry.packedBytes + DESCRIPTOR_BYTES
  }
  const directory = Buffer.concat(written.map((entry) => centralHeader(entry, moment)))
  yield directory
  yield endRecord(written.length, directory.length, offset)
}

function refuseTooLarge({ bytes }: Written, end: number): void {
  if (bytes <= UINT32_MAX && end <= UINT32_MAX) return
  throw new ZipTooLarge('A ZIP archive holds 4 GiB at most. Take the SQLite file, which may be larger.')
}

async function* countInto(entry: Written, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const part of content) {
    entry.crc = crc32(part, entry.crc)
    entry.bytes += part.byteLength
    yield part
  }
}

/** Feeds and reads at once. Whoever stops reading stops the feeding too. */
async function* deflate(content: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new CompressionStream('deflate-raw')
  const writer = writable.getWriter()
  const reader: ReadableStreamDefaultReader<Uint8Array> = readable.getReader()
  const fed = feed(content, writer)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      yield value
    }
    await fed
  } finally {
    await reader.cancel().catch(() => undefined)
    await fed.catch(() => undefined)
  }
}

async function feed(
  content: AsyncGenerator<Uint8Array>,
  writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>,
): Promise<void> {
  try {
    for await (const part of content) await writer.write(new Uint8Array(part))
    await writer.close()
  } catch (error) {
    // The reader hears of it as its own failure.
    await writer.abort(error).catch(() => undefined)
    throw error
  }
}

const LOCAL_BYTES = 30
const DESCRIPTOR_BYTES = 16
const CENTRAL_BYTES = 46
const END_BYTES = 22

function localHeader(name: Buffer, moment: number): Buffer {
  const head = Buffer.alloc(LOCAL_BYTES)
  head.writeUInt32LE(LOCAL, 0)
  head.writeUInt16LE(VERSION, 4)
  head.writeUInt16LE(FLAGS, 6)
  head.writeUInt16LE(DEFLATED, 8)
  head.writeUInt32LE(moment, 10)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, name])
}

function descriptor({ crc, packedBytes, bytes }: Written): Buffer {
  const record = Buffer.alloc(DESCRIPTOR_BYTES)
  record.writeUInt32LE(DESCRIPTOR, 0)
  record.writeUInt32LE(crc, 4)
  record.writeUInt32LE(packedBytes, 8)
  record.writeUInt32LE(bytes, 12)
  return record
}

function centralHeader({ name, crc, packedBytes, bytes, offset }: Written, moment: number): Buffer {
  const head = Buffer.alloc(CENTRAL_BYTES)
  head.writeUInt32LE(CENTRAL, 0)
  head.writeUInt16LE(VERSION, 4)
  head.writeUInt16LE(VERSION, 6)
  head.writeUInt16LE(FLAGS, 8)
  head.writeUInt16LE(DEFLATED, 10)
  head.writeUInt32LE(moment, 12)
  head.writeUInt32LE(crc, 16)
  head.writeUInt32LE(packedBytes, 20)
  head.writeUInt32LE(bytes, 24)
  head.writeUInt16LE(name.length, 28)
  head.writeUInt32LE(offset, 42)
  return Buffer.concat([head, name])
}

function endRecord(count: number, directoryBytes: number, directoryAt: number): Buffer {
  if (count > UINT16_MAX) throw new ZipTooLarge(`A ZIP archive holds ${UINT16_MAX} files at most.`)
  const end = Buffer.alloc(END_BYTES)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(directoryBytes, 12)
  end.writeUInt32LE(directoryAt, 16)
  return end
}

/** Time and date as MS-DOS had them, in UTC: the time stands in the lower half. */
function dosMoment(at: number): number {
  const moment = new Date(at)
  const date = ((moment.getUTCFullYear() - 1980) << 9) | ((moment.getUTCMonth() + 1) << 5) | moment.getUTCDate()
  const time = (moment.getUTCHours() << 11) | (moment.getUTCMinutes() << 5) | (moment.getUTCSeconds() >> 1)
  return ((date << 16) | time) >>> 0
}
