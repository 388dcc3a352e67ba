import type { PrivacyLaw } from '../contract/rights.ts'

/** How long a law gives. */
export type Span = { days: number } | { businessDays: number } | { months: number }

export type LawRule = {
  law: PrivacyLaw
  /** The first day on which it binds, such as 2026-11-25. */
  since: string
  confirm: Span | null
  answer: Span
  /** In all, once extended; counted from the same day. */
  extended: Span | null
  /** Where saying no to a use has a time of its own. */
  objection: Span | null
}

/** We work to this for everybody, whatever the law gives. */
export const OWN_CLOCK: Span = { days: 30 }

/**
 * CCPA: 11 CCR 7021 and 7026(f). GDPR: article 12(3). Virginia, Colorado, Connecticut and those that follow them: 45
 * days and 45 more. India's rules leave the time to each business and bind from 2027-05-13, so ours holds.
 */
export const LAW_RULES: readonly LawRule[] = [
  {
    ...{ law: 'ccpa', since: '2020-01-01' },
    ...{ confirm: { businessDays: 10 }, answer: { days: 45 }, extended: { days: 90 } },
    objection: { businessDays: 15 },
  },
  {
    ...{ law: 'gdpr', since: '2018-05-25' },
    ...{ confirm: null, answer: { months: 1 }, extended: { months: 3 }, objection: null },
  },
  {
    ...{ law: 'state', since: '2023-01-01' },
    ...{ confirm: null, answer: { days: 45 }, extended: { days: 90 }, objection: null },
  },
  {
    ...{ law: 'dpdp', since: '2027-05-13' },
    ...{ confirm: null, answer: OWN_CLOCK, extended: null, objection: null },
  },
]
