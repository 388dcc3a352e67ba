import type { Instant } from '../base/clock.ts'
import { CONVERSATION_OPEN_MS } from '../base/limits.ts'

/** Whether a text of ours went to them within the conversation that is open. */
export function wroteLately(sent: readonly { channel: string; at: Instant }[], now: Instant): boolean {
  return sent.some((message) => message.channel === 'sms' && message.at > now - CONVERSATION_OPEN_MS)
}
