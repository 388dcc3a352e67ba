export type ByteRange = { offset: number; length: number }

const RANGE = /^bytes=(\d{0,15})-(\d{0,15})$/

/**
 * One range of a file (RFC 9110, 14.2). Null where the whole is asked for, or something we do not serve in parts, which
 * the standard lets us answer with the whole.
 */
export function readRange(header: string | null, size: number): ByteRange | null | 'unsatisfiable' {
  const [, first = '', last = ''] = RANGE.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { offset: size - length, length }
  }
  const offset = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < offset) return null
  return offset >= size ? 'unsatisfiable' : { offset, length: end - offset + 1 }
}
