/** The settings both sides must share, under the names of the environment, plus APP_URL. All strings, none empty. */
export type SandboxSettings = {
  /** Where Shoulder listens; webhooks go below it. */
  APP_URL: string
  TWILIO_API_URL: string
  TWILIO_ACCOUNT_SID: string
  TWILIO_AUTH_TOKEN: string
  GHL_API_URL: string
  GHL_CLIENT_ID: string
  GHL_CLIENT_SECRET: string
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
}
