import { afterEach, expect, test, vi } from 'vitest'
import { describeError, log, mask } from './log.ts'

/** Whatever stands around them, numbers of people and secrets of ours never reach a line of the log. */

const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined)
afterEach(() => printed.mockClear())

const ROUNDS = 400

/** The same sequence on every run, so that a failure can be looked into. */
function sequence(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Next = (below: number) => number

const pick = <T>(next: Next, choices: readonly T[]): T => choices[next(choices.length)] as T
const from = (next: Next, alphabet: string, count: number) =>
  Array.from({ length: count }, () => alphabet[next(alphabet.length)] ?? '').join('')
const digits = (next: Next, count: number) => from(next, '0123456789', count)
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const BASE64 = `${LETTERS}${LETTERS.toLowerCase()}0123456789+/`
const BASE64URL = `${LETTERS}${LETTERS.toLowerCase()}0123456789_-`

const eitherCase = (next: Next, text: string) => (next(3) === 0 ? text.toLowerCase() : text)
const pan = (next: Next) => from(next, LETTERS, 3) + pick(next, [...'ABCFGHJLPT'.split('')]) + from(next, LETTERS, 1)

/** Each gives what is written and the part of it that must not be found afterwards. */
const SECRETS: Record<string, (next: Next) => { written: string; hidden: string }> = {
  phone(next) {
    const [area, office] = [`${2 + next(8)}${digits(next, 2)}`, '555']
    const line = digits(next, 4)
    const written = pick(next, [
      `+1${area}${office}${line}`,
      `+1 (${area}) ${office}-${line}`,
      `(${area}) ${office}-${line}`,
      `${area}-${office}-${line}`,
      `${area}.${office}.${line}`,
      `${area}${office}${line}`,
      `1${area}${office}${line}`,
      `%2B1${area}${office}${line}`,
      `1-${area}-${office}-${line}`,
    ])
    return { written, hidden: area + office }
  },
  indianPhone(next) {
    const number = `98${digits(next, 8)}`
    return { written: pick(next, [`+91${number}`, `+91 ${number}`, `91${number}`, `0091${number}`]), hidden: number }
  },
  email(next) {
    const name = `p${from(next, 'abcdefghij', 6)}`
    const at = pick(next, ['@', '@', '%40'])
    return {
      written: `${pick(next, [name, `${name}+jobs`, `${name}.rivers`, `ñ${name}`])}${at}example.com`,
      hidden: name,
    }
  },
  pan(next) {
    const text = pan(next) + digits(next, 4) + from(next, LETTERS, 1)
    return { written: eitherCase(next, text), hidden: text }
  },
  gstin(next) {
    const text = `${digits(next, 2)}${pan(next)}${digits(next, 4)}${from(next, LETTERS, 1)}1Z${from(next, BASE64, 1)}`
    const written = text.replace(/[+/]$/, '7').toUpperCase()
    return { written: eitherCase(next, written), hidden: written }
  },
  ein(next) {
    const tail = digits(next, 7)
    return { written: `${digits(next, 2)}-${tail}`, hidden: tail }
  },
  card(next) {
    const groups = [`4${digits(next, 3)}`, digits(next, 4), digits(next, 4), digits(next, 4)]
    return { written: groups.join(pick(next, ['', ' ', '-', '.'])), hidden: groups.slice(0, 3).join('') }
  },
  bearer(next) {
    const token = from(next, BASE64URL, 20)
    return { written: `${pick(next, ['Bearer', 'bearer', 'BEARER'])} ${token}`, hidden: token }
  },
  basic(next) {
    const token = from(next, BASE64, 24)
    return { written: `Basic ${token}==`, hidden: token }
  },
  jwt(next) {
    const [payload, signature] = [`eyJ${from(next, BASE64URL, 30)}`, from(next, BASE64URL, 40)]
    return { written: `eyJhbGciOiJSUzI1NiJ9.${payload}.${signature}`, hidden: payload }
  },
  svix(next) {
    const signature = from(next, BASE64, 43)
    return { written: `v1,${signature}=`, hidden: signature }
  },
  named(next) {
    const key = from(next, BASE64URL.replace(/[_-]/g, ''), 24)
    const prefix = pick(next, [
      'sk_live_',
      'sk_test_',
      'rk_live_',
      'whsec_',
      're_',
      'rzp_live_',
      'pit-',
      'sk-ant-',
      'ya29.',
    ])
    return { written: prefix + key, hidden: key }
  },
  sealingKey(next) {
    const key = from(next, BASE64, 43)
    return { written: `${key}=`, hidden: key }
  },
  twilioToken(next) {
    const token = from(next, '0123456789abcdef', 32)
    return { written: token, hidden: token }
  },
  unsubscribe(next) {
    const token = from(next, 'abcdefghjkmnp0123456789', 24)
    return { written: `/u/${token}.${token}`, hidden: token }
  },
}

const BEFORE = ['', ' ', '"', "'", '=', ': ', '(', '[', '<', '\n', ', ', '{"a":"', 'to=', 'key: ', '&x=', '_']
const BEHIND = ['', ' ', '"', "'", ')', ']', '>', '\n', ',', '.', '"}', ' was refused', ';', '&y=1', '_']

const plain = (text: string) => text.toUpperCase().replaceAll(/[^A-Z0-9+/_]/g, '')

test.each(Object.keys(SECRETS))('a %s does not come out, whatever stands around it', (name) => {
  const next = sequence(name.length * 7_919)
  for (let round = 0; round < ROUNDS; round += 1) {
    const made = SECRETS[name]?.(next)
    if (!made) throw new Error(`There is no ${name}`)
    const text = pick(next, BEFORE) + made.written + pick(next, BEHIND)
    log('x', 'req_1', { detail: text, deep: [{ list: [text] }] })
    const lines = [mask(text), describeError(new Error('outer', { cause: new Error(text) }))]
    for (const line of [...lines, String(printed.mock.lastCall?.[0])]) {
      expect([text, plain(line).includes(plain(made.hidden))]).toEqual([text, false])
    }
  }
})

test('two in a row are both hidden', () => {
  const next = sequence(11)
  const kinds = Object.keys(SECRETS)
  for (let round = 0; round < ROUNDS; round += 1) {
    const pair = [SECRETS[pick(next, kinds)]?.(next), SECRETS[pick(next, kinds)]?.(next)]
    const text = pair.map((made) => made?.written).join(pick(next, [' ', ', ', '","', '\n']))
    const line = plain(mask(text))
    for (const made of pair) expect([text, line.includes(plain(made?.hidden ?? ''))]).toEqual([text, false])
  }
})
