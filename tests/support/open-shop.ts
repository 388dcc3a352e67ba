import { abortAllDurableObjects, env, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { exports } from 'cloudflare:workers'
import { inject, vi } from 'vitest'
import { clock, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../../tenants/base/clock.ts'
import { US_AREA_CODES } from '../../tenants/base/area-codes-data.ts'
import { isAtWork, NOT_BEHIND } from './at-rest.ts'
import type { TenantObject } from './worker-under-test.ts'
import { Customer } from './customer.ts'
import { quietNoon } from './noon.ts'
import type { SandboxText } from './sandbox-rows.ts'
import { privateKey, signGhl, signTwilio } from './sign-webhooks.ts'

export const NOON: Instant = quietNoon(Date.now())
/** Whoever waits longer waits for nothing; a machine with much else to do is only slow. */
const WAIT_MS = 45_000
const CHECK_WAIT_MS = 1_000
/** More wake-ups than any story needs; beyond it something is due that nothing settles. */
const WAKES_MAX = 4_000

let shops = 0

export type Shop = Awaited<ReturnType<typeof openShop>>
/**
 * A business in a real tenant in workerd, with the sandbox's providers on the other side of real HTTP. The clock is the
 * story's: `passTime` walks it from one wake-up to the next.
 */
export async function openShop(over: Record<string, unknown> = {}, { realTime = false } = {}) {
  const sandboxUrl = inject('sandboxUrl')
  const settings = inject('sandboxSettings')
  const watch = { now: NOON }
  let signIn: Promise<{ token: string }> | null = null
  if (realTime) vi.restoreAllMocks()
  else vi.spyOn(clock, 'now').mockImplementation(() => watch.now)

  async function control<T>(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<T> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: JSON_BODY }
    const answer = await fetch(`${sandboxUrl}/sandbox${path}`, init)
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${path}: ${await answer.text()}`)
    return (await answer.json()) as T
  }

  async function send(path: string, init: RequestInit): Promise<Response> {
    return (exports as unknown as { default: Fetcher }).default.fetch(
      new Request(`${settings['APP_URL']}${path}`, init),
    )
  }

  async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
    signIn ??= control<{ token: string }>('/access/token', ADMIN)
    const headers = { ...JSON_BODY, 'cf-access-jwt-assertion': (await signIn).token }
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
    const answer = await send(`/api/v1${path}`, init)
    if (!answer.ok) throw new Error(`The API answered ${answer.status} to ${path}: ${await answer.text()}`)
    return (answer.status === 204 ? null : await answer.json()) as T
  }

  async function twilio(path: string, params: Record<string, string>): Promise<Response> {
    const signature = await signTwilio(
      settings['TWILIO_AUTH_TOKEN'] ?? '',
      `${settings['APP_URL']}/hooks/twilio${path}`,
      params,
    )
    return send(`/hooks/twilio${path}`, {
      method: 'POST',
      body: new URLSearchParams(params).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    })
  }

  async function ghl(event: Record<string, unknown>): Promise<Response> {
    const timestamp = new Date(watch.now).toISOString()
    const body = JSON.stringify({ timestamp, webhookId: crypto.randomUUID(), ...event })
    const signature = await signGhl(await privateKey(settings['GHL_WEBHOOK_PRIVATE_KEY'] ?? ''), body)
    return send('/hooks/ghl', { method: 'POST', body, headers: { ...JSON_BODY, 'x-ghl-signature': signature } })
  }

  const profile = { ...newProfile(), ...over } as Profile
  const { id } = await api<{ id: string }>('POST', '/tenants', profile)
  const namespace = (env as unknown as { TENANT: DurableObjectNamespace<TenantObject> }).TENANT
  const stub = () => namespace.getByName(id)

  async function query<T>(sql: string): Promise<T[]> {
    return runInDurableObject(stub(), (_, state) => state.storage.sql.exec(sql).toArray() as T[])
  }

  /** Whether a call to a provider is under way or something is due, and when the next thing will be. */
  async function look(): Promise<{ isBusy: boolean; isChecking: boolean; dueAt: Instant | null }> {
    const busy = `(status in ('claimed', 'in_doubt') and claimed_by is not null)
      or (status = 'pending' and due_at <= ${watch.now} and ${NOT_BEHIND})`
    const due = `select due_at from timers union all
      select due_at from outbox where due_at is not null and (status <> 'pending' or ${NOT_BEHIND})`
    const question = `select exists (select 1 from outbox where ${busy}) or ${isAtWork()} as busy,
      (select min(due_at) from (${due})) as at, exists (select 1 from settings where name = 'canary'
        and json_extract(value, '$.running') is not null) as checking`
    return runInDurableObject(stub(), async (_, state) => {
      type Row = { busy: number; at: Instant | null; checking: number }
      const { busy: isBusy, at, checking } = state.storage.sql.exec<Row>(question).one()
      // The day's chores stand in no table, and an alarm that only stands by is later than what it stands by for.
      const alarmAt = await state.storage.getAlarm()
      const dueAt = at === null || alarmAt === null ? (at ?? alarmAt) : Math.min(at, alarmAt)
      return { isBusy: isBusy === 1, isChecking: checking === 1, dueAt }
    })
  }

  /** Waits until no call to a provider is under way and nothing is due; answers when the next thing will be. */
  async function settle(patienceMs = WAIT_MS): Promise<Instant | null> {
    const giveUpAt = Date.now() + patienceMs
    // A nightly check goes through our own front door; one that was cut off is never over.
    const checkedUntil = Date.now() + CHECK_WAIT_MS
    for (;;) {
      const { isBusy, isChecking, dueAt } = await look()
      // In real time there is no telling when calls end, and nothing to keep the clock from passing.
      if (realTime || (!isBusy && (!isChecking || Date.now() > checkedUntil))) return dueAt
      if (Date.now() > giveUpAt)
        throw new Error(`The outbox did not come to rest: ${JSON.stringify(await query('select * from outbox'))}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  /** Lets time go by: when something falls due the alarm goes off at that very instant, as it would have. */
  async function passTime(forMs: number): Promise<void> {
    const until = watch.now + forMs
    let dueAt = await settle()
    for (let wakes = 0; dueAt !== null && dueAt <= until; wakes += 1) {
      if (wakes > WAKES_MAX) throw new Error(`Never at rest: ${JSON.stringify(await query('select * from outbox'))}`)
      watch.now = Math.max(watch.now + 1, dueAt)
      if (!(await runDurableObjectAlarm(stub()))) throw new Error('Something is due, and no alarm is set.')
      dueAt = await settle()
    }
    watch.now = until
  }

  const tenant = {
    id,
    stub,
    query,
    settle,
    passTime,
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

  const shop = { ...profile, id, watch, tenant, control, api, twilio, ghl, send, told, settings, deliverCallbacks }
  return {
    ...shop,
    customer: (phone = newPhone(), name?: string, email?: string) => new Customer(shop, phone, name, email),
  }
}

const ADMIN = { email: 'admin@example.com', expiresInS: 90 * 86_400 }
const ON_ITS_WAY = new Set(['accepted', 'scheduled', 'queued', 'sent'])
const JSON_BODY = { 'content-type': 'application/json' }

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
