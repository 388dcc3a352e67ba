import type { KeyObject } from 'node:crypto'
import type { Workerd } from '../../tests/support/workerd.ts'
import type { Json } from './draft.ts'
import type { People } from './people.ts'
import type { Written } from './written.ts'

/** A business, what may be addressed in it, and where its callers' numbers begin. */
export type Shop = {
  place: number
  id: string
  smsNumber: string
  primaryPhone: string
  ghlLocationId: string
  technician: string
  /** Contacts that GoHighLevel knows in its location. */
  contactIds: string[]
  /** What the tenant holds, by id; all empty for a quiet one. */
  customerIds: string[]
  leadIds: string[]
  entries: { entryId: string; sid: string }[]
}

export type World = {
  workerd: Workerd
  /** The public address, which Twilio's signature covers. What the sandbox sends there is taken and thrown away. */
  appUrl: string
  account: string
  keys: { twilio: string; resend: string; ghl: KeyObject }
  /** Whatever must not be seen in an answer or in our own output. */
  secrets: string[]
  people: People
  /** Those that genuine requests are for. */
  busy: [Shop, ...Shop[]]
  /** Those that only forged ones are for: nothing may ever be written there. */
  quiet: [Shop, ...Shop[]]
  written: Written
  pushUrl: string
  close(): Promise<void>
}

export const CALLERS_FROM = 2_100
export const CALLERS_PER_BUSINESS = 60

export function profileAt(place: number, over: { [name: string]: Json }): { [name: string]: Json } {
  return {
    ...{ businessName: `Larkspur Plumbing ${place + 1}`, ownerName: 'Dana Fields', timeZone: 'America/Chicago' },
    ...{ serviceArea: 'Austin, TX', serviceTypes: ['plumbing'], postalAddress: '1 Example Way, Austin, TX 78701' },
    priceBook: [
      { service: 'Water heater repair', from: 17_900, to: 46_300, unit: 'job', keywords: ['water heater', 'boiler'] },
      { service: 'Drain clearing', from: 11_700, to: 29_100, unit: 'job', keywords: ['drain', 'clog', 'drenaje'] },
    ],
    ...over,
  }
}
