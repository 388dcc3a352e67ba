/** One row as SQLite stores it (https://www.sqlite.org/fileformat2.html, section 2.1). Plain bytes, no database. */

export type Value = null | number | bigint | string | Uint8Array

const INT8 = 1
const INT16 = 2
const INT24 = 3
const INT32 = 4
const INT48 = 5
const INT64 = 6
const REAL = 7
const ZERO = 8
const ONE = 9
const BLOB = 12
const TEXT = 13
/** Bytes behind the serial types 0 to 9. */
const BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]
const VARINT_BYTES_MAX = 9

/** How many bytes a number takes as a varint: seven bits a byte, and eight in the ninth. */
export function varintBytes(value: number): number {
  let bytes = 1
  for (let rest = value; rest >= 128 && bytes < VARINT_BYTES_MAX; rest = Math.floor(rest / 128)) bytes += 1
  return bytes
}

/** Writes a varint and answers where the next byte goes. Only rowids can be negative; those take all nine bytes. */
export function writeVarint(bytes: Buffer, at: number, value: number): number {
  if (value < 0) return writeLongVarint(bytes, at, BigInt(value))
  const length = varintBytes(value)
  if (length === VARINT_BYTES_MAX) return writeLongVarint(bytes, at, BigInt(value))
  let rest = value
  for (let place = length - 1; place >= 0; place -= 1) {
    bytes[at + place] = (rest % 128) | (place === length - 1 ? 0 : 0x80)
    rest = Math.floor(rest / 128)
  }
  return at + length
}

function writeLongVarint(bytes: Buffer, at: number, value: bigint): number {
  const bits = BigInt.asUintN(64, value)
  bytes[at + 8] = Number(bits & 0xffn)
  let rest = bits >> 8n
  for (let place = 7; place >= 0; place -= 1) {
    bytes[at + place] = Number(rest & 0x7fn) | 0x80
    rest >>= 7n
  }
  return at + VARINT_BYTES_MAX
}

export function rowidBytes(rowid: number): number {
  return rowid < 0 ? VARINT_BYTES_MAX : varintBytes(rowid)
}

/** What kind of value it is, as the record's header says it; for texts and bytes their length is in it. */
function serialType(value: Value): number {
  if (value === null) return 0
  if (typeof value === 'string') return TEXT + 2 * Buffer.byteLength(value)
  if (typeof value === 'bigint') return INT64
  if (typeof value !== 'number') return BLOB + 2 * value.byteLength
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return REAL
  if (value === 0) return ZERO
  if (value === 1) return ONE
  const size = value < 0 ? -value - 1 : value
  if (size < 0x80) return INT8
  if (size < 0x8000) return INT16
  if (size < 0x80_0000) return INT24
  if (size < 0x8000_0000) return INT32
  return size < 0x8000_0000_0000 ? INT48 : INT64
}

function bodyBytes(type: number): number {
  return type >= BLOB ? (type - BLOB) >> 1 : (BYTES[type] ?? 0)
}

export function serialTypes(values: readonly Value[]): number[] {
  return values.map(serialType)
}

/** The header's length counts itself. */
function headerBytes(types: readonly number[]): number {
  const rest = types.reduce((sum, type) => sum + varintBytes(type), 0)
  const bytes = rest + varintBytes(rest + 1)
  return rest + varintBytes(bytes)
}

/** The length of the record, without making it. */
export function measureRecord(types: readonly number[]): number {
  return headerBytes(types) + types.reduce((sum, type) => sum + bodyBytes(type), 0)
}

export function writeRecord(values: readonly Value[]): Buffer {
  const types = serialTypes(values)
  const bytes = Buffer.allocUnsafe(measureRecord(types))
  let at = writeVarint(bytes, 0, headerBytes(types))
  for (const type of types) at = writeVarint(bytes, at, type)
  for (const [place, value] of values.entries()) at = writeValue(bytes, at, value, types[place] ?? 0)
  return bytes
}

function writeValue(bytes: Buffer, at: number, value: Value, type: number): number {
  if (value === null) return at
  const length = bodyBytes(type)
  if (typeof value === 'string') bytes.write(value, at, length, 'utf8')
  else if (typeof value === 'bigint') bytes.writeBigInt64BE(value, at)
  else if (typeof value !== 'number') bytes.set(value, at)
  else if (type === REAL) bytes.writeDoubleBE(value, at)
  else if (type === INT64) bytes.writeBigInt64BE(BigInt(value), at)
  else if (length > 0) bytes.writeIntBE(value, at, length)
  return at + length
}
