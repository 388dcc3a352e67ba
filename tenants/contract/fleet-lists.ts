/** What the counts of a day are told by (tenants/contract/fleet-day.ts). */

export const SOURCES = ['missed_call', 'google_ads', 'referral', 'web'] as const
export const LEAD_STATUSES = ['new', 'contacted', 'quoted', 'booked', 'completed', 'lost'] as const
export const CALL_STATUSES = ['answered', 'no_answer', 'busy', 'voicemail'] as const
export const CHANNELS = ['sms', 'email', 'voice', 'note', 'web'] as const
export const DIRECTIONS = ['inbound', 'outbound'] as const
export const MESSAGE_STATUSES = ['sending', 'sent', 'delivered', 'replied', 'failed', 'received'] as const
export const DELAYS = ['text', 'answer'] as const

/** What experiments may be about. */
export const TRIED_SUBJECTS = ['missed_call_text', 'price_answer'] as const
