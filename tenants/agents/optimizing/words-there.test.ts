import { describe, expect, test } from 'vitest'
import { isWithinBounds, MAY_DO, natureOf, targetOf, type Action } from '../decision.ts'
import { wishWords, type WordsSeen } from './words-there.ts'

const SEEN: WordsSeen = {
  ...{ subject: 'missed_call_text', language: 'en', there: '', here: 'Fewer words', isTheirs: false },
  won: {
    ...{ experimentId: 'exp_1', metric: 'replied', text: 'Fewer words' },
    ...{ stood: { hits: 100, of: 300 }, won: { hits: 150, of: 310 }, fair: { before: 0.36, after: 0.43 } },
  },
  leads: { hits: 3, of: 12 },
}
const actions = (seen: Partial<WordsSeen>) => wishWords([{ ...SEEN, ...seen }]).map(({ action }) => action)
function action(seen: Partial<WordsSeen> = {}): Action {
  const [first] = actions(seen)
  if (!first) throw new Error('Nothing is wished for.')
  return first
}

describe('words of GoHighLevel that others have won against here', () => {
  test('are to give way, with all that showed it and what came in there', () => {
    const [proposal] = wishWords([SEEN])
    expect(proposal?.action).toEqual({
      ...{ kind: 'set_crm_words', subject: 'missed_call_text', language: 'en' },
      ...{ from: '', to: 'Fewer words', experimentId: 'exp_1' },
    })
    expect(proposal?.evidence).toEqual([
      { code: 'arm_seen', isNew: true, metric: 'replied', hits: 150, of: 310 },
      { code: 'arm_seen', isNew: false, metric: 'replied', hits: 100, of: 300 },
      { code: 'luck_taken_out', metric: 'replied', before: 0.36, after: 0.43 },
      { code: 'crm_leads_seen', hits: 3, of: 12, days: 28 },
      { code: 'words', text: 'Fewer words' },
    ])
    expect(proposal?.expectation).toMatchObject({ metric: 'booked', before: null, after: null, impactMinor: null })
  })

  test('say nothing of who came in there where nobody did', () => {
    const [proposal] = wishWords([{ ...SEEN, leads: { hits: 0, of: 0 } }])
    expect(proposal?.evidence.map(({ code }) => code)).not.toContain('crm_leads_seen')
  })

  test('stay where they say the same already, or where without luck nothing is left of the gain', () => {
    expect(actions({ there: 'Fewer words' })).toEqual([])
    expect(actions({ won: { ...SEEN.won, fair: { before: 0.4, after: 0.4 } } })).toEqual([])
  })

  test('are somebody’s once they were changed there, which is said and nothing more', () => {
    const [proposal] = wishWords([{ ...SEEN, isTheirs: true }])
    expect(proposal?.action).toMatchObject({ kind: 'note_words_kept', experimentId: 'exp_1' })
    expect(proposal?.expectation.metric).toBe('none')
  })
})

describe('the orchestrator', () => {
  test('takes one for a change of its own target and the other for a record, and both for Optimizing’s alone', () => {
    const [set, note] = [action(), action({ isTheirs: true })]
    expect([natureOf(set), natureOf(note)]).toEqual(['change', 'record'])
    expect([targetOf(set), targetOf(note)]).toEqual(['crm_words:missed_call_text:en', 'crm_words_kept:exp_1'])
    const mayDo = Object.entries(MAY_DO).filter(([, kinds]) => kinds.includes('set_crm_words'))
    expect(mayDo.map(([name]) => name)).toEqual(['optimizing'])
  })

  test('lets no other texts through, none that are too long, and none that change nothing', () => {
    const set = action() as Extract<Action, { kind: 'set_crm_words' }>
    expect(isWithinBounds(set)).toBe(true)
    // Ours again.
    expect(isWithinBounds({ ...set, from: 'Fewer words', to: '' })).toBe(true)
    for (const wrong of [{ subject: 'opt_out_confirmation' }, { to: 'x'.repeat(321) }, { to: '' }, { to: ' ' }]) {
      expect(isWithinBounds({ ...set, ...wrong })).toBe(false)
    }
    const note = action({ isTheirs: true }) as Extract<Action, { kind: 'note_words_kept' }>
    expect([isWithinBounds(note), isWithinBounds({ ...note, experimentId: 'dec_1' })]).toEqual([true, false])
  })
})
