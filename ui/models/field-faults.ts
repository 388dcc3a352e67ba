import * as v from 'valibot'

/** What is wrong with one field, in a code the catalogue has a sentence for, or the server's own words. */
export type Fault =
  | {
      code:
        | 'required'
        | 'email'
        | 'phone'
        | 'zone'
        | 'choose'
        | 'amount'
        | 'below_from'
        | 'after_deadline'
        | 'before_deadline'
        | 'tick'
        | 'repeated'
        | 'repeated_day'
        | 'day'
        | 'plain_name'
        | 'before_opening'
        | 'within_first'
        | 'plan_code'
        | 'future_day'
    }
  | { code: 'too_long' | 'too_many' | 'too_great' | 'too_small'; limit: number }
  | { code: 'other'; words: string }

/** By path, such as `priceBook.2.to`. The order is that of the schema, so the first is the first on the page. */
export type Faults = Readonly<Record<string, Fault>>

export const NO_FAULTS: Faults = {}

/** Reads a form by the server's own schema: the value to send, or where it would be refused. */
export function readFields<S extends v.GenericSchema>(
  schema: S,
  fields: unknown,
): { ok: true; value: v.InferOutput<S> } | { ok: false; faults: Faults } {
  const parsed = v.safeParse(schema, fields)
  if (parsed.success) return { ok: true, value: parsed.output }
  const faults: Record<string, Fault> = {}
  for (const issue of parsed.issues) {
    const path = placeOf(issue)
    faults[path] ??= describeIssue(issue, path)
  }
  return { ok: false, faults }
}

/** The server's refusal, beside the same fields. */
export function faultsOf(issues: readonly { path: string; message: string }[]): Faults {
  return Object.fromEntries(issues.map(({ path, message }) => [path, { code: 'other' as const, words: message }]))
}

export function hasFaults(faults: Faults): boolean {
  return Object.keys(faults).length > 0
}

/** The path of an issue; a line of prices that runs backwards is shown at its upper bound. */
function placeOf(issue: v.BaseIssue<unknown>): string {
  const path = (issue.path ?? []).map((item) => String((item as { key: unknown }).key)).join('.')
  return isBackwards(issue, path) ? `${path}.to` : path
}

function isBackwards(issue: v.BaseIssue<unknown>, path: string): boolean {
  return issue.type === 'check' && /(^|\.)\d+$/.test(path)
}

function describeIssue(issue: v.BaseIssue<unknown>, path: string): Fault {
  const field = path.split('.').at(-1) ?? ''
  const isAmount = field === 'from' || field === 'to'
  const limit = Number(issue.requirement)
  switch (issue.type) {
    case 'max_length':
      return Array.isArray(issue.input) ? { code: 'too_many', limit } : { code: 'too_long', limit }
    case 'email':
      return { code: 'email' }
    case 'regex':
      return { code: field === 'plan' && issue.input !== '' ? 'plan_code' : 'required' }
    case 'iso_date':
      return { code: 'day' }
    case 'picklist':
      return { code: 'choose' }
    case 'max_value':
      return { code: 'too_great', limit }
    case 'min_value':
      return isAmount ? { code: 'amount' } : { code: 'too_small', limit }
    case 'value':
    case 'boolean':
      return { code: 'tick' }
    case 'check':
      return describeCheck(field, path, issue)
    case 'number':
    case 'integer':
      return { code: 'amount' }
    default:
      return { code: 'required' }
  }
}

/** Checks of our own have no type to tell them apart, but each has its field. */
function describeCheck(field: string, path: string, issue: v.BaseIssue<unknown>): Fault {
  if (field === 'name') return { code: 'plain_name' }
  if (field === 'timeZone') return { code: 'zone' }
  if (field === 'textAfterMs') return { code: 'after_deadline' }
  if (field === 'staleAfterMs') return { code: 'before_deadline' }
  if (field === 'primaryPhone' || field === 'smsNumber') return { code: issue.input === '' ? 'required' : 'phone' }
  if (field === 'opens' || field === 'closes') return { code: describeHours(field, issue) }
  if (isBackwards(issue, path) || field === 'to') return { code: 'below_from' }
  return { code: 'other', words: issue.message }
}

/** A time by itself, or against another: then the whole of what was judged is no text. */
function describeHours(field: 'opens' | 'closes', { input }: v.BaseIssue<unknown>) {
  if (typeof input === 'string') return 'required'
  return field === 'closes' ? 'before_opening' : 'within_first'
}
