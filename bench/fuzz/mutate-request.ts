import type { Draft } from './draft.ts'
import { anyText, NAMES } from './hostile.ts'
import type { Mutation } from './mutate-body.ts'
import type { Random } from './random.ts'

/** Changes of everything around the body, and of the body's bytes. */

const TYPES = [
  '',
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
  'application/problem+json',
  'multipart/form-data; boundary=x',
  'application/json;;;',
  'application/JSON ; charset="UTF-8"',
  'x'.repeat(3_000),
] as const
const CHARSETS = ['utf-16', 'latin1', '"utf-8"', '', 'utf-8; charset=utf-16', 'us-ascii', 'UTF-7', "utf-8'x"] as const
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'] as const
const EXTRA_HEADERS: readonly [string, string][] = [
  ['x-forwarded-host', 'other.example.com'],
  ['x-forwarded-for', '127.0.0.1'],
  ['x-http-method-override', 'DELETE'],
  ['x-shoulder-live', '{"after":null}'],
  ['content-encoding', 'gzip'],
  ['content-encoding', 'br'],
  ['accept', 'image/png'],
  ['range', 'bytes=0-1'],
  ['if-match', '"999999999999"'],
  ['if-match', '*'],
  ['if-none-match', '*'],
  ['cookie', 'CF_Authorization=; CF_Authorization=x; __proto__=1'],
  ['cookie', `a=${'b'.repeat(4_000)}`],
  ['origin', 'null'],
  ['upgrade', 'h2c'],
  ['authorization', 'Basic AAAA'],
  ['x-odd', '\u00ff\u0080é'],
]

function withQuery(draft: Draft, random: Random): Draft {
  const names = ['tenant', 'entry', 'step', 'test', 'after', 'limit', 'lang', 'days', 'before', 'customerId', ...NAMES]
  const name = random.pick(names) ?? ''
  const value = random.pick([
    anyText(random).slice(0, 3_000),
    '%zz',
    '%ff',
    '%00',
    '0',
    '-1',
    '1e9',
    'recording',
    'dial',
  ])
  const query = [...draft.query]
  const index = random.below(query.length + 1)
  if (random.chance(0.3) && query.length > 0) query.splice(Math.min(index, query.length - 1), 1)
  else if (random.chance(0.5) && query[index]) query[index] = [query[index][0], value]
  else query.splice(index, 0, [name, value])
  return { ...draft, query }
}

function withPath(draft: Draft, random: Random): Draft {
  const { path } = draft
  const parts = path.split('/')
  const index = 1 + random.below(Math.max(1, parts.length - 1))
  const swap = (text: string) => parts.map((part, place) => (place === index ? text : part)).join('/')
  const odd = random.pick([
    '%00',
    '%ff',
    '%zz',
    '%2e%2e',
    '..',
    '.',
    '',
    '__proto__',
    'constructor',
    "'",
    '%F0%9F%91%8D',
  ])
  return {
    ...draft,
    path: random.pick([
      swap(odd),
      swap(`${parts[index] ?? ''}${odd}`),
      `${path}/`,
      `/${path}`,
      path.toUpperCase(),
      `${path}/${'a'.repeat(random.pick([300, 8_000]))}`,
      `${path};x=1`,
      `${path}%2f`,
      swap(random.hex(24)),
      swap(`ten_${random.hex(24)}`),
      swap(`cus_${random.hex(24)}`),
    ]),
  }
}

function withHeader(draft: Draft, random: Random): Draft {
  if (random.chance(0.2)) {
    const many = Array.from({ length: 60 }, (_, index): [string, string] => [`x-many-${index}`, 'x'.repeat(50)])
    return { ...draft, headers: [...draft.headers, ...many] }
  }
  const extra = random.pick(EXTRA_HEADERS) ?? ['x-odd', '']
  return { ...draft, headers: [...draft.headers.filter(([name]) => name.toLowerCase() !== extra[0]), extra] }
}

function withType(draft: Draft, value: string | null): Draft {
  const rest = draft.headers.filter(([name]) => name.toLowerCase() !== 'content-type')
  return { ...draft, headers: value === null ? rest : [...rest, ['content-type', value]] }
}

function typeOf({ headers }: Draft): string {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1].split(';')[0] ?? 'application/json'
}

const inOddCase = (name: string, random: Random) =>
  name
    .split('')
    .map((character) => (random.chance(0.5) ? character.toUpperCase() : character.toLowerCase()))
    .join('')

export const mutateRequest: Mutation = (draft, random) => {
  switch (random.below(8)) {
    case 0:
      return { draft: withType(draft, random.pick([...TYPES, null])), name: 'content type swapped' }
    case 1: {
      const lie = random.pick(CHARSETS) ?? ''
      return { draft: withType(draft, `${typeOf(draft)}; charset=${lie}`), name: `charset ${lie}` }
    }
    case 2: {
      const headers = draft.headers.map(([name, value]): [string, string] => [inOddCase(name, random), value])
      return { draft: { ...draft, headers }, name: 'header names in odd case' }
    }
    case 3:
      return { draft: withHeader(draft, random), name: 'header added' }
    case 4: {
      const method = random.pick(METHODS) ?? 'GET'
      return { draft: { ...draft, method }, name: `method ${method}` }
    }
    case 5:
      return { draft: withPath(draft, random), name: 'path changed' }
    default:
      return { draft: withQuery(draft, random), name: 'query changed' }
  }
}

const INVALID = [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82], [0x00]] as const

/** Changes of the bytes themselves, made before they are signed. */
export const SPOILERS: readonly { name: string; spoil(body: Buffer, random: Random): Buffer }[] = [
  { name: 'body truncated', spoil: (body, random) => body.subarray(0, random.below(body.length + 1)) },
  { name: 'body emptied', spoil: () => Buffer.alloc(0) },
  {
    name: 'invalid UTF-8 put in',
    spoil: (body, random) => insert(body, random.below(body.length + 1), Buffer.from(random.pick(INVALID) ?? [0xff])),
  },
  { name: 'byte-order mark put before', spoil: (body) => insert(body, 0, Buffer.from('\ufeff')) },
  { name: 'more put behind', spoil: (body, random) => insert(body, body.length, Buffer.from(anyText(random))) },
  { name: 'white space put before', spoil: (body) => insert(body, 0, Buffer.alloc(100_000, 0x20)) },
  {
    name: 'a byte changed',
    spoil: (body, random) => {
      const changed = Buffer.from(body)
      changed[random.below(Math.max(1, body.length))] = random.below(256)
      return changed
    },
  },
  {
    name: 'body too large by one byte',
    spoil: (body) => insert(body, body.length, Buffer.alloc(Math.max(0, 262_145 - body.length), 0x20)),
  },
]

function insert(body: Buffer, at: number, bytes: Buffer): Buffer {
  return Buffer.concat([body.subarray(0, at), bytes, body.subarray(at)])
}
