import { refusal } from '../google-ads-errors.ts'
import { EVENT_FIELDS } from './event-fields.ts'
import { parseGaql, queryRefusal, type GaqlCondition, type GaqlQuery } from './gaql.ts'
import { ACTION_SEGMENTS, METRIC_FIELDS, METRICS_BY_ACTION, SEGMENT_FIELDS, SHARE_METRICS } from './metric-fields.ts'
import { compareValues, isMet, toJson } from './report-values.ts'
import { isFinite, spanOf } from './report-dates.ts'
import { ENTITY_FIELDS, type ReportField } from './report-fields.ts'
import { countRows } from './report-count.ts'
import { RESOURCES, type Ground, type Resource } from './report-resources.ts'
import type { ReportRow } from './report-row.ts'
import { dayOf } from './calendar.ts'

export const FIELDS: Record<string, ReportField> = {
  ...ENTITY_FIELDS,
  ...EVENT_FIELDS,
  ...METRIC_FIELDS,
  ...SEGMENT_FIELDS,
}
const CHANGE_DAYS_MAX = 30
const CHANGE_ROWS_MAX = 10_000
const CLICK_DAYS_MAX = 90

export type Report = { rows: Record<string, unknown>[]; fieldMask: string }

/** Answers one question, or refuses it with the words Google has for what is wrong with it. */
export function answerReport(text: string, ground: Ground): Report {
  const query = parseGaql(text)
  const resource = RESOURCES[query.from]
  if (!resource) throw queryRefusal('BAD_RESOURCE_TYPE_IN_FROM_CLAUSE', query.from)
  const asked = [...query.select, ...query.where.map(({ field }) => field), ...query.orderBy.map(({ field }) => field)]
  for (const field of asked) checkField(field, query.from, resource)
  const segments = query.select.filter((field) => field.startsWith('segments.'))
  checkTogether(query, segments)
  // A manager has no days of its own, and no question about it is answered by the day.
  const today = ground.market?.today() ?? '2000-01-01'
  const span = spanOf(query.where, today)
  checkSpecial(query, span, today)
  const isCounted = asked.some((field) => /^(metrics|segments)\./.test(field)) || query.from === 'search_term_view'
  if (ground.owner.isManager && asked.some((field) => field.startsWith('metrics.'))) {
    throw queryRefusal('REQUESTED_METRICS_FOR_MANAGER', 'metrics', 'Metrics cannot be requested for a manager account.')
  }
  const all = isCounted ? countRows(resource, ground, span, segments) : resource.rows(ground, span)
  const conditions = query.where.filter(({ field }) => field !== 'segments.date' || query.from === 'click_view')
  const wanted = all.filter((row) => conditions.every((condition) => isWanted(row, condition)))
  const rows = sorted(wanted, query).slice(0, query.limit ?? wanted.length)
  return {
    rows: rows.map((row) => describe(row, query)),
    fieldMask: query.select.map((field) => field.split('.').map(camel).join('.')).join(','),
  }
}

function checkField(field: string, from: string, resource: Resource): void {
  const [kind = ''] = field.split('.')
  if (!FIELDS[field]) throw queryRefusal('UNRECOGNIZED_FIELD', field, `Unrecognized field in the query: '${field}'.`)
  const incompatible = (code: string) =>
    queryRefusal(code, field, `Cannot select or filter on '${field}' with resource '${from}' in the FROM clause.`)
  if (kind === 'metrics') {
    const level = ['none', 'counts', 'shares', 'budget_shares'].indexOf(resource.metrics)
    const needed = field.includes('budget_lost') ? 3 : SHARE_METRICS.has(field) ? 2 : 1
    if (level < needed) throw incompatible('PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE')
  } else if (kind === 'segments') {
    if (!resource.segments.includes(field)) throw incompatible('PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE')
  } else if (kind !== from && !resource.beside.includes(kind)) {
    throw incompatible('PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE')
  }
}

const CORE_DATES = ['segments.date', 'segments.week', 'segments.month']

