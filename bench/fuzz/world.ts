import { createPrivateKey } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { migrateWarehouse } from '../../migrations/fleet/migrate.ts'
import { upsertContact } from '../../sandbox/ghl-contacts.ts'
import { openRecords } from '../../sandbox/ghl-records.ts'
import { startSandbox, type Sandbox } from '../../sandbox/server.ts'
import { workerSettings } from '../../sandbox/settings.ts'
import { bundleWorker } from '../../sandbox/bundle.ts'
import { fixturePhone } from '../../tests/support/fixture-phones.ts'
import { openEmbedded } from '../../tests/support/postgres.ts'
import { freePort, startWorkerd, type Workerd } from '../../tests/support/workerd.ts'
import { openPeople, RESELLER, VIEWER } from './people.ts'
import { randomAt } from './random.ts'
import { send } from './send.ts'
import { CALLERS_FROM, CALLERS_PER_BUSINESS, profileAt, type Shop, type World } from './shop.ts'
import { wire } from './wire.ts'
import { ringFrom, textFrom } from './webhooks.ts'
import { openWritten } from './written.ts'

/** Nothing here outlives the run, so no disk need be waited for. */
const MEMORY = '/dev/shm'
const BUSY = 4
const QUIET = 2
const CONTACTS = 6
const WARM_UP_CALLERS = 4
const WARM_UP_REST_MS = 1_500

/** Shoulder in a real workerd, the sandbox behind it, businesses and people in it, and nobody but us calling in. */
export async function openWorld(): Promise<World> {
  const folder = await mkdtemp(path.join(existsSync(MEMORY) ? MEMORY : os.tmpdir(), 'shoulder-fuzz-'))
  const stateDir = path.join(folder, 'state')
  await mkdir(stateDir)
  const sink = await openSink()
  const sandbox = await startSandbox({ port: 0, stateDir: null, settings: { APP_URL: sink.url } })
  const database = await openEmbedded()
  // It starts with the first who connects, which takes longer than a request may.
  await migrateWarehouse(database.url)
  const closeOutside = async () => {
    sink.close()
    await database.close()
    await sandbox.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    const workerd = await startWith(sandbox, folder, stateDir, database.url)
    const close = () => workerd.close().then(closeOutside)
    return await furnish(workerd, sandbox, stateDir, close)
  } catch (error) {
    await closeOutside()
    throw error
  }
}

async function startWith(sandbox: Sandbox, folder: string, stateDir: string, databaseUrl: string): Promise<Workerd> {
  const program = {
    kind: 'shoulder' as const,
    databaseUrl,
    bundleDir: await bundleWorker(folder),
    settings: workerSettings(sandbox),
  }
  return startWorkerd(program, stateDir, { port: await freePort() })
}

