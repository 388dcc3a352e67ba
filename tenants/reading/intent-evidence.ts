import { BOOKING_EVIDENCE } from './evidence-booking.ts'
import { OPT_IN_EVIDENCE, THANKS_EVIDENCE } from './evidence-other.ts'
import { PRICE_EVIDENCE } from './evidence-price.ts'
import { QUESTION_OTHER_EVIDENCE } from './evidence-questions.ts'
import { NOT_INTERESTED_EVIDENCE, WRONG_NUMBER_EVIDENCE } from './evidence-refusals.ts'
import type { EvidenceTable } from './evidence-table.ts'
import { HELP_EVIDENCE } from './evidence-help.ts'
import { SPAM_EVIDENCE } from './evidence-spam.ts'
import type { ReplyLabel } from './labels.ts'

export type Evidence = { label: ReplyLabel; weight: number }

/** Every phrase that speaks for a label, with how strongly it does. */
export function* evidencePhrases(): Iterable<readonly [string, Evidence]> {
  for (const [label, table] of TABLES) yield* phrasesOf(label, table)
}

export function* phrasesOf(label: ReplyLabel, table: EvidenceTable): Iterable<readonly [string, Evidence]> {
  for (const [weight, lines] of Object.entries(table)) {
    for (const line of lines.trim().split('\n')) yield [line.trim(), { label, weight: Number(weight) }]
  }
}

const TABLES: [ReplyLabel, EvidenceTable][] = [
  ['booking', BOOKING_EVIDENCE],
  ['price_question', PRICE_EVIDENCE],
  ['question_other', QUESTION_OTHER_EVIDENCE],
  ['help', HELP_EVIDENCE],
  ['not_interested', NOT_INTERESTED_EVIDENCE],
  ['wrong_number', WRONG_NUMBER_EVIDENCE],
  ['thanks', THANKS_EVIDENCE],
  ['opt_in_again', OPT_IN_EVIDENCE],
  ['spam', SPAM_EVIDENCE],
]
