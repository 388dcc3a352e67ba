import { raw, type Json } from './draft.ts'
import type { Random } from './random.ts'

/** Values that programs stumble over. */

export const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  '\u0000',
  '\ud800',
  'length',
  '0',
  'a.b[c]',
] as const

export const TEXTS = [
  '',
  ' ',
  '0',
  '-1',
  'null',
  'undefined',
  'NaN',
  'true',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udc00y',
  '\ufeff',
  '\u202egnihton',
  '👩‍👩‍👧‍👦'.repeat(50),
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢',
  "'; drop table customers; --",
  '<script>alert(1)</script>',
  ']]></Response><Dial>+19005550100</Dial>',
  '{business}{owner}{{x}}',
  '../../../etc/passwd',
  '%00%ff',
  '\r\nx-injected: 1',
  '__proto__',
  'constructor',
  'anonymous',
  '+0',
  '+1',
  '+99999999999999999999',
  '+15125550199',
  'sip:pat@example.com',
  'ten_000000000000000000000000',
  'javascript:alert(1)',
  'http://[::1',
  'a@b',
  'America/Nowhere',
] as const

export const DATES = [
  '1970-01-01T00:00:00.000Z',
  '0000-01-01T00:00:00Z',
  '-271821-04-20T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '1899-12-31T00:00:00Z',
  '2026-02-30T25:61:61Z',
  'yesterday',
  'Thu, 01 Jan 1970 00:00:00 +0000',
] as const

export const NUMBERS = [
  0,
  -0,
  -1,
  0.5,
  1e21,
  2 ** 31,
  2 ** 53,
  -(2 ** 53),
  Number.MAX_VALUE,
  Number.MIN_VALUE,
  8_640_000_000_000_000,
  8_640_000_000_000_001,
  -8_640_000_000_000_000,
] as const

/** Numbers that only text can say. */
const WRITTEN = ['1e999', '-1e999', '-0', '00', '1e-999', '123456789012345678901234567890', '0x10', 'NaN'] as const

const LENGTHS = [1_000, 5_000, 50_000, 300_000] as const
const DEPTHS = [50, 1_000, 20_000, 100_000] as const
const ITEMS = 5_000

export function anyText(random: Random): string {
  if (random.chance(0.1)) return random.pick(['x', 'é', '👍', '\u0000', '"', '\\']).repeat(random.pick(LENGTHS) ?? 1)
  return (random.chance(0.2) ? random.pick(DATES) : random.pick(TEXTS)) ?? ''
}

export function anyJson(random: Random): Json {
  switch (random.below(9)) {
    case 0:
      return random.pick([null, true, false])
    case 1:
      return random.pick(NUMBERS) ?? 0
    case 2:
      return raw(random.pick(WRITTEN) ?? '0')
    case 3:
      return deep(random)
    case 4:
      return random.pick<Json>([[], {}, [[]], [null], { length: 3 }, { toString: 1 }, { 0: 'x' }]) ?? null
    case 5:
      return random.chance(0.1) ? Array.from({ length: ITEMS }, () => 0) : [anyText(random)]
    default:
      return anyText(random)
  }
}

function deep(random: Random): Json {
  const depth = random.pick(DEPTHS) ?? 1
  return raw(
    random.chance(0.5) ? '['.repeat(depth) + ']'.repeat(depth) : '{"a":'.repeat(depth) + '1' + '}'.repeat(depth),
  )
}
