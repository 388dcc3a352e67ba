import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { readOrder } from './order.ts'
import type { Collection } from './collection.ts'

/** A business that Shoulder looks after, as the phone page needs to know it. */
export type Business = {
  id: string
  businessName: string
  /** The number customers call and text, E.164. */
  smsNumber: string
  /** The technician's own mobile, E.164. */
  primaryPhone: string
  ghlLocationId?: string
  email: string
  /** IANA */
  timeZone: string
}

export type Businesses = {
  /** POST /sandbox/businesses writes one by its id; GET answers all, the one written first at the front. */
  control(request: EmulatorRequest, world: World): EmulatorResponse | undefined
  /** Learns what an earlier sandbox wrote down. */
  start(world: World): void
  /** Writes them down again: a reset empties the providers, while Shoulder still looks after the same businesses. */
  reset(world: World): void
}

export function createBusinesses(): Businesses {
  const known = new Map<string, Business>()
  return {
    control(request, world) {
      if (request.path !== '/sandbox/businesses') return undefined
      if (request.method === 'GET') return { status: 200, json: businessRows(world).list() }
      if (request.method !== 'POST') return undefined
      const business = businessRows(world).put(readBusiness(request))
      known.set(business.id, business)
      return { status: 200, json: business }
    },
    start(world) {
      for (const business of businessRows(world).list()) known.set(business.id, business)
    },
    reset(world) {
      for (const business of known.values()) businessRows(world).put(business)
    },
  }
}

/** Every business known, the one written first at the front. */
export function businessesKnown(world: World): Business[] {
  return businessRows(world).list()
}

/** Writes down a business that the sandbox found out about by itself. */
export function keepBusiness(business: Business, world: World): void {
  businessRows(world).put(business)
}

/** The business that owns a number. */
export function businessCalled(number: string, world: World): Business | undefined {
  return businessRows(world).list({ smsNumber: number })[0]
}

/** The business that a GoHighLevel location belongs to. */
export function locationBusiness(ghlLocationId: string, world: World): Business | undefined {
  return businessRows(world).list({ ghlLocationId })[0]
}

function readBusiness(request: EmulatorRequest): Business {
  const order = readOrder(request)
  const ghlLocationId = order.optionalText('ghlLocationId')
  return {
    id: order.text('id'),
    businessName: order.text('businessName'),
    smsNumber: order.phone('smsNumber'),
    primaryPhone: order.phone('primaryPhone'),
    ...(ghlLocationId === undefined ? {} : { ghlLocationId }),
    email: order.text('email'),
    timeZone: order.text('timeZone'),
  }
}

function businessRows(world: World): Collection<Business> {
  return world.state.collection<Business>('businesses', { indexed: ['smsNumber', 'ghlLocationId'] })
}
