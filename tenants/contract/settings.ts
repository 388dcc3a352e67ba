import * as v from 'valibot'
import { openKeyring } from '../base/sealing.ts'

/** What the two Workers have to be told before they do anything: the names of settings, and what form each has. */

export const Given = v.pipe(v.string(), v.trim(), v.minLength(1))
export const Url = v.pipe(
  Given,
  v.url(),
  v.transform((url) => url.replace(/\/+$/, '')),
)

function isKeyring(setting: string): boolean {
  try {
    return openKeyring(setting).all.size > 0
  } catch {
    return false
  }
}

/** What both need: to answer for us and to write to people. */
export const SHARED_SETTINGS = {
  /** Where providers and people reach us, without a slash at the end. Twilio signs it. */
  APP_URL: Url,
  TWILIO_API_URL: Url,
  TWILIO_ACCOUNT_SID: Given,
  TWILIO_AUTH_TOKEN: Given,
  GHL_CLIENT_ID: Given,
  /** Without a client at Google there is no advertising. */
  GOOGLE_CLIENT_ID: v.optional(Given),
  /** Where people give leave, see providers/google-ads/oauth.ts. */
  GOOGLE_OAUTH_URL: v.optional(Url, 'https://accounts.google.com'),
  RESEND_API_URL: Url,
  RESEND_API_KEY: Given,
  EMAIL_FROM: Given,
  /** 32 bytes in base64, see base/sealing.ts; older keys may follow behind commas. */
  SEALING_KEY: v.pipe(Given, v.check(isKeyring, 'no keys')),
  /** Keys of Web Push (RFC 8292) in base64url, and whom its services may write to. All three, or none: it is off. */
  VAPID_PUBLIC_KEY: v.optional(v.pipe(v.string(), v.regex(/^B[A-Za-z0-9_-]{86}$/))),
  VAPID_PRIVATE_KEY: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))),
  VAPID_SUBJECT: v.optional(v.pipe(v.string(), v.regex(/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/))),
}

/** What the objects need: beside that, whatever only they speak to. */
const ObjectSettings = v.object({
  ...SHARED_SETTINGS,
  GHL_API_URL: Url,
  GHL_CLIENT_SECRET: Given,
  /** There where its id is, and only there. */
  GOOGLE_CLIENT_SECRET: v.optional(Given),
  GOOGLE_ADS_API_URL: v.optional(Url),
  GOOGLE_DATA_MANAGER_API_URL: v.optional(Url),
  /** Models, each there where it has a key; with none, everything works by its rules. */
  OPENAI_API_URL: v.optional(Url),
  OPENAI_API_KEY: v.optional(Given),
  OPENAI_MODEL: v.optional(Given),
  ANTHROPIC_API_URL: v.optional(Url),
  ANTHROPIC_API_KEY: v.optional(Given),
  ANTHROPIC_MODEL: v.optional(Given),
})

type Values = Record<string, unknown>

/** A key without its other half would look as if all were well until somebody waits for what it opens. */
export function findMissingOfPush(settings: Values): string[] {
  const push = missingOf(settings, 'VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY', 'VAPID_SUBJECT')
  return push.length === 3 ? [] : push
}

function findMissingHalves(settings: Values): string[] {
  const google = missingOf(settings, 'GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET')
  const models = ['OPENAI', 'ANTHROPIC'].filter((name) => settings[`${name}_API_KEY`] !== undefined)
  return [
    ...findMissingOfPush(settings),
    ...(google.length === 2 ? [] : google),
    ...models.flatMap((name) => missingOf(settings, `${name}_API_URL`, `${name}_MODEL`)),
  ]
}

function missingOf(settings: Values, ...names: string[]): string[] {
  return names.filter((name) => settings[name] === undefined)
}

const BINDINGS = ['DIRECTORY', 'FILES']

const found = new WeakMap<object, string[]>()

/** The names of all that an object lacks or cannot use; looked for once in the life of its Worker. */
export function findMissingOfObjects(env: object): string[] {
  const known = found.get(env)
  if (known) return known
  const parsed = v.safeParse(ObjectSettings, env)
  const unbound = BINDINGS.filter((name) => typeof (env as Values)[name] !== 'object')
  const unusable = (parsed.issues ?? []).map((issue) => v.getDotPath(issue) ?? '')
  const missing = [...new Set([...unbound, ...unusable, ...(parsed.success ? findMissingHalves(parsed.output) : [])])]
  found.set(env, missing)
  return missing
}

const OBJECTS_LACK = 'Settings of shoulder-objects are missing or unusable: '

/** Thrown by an object that cannot live. Of an error no more than its words comes from one Worker to another. */
export class SettingsMissing extends Error {
  constructor(names: readonly string[]) {
    super(`${OBJECTS_LACK}${names.join(', ')}.`)
  }
}

/** Those words, where an error that came from an object is that one. */
export function readSettingsMissing(error: unknown): string | null {
  return error instanceof Error && error.message.startsWith(OBJECTS_LACK) ? error.message : null
}
