import * as v from 'valibot'
import { A2p } from '../tenants/contract.ts'
import type { FLEET_ROOM_NAME, FleetRoomRpc } from '../tenants/contract/fleet-room.ts'
import type { TenantRpc } from '../tenants/contract/rpc.ts'
import { findMissingOfPush, Given, SHARED_SETTINGS, Url } from '../tenants/contract/settings.ts'
import { isPhone, type Phone } from '../tenants/base/e164.ts'
import { fail, succeed, type Result } from '../tenants/base/result.ts'
import { measureDirectory } from './directory/measured.ts'
import type { ExportOrder } from './fleet/export-order.ts'

/** The tenants' namespace as the router uses it. A stub is for one request. */
export type TenantNamespace = { getByName(tenantId: string): TenantRpc }

export type Bindings = {
  TENANT: TenantNamespace
  DIRECTORY: D1Database
  FILES: R2Bucket
  /** Absent where no limit is wanted, as in benchmarks. */
  API_LIMIT?: RateLimit
  /** The same for admins, who move whole fleets. */
  ADMIN_LIMIT?: RateLimit
  /** Forged webhooks, by provider and address. */
  HOOK_LIMIT?: RateLimit
  /** Pages behind a token, by address. */
  PAGE_LIMIT?: RateLimit
  BUILD?: WorkerVersionMetadata
  /** The fleet's Postgres, and the queue that its figures come by; both absent where no figures are kept. */
  FLEET_DB?: Pick<Hyperdrive, 'connectionString'>
  EXPORTS?: Queue<ExportOrder>
  /** Where admins look on, and where the platform's own figures come together; absent in benchmarks. */
  FLEET_ROOM?: { getByName(name: typeof FLEET_ROOM_NAME): FleetRoomRpc }
  /** Where the platform's own figures are kept for long; absent here and wherever nobody keeps them. */
  METRICS?: AnalyticsEngineDataset
  /** The built pages; absent where there are none, as in benchmarks. */
  ASSETS?: Pick<Fetcher, 'fetch'>
}

const Emails = v.pipe(
  v.string(),
  v.transform(
    (list) =>
      new Set(
        list
          .toLowerCase()
          .split(/[\s,]+/)
          .filter(Boolean),
      ),
  ),
)

const Hosts = v.pipe(
  v.string(),
  v.transform((list) =>
    list
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  ),
)

const Settings = v.object({
  ...SHARED_SETTINGS,
  /** Where people choose the account to connect. */
  GHL_MARKETPLACE_URL: v.optional(Url, 'https://marketplace.gohighlevel.com'),
  GHL_WEBHOOK_PUBLIC_KEY: Given,
  RESEND_WEBHOOK_SECRET: Given,
  ACCESS_TEAM_URL: Url,
  ACCESS_AUD: Given,
  ADMIN_EMAILS: Emails,
  /** How far the carriers' registration of texts is taken to be for who joins alone. */
  JOIN_A2P: v.optional(A2p, 'no_number'),
  /** The number that texts admins about alerts; without one there are no such texts. */
  ALERT_SMS_FROM: v.optional(
    v.pipe(
      v.string(),
      v.check(isPhone),
      v.transform((text) => text as Phone),
    ),
  ),
  /** Where webhooks about alerts may lead. */
  ALERT_WEBHOOK_HOSTS: v.optional(Hosts, 'hooks.slack.com'),
  /** Where a customer can be played; only a Shoulder that runs beside a sandbox has it. */
  SANDBOX_URL: v.optional(Url),
})

export type Settings = v.InferOutput<typeof Settings>
export type Env = Bindings & { settings: Settings }

const parsedEnvs = new WeakMap<object, Result<Env, string[]>>()

/** The bindings with their settings, parsed once per isolate, or the names of all that are missing or unusable. */
export function parseEnv(raw: Bindings): Result<Env, string[]> {
  const known = parsedEnvs.get(raw)
  if (known) return known
  const parsed = readEnv(raw)
  parsedEnvs.set(raw, parsed)
  return parsed
}

function readEnv(raw: Bindings): Result<Env, string[]> {
  const settings = v.safeParse(Settings, raw)
  const unbound = (['TENANT', 'DIRECTORY', 'FILES'] as const).filter((name) => typeof raw[name] !== 'object')
  const halves = settings.success ? findMissingOfPush(settings.output) : []
  if (!settings.success || unbound.length + halves.length > 0) {
    const unusable = (settings.issues ?? []).map((issue) => v.getDotPath(issue) ?? '')
    return fail([...new Set([...unbound, ...unusable, ...halves])])
  }
  const { TENANT, DIRECTORY, FILES } = raw
  const given = OPTIONAL.filter((name) => raw[name]).map((name) => [name, raw[name]] as const)
  const measured = { TENANT, DIRECTORY: measureDirectory(DIRECTORY), FILES }
  return succeed({ ...measured, ...Object.fromEntries(given), settings: settings.output })
}

const OPTIONAL = [
  ...(['API_LIMIT', 'ADMIN_LIMIT', 'HOOK_LIMIT', 'PAGE_LIMIT'] as const),
  ...(['FLEET_DB', 'EXPORTS', 'FLEET_ROOM', 'METRICS', 'BUILD', 'ASSETS'] as const),
]
