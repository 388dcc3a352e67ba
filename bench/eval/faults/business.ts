import type { Random } from '../../fuzz/random.ts'
import { drawBetween, drawNormal } from './chance.ts'

/** One area code: who lives there, what breaks there, and which carriers serve it. Causes hide among these. */
export type Area = { code: string; share: number; spanish: number; landline: number; carriers: Record<Carrier, number> }
export type Carrier = 'one' | 'two' | 'three'
export type Service = { name: string; share: number; summer: number }
export type Campaign = { name: string; dailyMinor: number; leadMinor: number; quality: number }

/** One business, and the people around it. */
export type Business = {
  /** Missed calls on a mean day. */
  callsADay: number
  seasonal: number
  peakDay: number
  /** Of each weekday against the mean; 0 is Sunday. */
  weekdays: number[]
  areas: Area[]
  services: Service[]
  campaigns: Campaign[]
  webADay: number
  known: number
  /** How readily people reply, and then book, as log-odds, and what moves it. */
  reply: number
  book: number
  effects: { spanish: number; night: number; known: number; web: number; area: number[]; service: number[] }
  /** The scatter from week to week that nothing explains. */
  weekly: number
}

const AREA_CODES = ['+1512', '+1737', '+1254', '+1830', '+1361']
const SERVICES = ['Water heater repair', 'Drain clearing', 'AC repair', 'Leak repair', 'Fixture installation']

/** Businesses as they are: two to ten missed calls a day, and no two alike. */
export function drawBusiness(random: Random): Business {
  const small = () => 0.25 * drawNormal(random)
  const areas = AREA_CODES.slice(0, 3 + random.below(3)).map((code, place) => drawArea(random, code, place))
  const services = SERVICES.slice(0, 4 + random.below(2))
  const weekend = drawBetween(random, 0.35, 0.9)
  return {
    callsADay: drawBetween(random, 2, 10),
    seasonal: drawBetween(random, 0.1, 0.4),
    peakDay: random.below(365),
    weekdays: [weekend * 0.8, 1.25, 1.1, 1, 1, 1.05, weekend],
    areas,
    services: services.map((name) => ({
      name,
      share: drawBetween(random, 0.5, 1.5),
      summer: drawBetween(random, -0.5, 0.5),
    })),
    campaigns: random.chance(0.6) ? [drawCampaign(random, 'Search'), drawCampaign(random, 'Emergency')] : [],
    webADay: drawBetween(random, 0.2, 0.8),
    known: drawBetween(random, 0.15, 0.35),
    reply: drawBetween(random, 0.3, 1.0),
    book: drawBetween(random, 0.1, 0.8),
    effects: {
      spanish: small(),
      night: -0.2 + small(),
      known: 0.4 + small(),
      web: 0.3 + small(),
      area: areas.map(small),
      service: services.map(small),
    },
    weekly: drawBetween(random, 0.05, 0.15),
  }
}

function drawArea(random: Random, code: string, place: number): Area {
  const one = drawBetween(random, 0.2, 0.6)
  const two = drawBetween(random, 0.2, 0.9 - one)
  return {
    code,
    share: drawBetween(random, 0.6, 1.4) / (1 + place / 2),
    spanish: random.chance(0.4) ? drawBetween(random, 0.3, 0.55) : drawBetween(random, 0.03, 0.15),
    landline: drawBetween(random, 0.02, 0.1),
    carriers: { one, two, three: 1 - one - two },
  }
}

function drawCampaign(random: Random, name: string): Campaign {
  return {
    name,
    dailyMinor: drawBetween(random, 1_500, 6_000),
    leadMinor: drawBetween(random, 1_100, 2_300),
    quality: 0.2 * drawNormal(random),
  }
}
