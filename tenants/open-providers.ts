import type { ProviderPorts } from './outbox/dispatch.ts'
import { storedFiles } from './providers/files/api.ts'
import { reachOnly } from './providers/http.ts'
import { resendEmail } from './providers/resend/api.ts'
import { twilioRecords } from './providers/twilio/api-records.ts'
import { twilioSms } from './providers/twilio/api.ts'

type Settings = {
  FILES: R2Bucket
  TWILIO_API_URL: string
  TWILIO_ACCOUNT_SID: string
  TWILIO_AUTH_TOKEN: string
  RESEND_API_URL: string
  RESEND_API_KEY: string
}

/** The providers that all businesses share. Each may reach its own host and no other. */
export function openProviders(settings: Settings): Pick<ProviderPorts, 'sms' | 'email' | 'records' | 'files'> {
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
  }
}
