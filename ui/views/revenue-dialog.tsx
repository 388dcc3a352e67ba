import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { LeadPatch } from '../../tenants/contract/board.ts'
import type { LeadView } from '../../tenants/contract/lists.ts'
import { formatMoney } from '../format.ts'
import { parseAmount, writeAmount } from '../models/amount-field.ts'
import { readFields, type Fault } from '../models/field-faults.ts'
import { nameOfLead } from '../models/lead-name.ts'
import { SheetForm } from '../parts/sheet-form.tsx'
import { TextField } from '../parts/text-field.tsx'
import { locale } from '../words/language.ts'
import { pipelineWords } from '../words/pipeline-words.ts'
import { focusFirstFault, sayFault } from './fault-words.ts'

type RevenueDialogProps = {
  lead: LeadView | null
  currency: string
  onClose: () => void
  onDone: (lead: LeadView, revenueMinor?: number) => void
}

/** What a completed job brought in. It may be left out; a wrong amount may not be sent. */
export function RevenueDialog({ lead, currency, onClose, onDone }: RevenueDialogProps) {
  const words = pipelineWords()
  const text = useSignal('')
  const fault = useSignal<Fault | null>(null)
  const place = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const known = lead?.revenueMinor ?? null
    text.value = known === null ? '' : writeAmount(known, currency)
    fault.value = null
    if (lead !== null) requestAnimationFrame(() => place.current?.querySelector('input')?.focus())
  }, [lead])
  if (lead === null) return null
  const money = (amount: number) => formatMoney(amount, currency, locale.value)
  const send = () => {
    if (text.value.trim() === '') return onDone(lead)
    const revenueMinor = parseAmount(text.value, currency) ?? Number.NaN
    const read = readFields(LeadPatch, { status: 'completed', from: lead.status, revenueMinor })
    if (read.ok) return onDone(lead, revenueMinor)
    fault.value = read.faults['revenueMinor'] ?? { code: 'amount' }
    focusFirstFault(place.current)
  }
  return (
    <SheetForm
      title={words.revenueTitle(nameOfLead(lead, words.unnamed))}
      closeLabel={words.cancel}
      back={words.cancel}
      submit={words.revenueSave}
      icon="check"
      place={place}
      onSubmit={send}
      onClose={onClose}
    >
      <p>{words.revenueLead}</p>
      <TextField
        label={words.revenue}
        hint={words.revenueHint}
        value={text.value}
        inputMode="decimal"
        prefix={money(0).replaceAll(/[\d.,\s]/g, '')}
        error={sayFault(fault.value, money)}
        onInput={(typed) => {
          text.value = typed
          fault.value = null
        }}
      />
    </SheetForm>
  )
}
