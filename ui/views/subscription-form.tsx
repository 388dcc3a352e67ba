import { useMemo, useRef, useState } from 'preact/hooks'
import { SUBSCRIPTION_STATUSES, type SubscriptionView } from '../../tenants/contract/subscriptions.ts'
import type { Problem } from '../api.ts'
import { now } from '../clock.ts'
import { openForm } from '../models/form.ts'
import { currenciesFor, dayAt, fieldsOf, subscriptionRules } from '../models/subscription-form.ts'
import type { SubscriptionModel } from '../models/subscription-model.ts'
import { DateField } from '../parts/date-field.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { SheetForm } from '../parts/sheet-form.tsx'
import { TextField } from '../parts/text-field.tsx'
import { showToast } from '../toasts.ts'
import { describeProblem } from '../words/problems.ts'
import { subscriptionWords } from '../words/subscription-words.ts'
import { focusFirstFault, sayFault } from './fault-words.ts'
import { amount as sayAmount } from './figure-format.ts'

type FormProps = { model: SubscriptionModel; held: SubscriptionView | null; onClose: () => void }

/** What is paid from some day on. */
export function SubscriptionForm({ model, held, onClose }: FormProps) {
  const words = subscriptionWords()
  const openedAt = useMemo(now, [])
  const form = useMemo(() => openForm(fieldsOf(held, openedAt), subscriptionRules(openedAt)), [])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const place = useRef<HTMLFormElement>(null)
  const { plan, status, amount, currency, interval, effectiveOn, trialEndsOn } = form.fields.value
  const save = async () => {
    setProblem(null)
    const change = form.check()
    if (change === null) return focusFirstFault(place.current)
    setBusy(true)
    const refused = await model.save(change)
    setBusy(false)
    if (refused !== null) return form.refuse(refused.issues) ? focusFirstFault(place.current) : setProblem(refused)
    showToast(words.saved)
    onClose()
  }
  return (
    <SheetForm
      title={words.enterTitle}
      closeLabel={words.close}
      back={words.back}
      submit={words.save}
      isBusy={isBusy}
      problem={problem === null ? null : describeProblem(problem)}
      place={place}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <p class="soft">{words.enterLead}</p>
      <TextField
        label={words.plan}
        hint={words.planHint}
        value={plan}
        maxLength={40}
        error={sayFault(form.faultAt('plan'))}
        onInput={(text) => form.set({ plan: text }, 'plan')}
        onBlur={() => form.leave('plan')}
      />
      <SelectField
        label={words.status}
        value={status}
        options={SUBSCRIPTION_STATUSES.map((value) => ({ value, label: words.statuses[value] }))}
        onChange={(chosen) => form.set({ status: chosen }, 'status')}
      />
      {status === 'trialing' ? (
        <DateField
          label={words.trialEndsOn}
          value={trialEndsOn}
          error={sayFault(form.faultAt('trialEndsAt'))}
          onInput={(day) => form.set({ trialEndsOn: day }, 'trialEndsAt')}
        />
      ) : null}
      <div class="paid-price">
        <TextField
          label={words.amount}
          value={amount}
          inputMode="decimal"
          error={sayFault(form.faultAt('amountMinor'), (minor) => sayAmount(minor, currency))}
          onInput={(text) => form.set({ amount: text }, 'amountMinor')}
          onBlur={() => form.leave('amountMinor')}
        />
        <SelectField
          label={words.currency}
          value={currency}
          options={currenciesFor(held?.currency ?? 'USD').map((value) => ({ value, label: value }))}
          onChange={(chosen) => form.set({ currency: chosen }, 'currency')}
        />
        <SelectField
          label={words.interval}
          value={interval}
          options={(['month', 'year'] as const).map((value) => ({ value, label: words.intervals[value] }))}
          onChange={(chosen) => form.set({ interval: chosen }, 'interval')}
        />
      </div>
      <DateField
        label={words.effectiveOn}
        hint={words.effectiveHint}
        value={effectiveOn}
        max={dayAt(openedAt)}
        error={sayFault(form.faultAt('effectiveOn'))}
        onInput={(day) => form.set({ effectiveOn: day }, 'effectiveOn')}
        onBlur={() => form.leave('effectiveOn')}
      />
    </SheetForm>
  )
}
