import { formatMoney } from '../format.ts'
import { parseAmount } from '../models/amount-field.ts'
import type { Fault } from '../models/field-faults.ts'
import type { PriceRow } from '../models/price-rows.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { TextField } from '../parts/text-field.tsx'
import { fieldWords } from '../words/fields-words.ts'
import { locale } from '../words/language.ts'
import { sayFault } from './fault-words.ts'

type Name = 'service' | 'from' | 'to' | 'unit' | 'keywords'
type PriceLineProps = {
  row: PriceRow
  currency: string
  isOpen: boolean
  isReadOnly: boolean
  faults: Record<Name, Fault | null>
  onOpen: (isOpen: boolean) => void
  onRemove: () => void
  onLeave: (name: Name) => void
  onChange: (change: Partial<PriceRow>, name: Name) => void
}

/** One service: its price at a glance, and its fields once it is tapped. */
export function PriceLine(props: PriceLineProps) {
  const { row, currency, isOpen, isReadOnly, onOpen } = props
  const words = fieldWords().prices
  const name = row.service.trim() || words.fresh
  const head = (
    <>
      <span class="grow">
        <span class="price-name">{name}</span>
        <span class="soft small">{words.per(row.unit.trim() || 'job')}</span>
      </span>
      <span class="price-amount figures">{describeRange(row, currency)}</span>
    </>
  )
  return (
    <li class={isOpen ? 'price-row open' : 'price-row'}>
      {isReadOnly ? (
        <div class="price-head">{head}</div>
      ) : (
        <button type="button" class="price-head" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
          {head}
          <Icon name={isOpen ? 'up' : 'down'} />
        </button>
      )}
      {isOpen && !isReadOnly ? <PriceFields {...props} name={name} /> : null}
    </li>
  )
}

function PriceFields({
  row,
  currency,
  faults,
  onChange,
  onLeave,
  onOpen,
  onRemove,
  name,
}: PriceLineProps & { name: string }) {
  const words = fieldWords().prices
  const money = (limit: number) => formatMoney(limit, currency, locale.value)
  const symbol = money(0).replaceAll(/[\d.,\s]/g, '')
  const field = (key: Name) => ({
    label: words[key],
    value: row[key],
    error: sayFault(faults[key], key === 'from' || key === 'to' ? money : String),
    onInput: (text: string) => onChange({ [key]: text }, key),
    onBlur: () => onLeave(key),
  })
  return (
    <div class="price-fields">
      <TextField {...field('service')} maxLength={80} />
      <div class="price-bounds">
        <TextField {...field('from')} inputMode="decimal" prefix={symbol} />
        <TextField {...field('to')} inputMode="decimal" prefix={symbol} hint={words.toHint} />
        <TextField {...field('unit')} maxLength={20} />
      </div>
      <TextField {...field('keywords')} hint={words.keywordsHint} />
      <div class="row-apart">
        <Button kind="danger" icon="trash" label={words.remove(name)} onPress={onRemove}>
          {words.removeShort}
        </Button>
        <Button onPress={() => onOpen(false)}>{words.done}</Button>
      </div>
    </div>
  )
}

function describeRange(row: PriceRow, currency: string): string {
  const from = parseAmount(row.from, currency)
  const to = row.to.trim() === '' ? from : parseAmount(row.to, currency)
  if (from === null || to === null) return '–'
  const lower = formatMoney(from, currency, locale.value)
  return from === to ? lower : `${lower} – ${formatMoney(to, currency, locale.value)}`
}
