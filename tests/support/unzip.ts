import { crc32, inflateRawSync } from 'node:zlib'

/**
 * Reads a ZIP archive by the directory at its end, as programs do, and throws where a header, a length or a checksum
 * on the way says something else.
 */
export function unzip(archive: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(archive)
  const end = bytes.length - 22
  hold(bytes.readUInt32LE(end) === 0x06_05_4b_50, 'The archive has no end.')
  const files = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    hold(bytes.readUInt32LE(at) === 0x02_01_4b_50, 'The directory is broken.')
    const nameBytes = bytes.readUInt16LE(at + 28)
    const name = bytes.subarray(at + 46, at + 46 + nameBytes).toString()
    files.set(name, readFile(bytes, at, name))
    at += 46 + nameBytes
  }
  hold(at === end, 'The directory ends elsewhere than it says.')
  return files
}

function readFile(bytes: Buffer, at: number, name: string): Buffer {
  const [crc, packed, size] = [16, 20, 24].map((place) => bytes.readUInt32LE(at + place)) as [number, number, number]
  const local = bytes.readUInt32LE(at + 42)
  const nameBytes = bytes.readUInt16LE(local + 26)
  const from = local + 30 + nameBytes
  hold(bytes.subarray(local + 30, from).toString() === name, `${name} is called otherwise in its own header.`)
  const behind = [0, 4, 8, 12].map((place) => bytes.readUInt32LE(from + packed + place))
  hold(behind.join() === [0x08_07_4b_50, crc, packed, size].join(), `${name} has another descriptor than entry.`)
  const content = inflateRawSync(bytes.subarray(from, from + packed))
  hold(content.length === size && crc32(content) === crc, `${name} is damaged.`)
  return content
}

function hold(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Error(otherwise)
}
