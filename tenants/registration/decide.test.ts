import { describe, expect, test } from 'vitest'
import type { A2p } from '../contract.ts'
import type { Rejection } from '../contract/registration.ts'
import { decideRegistration, isOpenFor, type RegistrationInput } from './decide.ts'

const READY = { isComplete: true, hasHelpContact: true, isSubmitted: true }

type Ending = `${A2p}` | `${A2p} rejected` | `refused: ${string}`
type Row = Record<RegistrationInput, Ending>
type From = [a2p: A2p, rejected: Rejection['of'] | null]

const not = (reason: string): Ending => `refused: ${reason}`
const unawaited = {
  brand_approved: not('not_awaited'),
  brand_rejected: not('not_awaited'),
  campaign_approved: not('not_awaited'),
  campaign_rejected: not('not_awaited'),
  suspended: not('not_awaited'),
  reinstated: not('not_awaited'),
}
const unsubmitted = {
  brand_approved: not('nothing_submitted'),
  brand_rejected: not('nothing_submitted'),
  campaign_approved: not('nothing_submitted'),
  campaign_rejected: not('nothing_submitted'),
  suspended: not('nothing_submitted'),
  reinstated: not('nothing_submitted'),
}

const TABLE: [From, Row][] = [
  [['no_number', null], { ...unsubmitted, submitted: 'brand_pending' }],
  [['no_number', 'brand'], { ...unsubmitted, submitted: 'brand_pending' }],
  [
    ['brand_pending', null],
    {
      ...unawaited,
      submitted: not('under_review'),
      brand_approved: 'campaign_pending',
      brand_rejected: 'no_number rejected',
    },
  ],
  [
    ['campaign_pending', null],
    {
      ...unawaited,
      submitted: not('under_review'),
      campaign_approved: 'live',
      campaign_rejected: 'campaign_pending rejected',
    },
  ],
  [
    ['campaign_pending', 'campaign'],
    {
      ...unawaited,
      submitted: 'campaign_pending',
      campaign_approved: not('nothing_submitted'),
      campaign_rejected: not('nothing_submitted'),
    },
  ],
  [['live', null], { ...unawaited, submitted: not('already_approved'), suspended: 'suspended' }],
  [['suspended', null], { ...unawaited, submitted: not('already_approved'), reinstated: 'live' }],
]

function end([a2p, rejected]: From, input: RegistrationInput, facts = READY): string {
  const decision = decideRegistration({ a2p, rejected }, input, facts)
  if (decision.kind === 'refused') return `refused: ${decision.reason}`
  return `${decision.state.a2p}${decision.state.rejected === null ? '' : ' rejected'}`
}

describe('a registration for texting', () => {
  const cells = TABLE.flatMap(([from, row]) =>
    (Object.entries(row) as [RegistrationInput, Ending][]).map(([input, ending]) => ({ from, input, ending })),
  )

  test.each(cells)('$from on $input: $ending', ({ from, input, ending }) => {
    expect(end(from, input)).toBe(ending)
  })

  test('answers every state and input there is', () => {
    const states = new Set(TABLE.map(([[a2p]]) => a2p))
    expect(states.size).toBe(5)
    expect(cells).toHaveLength(TABLE.length * 7)
  })

  test('is not submitted while something is missing', () => {
    const facts = { ...READY, isComplete: false }
    expect(end(['no_number', null], 'submitted', facts)).toBe('refused: incomplete')
    expect(end(['campaign_pending', 'campaign'], 'submitted', facts)).toBe('refused: incomplete')
  })

  test('does not go live while HELP leads nowhere', () => {
    const facts = { ...READY, hasHelpContact: false }
    expect(end(['campaign_pending', null], 'campaign_approved', facts)).toBe('refused: help_contact_missing')
    expect(end(['suspended', null], 'reinstated', facts)).toBe('refused: help_contact_missing')
  })

  test('that an admin vouched for alone comes back from a suspension without one', () => {
    const facts = { isComplete: false, hasHelpContact: false, isSubmitted: false }
    expect(end(['suspended', null], 'reinstated', facts)).toBe('live')
  })

  test.each<[From, boolean]>([
    [['no_number', null], true],
    [['brand_pending', null], false],
    [['campaign_pending', null], false],
    [['campaign_pending', 'campaign'], true],
    [['live', null], true],
    [['suspended', null], true],
  ])('%s may be edited: %s', ([a2p, rejected], expected) => {
    expect(isOpenFor({ a2p, rejected })).toBe(expected)
  })
})
