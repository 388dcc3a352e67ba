import {
  createECDH,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { makeModelSettings, shareModelSettings, type ModelSettings } from './models/settings.ts'
import { describeUnusable } from './setting-forms.ts'
import type { State } from './state.ts'

/** The settings both sides must share, under the names of the environment, plus APP_URL. All strings, none empty. */
export type SandboxSettings = ModelSettings & {
  /** Where Shoulder listens; webhooks go below it. */
  APP_URL: string
  TWILIO_API_URL: string
  TWILIO_ACCOUNT_SID: string
  TWILIO_AUTH_TOKEN: string
  GHL_API_URL: string
  /** Where a person chooses the account to connect. */
  GHL_MARKETPLACE_URL: string
  GHL_CLIENT_ID: string
  GHL_CLIENT_SECRET: string
  GOOGLE_ADS_API_URL: string
  GOOGLE_DATA_MANAGER_API_URL: string
  /** Where a person gives leave, and where programs ask for tokens. */
  GOOGLE_OAUTH_URL: string
  GOOGLE_CLIENT_ID: string
  GOOGLE_CLIENT_SECRET: string
  /** SPKI PEM of the Ed25519 key that checks X-GHL-Signature. */
  GHL_WEBHOOK_PUBLIC_KEY: string
  /** PKCS #8 PEM of its other half; stays in the sandbox. */
  GHL_WEBHOOK_PRIVATE_KEY: string
  RESEND_API_URL: string
  RESEND_API_KEY: string
  RESEND_WEBHOOK_SECRET: string
  EMAIL_FROM: string
  ACCESS_TEAM_URL: string
  ACCESS_AUD: string
  ADMIN_EMAILS: string
  SEALING_KEY: string
  /** Keys of Web Push in base64url, and whom a push service may write to. */
  VAPID_PUBLIC_KEY: string
  VAPID_PRIVATE_KEY: string
  VAPID_SUBJECT: string
  /** Where the sandbox plays the push service: the one place that may be reached by http. */
  PUSH_SANDBOX_URL: string
  /** Where it plays somebody else's program, which may be told by http as well. */
  WEBHOOK_SANDBOX_URL: string
  /** Where this page is, for those who want to play the customer. */
  SANDBOX_URL: string
  /** The number that texts admins about alerts. */
  ALERT_SMS_FROM: string
  /** The sandbox's carriers approve at once, so who joins may text at once. */
  JOIN_A2P: string
}

/** Settings given from outside, such as `process.env`. An empty one counts as not given. */
export type GivenSettings = Record<string, string | undefined>

/** A given setting that nobody could use; the message names it. */
export class SettingUnusable extends Error {}

const ADDRESSES = [
  'APP_URL',
  'TWILIO_API_URL',
  'GHL_API_URL',
  'GHL_MARKETPLACE_URL',
  'GOOGLE_ADS_API_URL',
  'GOOGLE_DATA_MANAGER_API_URL',
  'GOOGLE_OAUTH_URL',
  'RESEND_API_URL',
  'ACCESS_TEAM_URL',
  'OPENAI_API_URL',
  'ANTHROPIC_API_URL',
  'PUSH_SANDBOX_URL',
  'WEBHOOK_SANDBOX_URL',
] as const

/** Throws SettingUnusable for the first given setting of an impossible form, before anything is started with it. */
export function checkSettings(given: GivenSettings): void {
  for (const name of ADDRESSES) {
    const address = given[name]
    if (!address || isWebAddress(address)) continue
    throw new SettingUnusable(`${name} is "${address}"; it must be an address such as https://shoulder.example.com.`)
  }
  const unusable = describeUnusable(given)
  if (unusable !== null) throw new SettingUnusable(unusable)
  // A key is named, never shown.
  checkKey('GHL_WEBHOOK_PRIVATE_KEY', 'PKCS #8', createPrivateKey, given)
  checkKey('GHL_WEBHOOK_PUBLIC_KEY', 'SPKI', createPublicKey, given)
  checkVapidKeys(given)
}

/** A pair belongs together; of the private half the public one follows. */
function checkVapidKeys({ VAPID_PUBLIC_KEY: given, VAPID_PRIVATE_KEY: privateKey }: GivenSettings): void {
  if (!privateKey) {
    if (given) throw new SettingUnusable('VAPID_PUBLIC_KEY is given without its VAPID_PRIVATE_KEY.')
    return
  }
  const publicKey = vapidPublicKey(privateKey)
  if (publicKey === null) throw new SettingUnusable('VAPID_PRIVATE_KEY is no key of P-256 in base64url (32 bytes).')
  if (given && given !== publicKey) throw new SettingUnusable('VAPID_PUBLIC_KEY does not belong to VAPID_PRIVATE_KEY.')
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === ''
}

function checkKey(
  name: 'GHL_WEBHOOK_PRIVATE_KEY' | 'GHL_WEBHOOK_PUBLIC_KEY',
  form: string,
  open: (pem: string) => KeyObject,
  given: GivenSettings,
): void {
  const pem = given[name]
  if (!pem) return
  try {
    // Line ends may be spelled out, as they must be where a setting is one line.
    if (open(pem.replaceAll('\\n', '\n')).asymmetricKeyType === 'ed25519') return
  } catch {
    // Named below, as one of another type is.
  }
  throw new SettingUnusable(`${name} is no Ed25519 key in PEM (${form}).`)
}

/** What is given wins; the rest is made on the first start and kept in the state, so that a restart changes nothing. */
export function defaultSettings(sandboxUrl: string, given: GivenSettings, state: State): SandboxSettings {
  const pick = (name: keyof SandboxSettings, make: () => string) => given[name] || make()
  const kept = (name: keyof SandboxSettings, make: () => string) => pick(name, () => state.keep(name, make))
  const hex = (bytes: number) => randomBytes(bytes).toString('hex')
  const vapidKey = kept('VAPID_PRIVATE_KEY', makeVapidKey)
  const privateKey = kept('GHL_WEBHOOK_PRIVATE_KEY', makeSigningKey).replaceAll('\\n', '\n')
  return {
    APP_URL: withoutSlash(pick('APP_URL', () => 'http://127.0.0.1:8787')),
    TWILIO_API_URL: pick('TWILIO_API_URL', () => `${sandboxUrl}/twilio`),
    TWILIO_ACCOUNT_SID: kept('TWILIO_ACCOUNT_SID', () => `AC${hex(16)}`),
    TWILIO_AUTH_TOKEN: kept('TWILIO_AUTH_TOKEN', () => hex(16)),
    GHL_API_URL: pick('GHL_API_URL', () => `${sandboxUrl}/ghl`),
    GHL_MARKETPLACE_URL: pick('GHL_MARKETPLACE_URL', () => `${sandboxUrl}/ghl`),
    GHL_CLIENT_ID: kept('GHL_CLIENT_ID', () => `${hex(12)}-${hex(4)}`),
    GHL_CLIENT_SECRET: kept('GHL_CLIENT_SECRET', () => `${hex(4)}-${hex(16)}`),
    GOOGLE_ADS_API_URL: pick('GOOGLE_ADS_API_URL', () => `${sandboxUrl}/google-ads`),
    GOOGLE_DATA_MANAGER_API_URL: pick('GOOGLE_DATA_MANAGER_API_URL', () => `${sandboxUrl}/google-ads/data-manager`),
    GOOGLE_OAUTH_URL: pick('GOOGLE_OAUTH_URL', () => `${sandboxUrl}/google-ads/oauth`),
    GOOGLE_CLIENT_ID: kept('GOOGLE_CLIENT_ID', () => `${hex(16)}.apps.googleusercontent.com`),
    GOOGLE_CLIENT_SECRET: kept('GOOGLE_CLIENT_SECRET', () => `GOCSPX-${hex(14)}`),
    GHL_WEBHOOK_PUBLIC_KEY: pick('GHL_WEBHOOK_PUBLIC_KEY', () => publicHalf(privateKey)),
    GHL_WEBHOOK_PRIVATE_KEY: privateKey,
    RESEND_API_URL: pick('RESEND_API_URL', () => `${sandboxUrl}/resend`),
    RESEND_API_KEY: kept('RESEND_API_KEY', () => `re_${hex(4)}_${hex(12)}`),
    RESEND_WEBHOOK_SECRET: kept('RESEND_WEBHOOK_SECRET', () => `whsec_${randomBytes(24).toString('base64')}`),
    EMAIL_FROM: pick('EMAIL_FROM', () => 'Shoulder <hello@mail.example.com>'),
    ACCESS_TEAM_URL: withoutSlash(pick('ACCESS_TEAM_URL', () => `${sandboxUrl}/access`)),
    ACCESS_AUD: kept('ACCESS_AUD', () => hex(32)),
    ADMIN_EMAILS: pick('ADMIN_EMAILS', () => 'admin@example.com'),
    SEALING_KEY: kept('SEALING_KEY', () => randomBytes(32).toString('base64')),
    VAPID_PUBLIC_KEY: pick('VAPID_PUBLIC_KEY', () => vapidPublicKey(vapidKey) ?? ''),
    VAPID_PRIVATE_KEY: vapidKey,
    VAPID_SUBJECT: pick('VAPID_SUBJECT', () => 'mailto:hello@mail.example.com'),
    PUSH_SANDBOX_URL: pick('PUSH_SANDBOX_URL', () => `${sandboxUrl}/push`),
    WEBHOOK_SANDBOX_URL: pick('WEBHOOK_SANDBOX_URL', () => `${sandboxUrl}/receiver`),
    ALERT_SMS_FROM: pick('ALERT_SMS_FROM', () => '+15125550190'),
    JOIN_A2P: pick('JOIN_A2P', () => 'live'),
    ...makeModelSettings(sandboxUrl, given, (name, make) => state.keep(name, make)),
    SANDBOX_URL: sandboxUrl,
  }
}

/** The environment that points Shoulder at this sandbox. What only the sandbox may know is left out. */
export function workerSettings(sandbox: { settings: SandboxSettings }): Record<string, string> {
  const { GHL_WEBHOOK_PRIVATE_KEY: _ours, ...shared } = sandbox.settings
  return shareModelSettings(shared)
}

function makeSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function makeVapidKey(): string {
  const { d = '' } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({ format: 'jwk' })
  return d
}

function vapidPublicKey(privateKey: string): string | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(privateKey)) return null
  try {
    const ecdh = createECDH('prime256v1')
    ecdh.setPrivateKey(Buffer.from(privateKey, 'base64url'))
    return ecdh.getPublicKey().toString('base64url')
  } catch {
    return null
  }
}

function publicHalf(privateKey: string): string {
  return createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'pem' }).toString()
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}
