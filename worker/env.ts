import * as v from 'valibot'
import { A2p } from '../tenants/contract.ts'
import type { FLEET_ROOM_NAME, FleetRoomRpc } from '../tenants/contract/fleet-room.ts'
import type { TenantRpc } from '../tenants/contract/rpc.ts'
import { isPhone, type Phone } from '../tenants/base/e164.ts'
import { fail, succeed, type Result } from '../tenants/base/result.ts'
import { openKeyring } from '../tenants/base/sealing.ts'
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

const Given = v.pipe(v.string(), v.trim(), v.minLength(1))
const Url = v.pipe(
  Given,
  v.url(),
  v.transform((url) => url.replace(/\/+$/, '')),
)
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

function isKeyring(setting: string): boolean {
  try {
    return openKeyring(setting).all.size > 0
  } catch {
    return false
  }
}

const Settings = v.object({
  /** Where providers and people reach us, without a slash at the end. Twilio signs it. */
  APP_URL: Url,
  TWILIO_API_URL: Url,
  TWILIO_ACCOUNT_SID: Given,
  TWILIO_AUTH_TOKEN: Given,
  GHL_API_URL: Url,
  /** Where people choose the account to connect. */
  GHL_MARKETPLACE_URL: v.optional(Url, 'https://marketplace.gohighlevel.com'),
  GHL_CLIENT_ID: Given,
  GHL_CLIENT_SECRET: Given,
  GHL_WEBHOOK_PUBLIC_KEY: Given,
  RESEND_API_URL: Url,
  RESEND_API_KEY: Given,
  RESEND_WEBHOOK_SECRET: Given,
  EMAIL_FROM: Given,
  /** 32 bytes in base64, see tenants/base/sealing.ts; older keys may follow behind commas. */
  SEALING_KEY: v.pipe(Given, v.check(isKeyring, 'no keys')),
  ACCESS_TEAM_URL: Url,
  ACCESS_AUD: Given,
  ADMIN_EMAILS: Emails,
  /** Keys of Web Push (RFC 8292) in base64url, and whom its services may write to. All three, or none: it is off. */
  VAPID_PUBLIC_KEY: v.optional(v.pipe(v.string(), v.regex(/^B[A-Za-z0-9_-]{86}$/))),
  VAPID_PRIVATE_KEY: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))),
  VAPID_SUBJECT: v.optional(v.pipe(v.string(), v.regex(/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/))),
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
  /** Models, each there where it has a key; with none, everything works by its rules. */
  OPENAI_API_URL: v.optional(Url),
  OPENAI_API_KEY: v.optional(Given),
  OPENAI_MODEL: v.optional(Given),
  ANTHROPIC_API_URL: v.optional(Url),
  ANTHROPIC_API_KEY: v.optional(Given),
  ANTHROPIC_MODEL: v.optional(Given),
  /** Google Ads: both or neither, and without them there is no advertising. */
  GOOGLE_CLIENT_ID: v.optional(Given),
  GOOGLE_CLIENT_SECRET: v.optional(Given),
  GOOGLE_ADS_API_URL: v.optional(Url, 'https://googleads.googleapis.com'),
  GOOGLE_DATA_MANAGER_API_URL: v.optional(Url, 'https://datamanager.googleapis.com'),
  /** Where people give leave, see tenants/providers/google-ads/oauth.ts. */
  GOOGLE_OAUTH_URL: v.optional(Url, 'https://accounts.google.com'),
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
  const halves = settings.success ? findMissingHalves(settings.output) : []
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

/** A key without its other half would look as if all were well until somebody waits for what it opens. */
function findMissingHalves(settings: Settings): string[] {
  const isMissing = (name: keyof Settings) => settings[name] === undefined
  const push = (['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY', 'VAPID_SUBJECT'] as const).filter(isMissing)
  const openai = (['OPENAI_API_URL', 'OPENAI_MODEL'] as const).filter(isMissing)
  const google = (['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'] as const).filter(isMissing)
  const anthropic = (['ANTHROPIC_API_URL', 'ANTHROPIC_MODEL'] as const).filter(isMissing)
  return [
    ...(push.length === 3 ? [] : push),
    ...(google.length === 2 ? [] : google),
    ...(isMissing('OPENAI_API_KEY') ? [] : openai),
    ...(isMissing('ANTHROPIC_API_KEY') ? [] : anthropic),
  ]
}
