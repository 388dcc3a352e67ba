import * as v from 'valibot'
import { AfterJobPatch, Plan, type AfterJob } from '../../tenants/contract/after-job.ts'
import { parseAmount, writeAmount } from './amount-field.ts'
import type { Faults } from './field-faults.ts'
import type { FormRules } from './form.ts'

/** What is done after a job, as it stands in its fields. */

export type PlanRow = {
  /** Outlives a change of the name: offers and contracts refer to it. */
  id: string
  name: string
  holds: string
  price: string
  termMonths: string
  renewsByItself: boolean
}

/** Numbers are the values of lists to choose from. */
export type AfterFields = {
  asks: boolean
  url: string
  afterHours: string
  everyMonths: string
  offersFeedback: boolean
  offers: boolean
  afterDays: string
  plans: PlanRow[]
  writes: boolean
  awayMonths: string
  perDay: string
}

const Whole = v.omit(AfterJobPatch, ['version'])
export const PLANS_MAX = 5

export function afterRules(currency: string): FormRules<AfterFields, typeof Whole> {
  return {
    schema: Whole,
    toValue: (fields) => ({
      review: {
        isOn: fields.asks,
        url: readLink(fields.url),
        afterHours: Number(fields.afterHours),
        everyMonths: Number(fields.everyMonths),
        offersFeedback: fields.offersFeedback,
      },
      amc: {
        isOn: fields.offers,
        afterDays: Number(fields.afterDays),
        plans: fields.plans.map((row) => planValue(row, currency)),
      },
      reengage: { isOn: fields.writes, months: Number(fields.awayMonths), perDay: Number(fields.perDay) },
    }),
    alsoWrong: findMissing,
  }
}

/** Switched on, each of them needs something to ask or to offer. */
function findMissing({ asks, url, offers, plans }: AfterFields): Faults {
  return {
    ...(asks && url.trim() === '' ? { 'review.url': { code: 'required' as const } } : {}),
    ...(offers && plans.length === 0 ? { 'amc.plans': { code: 'required' as const } } : {}),
  }
}

/** Whether it can be a link, once it has a beginning. */
export function isLink(text: string): boolean {
  return v.is(AfterJobPatch.entries.review.entries.url, readLink(text))
}

/** People copy links without their beginning. */
function readLink(text: string): string | null {
  const link = text.trim()
  if (link === '') return null
  return /^[a-z]+:/i.test(link) ? link : `https://${link}`
}

function planValue({ id, name, holds, price, termMonths, renewsByItself }: PlanRow, currency: string) {
  const priceMinor = parseAmount(price, currency) ?? Number.NaN
  return { id, name, holds, priceMinor, termMonths: Number(termMonths), renewsByItself }
}

/** A plan that is whole, such as can be shown; null while it is not. */
export function readPlan(row: PlanRow | undefined, currency: string): Plan | null {
  if (row === undefined) return null
  const read = v.safeParse(Plan, planValue(row, currency))
  return read.success ? read.output : null
}

export function afterFields({ review, amc, reengage }: AfterJob, currency: string): AfterFields {
  return {
    asks: review.isOn,
    url: review.url ?? '',
    afterHours: String(review.afterHours),
    everyMonths: String(review.everyMonths),
    offersFeedback: review.offersFeedback,
    offers: amc.isOn,
    afterDays: String(amc.afterDays),
    plans: amc.plans.map(({ id, name, holds, priceMinor, termMonths, renewsByItself }) => ({
      ...{ id, name, holds, renewsByItself },
      price: writeAmount(priceMinor, currency),
      termMonths: String(termMonths),
    })),
    writes: reengage.isOn,
    awayMonths: String(reengage.months),
    perDay: String(reengage.perDay),
  }
}

/** Its id is no other plan's, not even one's that is gone: contracts of that one must not renew at this one's price. */
export function freshPlan(at: number): PlanRow {
  return { id: `plan_${at.toString(36)}`, name: '', holds: '', price: '', termMonths: '12', renewsByItself: false }
}

const CHOICES = {
  afterHours: [0, 1, 2, 3, 4, 6, 8, 12, 24, 48, 72, 120, 168],
  everyMonths: [1, 3, 6, 9, 12, 18, 24, 36],
  afterDays: [0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60],
  termMonths: [1, 3, 6, 12, 24],
  awayMonths: [6, 9, 12, 15, 18, 24, 30, 36, 48, 60],
  perDay: [1, 2, 3, 5, 8, 10, 15, 20],
} as const

/** What is usual, and what stands there already, also where somebody has set it elsewhere. */
export function afterChoices(name: keyof typeof CHOICES, current: string): number[] {
  const held = Number(current)
  const all = new Set<number>(CHOICES[name])
  if (current !== '' && Number.isInteger(held)) all.add(held)
  return [...all].toSorted((one, other) => one - other)
}
