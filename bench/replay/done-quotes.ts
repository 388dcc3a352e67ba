import type { Copy } from './copy.ts'
import type { Deed, Span, Told } from './deed.ts'

/** Prices that the technician set or took back. What stands in the price book goes out by itself. */
export function readQuotes(copy: Copy, timeline: readonly Told[], { from, to }: Span): Deed[] {
  const rows = new Map(copy.rowsOf('quotes').map((row) => [String(row['quote_id']), row]))
  const begun = [...rows.values()].flatMap((row): Deed[] => {
    const [at, customerId] = [Number(row['created_at']), String(row['customer_id'])]
    if (at < from || at >= to || hasWrittenAt(copy, customerId, at)) return []
    const sent = timeline.find((told) => told.at === at && told.fact['quoteId'] === row['quote_id'])?.fact
    const isPriced = sent?.type === 'quote_approved'
    const range = isPriced ? { fromMinor: Number(sent['fromMinor']), toMinor: Number(sent['toMinor']) } : null
    const description = descriptionOf(row['description'])
    return [{ at, customerId, kind: 'opened_quote', description, range }]
  })
  const opened = new Set(begun.map(({ at, customerId }) => `${customerId} ${at}`))
  const moved = timeline.flatMap(({ at, customerId, fact }): Deed[] => {
    if (fact.type === 'quote_closed' && fact['outcome'] === 'withdrawn') {
      return [{ at, customerId, kind: 'moved_quote', move: { move: 'withdraw' } }]
    }
    const row = fact.type === 'quote_approved' ? rows.get(String(fact['quoteId'])) : undefined
    if (!row || row['approved_by'] === 'price_book' || opened.has(`${customerId} ${at}`)) return []
    const range = { fromMinor: Number(fact['fromMinor']), toMinor: Number(fact['toMinor']) }
    const description = descriptionOf(row['description'])
    return [{ at, customerId, kind: 'moved_quote', move: { move: 'approve', range, description } }]
  })
  return [...begun, ...moved]
}

/** Where a customer's words began it, they begin it again. */
function hasWrittenAt(copy: Copy, customerId: string, at: number): boolean {
  const written = `customer_id = ? and direction = 'inbound' and created_at = ?`
  return copy.rowsOf('messages', written, customerId, at).length > 0
}

/** As long as the API lets one be. */
const DESCRIPTION_CHARS = 120

function descriptionOf(words: unknown): string | null {
  const line = typeof words === 'string' ? words.replaceAll(/\s+/g, ' ').trim().slice(0, DESCRIPTION_CHARS) : ''
  return line === '' ? null : line
}
