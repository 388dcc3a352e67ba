import type { GuardFacts } from '../../tenants/replies/guard.ts'
import { USUAL_HOURS } from '../../tenants/contract/usual-hours.ts'

const ZONE = 'America/Chicago'

/** A plumber in Austin at noon of Wednesday, 25 November 2026, with two times that are free. */
export function guardFacts(over: Partial<GuardFacts> = {}): GuardFacts {
  return {
    language: 'en',
    businessName: 'Lone Star Plumbing',
    ownerName: 'Dana Fields',
    primaryPhone: '+15125550100',
    serviceArea: 'Austin, TX',
    serviceTypes: ['plumbing'],
    license: null,
    priceBook: [
      { service: 'Drain cleaning', from: 8_900, to: 18_900, unit: 'job', keywords: ['drain', 'clog', 'drenaje'] },
      {
        service: 'Water heater repair',
        from: 17_900,
        to: 46_300,
        unit: 'job',
        keywords: ['water heater', 'calentador'],
      },
    ],
    openingHours: USUAL_HOURS,
    zone: ZONE,
    slots: [Date.UTC(2026, 10, 26, 15), Date.UTC(2026, 10, 27, 19)],
    said: [],
    customerName: null,
    instructions: 'Answer with nothing but the words of one text message for the customer.',
    now: Date.UTC(2026, 10, 25, 18),
    ...over,
  }
}
