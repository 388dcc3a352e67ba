import { DAY_MS } from '../base/clock.ts'

/** Opens at the first minute and closes at the second one, counted from local midnight. Null is closed all day. */
export type Hours = readonly [opensMin: number, closesMin: number] | null

/** One state's hours for solicitations, from `effectiveOn` on until a later rule of that state takes over. */
export type StateRule = {
  state: string
  /** ISO day. The first rule of a state also covers the time before it. */
  effectiveOn: string
  weekday: Hours
  saturday: Hours
  sunday: Hours
  holiday: 'as_usual' | 'closed'
  /** At most so many solicitations to one person within so long. */
  cap: { textsMax: number; withinMs: number } | null
}

export type StateRules = ReadonlyMap<string, readonly StateRule[]>

const FEDERAL: Hours = hours(8, 21)
const THREE_A_DAY = { textsMax: 3, withinMs: DAY_MS }
/** Laws that are older than this table start with it; a law that began on a known later day carries that day. */
const TABLE_BEGAN_ON = '2025-01-01'

/** 47 CFR 64.1200(c)(1), where no state says more. */
export const FEDERAL_RULE: StateRule = everyDay('', FEDERAL)

/**
 * Where two sources differ the narrower hours stand here; "none" is closed. States that are not listed follow the
 * federal hours. These rules bind what solicits; what answers a person who has just called is not under them.
 */
export const STATE_RULES: StateRules = collect([
  { ...everyDay('AL', hours(8, 20)), sunday: null, holiday: 'closed' },
  everyDay('CA', hours(9, 21)),
  everyDay('CT', hours(9, 20)),
  { ...everyDay('FL', hours(8, 20)), cap: THREE_A_DAY },
  everyDay('IL', hours(9, 21)),
  everyDay('KY', hours(10, 21)),
  { ...everyDay('LA', hours(8, 20)), sunday: null, holiday: 'closed' },
  everyDay('MA', hours(8, 20)),
  { ...everyDay('MD', hours(8, 20)), cap: THREE_A_DAY },
  { ...everyDay('ME', FEDERAL), cap: { textsMax: 1, withinMs: DAY_MS / 3 } },
  everyDay('MI', hours(9, 21)),
  everyDay('MN', hours(9, 21)),
  { ...everyDay('MS', hours(8, 20)), sunday: null, holiday: 'closed' },
  everyDay('NJ', hours(8, 20)),
  everyDay('NM', hours(9, 21)),
  everyDay('NV', hours(9, 20)),
  { ...everyDay('OK', hours(8, 20)), cap: THREE_A_DAY },
  everyDay('OR', FEDERAL),
  { ...everyDay('OR', hours(8, 20)), effectiveOn: '2026-01-01', cap: THREE_A_DAY },
  { ...everyDay('PA', hours(9, 20)), sunday: null, holiday: 'closed' },
  { ...everyDay('RI', hours(9, 18)), saturday: hours(10, 17), sunday: null, holiday: 'closed' },
  everyDay('TX', FEDERAL),
  { ...everyDay('TX', hours(9, 21)), effectiveOn: '2025-09-01', sunday: hours(12, 21) },
  { ...everyDay('UT', FEDERAL), holiday: 'closed' },
  everyDay('VA', FEDERAL),
  everyDay('WA', hours(8, 20)),
])

/** States whose law presumes that a number with their area code belongs to a resident. */
export const STATES_PRESUMED_BY_AREA_CODE: ReadonlySet<string> = new Set(['FL', 'OK'])

/** States in which the first automated text must not name a price (the same two laws on sales texts). */
export const STATES_WITHOUT_FIRST_PRICE: ReadonlySet<string> = new Set(['FL', 'OK'])

/** The rule in force on a day. `dayOn` counts days since 1970-01-01. */
export function findRule(rules: StateRules, state: string | null, dayOn: number): StateRule {
  const candidates = state === null ? undefined : rules.get(state)
  if (!candidates) return FEDERAL_RULE
  const inForce = candidates.findLast((rule) => Date.parse(rule.effectiveOn) / DAY_MS <= dayOn)
  return inForce ?? candidates[0] ?? FEDERAL_RULE
}

function hours(opensAt: number, closesAt: number): Hours {
  return [opensAt * 60, closesAt * 60]
}

function everyDay(state: string, open: Hours): StateRule {
  return {
    state,
    effectiveOn: TABLE_BEGAN_ON,
    weekday: open,
    saturday: open,
    sunday: open,
    holiday: 'as_usual',
    cap: null,
  }
}

function collect(rules: StateRule[]): StateRules {
  const byState = new Map<string, StateRule[]>()
  for (const rule of rules) byState.set(rule.state, [...(byState.get(rule.state) ?? []), rule])
  return byState
}
