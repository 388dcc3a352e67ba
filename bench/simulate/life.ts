import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import * as v from 'valibot'
import { shareModelSettings } from '../../sandbox/models/settings.ts'
import { DAY_MS, MINUTE_MS } from '../../tenants/base/clock.ts'
import { NewTenant } from '../../tenants/contract.ts'
import type { TenantObject } from '../../tenants/tenant-object.ts'
import { randomAt } from '../fuzz/random.ts'
import { simulatedBucket } from './bucket.ts'
import { settle } from './business.ts'
import { countEnds, neverReached } from './coverage.ts'
import { runOn } from './machine.ts'
import { Network } from './network.ts'
import { Office } from './office.ts'
import { plant, type Planted } from './plant.ts'
import { PROFILE, TENANT_ID } from './profile.ts'
import { SimulatedRouter } from './router.ts'
import {
  calendarsAreEqual,
  evidenceVerifies,
  ledgerIsWhole,
  nobodyIsBookedTwice,
  pipelinesAreEqual,
} from './standing.ts'
import { Technician } from './technician.ts'
import { TenantHost } from './tenant-host.ts'
import { Town } from './town.ts'
import { VirtualTime } from './virtual-time.ts'
import { Watch, type Broken } from './watch.ts'
import { planWeather } from './weather.ts'
import { openWorld } from './world.ts'

export type LifeOptions = {
  seed: number
  days: number
  callsADay?: number
  planted?: Planted | null
  exportTo?: string | null
}
export type Life = {
  /** Of the timeline and of what the providers hold: the same seed gives the same. */
  digest: string
  broken: Broken[]
  figures: Record<string, number>
  /** What a year has to have met, and this life has not. */
  unmet: string[]
}

/** A January in which the clocks of most places have both their changes ahead. */
const BEGINS_AT = Date.parse('2027-01-04T06:00:00Z')
const CALLS_A_DAY = 3
const LEDGER_EVERY_DAYS = 7
const HAND_OVER_MS = 80
/** Nothing of yesterday is on its way at this hour, and no fault of the day before is left. */
const REST_AFTER_MS = 5 * 60 * MINUTE_MS

