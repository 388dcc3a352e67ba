/** What a reply is about. The meanings stand in the README of the corpus. */
export const REPLY_LABELS = [
  'opt_out',
  'opt_in_again',
  'help',
  'booking',
  'price_question',
  'question_other',
  'not_interested',
  'wrong_number',
  'thanks',
  'spam',
] as const

export type ReplyLabel = (typeof REPLY_LABELS)[number]
