import { clock } from './base/clock.ts'
import { openKeyring, unseal } from './base/sealing.ts'
import type { ProviderPorts } from './outbox/dispatch.ts'
import { storedFiles } from './providers/files/api.ts'
import { gohighlevelMedia } from './providers/gohighlevel/media.ts'
import type { LocationTokens } from './providers/gohighlevel/tokens.ts'
import { reachOnly, type Http } from './providers/http.ts'
import type { MediaPort, PushPort, WebhookPort } from './providers/port.ts'
import { resendEmail } from './providers/resend/api.ts'
import { twilioRecords } from './providers/twilio/api-records.ts'
import { twilioSms } from './providers/twilio/api.ts'
import { webPush } from './providers/web-push/api.ts'
import type { PushPlaces } from './providers/web-push/endpoint.ts'
import { openVapid } from './providers/web-push/vapid.ts'
import { isTwilioFile, twilioMedia } from './providers/twilio/media.ts'
import { webhookSender } from './providers/webhooks/api.ts'

type Settings = {
  FILES: R2Bucket
  GHL_API_URL: string
  TWILIO_API_URL: string
  TWILIO_ACCOUNT_SID: string
  TWILIO_AUTH_TOKEN: string
  RESEND_API_URL: string
  RESEND_API_KEY: string
}

/** The providers that all businesses share. Each may reach its own host and no other; `tokensNow` are GoHighLevel's. */
export function openProviders(
  settings: Settings,
  tokensNow: () => LocationTokens | null,
): Omit<ProviderPorts, 'crm' | 'push' | 'webhooks' | 'models' | 'ads'> {
  const { TWILIO_API_URL, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, RESEND_API_URL, RESEND_API_KEY } = settings
  const account = {
    apiUrl: TWILIO_API_URL,
    accountSid: TWILIO_ACCOUNT_SID,
    authToken: TWILIO_AUTH_TOKEN,
    http: reachOnly([TWILIO_API_URL]),
  }
  return {
    sms: twilioSms(account),
    email: resendEmail({ apiUrl: RESEND_API_URL, apiKey: RESEND_API_KEY, http: reachOnly([RESEND_API_URL]) }),
    records: twilioRecords(account),
    files: storedFiles(settings.FILES),
    media: openMedia(settings, tokensNow),
    // Set up with the models; until then recordings are heard and not read.
    transcript: null,
  }
}

/** What lies at Twilio, and what lies at GoHighLevel where a location is connected; nothing from anywhere else. */
function openMedia(settings: Settings, tokensNow: () => LocationTokens | null): MediaPort {
  const { TWILIO_API_URL: apiUrl, TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = settings
  const twilio = twilioMedia({ apiUrl, accountSid, authToken })
  return {
    fetchMedia(url, bytesMax) {
      if (isTwilioFile(url, apiUrl)) return twilio.fetchMedia(url, bytesMax)
      const tokens = tokensNow()
      const elsewhere = { kind: 'refused', code: 'media_elsewhere', detail: 'Not a place of the provider’s.' } as const
      if (tokens === null) return Promise.resolve(elsewhere)
      return gohighlevelMedia({ apiUrl: settings.GHL_API_URL, tokens }).fetchMedia(url, bytesMax)
    },
  }
}

/** Other people's programs, which are told of things. `http` leads anywhere; where to it may go is judged. */
export function openWebhooks(
  {
    APP_URL,
    SEALING_KEY,
    WEBHOOK_SANDBOX_URL = null,
  }: { APP_URL: string; SEALING_KEY: string; WEBHOOK_SANDBOX_URL?: string | null },
  http: Http,
): WebhookPort {
  const keyring = openKeyring(SEALING_KEY)
  const places = { appUrl: APP_URL, sandboxUrl: WEBHOOK_SANDBOX_URL }
  return webhookSender({ http, places, openSecret: (owner, sealed) => unseal(keyring, owner, sealed) })
}

type Vapid = { VAPID_PUBLIC_KEY?: string; VAPID_PRIVATE_KEY?: string; VAPID_SUBJECT?: string }

/** Null where it is not set up. */
export function openPush(env: Vapid, places: PushPlaces, http: Http): PushPort | null {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = env
  if (!publicKey || !privateKey || !subject) return null
  return webPush({ vapid: openVapid({ publicKey, privateKey, subject }, () => clock.now()), places, http })
}
