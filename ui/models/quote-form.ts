import * as v from 'valibot'
import { NewQuote, QuoteMove, type QuoteView } from '../../tenants/contract/quotes.ts'
import { parseAmount, writeAmount } from './amount-field.ts'
import { readFields, type Faults } from './field-faults.ts'

/** The price of one job in its fields. */

export type QuoteFields = { work: string; from: string; to: string }

/** As long as the words may be that stand in a text. */
export const WORK_CHARS_MAX = 120

export function quoteFields(quote: QuoteView | null, currency: string): QuoteFields {
  if (quote === null) return { work: '', from: '', to: '' }
  const { description, fromMinor, toMinor } = quote
  const amount = (minor: number | null) => (minor === null ? '' : writeAmount(minor, currency))
  // Words of theirs that are too long for the text are shown above, and said more shortly or left as they are.
  const work = description !== null && description.length <= WORK_CHARS_MAX ? description.replaceAll(/\s+/g, ' ') : ''
  return { work, from: amount(fromMinor), to: fromMinor === toMinor ? '' : amount(toMinor) }
}

type Read<T> = { ok: true; value: T } | { ok: false; faults: Faults }
type Approval = Extract<QuoteMove, { move: 'approve' }>

export function readApproval(fields: QuoteFields, currency: string): Read<Approval> {
  const { range, faults } = readRange(fields, currency)
  const read = readFields(QuoteMove, { move: 'approve', range, description: fields.work.trim() || null })
  const wrong = { ...(read.ok ? {} : shownAt(read.faults)), ...faults }
  if (read.ok && Object.keys(wrong).length === 0 && read.value.move === 'approve')
    return { ok: true, value: read.value }
  return { ok: false, faults: wrong }
}

/** Without a price the customer is asked for what is missing. */
export function readNewQuote(customerId: string, fields: QuoteFields, currency: string): Read<NewQuote> {
  const description = fields.work.trim() || null
  if (fields.from.trim() === '' && fields.to.trim() === '')
    return { ok: true, value: v.parse(NewQuote, { customerId, description }) }
  const approval = readApproval(fields, currency)
  return approval.ok ? { ok: true, value: { customerId, description, range: approval.value.range } } : approval
}

/** One amount is a fixed price. */
function readRange({ from, to }: QuoteFields, currency: string) {
  const fromMinor = parseAmount(from, currency) ?? Number.NaN
  const toMinor = to.trim() === '' ? fromMinor : (parseAmount(to, currency) ?? Number.NaN)
  const faults: Faults = toMinor < fromMinor ? { to: { code: 'below_from' } } : {}
  return { range: { fromMinor, toMinor }, faults }
}

/** A fixed price that cannot be read is at fault once, where it stands. */
function shownAt(faults: Faults): Faults {
  const places: Record<string, string> = { 'range.fromMinor': 'from', 'range.toMinor': 'to', description: 'work' }
  const shown = Object.entries(faults).flatMap(([path, fault]) =>
    places[path] === undefined ? [] : [[places[path], fault] as const],
  )
  const all = Object.fromEntries(shown)
  const { to: _twice, ...first } = all
  return 'from' in all ? first : all
}
