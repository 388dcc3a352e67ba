import { describe, expect, test } from 'vitest'
import type { LeadStatus } from '../effect.ts'
import { decideAdoption, decideHint, decidePipeline } from './decide.ts'
import { readStanding, writeStanding } from './digest.ts'
import type { Standing } from './standing.ts'

const STATUSES: LeadStatus[] = ['new', 'contacted', 'quoted', 'booked', 'completed', 'lost']
const stand = (status: LeadStatus, valueMinor: number | null = null): Standing => ({ status, valueMinor })

type Row = [ours: LeadStatus, theirs: LeadStatus, agreed: LeadStatus | null, later: string, says: string]

/** Every pair of statuses after every agreement, with either side later or both at once, in the words of the rule. */
function allRows(): Row[] {
  return STATUSES.flatMap((ours) =>
    STATUSES.flatMap((theirs) =>
      [...STATUSES, null].flatMap((agreed) =>
        ['ours', 'theirs', 'neither'].map((later): Row => [
          ours,
          theirs,
          agreed,
          later,
          sayRule(ours, theirs, agreed, later),
        ]),
      ),
    ),
  )
}

function sayRule(ours: LeadStatus, theirs: LeadStatus, agreed: LeadStatus | null, later: string): string {
  if (ours === theirs) return 'nothing'
  const weMoved = ours !== agreed
  const theyMoved = theirs !== agreed
  if (agreed !== null && weMoved && !theyMoved) return 'write_theirs'
  if (agreed !== null && theyMoved && !weMoved) return 'write_ours'
  const winner = later === 'theirs' ? 'theirs' : 'ours'
  if (agreed === null) return winner === 'ours' ? 'write_theirs' : 'write_ours'
  return `conflict ${winner}`
}

test.each(allRows())('we say %s, they say %s, agreed was %s, later is %s: %s', (ours, theirs, agreed, later, says) => {
  const at = (side: string) => (later === side ? 200 : 100)
  const decision = decidePipeline(
    { ...stand(ours), at: at('ours') },
    { ...stand(theirs), at: at('theirs') },
    // Whoever stands where both agreed has not been touched since.
    agreed && {
      ...stand(agreed),
      oursAt: ours === agreed ? at('ours') : 50,
      theirsAt: theirs === agreed ? at('theirs') : 50,
    },
  )
  expect(decision.kind === 'conflict' ? `conflict ${decision.winner}` : decision.kind).toBe(says)
})

test('whoever went away and came back was the last to move', () => {
  const agreed = { ...stand('new'), oursAt: 1, theirsAt: 1 }
  const decision = decidePipeline({ ...stand('new'), at: 9 }, { ...stand('lost'), at: 5 }, agreed)
  expect(decision).toEqual({ kind: 'conflict', winner: 'ours' })
})

describe('what a lead is worth', () => {
  test.each([
    [stand('completed', 100), stand('completed', 100), stand('completed'), 'nothing'],
    [stand('completed'), stand('completed', 450), stand('completed'), 'write_ours'],
    [stand('completed', 450), stand('completed'), stand('completed'), 'write_theirs'],
    [stand('completed', 450), stand('completed', 500), stand('completed'), 'conflict'],
    [stand('booked'), stand('booked', 900), stand('booked'), 'write_ours'],
    [stand('quoted', 420), stand('quoted'), stand('quoted'), 'write_theirs'],
    [stand('quoted', 420), stand('booked', 420), stand('quoted'), 'conflict'],
    [stand('lost'), stand('lost', 900), stand('lost'), 'nothing'],
  ])('%o against %o after %o: %s', (ours, theirs, agreed, kind) => {
    expect(
      decidePipeline({ ...ours, at: 1 }, { ...theirs, at: 2 }, { ...agreed, oursAt: null, theirsAt: null }).kind,
    ).toBe(kind)
  })
})

describe('a webhook', () => {
  test.each([
    ['new', 'new', 5, null, null, 'same'],
    ['new', 'lost', 5, null, null, 'look'],
    ['booked', 'booked', 5, 'booked', 4, 'same'],
    ['completed', 'booked', 5, 'booked', 4, 'echo'],
    ['booked', 'new', 3, 'booked', 4, 'late'],
    ['booked', 'new', 4, 'booked', 4, 'look'],
    ['booked', 'new', 3, 'booked', null, 'look'],
    ['booked', 'completed', 5, 'booked', 4, 'look'],
    ['completed', 'completed', 5, 'booked', 4, 'look'],
  ] as const)('ours %s, told %s at %s, agreed %s at %s: %s', (ours, told, at, agreed, agreedAt, says) => {
    const decision = decideHint(
      stand(ours),
      { ...stand(told), at },
      agreed && { ...stand(agreed), oursAt: null, theirsAt: agreedAt },
    )
    expect(decision.kind === 'look' ? 'look' : decision.reason).toBe(says)
  })
})

test('what was agreed on is read as it was written', () => {
  for (const status of STATUSES)
    for (const valueMinor of [null, 0, 45_000]) {
      const standing = { status, valueMinor }
      expect(readStanding(writeStanding(standing))).toEqual(standing)
    }
  expect(readStanding('booked!stg_parts')).toEqual(stand('booked'))
  expect(['gone', '', null, 'won'].map(readStanding)).toEqual([null, null, null, null])
})

const isOpen = (status: LeadStatus) => status !== 'completed' && status !== 'lost'
const ADOPTIONS = [...STATUSES, null].flatMap((card) =>
  [...STATUSES, null].map((newest) => {
    const isNew = card !== null && isOpen(card) && (newest === null || !isOpen(newest))
    return [card, newest, isNew ? 'adopt' : 'leave'] as const
  }),
)

test.each(ADOPTIONS)('a card at %s beside a newest lead at %s: %s', (card, newest, says) => {
  expect(decideAdoption(card && stand(card), newest)).toBe(says)
})
