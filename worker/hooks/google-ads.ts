import { readLeadForm } from '../../tenants/providers/google-ads/webhook.ts'
import { respondJson } from '../respond.ts'
import type { Hook } from './receive.ts'

/** Leads from forms below advertisements. Google signs nothing: the key in the body, made by us, is the proof. */
export const leadForm: Hook = {
  provider: 'google_ads',
  retryStatus: 503,
  read: async ({ text, now }) => readLeadForm(text, now),
  answer: (status) => respondJson({}, status),
}
