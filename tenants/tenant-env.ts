import type { TellerPorts } from './fleet-teller.ts'
import type { ModelSettings } from './open-models.ts'

/** The settings a tenant needs (design: section 5), of the forms that contract/settings.ts holds them to. */
export type TenantEnv = ModelSettings & {
  FILES: R2Bucket
  /** Who is who, and what several businesses share: the tokens of an agency. */
  DIRECTORY: D1Database
  APP_URL: string
  TWILIO_API_URL: string
  TWILIO_ACCOUNT_SID: string
  TWILIO_AUTH_TOKEN: string
  GHL_API_URL: string
  GHL_CLIENT_ID: string
  GHL_CLIENT_SECRET: string
  RESEND_API_URL: string
  RESEND_API_KEY: string
  EMAIL_FROM: string
  /** Absent where there is none, as in benchmarks. */
  FLEET_ROOM?: TellerPorts['room']
  /** Absent where nobody has registered this at Google: advertising is not there then. */
  GOOGLE_CLIENT_ID?: string
  GOOGLE_CLIENT_SECRET?: string
  GOOGLE_ADS_API_URL?: string
  GOOGLE_DATA_MANAGER_API_URL?: string
  GOOGLE_OAUTH_URL?: string
  /** See base/sealing.ts. */
  SEALING_KEY: string
  /** All three or none. */
  VAPID_PUBLIC_KEY?: string
  VAPID_PRIVATE_KEY?: string
  VAPID_SUBJECT?: string
  /** Where the sandbox plays the push service; absent in production. */
  PUSH_SANDBOX_URL?: string
  /** Where the sandbox plays somebody else's program; absent in production. */
  WEBHOOK_SANDBOX_URL?: string
}
