import { describe, expect, test } from 'vitest'
import { readEmergency } from './emergency.ts'
import { normalise } from './normalise.ts'

const read = (text: string) => readEmergency(normalise(text))

describe('a danger', () => {
  test.each([
    ['gas', 'I smell gas in the kitchen'],
    ['gas', 'smells like rotten eggs by the stove'],
    ['gas', 'huele a gas en la casa'],
    ['carbon_monoxide', 'my carbon monoxide alarm is going off'],
    ['carbon_monoxide', 'the CO detector keeps beeping'],
    ['sparks', 'sparks are coming out of the outlet'],
    ['sparks', 'burning smell from the breaker panel'],
    ['sparks', 'my water heater is on fire'],
    ['sparks', 'The dryer caught fire!!'],
    ['sparks', "there's a fire in the wall"],
    ['sparks', 'I see flames in the furnace'],
    ['sparks', 'el calentador se está quemando'],
    ['flooding', 'basement is flooding'],
    ['flooding', 'a pipe burst in the garage'],
    ['flooding', 'water is pouring through the ceiling'],
    ['flooding', 'se está inundando la cocina'],
  ])('of %s is told by "%s"', (kind, text) => expect(read(text)).toBe(kind))

  test('that kills soonest is named first', () => {
    expect(read('the basement is flooding and the carbon monoxide alarm went off')).toBe('carbon_monoxide')
    expect(read('water everywhere and I smell gas')).toBe('gas')
  })
})

describe('no danger is told by', () => {
  test.each([
    'do you fix gas leaks',
    'need a new co detector installed',
    'the flood light is out',
    'I changed the spark plug already',
    'we live next to the gas station',
    'we flooded last year',
    "I don't smell gas anymore",
    'no hay fuga',
    'my sink is slow',
    'can you check my fire alarm',
    'we had a fire pit built last spring',
    'there was a fire last year and the wiring is new',
    'nothing is on fire, come whenever',
    'y’all are on fire, great prices',
    'how much for fire sprinkler repair',
  ])('%s', (text) => expect(read(text)).toBeNull())
})