/** Takes whatever the sandbox's providers would tell Shoulder, so that only the fuzzer does. */
async function openSink(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    request.resume()
    request.once('end', () => response.writeHead(200, { 'content-type': 'text/xml' }).end('<Response/>'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url, close }
}

async function furnish(
  workerd: Workerd,
  sandbox: Sandbox,
  stateDir: string,
  close: () => Promise<void>,
): Promise<World> {
  const { settings } = sandbox
  const places = Array.from({ length: BUSY + QUIET }, (_, place) => place)
  const people = await openPeople(sandbox, places.map(emailAt))
  const ask = openApi(workerd.url, people.admin)
  const shops: Shop[] = []
  for (const place of places) shops.push(await openShop(place, sandbox, ask))
  const [busy, quiet] = [shops.slice(0, BUSY), shops.slice(BUSY)] as [World['busy'], World['quiet']]
  const written = openWritten(
    stateDir,
    quiet.map(({ id }) => id),
  )
  // No route of ours makes these.
  const grant = 'insert into person (email, role, tenant_id, created_at) values (?, ?, ?, 1)'
  for (const { id } of shops) written.grant(grant, [VIEWER, 'viewer', id])
  written.grant(grant, [RESELLER, 'reseller', null])
  written.grant(grant, [RESELLER, 'reseller', busy[0].id])
  const { TWILIO_AUTH_TOKEN: twilio, RESEND_WEBHOOK_SECRET: resend } = settings
  const ghl = createPrivateKey(settings.GHL_WEBHOOK_PRIVATE_KEY)
  const hidden = [settings.RESEND_API_KEY, settings.GHL_CLIENT_SECRET, settings.VAPID_PRIVATE_KEY, settings.SEALING_KEY]
  const world: World = {
    ...{ workerd, appUrl: settings.APP_URL, account: settings.TWILIO_ACCOUNT_SID, people, busy, quiet, written, close },
    ...{ keys: { twilio, resend, ghl }, secrets: [twilio, resend, ...hidden], pushUrl: settings.PUSH_SANDBOX_URL },
  }
  await liveALittle(world, sandbox, ask)
  return world
}

const emailAt = (place: number) => `dana${place}@example.com`

type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>

function openApi(url: string, token: string): Ask {
  return async <T>(method: string, route: string, body?: unknown) => {
    const headers = { 'content-type': 'application/json', 'cf-access-jwt-assertion': token }
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
    const answer = await fetch(`${url}/api/v1${route}`, init)
    if (!answer.ok) throw new Error(`${method} ${route} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
}

async function openShop(place: number, sandbox: Sandbox, ask: Ask): Promise<Shop> {
  const ghlLocationId = `locLarkspur${String(place).padStart(6, '0')}`
  const [primaryPhone, smsNumber, technician] = [fixturePhone(place * 2), fixturePhone(place * 2 + 1), emailAt(place)]
  const profile = profileAt(place, { primaryPhone, smsNumber, email: technician, ghlLocationId })
  const { id } = await ask<{ id: string }>('POST', '/tenants', { ...profile, policy: POLICY })
  const records = openRecords(sandbox.world.state)
  const contactIds = Array.from({ length: CONTACTS }, (_, count) => {
    const phone = fixturePhone(CALLERS_FROM + place * CALLERS_PER_BUSINESS + count)
    return upsertContact(ghlLocationId, { phone, firstName: 'Pat' }, records, Date.now()).contact.id
  })
  const empty = { customerIds: [], leadIds: [], entries: [] }
  return { place, id, smsNumber, primaryPhone, ghlLocationId, technician, contactIds, ...empty }
}

/** Texts leave at once, so that there is something to report on. */
const POLICY = { textAfterMs: 0, textDeadlineMs: 600_000, notifyBy: ['sms', 'email'] }

/** Gives every busy tenant callers, conversations, leads and texts whose fate can be told. */
async function liveALittle(world: World, sandbox: Sandbox, ask: Ask): Promise<void> {
  for (const shop of world.busy) {
    for (let count = 0; count < WARM_UP_CALLERS; count += 1) await greet(world, shop, count)
  }
  await wait(WARM_UP_REST_MS)
  for (const shop of world.busy) {
    const idsOf = async (list: string) =>
      (await ask<{ items: { id: string }[] }>('GET', `/tenants/${shop.id}/${list}?limit=50`)).items.map(({ id }) => id)
    shop.customerIds = await idsOf('customers')
    shop.leadIds = await idsOf('leads')
    const answer = await fetch(`${sandbox.url}/sandbox/messages?from=${encodeURIComponent(shop.smsNumber)}`)
    const texts = (await answer.json()) as { sid: string; statusCallback: string | null }[]
    shop.entries = texts.flatMap(({ sid, statusCallback }) => {
      const entryId = new URL(statusCallback ?? 'http://none').searchParams.get('entry')
      return entryId === null ? [] : [{ entryId, sid }]
    })
    if (shop.customerIds.length === 0 || shop.leadIds.length === 0 || shop.entries.length === 0)
      throw new Error(`The corpus is not taken as it should be: ${JSON.stringify(shop)}`)
  }
}

async function greet(world: World, shop: Shop, count: number): Promise<void> {
  const random = randomAt(0, shop.place * WARM_UP_CALLERS + count)
  const from = fixturePhone(CALLERS_FROM + shop.place * CALLERS_PER_BUSINESS + count)
  for (const draft of [ringFrom(world, shop, random, from), textFrom(world, shop, random, from, WISH)]) {
    const answer = await send(world.workerd.url, wire(draft, 'genuine', world, random))
    if (answer.status !== 200) throw new Error(`${draft.name} was answered with ${answer.status}: ${answer.text}`)
  }
}

const WISH = 'can someone come tomorrow at 9am to fix my water heater?'