/** Lives through so many days of one business, and answers what was seen. Stops at the first thing that breaks. */
export async function live({
  seed,
  days,
  callsADay = CALLS_A_DAY,
  planted = null,
  exportTo = null,
}: LifeOptions): Promise<Life> {
  const time = new VirtualTime(BEGINS_AT)
  runOn(time, seed)
  const network = new Network(time, randomAt(seed, 3))
  network.install()
  const faults: unknown[] = []
  const world = openWorld(time, randomAt(seed, 4), network, (error) => faults.push(error))
  const {
    VAPID_PUBLIC_KEY: _public,
    VAPID_PRIVATE_KEY: _private,
    VAPID_SUBJECT: _subject,
    ...settings
  } = shareModelSettings(world.settings)
  const env = { ...settings, FILES: simulatedBucket(), DIRECTORY: {} as D1Database }
  const host = new TenantHost(time, env, TENANT_ID)
  const watch = new Watch(time, host, world)
  const business = { tenantId: TENANT_ID, businessName: PROFILE.businessName }
  const router = new SimulatedRouter(host, settings as never, business, (taken) => watch.taken(taken))
  network.deliverTo = (call) => router.take(call)

  const shop = { smsNumber: PROFILE.smsNumber, ghlLocationId: PROFILE.ghlLocationId, timeZone: PROFILE.timeZone }
  const town = new Town(
    { time, random: randomAt(seed, 5), world, shop, onFault: (error) => faults.push(error) },
    callsADay,
  )
  town.onFillsIn = (lead) => void time.later(HAND_OVER_MS, () => router.submit(lead))
  town.onSays = (person, line) => watch.expect(person.phone, line)
  const deaths = randomAt(seed, 6)
  network.onAct = (act) => {
    const text = watch.acted(act)
    if (!text) return
    town.hears(text.to, text.body)
    // It dies after Twilio has acted and before it hears of that.
    if (deaths.chance(0.01)) host.kill()
  }
  const technician = new Technician(host, time, randomAt(seed, 7), watch.retried)
  const weather = randomAt(seed, 8)
  const { ghlLocationId: locationId } = PROFILE
  const onFault = (error: unknown) => faults.push(error)
  const office = new Office({ time, random: randomAt(seed, 9), world, locationId, onFault })

  const tenant = await host.object()
  await tenant.open(TENANT_ID, v.parse(NewTenant, PROFILE))
  await settle(tenant)
  const planDay = (from: number) => {
    town.planDay(from)
    technician.planDay(from)
    office.planDay(from)
    planWeather({ time, random: weather, world, host }, from)
    time.at(from + REST_AFTER_MS, () => lookAtRest(from))
    time.at(town.nextMidnight(from), () => planDay(town.nextMidnight(from)))
  }
  const lookAtRest = async (from: number) => {
    watch.beforeRest()
    watch.standing('our pipeline is theirs', pipelinesAreEqual(watch.scene, world, PROFILE.ghlLocationId))
    watch.standing('our calendar is theirs', calendarsAreEqual(watch.scene, world))
    watch.standing('nobody is booked twice', nobodyIsBookedTwice(watch.scene))
    const someone = [...town.people.values()].at(-1)
    const isLedgerDay = Math.round((from - BEGINS_AT) / DAY_MS) % LEDGER_EVERY_DAYS === 0
    if (isLedgerDay) watch.standing('the ledger verifies', ledgerIsWhole(watch.scene))
    if (isLedgerDay && someone) watch.standing('the ledger verifies', await evidenceVerifies(host, someone.phone))
  }
  planDay(BEGINS_AT)
  if (planted) plant(planted, { time, host, world, watch, network, smsNumber: PROFILE.smsNumber })

  const until = BEGINS_AT + days * DAY_MS
  while (await time.step(until)) {
    watch.stepped()
    if (faults.length > 0) throw faults[0]
    if (watch.broken.length > 0) break
  }
  if (exportTo !== null) await writeCopy(await host.object(), time, exportTo)
  const did = { technician: technician.done, office: office.done, fault: network.struck }
  const figures = {
    ...Object.fromEntries(countEnds(host.storage.db)),
    ...{ steps: time.steps, checks: watch.checks, people: town.people.size, kills: host.kills },
    ...{ texts: watch.truth.texts.length, emails: watch.truth.emails.length, stopped: watch.stoppedAt.size },
    ...Object.fromEntries(
      Object.entries(did).flatMap(([who, counts]) => [...counts].map(([what, count]) => [`${who} ${what}`, count])),
    ),
  }
  const unmet = neverReached(host.storage.db)
  return { digest: digestOf(host, watch), broken: watch.broken, figures, unmet }
}

/** The owner's copy of the business, as `GET /api/v1/tenants/:id/export` gives it. */
async function writeCopy(tenant: TenantObject, time: VirtualTime, file: string): Promise<void> {
  const copy = await tenant.exportBusiness('sqlite', [])
  if (!copy.ok) throw new Error(`The copy was refused: ${copy.error.code}`)
  const reading = { bytes: null as Uint8Array | null }
  void new Response(copy.value).arrayBuffer().then((bytes) => (reading.bytes = new Uint8Array(bytes)))
  // It pauses now and then to let others have their turn.
  while (reading.bytes === null) await time.step(time.now + MINUTE_MS)
  writeFileSync(file, reading.bytes)
}

function digestOf(host: TenantHost, watch: Watch): string {
  const hash = createHash('sha256')
  const events = host.storage.db.prepare('select event_id, customer_id, fact, at from timeline order by seq')
  for (const row of events.iterate()) hash.update(JSON.stringify(row))
  hash.update(JSON.stringify(watch.truth.texts))
  hash.update(JSON.stringify(watch.truth.emails))
  return hash.digest('hex').slice(0, 16)
}
