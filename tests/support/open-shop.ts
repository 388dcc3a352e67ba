import { abortAllDurableObjects, env } from 'cloudflare:test'
import { vi } from 'vitest'
import { clock, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../../tenants/base/clock.ts'
import { US_AREA_CODES } from '../../tenants/base/area-codes-data.ts'
import type { TenantObject } from './worker-under-test.ts'
import { Customer } from './customer.ts'
import { quietNoon } from './noon.ts'
import type { SandboxText } from './sandbox-rows.ts'
import { openDoors } from './shop-doors.ts'
import { keepTime, WAIT_MS } from './shop-time.ts'

export const NOON: Instant = quietNoon(Date.now())

let shops = 0

export type Shop = Awaited<ReturnType<typeof openShop>>
/**
 * A business in a real tenant in workerd, with the sandbox's providers on the other side of real HTTP. The clock is the
 * story's: `passTime` walks it from one wake-up to the next.
 */
export async function openShop(over: Record<string, unknown> = {}, { realTime = false } = {}) {
  const watch = { now: NOON }
  const doors = openDoors(watch)
  const { api, control, twilio } = doors
  if (realTime) vi.restoreAllMocks()
  else vi.spyOn(clock, 'now').mockImplementation(() => watch.now)
  const profile = { ...newProfile(), ...over } as Profile
  const { id } = await api<{ id: string }>('POST', '/tenants', profile)
  const namespace = (env as unknown as { TENANT: DurableObjectNamespace<TenantObject> }).TENANT
  const stub = () => namespace.getByName(id)
  const time = keepTime({ stub, watch, realTime })
  const { passTime } = time

  const tenant = {
    id,
    stub,
    ...time,
    passSeconds: (count: number) => passTime(count * SECOND_MS),
    passMinutes: (count: number) => passTime(count * MINUTE_MS),
    passHours: (count: number) => passTime(count * HOUR_MS),
    passDays: (count: number) => passTime(count * DAY_MS),
    /** The object leaves memory and comes back with nothing but its storage. */
    evict: () => abortAllDurableObjects(),
    timeline: async () =>
      (await api<{ items: { type: string }[] }>('GET', `/tenants/${id}/timeline?limit=200`)).items
        .map((item) => item.type)
        .reverse(),
    list: async <T>(name: string) => (await api<{ items: T[] }>('GET', `/tenants/${id}/${name}?limit=200`)).items,
  }

  /** What the technician read by text. */
  const told = async () =>
    (
      await control<SandboxText[]>(
        `/messages?to=${encodeURIComponent(profile.primaryPhone)}&from=${encodeURIComponent(profile.smsNumber)}`,
      )
    ).map((text) => text.body)

  /** Twilio's own story of a text, told again by status callbacks: the sandbox's cannot reach us here. */
  async function deliverCallbacks(to: string): Promise<void> {
    const giveUpAt = Date.now() + WAIT_MS
    const path = `/messages?to=${encodeURIComponent(to)}&from=${encodeURIComponent(profile.smsNumber)}`
    let texts = await control<SandboxText[]>(path)
    while (texts.some(({ status }) => ON_ITS_WAY.has(status)) && Date.now() < giveUpAt) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      texts = await control<SandboxText[]>(path)
    }
    for (const text of texts) {
      const callback = new URL(text.statusCallback ?? '')
      await twilio(callback.pathname.replace('/hooks/twilio', '') + callback.search, {
        MessageSid: text.sid,
        AccountSid: 'AC1',
        MessageStatus: text.status,
        SmsStatus: text.status,
        ErrorCode: String(text.errorCode),
        To: to,
        From: profile.smsNumber,
      })
    }
  }

  const shop = { ...profile, ...doors, id, watch, tenant, told, deliverCallbacks }
  return {
    ...shop,
    customer: (phone = newPhone(), name?: string, email?: string) => new Customer(shop, phone, name, email),
  }
}

const ON_ITS_WAY = new Set(['accepted', 'scheduled', 'queued', 'sent'])

const TEXAS = [210, 214, 281, 469, 512, 713, 737, 817, 832, 972]
/** How many numbers were given out in each area, so that no two people of a story share one by chance. */
const given = new Map<number, number>()
let people = 0

/** From the range kept for fiction; the last ten of it mean something to the sandbox and are left out. */
export function newPhone(area = nextOf(TEXAS, (people += 1))): string {
  const code = area % 100 === 11 ? area + 1 : area
  const line = given.get(code) ?? 0
  given.set(code, (line + 1) % 90)
  return `+1${code}55501${String(line).padStart(2, '0')}`
}

function nextOf(areas: readonly number[], turn: number): number {
  return areas[turn % areas.length] ?? 0
}

/** One that no other shop of the run has, and no person: theirs end in 00 to 89. */
function numberOf(shop: number): string {
  return `+1${nextOf(AREAS, Math.floor(shop / 10))}55501${90 + (shop % 10)}`
}

/** Of states alone: 900 is refused, and callers from the Caribbean are held, as the nightly check would be. */
const AREAS = US_AREA_CODES.flatMap(([, , codes]) => codes.split(' ').map(Number))

type Profile = ReturnType<typeof newProfile> & { language?: string }

export function newProfile() {
  shops += 1
  return {
    businessName: `Larkspur Plumbing ${shops}`,
    ownerName: 'Dana Fields',
    // One sandbox keeps the mail of all stories, and each file counts its shops anew.
    email: `dana${shops}-${crypto.randomUUID().slice(0, 8)}@example.com`,
    primaryPhone: newPhone(nextOf(AREAS, shops)),
    timeZone: 'America/Chicago',
    serviceArea: 'Austin, TX',
    serviceTypes: ['plumbing'],
    postalAddress: '1 Example Way, Austin, TX 78701',
    smsNumber: numberOf(shops),
    ghlLocationId: `locStory${shops}x${crypto.randomUUID().slice(0, 8)}`,
    priceBook: [
      {
        service: 'Water heater repair',
        from: 17_900,
        to: 46_300,
        unit: 'job',
        keywords: ['water heater', 'hot water'],
      },
      { service: 'Drain clearing', from: 11_700, to: 29_100, unit: 'job', keywords: ['drain', 'clog'] },
    ],
  }
}
