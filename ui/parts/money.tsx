import { formatMoney } from '../format.ts'
import { locale } from '../words/language.ts'

export function Money({ amountMinor, currency }: { amountMinor: number; currency: string }) {
  return <span class="figures">{formatMoney(amountMinor, currency, locale.value)}</span>
}
