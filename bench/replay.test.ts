import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDeeds } from './support/add-deeds.ts'

/** Two weeks of a business that was lived through with faults, takeovers and opt-outs, told from its owner's copy. */

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NODE = path.join(ROOT, 'node_modules/.bin/node')
const PATIENCE_MS = 900_000
const DAYS = '14'
const folder = mkdtempSync(path.join(os.tmpdir(), 'shoulder-replay-'))
const copyFile = path.join(folder, 'copy.sqlite')

type Counts = Record<string, number>
type Json = Record<'deeds' | 'undone' | 'sent', Counts> & {
  reports: unknown[]
  record: { messages: number; same: number; causes: Counts }
}
type Told = { code: number; lines: string[]; text: string }

function run(program: string, ...given: string[]): Promise<Told> {
  return new Promise((resolve) => {
    execFile(NODE, [`bench/${program}`, ...given], { cwd: ROOT, maxBuffer: 64_000_000 }, (error, stdout, stderr) => {
      const text = stdout + stderr
      const code = typeof error?.code === 'number' ? error.code : 0
      resolve({ code, text, lines: text.trimEnd().split('\n') })
    })
  })
}

let changes = 0
function write(change: unknown): string {
  changes += 1
  const file = path.join(folder, `change-${changes}.json`)
  writeFileSync(file, typeof change === 'string' ? change : JSON.stringify(change))
  return file
}

const replay = (days: string, change: unknown, ...more: string[]) =>
  run('replay.ts', '--export', copyFile, '--days', days, '--limit', '1000', '--change', write(change), ...more)

const UNCHANGED = '0 would differ, 0 refused, 0 rules or promises broken'
const differing = (lines: string[]) => lines.filter((line) => /^cus_\w+ (sms|email) /.test(line))
const rules = (lines: string[]) => lines.filter((line) => line.startsWith('would break: '))
const digest = () => createHash('sha256').update(readFileSync(copyFile)).digest('hex')

const OWN_WORDS = '{business}: Sorry we missed you, how can we help? This is an automated text. Reply STOP to opt out'
/** Told in one go, since each telling begins with the days as they were. */
const TRIED = {
  same: { policy: { textAfterMs: 20_000, paused: false }, profile: { language: 'en' } },
  words: { scripts: [{ name: 'missed_call_text', language: 'en', text: OWN_WORDS }] },
  later: { policy: { textAfterMs: 60_000, textDeadlineMs: 90_000 } },
  paused: { policy: { paused: true } },
  longer: { scripts: [{ name: 'missed_call_text', language: 'en', text: `${OWN_WORDS}. ${'Call us. '.repeat(12)}` }] },
}
type Try = keyof typeof TRIED

let untouched = ''
let head = ''
const sections = new Map<string, string[]>()

beforeAll(async () => {
  const lived = await run('simulate.ts', '--days', DAYS, '--seed', '9', '--export', copyFile)
  expect(lived.code, lived.text).toBe(0)
  untouched = digest()
  const files = Object.values(TRIED).map(write)
  const given = files.flatMap((file) => ['--change', file])
  const told = await run(
    'replay.ts',
    '--export',
    copyFile,
    '--days',
    DAYS,
    '--limit',
    '1000',
    '--segment-cents',
    '2',
    ...given,
  )
  expect(told.code, told.text).toBe(0)
  const parts = told.text.split(/\n(?=\/.*change-\d+\.json\n)/)
  head = parts[0] ?? ''
  for (const [place, name] of Object.keys(TRIED).entries()) sections.set(name, (parts[place + 1] ?? '').split('\n'))
}, PATIENCE_MS)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const tried = (name: Try) => sections.get(name) ?? []

