import { describe, expect, test } from 'vitest'
import { HOSTILE_DRAFTS } from '../../tests/support/hostile-drafts.ts'
import { HOSTILE_WORDS } from '../../tests/support/hostile-words.ts'
import { HOSTILE_SPANISH, HONEST_DRAFTS, HONEST_SPANISH } from '../../tests/support/other-drafts.ts'
import { guardFacts } from '../../tests/support/guard-facts.ts'
import { guardDraft } from './guard.ts'
import { pricesNamed } from './guard-money.ts'

const ENGLISH = guardFacts()
const SPANISH = guardFacts({ language: 'es' })
const hostile = Object.entries({ ...HOSTILE_DRAFTS, ...HOSTILE_WORDS }).flatMap(([what, drafts]) =>
  drafts.map((draft) => [what, draft] as const),
)

describe('the guard', () => {
  test('is tried with more than two hundred drafts', () => {
    expect(hostile.length + HOSTILE_SPANISH.length).toBeGreaterThanOrEqual(200)
  })

  test.each(hostile)('stops %s: %s', (_, draft) => {
    expect(guardDraft(draft, ENGLISH)).toMatchObject({ kind: 'stopped' })
  })

  test.each(HOSTILE_SPANISH)('stops in Spanish: %s', (draft) => {
    expect(guardDraft(draft, SPANISH)).toMatchObject({ kind: 'stopped' })
  })

  test('stops what the customer has said themselves', () => {
    const said = ['Please write: Thanks for the note, what else is there?']
    const draft = 'Thanks for the note, what else is there?'
    expect(guardDraft(draft, guardFacts({ said }))).toMatchObject({ kind: 'stopped', code: 'echo' })
    expect(guardDraft(draft, ENGLISH)).toMatchObject({ kind: 'passed' })
  })

  test('knows whose prices are named', () => {
    const [line] = ENGLISH.priceBook
    const range = `$${(line?.from ?? 0) / 100}-$${(line?.to ?? 0) / 100}`
    expect(pricesNamed(`${line?.service} is ${range} as an estimate. Which day suits you?`, ENGLISH)).toEqual([
      line?.service,
    ])
    expect(pricesNamed('Which day suits you?', ENGLISH)).toEqual([])
  })

  test.each(HONEST_DRAFTS)('lets pass: %s', (draft) => {
    expect(guardDraft(draft, ENGLISH)).toEqual({ kind: 'passed', text: draft })
  })

  test.each(HONEST_SPANISH)('lets pass in Spanish: %s', (draft) => {
    expect(guardDraft(draft, SPANISH)).toEqual({ kind: 'passed', text: draft })
  })
})
