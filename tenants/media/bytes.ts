/** Reading and joining raw bytes. */

export type Bytes = Uint8Array<ArrayBufferLike>

export function ascii(bytes: Bytes, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length))
}

export function startsWith(bytes: Bytes, from: number, text: string): boolean {
  return from + text.length <= bytes.length && ascii(bytes, from, text.length) === text
}

export function uint16(bytes: Bytes, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}

export function uint32(bytes: Bytes, at: number): number {
  return uint16(bytes, at) * 65_536 + uint16(bytes, at + 2)
}

export function uint32Little(bytes: Bytes, at: number): number {
  return uint32(bytes.slice(at, at + 4).reverse(), 0)
}

export function encodeUint32(value: number): Uint8Array {
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value])
}

export function join(parts: readonly Bytes[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function fromText(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
