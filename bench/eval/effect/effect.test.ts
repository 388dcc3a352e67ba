import { expect, test } from 'vitest'
import { DAY_MS } from '../../../tenants/base/clock.ts'
import { randomAt } from '../../fuzz/random.ts'
import { drawBusiness } from '../faults/business.ts'
import { NOTHING, type Plant } from '../faults/plants.ts'
import { playYears } from '../faults/year.ts'
import { estimateOf } from './score.ts'
import { openTechnician, tellTechnician } from './technician.ts'
import { drawWords, keyOf, setWords, standing, startTrial, tell, worthOf, type Where } from './words.ts'
import { openWorld } from './world.ts'

/** What makes two ways of running a business comparable: what was not done differently is the same, to the call. */

const FROM = Math.floor(Date.UTC(2026, 0, 5) / DAY_MS)
const DAYS = Array.from({ length: 120 }, (_day, place) => FROM + place)
const BROKEN: Plant = {
  ...{ ...NOTHING, fault: 'dead_number', from: FROM + 40, until: FROM + 60, calls: 0.5 },
  ...{ shows: [], isCause: () => false },
}

test('a fault changes nothing before it, nothing behind it, and of others nothing at all', () => {
  const play = (plant: Plant | null) => playYears(drawBusiness(randomAt(1, 1)), plant, DAYS, randomAt(1, 2)).rows
  const [well, broken] = [play(null), play(BROKEN)]
  const isOut = ({ at }: { at: number }) => at < BROKEN.from * DAY_MS || at >= BROKEN.until * DAY_MS
  expect(broken.calls.filter(isOut)).toEqual(well.calls.filter(isOut))
  expect(broken.calls.length).toBeLessThan(well.calls.length)
  const isWeb = ({ source }: { source: string }) => source === 'web'
  expect(broken.leads.filter(isWeb)).toEqual(well.leads.filter(isWeb))
  // Whoever still calls is one of those who would have, with the same outcome.
  const known = new Set(well.leads.map((lead) => JSON.stringify(lead)))
  expect(broken.leads.filter((lead) => !known.has(JSON.stringify(lead)))).toEqual([])
})

test('the mean is told with where it lies by Student’s t', () => {
  // Ten values of mean 5.5 and variance 9.1667; t of nine degrees is 2.262.
  const { mean, low, high } = estimateOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(mean).toBe(5.5)
  expect(high - mean).toBeCloseTo(2.262 * Math.sqrt(9.1667 / 10), 2)
  expect(mean - low).toBeCloseTo(high - mean, 9)
})

test('who often cries wolf is looked into less', () => {
  const looked = (falseAlarms: number) => {
    let looks = 0
    for (let seed = 1; seed <= 300; seed += 1) {
      const technician = openTechnician()
      for (let told = 0; told < falseAlarms; told += 1) technician.falseAlarms.push(FROM - told)
      tellTechnician(openWorldOnce(seed), technician, { on: FROM, about: [], names: null })
      looks += technician.looks
    }
    return looks / 300
  }
  expect(looked(0)).toBeCloseTo(0.9, 1)
  expect(looked(6)).toBeLessThan(0.45)
})

/** Only its chance is asked for. */
function openWorldOnce(seed: number) {
  return { ...WORLD, people: (place: number) => randomAt(seed, place) }
}
const WORLD = openWorld(1, DAYS)

test('a person’s own words end a trial, and count for what they are', () => {
  const where: Where = { script: 'missed_call_text', language: 'en' }
  const words = drawWords(randomAt(3, 1))
  const stands = standing(words, where)
  setWords(words, { ...where }, '', null)
  const arms = [
    { arm: 'current', text: standing(words, where) },
    { arm: 'shorter', text: 'tried' },
  ]
  words.worth.set(`${keyOf(where)}:tried`, 0.5)
  expect(startTrial(words, where, { arms, customers: 500 }, 0)).toBe(true)
  expect(startTrial(words, where, { arms, customers: 500 }, 0)).toBe(false)
  const { leads } = playYears(drawBusiness(randomAt(1, 1)), null, DAYS, randomAt(1, 2)).rows
  const told = leads
    .filter(({ language }) => language === 'en')
    .map((lead, place) => tell(words, where.script, lead, `cus_${place}`))
  expect(new Set(told)).toEqual(new Set([worthOf(words, where, standing(words, where)), 0.5]))
  setWords(words, where, 'by hand', -1, DAY_MS)
  expect(words.trials.map(({ status }) => status)).toEqual(['stopped'])
  expect(tell(words, where.script, leads[0] ?? ({} as never), 'cus_x')).toBe(leads[0]?.language === 'en' ? -1 : 0)
  expect(stands).not.toBe('by hand')
})
