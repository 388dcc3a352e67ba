import * as v from 'valibot'
import { AdsBounds } from '../../tenants/contract/ads.ts'
import { parseAmount, writeAmount } from './amount-field.ts'
import type { FormRules } from './form.ts'

/** How far advertising may go, as it stands in its fields. */

export type BoundsFields = { isManaged: boolean; daily: string; monthly: string; bid: string; capacity: string }

const WholeSchema = v.omit(AdsBounds, ['version'])

/** Whoever lets it change things says how far: nothing is a limit at which nothing can be done. */
const LIMITS = [
  ['daily', 'dailyMinor'],
  ['monthly', 'monthlyMinor'],
  ['bid', 'bidMinor'],
] as const

export function boundsRules(currency: string): FormRules<BoundsFields, typeof WholeSchema> {
  const amount = (text: string) => parseAmount(text, currency) ?? text
  return {
    schema: WholeSchema,
    toValue: ({ isManaged, daily, monthly, bid, capacity }) => ({
      isManaged,
      dailyMinor: amount(daily),
      monthlyMinor: amount(monthly),
      bidMinor: amount(bid),
      weeklyBookings: readCapacity(capacity),
    }),
    alsoWrong: (fields) => {
      const missing = fields.isManaged ? LIMITS.filter(([name]) => parseAmount(fields[name], currency) === 0) : []
      return Object.fromEntries(missing.map(([, path]) => [path, { code: 'required' as const }]))
    },
  }
}

/** Empty leaves it to the diary; what is no number stays text, so that the schema names the field. */
export function readCapacity(text: string): number | string | null {
  const plain = text.trim()
  if (plain === '') return null
  return /^\d{1,4}$/.test(plain) ? Number(plain) : plain
}

export function boundsFields(bounds: AdsBounds, currency: string): BoundsFields {
  return {
    isManaged: bounds.isManaged,
    daily: writeAmount(bounds.dailyMinor, currency),
    monthly: writeAmount(bounds.monthlyMinor, currency),
    bid: writeAmount(bounds.bidMinor, currency),
    capacity: bounds.weeklyBookings === null ? '' : String(bounds.weeklyBookings),
  }
}
