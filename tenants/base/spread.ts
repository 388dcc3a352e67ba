/**
 * A moment of its own for each key, the same every time, within `spreadMs`: what all businesses do once a night must
 * not begin in one minute. FNV-1a, which is even enough to spread by.
 */
export function spreadOf(key: string, spreadMs: number): number {
  let value = 0x811c9dc5
  for (const character of key) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return (value >>> 0) % spreadMs
}
