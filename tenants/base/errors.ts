/**
 * Why a webhook is not accepted. `issues` name fields and what was expected of them, never what they held: a delivery
 * is full of people's numbers and words, and a refusal is written to logs and answered to whoever sent it.
 */
export type WebhookRefusal =
  | { code: 'signature_missing' }
  | { code: 'signature_mismatch' }
  /** Genuine, but signed too long ago, or (with a negative age) too far in the future. */
  | { code: 'timestamp_too_old'; ageMs: number; limitMs: number }
  | { code: 'payload_invalid'; issues: string[] }
  | { code: 'body_too_large'; bytesMax: number }
