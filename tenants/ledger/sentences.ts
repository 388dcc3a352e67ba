import { SECOND_MS } from '../base/clock.ts'
import { describeLocalTime } from '../base/local-time.ts'
import type { StoredLedgerRow } from '../storage/ledger-rows.ts'

/** What the rows of a ledger say, for somebody who reads no JSON. In English: it is written for a court. */

type Facts = Record<string, unknown> & {
  gate?: { reasons?: string[]; zone?: string; localTime?: string; consentBasis?: string | null } | null
}

export function sayRow(row: StoredLedgerRow): string {
  const facts = factsOf(row)
  const at = new Date(row.at).toISOString()
  switch (row.kind) {
    case 'consent':
      return `${at}: consent (${text(facts['basis'])}), resting on ${text(facts['evidence'])}.`
    case 'opt_out':
      return `${at}: opted out of ${text(facts['channel'])} (${text(facts['topic'])}), by ${text(facts['source'])}: ${text(facts['evidence'])}.`
    case 'opt_in':
      return `${at}: opted in again by their own message (${text(facts['evidence'])}).`
    case 'erasure':
      return `${at}: this person’s contents were erased at their request.`
    default:
      return sayMessage(at, facts)
  }
}

function sayMessage(at: string, facts: Facts): string {
  const channel = facts['channel'] === 'sms' ? 'Text' : 'E-mail'
  if (facts['direction'] === 'inbound')
    return `${at}: ${channel.toLowerCase()} from the customer, read as ${text(facts['label'])}.`
  const { gate } = facts
  const local = gate?.localTime
    ? `${gate.localTime} (${text(gate.zone)})`
    : `${text(facts['businessTime'])} at the business`
  const why = gate?.reasons?.length ? gate.reasons.join(', ') : 'no account was kept'
  return `${at}: ${channel.toLowerCase()} to the customer (${text(facts['template'])}, ${text(facts['class'])}), ${local} where they are; allowed by ${why}.`
}

/** How it ended, and how soon an opt-out was honoured. */
export function* summarise(rows: readonly StoredLedgerRow[], zone: string): Generator<string> {
  const sent = rows.filter((row) => row.kind === 'message' && factsOf(row)['direction'] === 'outbound')
  const [firstConsent] = rows.filter(({ kind }) => kind === 'consent').map(({ at }) => at)
  const [first] = sent
  yield `${sent.length} messages to this customer, ${rows.length} rows in all.`
  if (first) {
    const when = describeLocalTime(zone, first.at)
    if (firstConsent === undefined) yield `The first message went at ${when}; no consent stands in this ledger.`
    else if (firstConsent <= first.at) yield `The first message went at ${when}, with consent on file before it.`
    else yield `The first message went at ${when}, before the first consent on file.`
  }
  for (const optOut of rows.filter(({ kind }) => kind === 'opt_out')) yield sayReaction(optOut, rows, sent)
}

function sayReaction(
  optOut: StoredLedgerRow,
  rows: readonly StoredLedgerRow[],
  sent: readonly StoredLedgerRow[],
): string {
  const channel = factsOf(optOut)['channel']
  const backAt = rows.find((row) => row.kind === 'opt_in' && row.at >= optOut.at)?.at ?? Infinity
  const later = sent.filter((row) => row.at >= optOut.at && row.at < backAt && factsOf(row)['channel'] === channel)
  const confirmations = later.filter((row) => factsOf(row)['template'] === 'opt_out_confirmation')
  const helped = later.filter((row) => factsOf(row)['template'] === 'help_answer')
  const others = later.length - confirmations.length - helped.length
  const asked = rows.findLast(
    (row) => row.at <= optOut.at && row.kind === 'message' && factsOf(row)['direction'] === 'inbound',
  )
  const reaction = asked ? ` ${(optOut.at - asked.at) / SECOND_MS} s after it came in` : ''
  return `The opt-out of ${new Date(optOut.at).toISOString()} was in force${reaction}: after it ${confirmations.length} confirmation, ${helped.length} answers to HELP, ${others} other messages on that channel.`
}

function factsOf({ facts }: StoredLedgerRow): Facts {
  return JSON.parse(facts) as Facts
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : 'unknown'
}
