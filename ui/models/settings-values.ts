import type { OpeningHours, PriceBookEntry, TenantView } from '../../tenants/contract.ts'
import { formatLength, formatMoney, formatPhone } from '../format.ts'
import { describeHours } from './hours-form.ts'
import { nameZone } from './zones.ts'

function describeLicense(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return ['–']
  const { number, state, name } = value as NonNullable<TenantView['license']>
  return [`Lic #${number}, ${state}`, name]
}

/** A setting's value as lines for a person who has to choose between two of them. */
export function describeSetting(field: string, value: unknown, currency: string, locale: string): string[] {
  if (field === 'priceBook') {
    const money = (amount: number) => formatMoney(amount, currency, locale)
    return (value as PriceBookEntry[]).map(({ service, from, to }) =>
      from === to ? `${service}: ${money(from)}` : `${service}: ${money(from)} – ${money(to)}`,
    )
  }
  if (field === 'openingHours') return describeHours(value as OpeningHours, locale)
  if (Array.isArray(value)) return value.length === 0 ? ['–'] : [value.join(', ')]
  if (field.endsWith('Ms') && typeof value === 'number') return [formatLength(value, locale)]
  if (field === 'license') return describeLicense(value)
  if (field === 'timeZone') return [nameZone(String(value), locale)]
  if (field === 'primaryPhone') return [formatPhone(String(value))]
  return [String(value)]
}
