import { refusal } from '../google-ads-errors.ts'
import { dateOf, dayOf, daysInMonth, firstOfMonth, weekdayOf } from './calendar.ts'
import { queryRefusal, type GaqlCondition } from './gaql.ts'
import type { Span } from './report-resources.ts'

const EVER: Span = { from: '0001-01-01', until: '9999-12-31' }

/** The days that a question's conditions on `segments.date` leave. */
export function spanOf(conditions: GaqlCondition[], today: string): Span {
  return conditions
    .filter(({ field }) => field === 'segments.date')
    .map((condition) => spanOfOne(condition, today))
    .reduce(
      (span, one) => ({
        from: one.from > span.from ? one.from : span.from,
        until: one.until < span.until ? one.until : span.until,
      }),
      EVER,
    )
}

/** Whether both ends are said, as Google wants wherever days are told apart. */
export function isFinite({ from, until }: Span): boolean {
  return from !== EVER.from && until !== EVER.until
}

function spanOfOne({ operator, values }: GaqlCondition, today: string): Span {
  if (operator === 'DURING') return during(values[0] ?? '', today)
  const [first = '', last = first] = values.map(readDay)
  switch (operator) {
    case '=':
      return { from: first, until: first }
    case 'BETWEEN':
      return { from: first, until: last }
    case '>=':
      return { ...EVER, from: first }
    case '>':
      return { ...EVER, from: dateOf(dayOf(first) + 1) }
    case '<=':
      return { ...EVER, until: first }
    case '<':
      return { ...EVER, until: dateOf(dayOf(first) - 1) }
    case '!=':
    case 'IN':
    case 'NOT IN':
      throw queryRefusal('OPERATOR_FIELD_MISMATCH', `segments.date ${operator}`)
  }
}

function readDay(text: string): string {
  try {
    dayOf(text)
    return text
  } catch {
    const message = `Invalid date: '${text}'. Dates are written as YYYY-MM-DD.`
    throw refusal(400, 'dateError', 'INVALID_STRING_DATE', message, { trigger: text })
  }
}

function during(word: string, today: string): Span {
  const day = dayOf(today)
  const last = (days: number) => ({ from: dateOf(day - days), until: dateOf(day - 1) })
  const thisMonth = firstOfMonth(day)
  const lastMonth = firstOfMonth(thisMonth - 1)
  const monday = day - ((weekdayOf(day) + 6) % 7)
  switch (word) {
    case 'TODAY':
      return { from: today, until: today }
    case 'YESTERDAY':
      return last(1)
    case 'LAST_7_DAYS':
      return last(7)
    case 'LAST_14_DAYS':
      return last(14)
    case 'LAST_30_DAYS':
      return last(30)
    case 'THIS_MONTH':
      return { from: dateOf(thisMonth), until: today }
    case 'LAST_MONTH':
      return { from: dateOf(lastMonth), until: dateOf(lastMonth + daysInMonth(lastMonth) - 1) }
    case 'THIS_WEEK_MON_TODAY':
      return { from: dateOf(monday), until: today }
    case 'LAST_WEEK_MON_SUN':
      return { from: dateOf(monday - 7), until: dateOf(monday - 1) }
    default:
      throw queryRefusal('INVALID_VALUE_WITH_DURING_OPERATOR', word)
  }
}
