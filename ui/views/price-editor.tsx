import { signal, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Fault } from '../models/field-faults.ts'
import { emptyRow, type PriceRow } from '../models/price-rows.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { fieldWords } from '../words/fields-words.ts'
import { sayFault } from './fault-words.ts'
import { PriceLine } from './price-line.tsx'

type PriceEditorProps = {
  rows: readonly PriceRow[]
  currency: string
  faultAt: (path: string) => Fault | null
  onChange: (rows: PriceRow[], path?: string) => void
  onLeave: (path: string) => void
  isReadOnly?: boolean
}

/** Lines added since the page was opened, so that each gets a name of its own. */
const added = signal(0)

/** The price book as lines that open where they stand; what was removed can be put back until the next removal. */
export function PriceEditor({ rows, currency, faultAt, onChange, onLeave, isReadOnly = false }: PriceEditorProps) {
  const words = fieldWords().prices
  const openKey = useSignal<string | null>(null)
  const removed = useSignal<{ row: PriceRow; index: number } | null>(null)
  const place = useRef<HTMLDivElement>(null)

  const faultsOf = (index: number) => {
    const at = (name: string) => faultAt(`priceBook.${index}.${name}`)
    // A fixed price stands once, and so does what is wrong with it.
    const to = rows[index]?.to.trim() === '' && at('to')?.code !== 'below_from' ? null : at('to')
    return { service: at('service'), from: at('from'), to, unit: at('unit'), keywords: at('keywords') }
  }
  const firstFaulty = rows.findIndex((_, index) => Object.values(faultsOf(index)).some((fault) => fault !== null))
  const faultyKey = rows[firstFaulty]?.key ?? null
  useEffect(() => {
    if (faultyKey !== null && openKey.peek() === null) openKey.value = faultyKey
  }, [faultyKey])

  const add = () => {
    added.value += 1
    const row = emptyRow(`new-${added.value}`)
    onChange([...rows, row])
    openKey.value = row.key
    requestAnimationFrame(() => place.current?.querySelector<HTMLInputElement>('.price-row.open input')?.focus())
  }
  const remove = (index: number) => {
    const row = rows[index]
    if (row === undefined) return
    removed.value = { row, index }
    openKey.value = null
    onChange(rows.filter((other) => other !== row))
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>('.price-removed button')?.focus())
  }
  const putBack = () => {
    const last = removed.value
    if (last === null) return
    removed.value = null
    onChange([...rows.slice(0, last.index), last.row, ...rows.slice(last.index)])
  }

  return (
    <div class="stack" ref={place}>
      {rows.length === 0 ? (
        <EmptyState icon="edit" title={words.empty}>
          {words.emptyLead}
        </EmptyState>
      ) : (
        <ul class="price-rows">
          {rows.map((row, index) => (
            <PriceLine
              key={row.key}
              row={row}
              currency={currency}
              isOpen={row.key === openKey.value || (firstFaulty === index && openKey.value === null)}
              isReadOnly={isReadOnly}
              faults={faultsOf(index)}
              onOpen={(isOpen) => (openKey.value = isOpen ? row.key : null)}
              onRemove={() => remove(index)}
              onLeave={(name) => onLeave(`priceBook.${index}.${name}`)}
              onChange={(change, name) =>
                onChange(
                  rows.map((other) => (other === row ? { ...other, ...change } : other)),
                  `priceBook.${index}.${name}`,
                )
              }
            />
          ))}
        </ul>
      )}
      <div class="price-removed" role="status">
        {removed.value === null ? null : (
          <>
            <span class="grow">{words.removed(removed.value.row.service || words.fresh)}</span>
            <Button kind="quiet" icon="undo" onPress={putBack}>
              {words.undo}
            </Button>
          </>
        )}
      </div>
      <p role="alert" class="field-error" hidden={faultAt('priceBook') === null}>
        {sayFault(faultAt('priceBook'))}
      </p>
      {isReadOnly ? null : (
        <Button icon="plus" isWide onPress={add}>
          {words.add}
        </Button>
      )}
    </div>
  )
}
