import type { Effect } from '../journey/effect.ts'

export type NoticeReason = Extract<Effect, { type: 'tell_technician' }>['reason']

/** What a notice's sentence is filled with; each is ready to stand where it is put, or empty. */
export type NoticeParts = {
  /** Name and number, or what there is of them. */
  who: string
  /** Nothing is known of the customer, and `who` only stands in. */
  isStranger: boolean
  /** ` They wrote: "..."`, or how else they said it. */
  said: string
  /** ` (3 calls)` */
  times: string
  /** `: the number is a landline` */
  because: string
  /** `Wed, Nov 25 at 9 AM` */
  when: string
  /** `, outside your hours (next open Thu, Nov 26 at 8 AM)` */
  outside: string
  /** The emergency by name; for other notices what the detail means. */
  kind: string
  detail: string | null
  /** What its reader can reply to it; empty where nothing is read. */
  code: string
}

export type NoticeWords = {
  stranger: string
  say(quote: string, channel: string): string
  countCalls(count: number): string
  /** Behind the moment of a wish; `nextOpening` is empty where every day is closed. */
  outsideHours(nextOpening: string): string
  emergencies: Record<string, string>
  /** An alert as one on call reads it: how to take it, whose it is, and how to get no more. */
  askToTake(sentence: string): string
  forStaff(sentence: string, business: string): string
  subjects: Record<NoticeReason, string>
  sentences: Record<NoticeReason, (parts: NoticeParts) => string>
}

/** A sentence that begins with a person begins with a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
