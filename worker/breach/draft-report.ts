import { DAY_MS, HOUR_MS, type Instant } from '../../tenants/base/clock.ts'
import type { AccessAction } from '../../tenants/contract/people.ts'
import { BREACH_ROWS_MAX } from '../bounds.ts'
import type { BreachRow, BreachWindow } from '../directory/breach-rows.ts'

/**
 * What the Board and the persons have to be told after a breach (DPDP Act 2023, section 8(6); DPDP Rules 2025, rule 7),
 * as far as the access log knows it. What only people can know stands in `open`, for somebody to write.
 */
export type BreachReport = {
  isDraft: true
  window: { from: string; to: string; account: string | null; tenantId: string | null }
  clock: { awareAt: string; boardDueAt: string; hoursLeft: number; logsKeptUntil: string }
  nature: { action: string; what: string; times: number; firstAt: string; lastAt: string }[]
  persons: { category: string; count: number; countOf: string }[]
  data: { category: string; ofWhom: string; times: number }[]
  accounts: { email: string; times: number; firstAt: string; lastAt: string }[]
  businesses: string[]
  resellers: string[]
  measures: string[]
  open: string[]
  /** False where there was more than one report can hold: narrow the window, or name an account. */
  isWhole: boolean
}

/** Section 8(6) asks for a word at once; rule 7 for the details within this. */
const BOARD_DEADLINE_MS = 72 * HOUR_MS
const LOGS_KEPT_MS = 365 * DAY_MS

type Touched = { what: string; data?: string; ofWhom?: 'customers' | 'resellers' | 'staff' }

const TOUCHED: Partial<Record<AccessAction, Touched>> = {
  signed_in: { what: 'Somebody signed in', data: 'Whatever their role shows on screen', ofWhom: 'customers' },
  business_exported: {
    what: 'Everything a business holds was downloaded',
    data: 'Names, numbers, addresses, messages, calls, appointments and amounts',
    ofWhom: 'customers',
  },
  person_exported: {
    what: 'All there is about one customer was downloaded',
    data: 'Name, number, addresses, messages, calls, appointments and amounts',
    ofWhom: 'customers',
  },
  litigation_pack_made: {
    what: 'The evidence about one number was downloaded',
    data: 'Number, consents, messages and opt-outs',
    ofWhom: 'customers',
  },
  person_erased: { what: 'A customer was erased', data: 'All that was held about them', ofWhom: 'customers' },
  business_erased: { what: 'A business was erased', data: 'All that it held', ofWhom: 'customers' },
  kyc_viewed: {
    what: 'Identity papers were looked at in full',
    data: 'Name, address, PAN, GSTIN and copies of documents',
    ofWhom: 'resellers',
  },
  kyc_changed: {
    what: 'Identity papers were changed',
    data: 'Name, address, PAN, GSTIN and copies of documents',
    ofWhom: 'resellers',
  },
  person_invited: { what: 'Somebody was invited into a business', data: 'E-mail address', ofWhom: 'staff' },
  invitation_accepted: { what: 'An invitation was accepted', data: 'E-mail address and role', ofWhom: 'staff' },
  api_key_made: {
    what: 'A key was made by which a program reads a business',
    data: 'Names, numbers, messages and appointments, as far as the key reaches',
    ofWhom: 'customers',
  },
  person_removed: { what: 'Somebody was taken out of a business', data: 'E-mail address and role', ofWhom: 'staff' },
}

export function draftBreachReport(
  rows: readonly BreachRow[],
  { window, awareAt, now }: { window: BreachWindow; awareAt: Instant; now: Instant },
): BreachReport {
  const shown = rows.slice(0, BREACH_ROWS_MAX)
  const businesses = unique(shown.map(({ tenantId }) => tenantId))
  const resellers = unique(shown.map(({ subject }) => subject))
  return {
    isDraft: true,
    window: {
      from: iso(window.from),
      to: iso(window.to),
      account: window.email,
      tenantId: window.tenantId,
    },
    clock: {
      awareAt: iso(awareAt),
      boardDueAt: iso(awareAt + BOARD_DEADLINE_MS),
      hoursLeft: Math.floor((awareAt + BOARD_DEADLINE_MS - now) / HOUR_MS),
      logsKeptUntil: iso(window.from + LOGS_KEPT_MS),
    },
    nature: gather(shown, ({ action }) => action).map(({ name: action, ...sums }) => ({
      action,
      what: describe(action)?.what ?? action.replaceAll('_', ' '),
      ...sums,
    })),
    persons: countPersons(shown, businesses, resellers),
    data: gatherData(shown),
    accounts: gather(shown, ({ email }) => email).map(({ name: email, ...sums }) => ({ email, ...sums })),
    businesses,
    resellers,
    measures: MEASURES,
    open: QUESTIONS,
    isWhole: rows.length <= BREACH_ROWS_MAX,
  }
}

function countPersons(rows: readonly BreachRow[], businesses: string[], resellers: string[]): BreachReport['persons'] {
  const touches = (whom: Touched['ofWhom']) => rows.some(({ action }) => describe(action)?.ofWhom === whom)
  const kinds = [
    { category: 'customers', count: businesses.length, countOf: 'businesses whose customers may be affected' },
    { category: 'resellers', count: resellers.length, countOf: 'persons' },
    { category: 'staff', count: unique(rows.map(({ email }) => email)).length, countOf: 'accounts that were used' },
  ] as const
  return kinds.filter(({ category }) => touches(category))
}

function gatherData(rows: readonly BreachRow[]): BreachReport['data'] {
  const known = rows.flatMap(({ action, times }) => {
    const touched = describe(action)
    return touched?.data ? [{ category: touched.data, ofWhom: touched.ofWhom ?? '', times }] : []
  })
  return unique(known.map(({ category }) => category)).map((category) => {
    const same = known.filter((one) => one.category === category)
    return { category, ofWhom: same[0]?.ofWhom ?? '', times: same.reduce((sum, { times }) => sum + times, 0) }
  })
}

type Sums = { name: string; times: number; firstAt: string; lastAt: string }

function gather(rows: readonly BreachRow[], nameOf: (row: BreachRow) => string): Sums[] {
  return unique(rows.map(nameOf)).map((name) => {
    const same = rows.filter((row) => nameOf(row) === name)
    return {
      name,
      times: same.reduce((sum, { times }) => sum + times, 0),
      firstAt: iso(Math.min(...same.map(({ firstAt }) => firstAt))),
      lastAt: iso(Math.max(...same.map(({ lastAt }) => lastAt))),
    }
  })
}

function describe(action: string): Touched | undefined {
  return Object.hasOwn(TOUCHED, action) ? TOUCHED[action as AccessAction] : undefined
}

function unique(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts.filter((text) => text !== null))]
}

function iso(at: Instant): string {
  return new Date(at).toISOString()
}

/** What stands whether or not somebody broke in. */
const MEASURES = [
  'Access only through single sign-on, checked on every request; roles in one table.',
  'Every business in a store of its own; nobody reads another’s by mistake.',
  'Identity papers, tax numbers and provider tokens sealed with AES-256-GCM under keys that can be changed.',
  'Each full look at papers, each export and each sign-in written down, and kept for over a year.',
]

const QUESTIONS = [
  'What happened, and how do you know?',
  'How many customers do the businesses above have? Ask each; their stores hold the only count.',
  'What will the persons most likely suffer from it?',
  'What have you done to stop it, and what will you do so that it does not happen again?',
  'Who caused it, as far as you found out?',
  'When and how were the persons told? Attach the words.',
]
