import { describe, expect, test } from 'vitest'
import { makeScriptFacts } from '../../../tests/support/scripts.ts'
import { judgeScript } from '../../judge-script.ts'
import { shippedText } from '../../replies/compose.ts'
import { LIBRARY } from './library.ts'
import { decide, MONTHLY_MIN, ready } from './rules.ts'
import { TRIED_SCRIPTS, type ScriptSeen } from './seen.ts'

const LANGUAGES = ['en', 'es'] as const

function script(over: Partial<ScriptSeen> = {}): ScriptSeen {
  return {
    ...{ subject: 'missed_call_text', language: 'en', metric: 'replied', text: 'stands', own: '' },
    ...{
      isRunning: false,
      isResting: false,
      monthly: 120,
      hits: 90,
      of: 300,
      tried: [],
      winner: null,
      prior: { a: 1, b: 1 },
    },
    candidates: [{ edit: 'shorter', text: 'fewer words' }],
    ...over,
  }
}

describe('words from the library', () => {
  const all = TRIED_SCRIPTS.flatMap((name) =>
    LANGUAGES.flatMap((language) =>
      Object.entries(LIBRARY[name][language]).map(([edit, text]) => ({ name, language, edit, text: text ?? '' })),
    ),
  )

  test.each(all)('$name in $language, $edit, may be sent as it is', ({ name, language, text }) => {
    const { findings, encoding } = judgeScript({ name, language, text }, makeScriptFacts({ language }), [])
    expect(findings).toEqual([])
    expect(encoding).toBe('GSM-7')
    expect(text).not.toBe(shippedText(name, language))
  })

  test.each(all)('$name in $language, $edit, fits names of any length', ({ name, language, text }) => {
    for (const businessName of ['A', 'Quality Plumbing and Heating of Greater Austin and the Hill Country']) {
      const facts = makeScriptFacts({ language, businessName, ownerName: 'Maximiliana Fernandez-Etxeberria' })
      expect(judgeScript({ name, language, text }, facts, []).findings).toEqual([])
    }
  })
})

describe('the playbook', () => {
  test('tries the next words where enough customers come, and says what it saw and hopes for', () => {
    const { proposals } = decide([script()], new Map())
    expect(proposals).toEqual([
      {
        action: {
          ...{ kind: 'start_experiment', subject: 'missed_call_text', language: 'en', metric: 'replied' },
          ...{ edit: 'shorter', base: 'stands', text: 'fewer words', customers: 1_090 },
        },
        evidence: [
          { code: 'script_seen', metric: 'replied', hits: 90, of: 300, days: 90 },
          { code: 'trial_needs', customers: 1_090, days: 273 },
          { code: 'words', text: 'fewer words' },
        ],
        expectation: { metric: 'replied', before: 0.3, after: 0.345, days: 273, impactMinor: null },
      },
    ])
  })

  test.each([
    ['something is being tried', { isRunning: true }],
    ['something was tried a moment ago', { isResting: true }],
    ['few customers come', { monthly: MONTHLY_MIN - 1 }],
    ['what it needs would not come within a year', { monthly: 80 }],
    ['next to nothing is known', { hits: 6, of: 19 }],
    ['the library is used up', { candidates: [] }],
  ])('tries nothing where %s', (_why, over) => {
    expect(decide([script(over)], new Map()).proposals).toEqual([])
  })

  test('takes a model’s words before its own', () => {
    const seen = script()
    const { proposals } = decide([seen], new Map([[seen, { edit: 'written', text: 'from a model' }]]))
    expect(proposals[0]?.action).toMatchObject({ edit: 'written', text: 'from a model' })
  })

  test('looks first at the script that most customers get', () => {
    const scripts = [script({ monthly: 100 }), script({ language: 'es', monthly: 130 })]
    expect(ready(scripts).map(({ language }) => language)).toEqual(['es', 'en'])
  })

  const winner = {
    ...{ experimentId: 'exp_1', edit: 'shorter', text: 'fewer words', base: 'stands' },
    ...{ stood: { hits: 80, of: 200 }, won: { hits: 140, of: 220 } },
    fair: { before: 0.46, after: 0.57, change: 0.11, low: 0.06, high: 0.16 },
  }

  test('adopts what has won before it tries anything else on the same script', () => {
    const { proposals } = decide([script({ winner })], new Map())
    expect(proposals.map(({ action }) => action)).toEqual([
      {
        ...{ kind: 'set_script', subject: 'missed_call_text', language: 'en', from: '', to: 'fewer words' },
        experimentId: 'exp_1',
      },
    ])
    // What is counted of a winner is more than what is to be expected of it.
    expect(proposals[0]?.expectation).toMatchObject({ before: 0.46, after: 0.57 })
    expect(proposals[0]?.evidence).toContainEqual({
      ...{ code: 'luck_taken_out', metric: 'replied', before: 0.46, after: 0.57 },
    })
  })

  test('does not adopt what was compared with words that stand no longer', () => {
    expect(decide([script({ winner, text: 'somebody’s own' })], new Map()).proposals).toEqual([])
  })
})