function checkTogether(query: GaqlQuery, segments: string[]): void {
  for (const { field } of query.where) {
    const isUnselected = field.startsWith('segments.') && !CORE_DATES.includes(field) && !segments.includes(field)
    if (isUnselected) throw queryRefusal('EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE', field)
  }
  for (const { field } of query.orderBy) {
    if (!query.select.includes(field)) throw queryRefusal('EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE', field)
  }
  if (!segments.some((field) => ACTION_SEGMENTS.has(field))) return
  const metrics = query.select.filter((field) => field.startsWith('metrics.') && !METRICS_BY_ACTION.has(field))
  if (metrics[0] === undefined) return
  throw queryRefusal('PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE', metrics[0])
}

function checkSpecial(query: GaqlQuery, span: { from: string; until: string }, today: string): void {
  const usesDays = [...query.select, ...query.where.map(({ field }) => field)].some((field) =>
    CORE_DATES.includes(field),
  )
  if (usesDays && !isFinite(span)) {
    throw queryRefusal(
      'EXPECTED_FILTERS_ON_DATE_RANGE',
      'segments.date',
      'A finite range of dates must be filtered on.',
    )
  }
  if (query.from === 'click_view') {
    if (span.from !== span.until) {
      const message = 'Queries including click_view must have a filter limiting the results to one day.'
      throw queryRefusal('EXPECTED_FILTERS_ON_DATE_RANGE', 'click_view', message)
    }
    if (dayOf(today) - dayOf(span.from) > CLICK_DAYS_MAX) {
      throw refusal(400, 'queryError', 'INVALID_VALUE_WITH_DATE', 'Clicks are kept for 90 days.', {
        trigger: span.from,
      })
    }
  }
  if (query.from === 'change_event') checkChanges(query, today)
}

function checkChanges({ where, limit }: GaqlQuery, today: string): void {
  const field = 'change_event.change_date_time'
  const own = where.filter((one) => one.field === field)
  const has = (...operators: string[]) => own.some(({ operator }) => operators.includes(operator))
  const refuse = (code: string, message: string) => refusal(400, 'changeEventError', code, message)
  const isBounded = has('BETWEEN', 'DURING', '=') || (has('>=', '>') && has('<=', '<'))
  if (!isBounded) throw refuse('CHANGE_DATE_RANGE_INFINITE', `Both bounds of ${field} must be filtered on.`)
  if (limit === null) throw refuse('LIMIT_NOT_SPECIFIED', 'The LIMIT clause must be specified for a change event.')
  if (limit > CHANGE_ROWS_MAX) throw refuse('INVALID_LIMIT_CLAUSE', 'The LIMIT of a change event is at most 10000.')
  const first = own.find(({ operator }) => ['>=', '>', 'BETWEEN', '='].includes(operator))?.values[0]?.slice(0, 10)
  if (first !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(first) && dayOf(today) - dayOf(first) > CHANGE_DAYS_MAX) {
    throw refuse('START_DATE_TOO_OLD', 'The requested start date is too old: change events are kept for 30 days.')
  }
}

function isWanted(row: ReportRow, condition: GaqlCondition): boolean {
  const field = FIELDS[condition.field]
  return field !== undefined && isMet(field.read(row), condition, field.type)
}

function sorted(rows: ReportRow[], { orderBy }: GaqlQuery): ReportRow[] {
  return rows.toSorted((one, other) => {
    for (const { field: name, isDescending } of orderBy) {
      const field = FIELDS[name]
      const order = field ? compareValues(field.read(one), field.read(other), field.type) : 0
      if (order !== 0) return isDescending ? -order : order
    }
    return 0
  })
}

/** A row as JSON: nested, in camel case, with the names of the resources it speaks of. */
function describe(row: ReportRow, query: GaqlQuery): Record<string, unknown> {
  const kinds = new Set([query.from, ...query.select.map((field) => field.split('.')[0] ?? '')])
  const names = [...kinds].map((kind) => `${kind}.resource_name`)
  if (query.select.some((field) => field.startsWith('ad_group_ad.ad.'))) names.push('ad_group_ad.ad.resource_name')
  const json: Record<string, unknown> = {}
  for (const name of [...names, ...query.select]) {
    const field = FIELDS[name]
    const value = field && toJson(field.read(row), field.type)
    if (value !== undefined) put(json, name.split('.').map(camel), value)
  }
  return json
}

function put(json: Record<string, unknown>, [name = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) json[name] = value
  else put((json[name] ??= {}) as Record<string, unknown>, rest, value)
}

function camel(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase())
}
