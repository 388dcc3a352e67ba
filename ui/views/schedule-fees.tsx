import { formatMoney } from '../format.ts'
import { TextField } from '../parts/text-field.tsx'
import { locale } from '../words/language.ts'
import { scheduleWords } from '../words/schedule-words.ts'
import { sayFault } from './fault-words.ts'
import type { SchedulePartProps } from './schedule-part.ts'

/** What is added for the hour or the danger. */
export function ScheduleFees({ form, currency }: SchedulePartProps & { currency: string }) {
  const words = scheduleWords()
  const fields = form.fields.value
  const money = (limit: number) => formatMoney(limit, currency, locale.value)
  const symbol = money(0).replaceAll(/[\d.,\s]/g, '')
  const field = (name: 'afterHoursFee' | 'emergencyFee', label: string) => (
    <TextField
      label={label}
      value={fields[name]}
      inputMode="decimal"
      prefix={symbol}
      error={sayFault(form.faultAt(`${name}Minor`), money)}
      onInput={(amount) => form.set({ [name]: amount }, `${name}Minor`)}
      onBlur={() => form.leave(`${name}Minor`)}
    />
  )
  return (
    <section class="schedule-part" aria-labelledby="schedule-fees">
      <header>
        <h3 id="schedule-fees">{words.fees}</h3>
        <p class="soft small">{words.feesLead}</p>
      </header>
      <div class="schedule-fields">
        {field('afterHoursFee', words.afterHours)}
        {field('emergencyFee', words.emergency)}
      </div>
    </section>
  )
}
