import { describe, expect, test } from 'vitest'
import type { LeadStatus } from '../effect.ts'
import { placeOf, stageNameOf, standingOf, type Card } from './stages.ts'
import type { Standing } from './standing.ts'

const named = (...names: string[]) => ({
  pipelineRef: 'pip',
  stages: names.map((name, position) => ({ stageRef: `stg_${name}`, name, position })),
})
const OURS = named('New', 'Contacted', 'Quoted', 'Booked', 'Completed', 'Lost')
const THEIRS = named('Fresh', 'Warm', 'Hot')
const card = (change: Partial<Card>): Card => ({
  ...{ pipelineRef: 'pip', stageRef: 'stg_New', status: 'open', amountMajor: null },
  ...change,
})
const stand = (status: LeadStatus, valueMinor: number | null = null): Standing => ({ status, valueMinor })

test.each(['new', 'contacted', 'quoted', 'booked', 'completed', 'lost'] as const)(
  'a %s lead reads back as what it was written as, whatever the stages are called',
  (status) => {
    const standing = stand(status, status === 'completed' ? 45_050 : null)
    for (const pipeline of [OURS, THEIRS]) {
      const place = placeOf(pipeline, standing)
      expect(standingOf(pipeline, { ...place, pipelineRef: 'pip' }, [standing])).toEqual(standing)
    }
  },
)

describe('an opportunity', () => {
  test.each([
    [{ stageRef: 'stg_Quoted' }, stand('quoted')],
    [{ stageRef: 'stg_Quoted', status: 'won' as const, amountMajor: 450.5 }, stand('completed', 45_050)],
    [{ stageRef: 'stg_Quoted', status: 'abandoned' as const }, stand('lost')],
    [{ stageRef: 'stg_Completed', amountMajor: 0 }, stand('completed')],
    [{ stageRef: 'stg_Lost' }, stand('lost')],
    [{ stageRef: 'stg_Unheard' }, null],
    [{ pipelineRef: 'other' }, null],
    [{ pipelineRef: 'other', status: 'won' as const }, stand('completed')],
  ])('%j stands at %j', (change, standing) => {
    expect(standingOf(OURS, card(change), [stand('booked'), null])).toEqual(standing)
  })

  test('is not moved back because the business names its stages otherwise', () => {
    expect(standingOf(THEIRS, card({ stageRef: 'stg_Fresh' }), [stand('booked')])).toEqual(stand('booked'))
    expect(standingOf(THEIRS, card({ stageRef: 'stg_Warm' }), [stand('booked')])).toBeNull()
  })

  test('keeps its meaning where a stage was renamed, by the id that stayed', () => {
    const remembered = OURS
    expect(standingOf(remembered, card({ stageRef: 'stg_Booked' }), [])).toEqual(stand('booked'))
    expect([stageNameOf(OURS, 'stg_Lost'), stageNameOf(OURS, 'stg_?')]).toEqual(['Lost', 'stg_?'])
  })
})
