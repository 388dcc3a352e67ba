import { describe, expect, test } from 'vitest'
import { findPipeline, LEAD_STATUSES, mapStages, rolesOf, STAGE_NAMES, statusOfStage, type Stage } from './stage-map.ts'

const stagesOf = (...names: string[]): Stage[] =>
  names.map((name, position) => ({ stageRef: `stg_${position}`, name, position }))
/** Numbers below a bound, the same ones for one seed. */
function numbersFrom(seed: number): (below: number) => number {
  let held = seed
  return (below) => {
    held = (Math.imul(held, 1_103_515_245) + 12_345) & 0x7fffffff
    return (held >>> 8) % below
  }
}

const placed = (...names: string[]) =>
  LEAD_STATUSES.map((status) => {
    const { stageRef, fit } = mapStages(stagesOf(...names), null)[status]
    return `${status}:${names[Number(stageRef.slice(4))]}:${fit}`
  })

describe('the stages of a pipeline', () => {
  test('are found by our names, in whatever order they stand', () => {
    const names = Object.values(STAGE_NAMES).toReversed()
    expect(placed(...names)).toEqual(LEAD_STATUSES.map((status) => `${status}:${STAGE_NAMES[status]}:named`))
  })

  test('are found by our names first, whatever sounds like them and stands before', () => {
    const names = ['Newly contacted', 'Not booked', ...Object.values(STAGE_NAMES)]
    expect(placed(...names)).toEqual(LEAD_STATUSES.map((status) => `${status}:${STAGE_NAMES[status]}:named`))
  })

  test.each([
    ['New Inquiry', 'In conversation', 'Estimate sent', 'Scheduled', 'Job done', 'Dead'],
    ['nuevo', 'Contactados', 'Cotizado', 'Agendada', 'Terminado', 'Perdidos'],
    ['Incoming', 'Follow up', 'Proposal', 'Appointment set', 'Closed won', 'Closed lost'],
  ])('are found by what others call them: %s', (...names) => {
    expect(placed(...names)).toEqual(LEAD_STATUSES.map((status, place) => `${status}:${names[place]}:named`))
  })

  test('stay the same once known by id, whatever they are called now', () => {
    const roles = rolesOf(mapStages(stagesOf(...Object.values(STAGE_NAMES)), null))
    const renamed = stagesOf('Hot!', 'Lost', 'New', 'Yes', 'Cash', 'Never')
    const map = mapStages(renamed, roles)
    expect(LEAD_STATUSES.map((status) => map[status])).toEqual(
      LEAD_STATUSES.map((_, place) => ({ stageRef: `stg_${place}`, fit: 'known' })),
    )
    expect(statusOfStage(map, 'stg_1')).toBe('contacted')
  })

  test('that are missing leave a lead where the status before it stands, and are not remembered', () => {
    expect(placed('New', 'Booked')).toEqual([
      'new:New:named',
      'contacted:New:guessed',
      'quoted:New:guessed',
      'booked:Booked:named',
      'completed:Booked:guessed',
      'lost:New:guessed',
    ])
    const map = mapStages(stagesOf('New', 'Booked'), null)
    expect(rolesOf(map)).toEqual({ new: 'stg_0', booked: 'stg_1' })
    expect(statusOfStage(map, 'stg_1')).toBe('booked')
    expect(statusOfStage(map, 'stg_9')).toBeNull()
  })

  test('never stand for two statuses that are sure, and always for one that exists', () => {
    const words = ['New', 'Booked', 'Lost', 'Quote', 'Visit', 'Done', 'Misc', 'Won', 'Contacted']
    const refs = ['stg_0', 'stg_1', 'stg_9']
    const next = numbersFrom(20_261_126)
    for (let round = 0; round < 400; round += 1) {
      const names = Array.from({ length: 1 + next(9) }, () => words[next(words.length)] ?? '')
      const roles = Object.fromEntries(LEAD_STATUSES.filter(() => next(3) === 0).map((it) => [it, refs[next(3)] ?? '']))
      const stages = stagesOf(...names)
      const map = mapStages(stages, roles)
      const sure = Object.values(rolesOf(map))
      expect(new Set(sure).size, `${names.join()} ${JSON.stringify(roles)}`).toBe(sure.length)
      for (const status of LEAD_STATUSES) {
        expect(stages.map(({ stageRef }) => stageRef)).toContain(map[status].stageRef)
      }
    }
  })
})

test('our pipeline is the one of our name, then the one with it, and never an empty one', () => {
  const named = (name: string, count = 1) => ({ name, stages: stagesOf('New').slice(0, count) })
  expect(findPipeline([named('Sales'), named('Shoulder leads'), named(' shoulder ')])?.name).toBe(' shoulder ')
  expect(findPipeline([named('Sales'), named('The Shoulder way')])?.name).toBe('The Shoulder way')
  expect(findPipeline([named('Sales'), named('Shoulder', 0)])).toBeNull()
})