describe('two weeks told again', () => {
  test('are some with all that makes them hard to tell', () => {
    const copy = new DatabaseSync(copyFile, { readOnly: true })
    const query = `select count(*) as count from timeline where json_extract(fact, '$.type') = ?`
    const count = (type: string) => Number(copy.prepare(query).get(type)?.['count'])
    for (const type of ['taken_over', 'customer_opted_out', 'entry_delayed', 'lead_moved_by_hand']) {
      expect(count(type), type).toBeGreaterThan(0)
    }
    const pepper = copy.prepare(`select value from settings where name = 'address_pepper'`)
    expect(pepper.get()).toEqual({ value: '[withheld]' })
    copy.close()
  })

  test('come out nearly as they are on record', () => {
    const [, same, all] = /(\d+) of (\d+) messages of the record/.exec(head) ?? []
    expect(Number(all)).toBeGreaterThan(60)
    expect(Number(same) / Number(all)).toBeGreaterThan(0.95)
    expect(head).not.toContain('are not explained')
  })

  test('show no difference where settings are set as they are', () => {
    expect(tried('same').join('\n')).toContain(UNCHANGED)
    expect(differing(tried('same'))).toEqual([])
  })

  test('have other words where the business has, and are the same besides', () => {
    expect(differing(tried('words')).length).toBeGreaterThan(10)
    const others = differing(tried('words')).filter((line) => !/^cus_\w+ sms missed_call_text: words \(/.test(line))
    expect(others).toEqual([])
    expect(rules(tried('words'))).toEqual([])
  })

  test('tell the later times of texts that wait longer, and the promises that break', () => {
    expect(differing(tried('later')).some((line) => /missed_call_text: time /.test(line))).toBe(true)
    expect(rules(tried('later')).length).toBeGreaterThan(5)
    for (const rule of rules(tried('later'))) expect(rule).toContain('every promise is kept or explained: text')
  })

  test('tell what the gate would refuse of a business that is paused', () => {
    const refused = tried('paused').filter((line) => /_answer refused: kill_switch_on \(/.test(line))
    expect(refused.length).toBeGreaterThan(0)
    expect(differing(tried('paused')).some((line) => line.includes('missed_call_text: only_before'))).toBe(true)
  })
})

describe('weeks of other businesses', { timeout: PATIENCE_MS }, () => {
  test.each(['3', '17'])('with seed %s come out as on record, and the same where nothing is changed', async (seed) => {
    const file = path.join(folder, `seed-${seed}.sqlite`)
    const lived = await run('simulate.ts', '--days', '12', '--seed', seed, '--export', file)
    expect(lived.code, lived.text).toBe(0)
    const told = await run('replay.ts', '--export', file, '--days', '12', '--json')
    expect(told.code, told.text).toBe(0)
    const { record, reports } = JSON.parse(told.text) as Json
    expect(record.messages).toBeGreaterThan(40)
    // How many faults fall into these days, and how many people are named anew, is chance.
    const { fault = 0, named_otherwise: named = 0 } = record.causes
    expect(record.same / record.messages).toBeGreaterThan(0.84)
    expect(record.same / (record.messages - fault - named)).toBeGreaterThan(0.97)
    expect(record.causes['unexplained'] ?? 0).toBe(0)
    expect(reports).toMatchObject([{ changed: [], refused: [], broken: [], undone: {} }])
  })
})

describe('what else people did', { timeout: PATIENCE_MS }, () => {
  test('is done again: prices, forms, cards in GoHighLevel, jobs, who is who, and requests for privacy', async () => {
    const file = path.join(folder, 'busier.sqlite')
    copyFileSync(copyFile, file)
    const given = addDeeds(file)
    const told = await run('replay.ts', '--export', file, '--days', DAYS, '--json')
    expect(told.code, told.text).toBe(0)
    const { deeds, undone, sent, reports } = JSON.parse(told.text) as Json
    for (const [kind, count] of Object.entries(given)) {
      expect(deeds[kind], kind).toBeGreaterThanOrEqual(count)
      expect(undone[kind] ?? 0, kind).toBe(0)
    }
    // A customer gets the price that was set, and whoever filled in the form is texted.
    expect(sent['quote_text']).toBeGreaterThan(0)
    expect(sent['web_lead_text']).toBeGreaterThan(0)
    expect(reports).toMatchObject([{ changed: [], refused: [], broken: [], undone: {} }])
  })
})

describe('what is printed', { timeout: PATIENCE_MS }, () => {
  test('names customers by their ids, and their numbers and words only when asked', async () => {
    const change = { policy: { textAfterMs: 28_000 } }
    expect([...sections.values()].flat().join('\n')).not.toMatch(/\+1\d{10}|\(\d{3}\) 555-01(?!99)\d\d|\d@example/)
    const shown = await replay('5', change, '--show')
    expect(differing(shown.lines).length).toBeGreaterThan(2)
    expect(shown.text).toMatch(/to \+1\d{3}55501\d\d/)
  })

  test('tells texts to customers before and after, when, and what they cost', () => {
    const lines = tried('longer')
    const at = lines.findIndex((line) =>
      /sms missed_call_text: words \(to …01\d\d; 2027-01-\d\d [\d:]{8}; sent\)/.test(line),
    )
    expect(lines[at + 1]).toMatch(/^ {2}before "Larkspur Plumbing: Sorry we missed your call/)
    expect(lines[at + 2]).toMatch(/^ {2}after {2}"Larkspur Plumbing: Sorry we missed you, .* Call us\./)
    const [, before, after, dollars] =
      /(\d+) segments as it is, (\d+) with the change: \+\$([\d.]+)/.exec(lines.join('\n')) ?? []
    expect(Number(after)).toBeGreaterThan(Number(before))
    expect(Number(dollars)).toBeCloseTo((Number(after) - Number(before)) * 0.02)
  })

  test.each([
    ['a field that is none', { policy: { textAfter: 5 } }, 'policy.textAfter'],
    [
      'words nobody may send',
      { scripts: [{ name: 'missed_call_text', language: 'en', text: 'Half price!' }] },
      'refused',
    ],
  ])('refuses %s and says which', async (_name, change, named) => {
    const told = await replay(DAYS, change)
    expect(told.code).toBe(2)
    expect(told.text).toContain(named)
  })

  test('refuses what is no copy of a business', async () => {
    const other = path.join(folder, 'other.sqlite')
    new DatabaseSync(other).exec('create table a (b)')
    const told = await run('replay.ts', '--export', other)
    expect([told.code, told.text]).toEqual([2, expect.stringContaining('is no copy of a business')])
  })

  test('leaves the copy as it was', () => {
    expect(digest()).toBe(untouched)
  })
})
